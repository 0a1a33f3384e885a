package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Content;
import io.pagebridge.document.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader would not mistake: contents, notes, formulas, the words of a drawing, names on a title page. */
class ReadingTest {
    private static final String PROSE =
            "words that stand under each other in lines of one width and mean nothing";

    @Test
    void contentsWithoutLeadersAreNoTable() {
        TestPage page = new TestPage(1).bold().size(14).text(50, 100, "Contents").plain();
        String[] names = {"Foreword", "Aims of the work", "Methods that were used", "Results"};
        for (int i = 0; i < names.length; i++) {
            page.text(50, 130 + 14 * i, Integer.toString(i + 1)).text(70, 130 + 14 * i, names[i]);
            page.right(500, 130 + 14 * i, Integer.toString(3 + 4 * i));
        }

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .last()
                .isEqualTo(
                        "contents: 1 Foreword 3\n2 Aims of the work 7\n3 Methods that were used 11\n4 Results 15");
    }

    @Test
    void contentsInTwoColumnsAreReadOneAfterTheOther() {
        TestPage page = new TestPage(1).bold().size(14).text(50, 80, "Contents").plain();
        for (int i = 1; i < 7; i++) {
            page.text(50, 100 + 14 * i, i + " Trees " + ".".repeat(32))
                    .right(250, 100 + 14 * i, "" + i);
            page.text(300, 100 + 14 * i, (i + 6) + " Parks " + ".".repeat(31));
            page.right(500, 100 + 14 * i, "" + (i + 20));
        }

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .filteredOn(line -> line.startsWith("contents"))
                .first()
                .asString()
                .startsWith("contents: 1 Trees 1\n2 Trees 2\n3 Trees 3");
    }

    @Test
    void numbersThatFallAreATableThoughItStandsUnderContents() {
        TestPage page = new TestPage(1).bold().size(14).text(50, 100, "Contents").plain();
        int[] values = {90, 30, 70, 10};
        for (int i = 0; i < values.length; i++) {
            page.text(50, 130 + 14 * i, "Sort " + i).right(300, 130 + 14 * i, "7");
            page.right(500, 130 + 14 * i, Integer.toString(values[i]));
        }

        assertThat(TestPage.tables(TestPage.analyze(page))).hasSize(1);
    }

    @Test
    void namesAndDatesUnderTheTitleHeadNothing() {
        TestPage page = new TestPage(1).bold().size(20).text(150, 80, "On the growth of trees");
        page.plain()
                .size(12)
                .text(220, 120, "Ada Miller")
                .text(200, 134, "Institute of Trees, Oslo");
        page.text(230, 170, "12 March 2019").bold().text(50, 220, "1 Aims").plain();
        prose(page, 240, 5).bold().size(12).text(50, 330, "2 Ways").plain();
        prose(page, 350, 5);

        assertThat(headings(TestPage.analyze(page)))
                .containsExactly("On the growth of trees", "1 Aims", "2 Ways");
    }

    @Test
    void aTitleWhoseLinesStandApartIsOne() {
        TestPage page = new TestPage(1).bold().size(20).text(150, 80, "ON THE GROWTH");
        page.text(180, 106, "of Trees in Parks").size(12).text(50, 150, "1 Aims").plain();
        prose(page, 170, 5);

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .first()
                .isEqualTo("title: ON THE GROWTH of Trees in Parks");
    }

    @Test
    void aDisplayedFormulaKeepsItsLimits() {
        TestPage page = prose(new TestPage(1), 100, 4);
        page.size(7)
                .text(203, 168, "n")
                .size(10)
                .text(200, 178, "\u2211 a + b = c")
                .text(480, 178, "(1)");
        page.size(7).text(200, 187, "i=0").plain();
        prose(page, 220, 4);

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .filteredOn(line -> line.startsWith("formula"))
                .singleElement()
                .asString()
                .contains("a + b = c", "(1)", "i=0");
    }

    @Test
    void aSentenceWithAnEquationInItIsText() {
        TestPage page =
                new TestPage(1).text(50, 100, "We know that the sum is a + b = c for every tree.");

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .containsExactly("paragraph: We know that the sum is a + b = c for every tree.");
    }

    @Test
    void labelsOverAFiguresCaptionAreTheFigure() {
        TestPage page = prose(new TestPage(1), 100, 4);
        page.size(7).text(300, 180, "Trees").text(120, 200, "Height in m").text(400, 220, "Oak");
        page.text(150, 260, "10 20 30 40 50").plain().text(50, 290, "Figure 1: Heights of trees.");
        prose(page, 320, 4);

        Content content = TestPage.analyze(page);

        assertThat(TestPage.lines(content))
                .hasSize(4)
                .element(1)
                .isEqualTo("figure: Trees Height in m Oak 10 20 30 40 50");
    }

    @Test
    void anAxisIsAFigureWithoutACaptionToo() {
        TestPage page = prose(new TestPage(1), 100, 4).size(7);
        for (int i = 0; i < 5; i++) {
            page.text(60, 180 + 24 * i, Integer.toString(500 - 100 * i));
        }
        page.plain();
        prose(page, 330, 4);

        assertThat(TestPage.lines(TestPage.analyze(page))).contains("figure: 500 400 300 200 100");
    }

    @Test
    void notesOfOneSizeWithTheTextAreToldByTheirSigns() {
        TestPage page = prose(new TestPage(1), 100, 40);
        page.text(50, 700, "\u2217Both did the same work").text(50, 714, "\u2020Now at home");

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .contains("footnote: \u2217Both did the same work", "footnote: \u2020Now at home");
    }

    @Test
    void aSmallNumberedHeadingInTheLowerHalfIsNoNote() {
        TestPage page = prose(new TestPage(1), 100, 30).size(9).text(50, 540, "3. References");
        prose(page.plain(), 560, 8);

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .noneMatch(line -> line.startsWith("footnote"));
    }

    @Test
    void stylesInWhichTheSameWordsAreHeadingsAreOne() {
        TestPage page = new TestPage(1);
        double base = 80;
        page.size(16).bold().text(50, 60, "All of it").plain();
        for (String name : List.of("Findings", "Sources", "Findings", "Sources", "Findings")) {
            page.type("Some-SmallCaps", base < 300 ? 700 : 400)
                    .size(14)
                    .text(50, base, name)
                    .plain();
            prose(page, base + 20, 4);
            base += 110;
        }

        assertThat(levels(TestPage.analyze(page))).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void theNameOfAFontIsBelievedBeforeItsStems() {
        TestPage page = new TestPage(1).type("CMBX10", 400).size(10).text(50, 80, "1 Aims");
        page.type("CMR10", 700);
        for (int i = 0; i < 5; i++) {
            page.text(50, 110 + 14 * i, PROSE);
        }

        assertThat(headings(TestPage.analyze(page))).containsExactly("1 Aims");
    }

    @Test
    void typeThatGivesAllLettersTheSameRoomIsAListing() {
        TestPage page = prose(new TestPage(1), 100, 5).type("F1", 400).even().size(7);
        page.text(50, 190, "while (limit) {").text(64, 199, "print(limit, lowest, wide)");
        page.text(50, 208, "}");
        prose(page.plain(), 240, 5);

        Content content = TestPage.analyze(page);

        assertThat(TestPage.lines(content))
                .element(1)
                .asString()
                .startsWith("code: while")
                .contains("\n");
        assertThat(headings(content)).isEmpty();
    }

    @Test
    void aNumberedHeadingOnTheFirstLineOfItsParagraphIsCutFromIt() {
        TestPage page = new TestPage(1).bold().text(50, 60, "2 Method").plain();
        for (int i = 1; i < 3; i++) {
            page.bold().text(50, 100 * i, "2." + i + " Ways.").plain();
            page.text(110, 100 * i, "that go on from here and are as wide as the others");
            prose(page, 100 * i + 14, 3);
        }

        assertThat(headings(TestPage.analyze(page)))
                .containsExactly("2 Method", "2.1 Ways.", "2.2 Ways.");
    }

    private static TestPage prose(TestPage page, double base, int lines) {
        for (int i = 0; i < lines; i++) {
            page.text(50, base + 14 * i, PROSE);
        }
        return page;
    }

    private static List<String> headings(Content content) {
        return content.elements().stream()
                .filter(e -> e instanceof Element.Heading || e instanceof Element.Title)
                .map(element -> element.passage().text())
                .toList();
    }

    private static List<Integer> levels(Content content) {
        return content.elements().stream()
                .filter(Element.Heading.class::isInstance)
                .map(element -> ((Element.Heading) element).level())
                .toList();
    }
}
