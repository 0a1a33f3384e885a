package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Content;
import io.pagebridge.document.Element;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Passage;
import org.junit.jupiter.api.Test;

class LayoutAnalyzerTest {
    private static final String LONG =
            "The annual survey of the river was funded by the harbour board";

    @Test
    void rowsOfOneParagraphAreJoinedAndABrokenWordIsWhole() {
        TestPage page =
                prose(1, 100)
                        .text(50, 160, "and the new equip-")
                        .text(50, 172, "ment stayed in service.");

        assertThat(TestPage.lines(TestPage.analyze(page)).getLast())
                .contains("and the new equipment stayed");
    }

    @Test
    void leftColumnIsReadBeforeTheRightOne() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 8; r++) {
            page.text(50, 100 + 12 * r, "left words of running text stand here");
            page.text(320, 100 + 12 * r, "right words of running text stand there");
        }
        Content content = TestPage.analyze(page);

        String text = String.join(" ", TestPage.lines(content));
        assertThat(text.lastIndexOf("left")).isLessThan(text.indexOf("right"));
        assertThat(content.elements().getLast().passage().words().getLast().word().column())
                .isEqualTo(1);
    }

    @Test
    void aNotesSignAfterAFullStopMakesNoDecimal() {
        TestPage page = new TestPage(1).right(300, 100, "The pump needs only 32.");
        page.size(6).text(300, 96, "2").size(10).text(310, 100, "The board agreed.");
        assertThat(TestPage.analyze(page).elements().getFirst().passage().text())
                .isEqualTo("The pump needs only 32. 2 The board agreed.");
    }

    @Test
    void raisedSignBetweenTheWordsOfARowStaysInIt() {
        TestPage page = prose(1, 100);
        page.text(50, 160, "work with the community.").size(7).text(166, 156.4, "2");
        page.plain().text(173, 160, "Welcome to it.");

        assertThat(TestPage.lines(TestPage.analyze(page)).getLast()).contains("community.");
        assertThat(TestPage.lines(TestPage.analyze(page))).hasSize(1);
    }

    @Test
    void labelsOverBoxesAreReadBeforeTheirOwnBox() {
        TestPage page = new TestPage(1);
        for (int b = 0; b < 4; b++) {
            page.size(12).text(50, 100 + 80 * b, "Tip").plain();
            for (int r = 0; r < 3; r++) {
                page.text(90, 124 + 80 * b + 12 * r, "box " + b + " holds running words of text");
            }
        }

        String text = String.join(" ", TestPage.lines(TestPage.analyze(page)));
        assertThat(text.lastIndexOf("Tip")).isGreaterThan(text.indexOf("box 2"));
    }

    @Test
    void largerLineAboveTextIsAHeading() {
        TestPage page = prose(1, 140).plain().size(14).text(50, 100, "Liquidity").plain();
        prose(page, 300);
        page.bold().text(50, 280, "Cash and credit").plain();

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .contains("title: Liquidity", "heading: Cash and credit");
    }

    @Test
    void tagsDecideWhatIsAHeading() {
        TestPage page = new TestPage(1).tag("H2").text(50, 100, "Plain but tagged").tag("P");
        prose(page, 112);

        Element heading = TestPage.analyze(page).elements().getFirst();
        assertThat(heading).isInstanceOf(Element.Heading.class);
        assertThat(((Element.Heading) heading).level()).isEqualTo(2);
    }

    @Test
    void runningLinesAreFurnitureOnEveryPageButNeverAllOfIt() {
        TestPage[] pages = new TestPage[4];
        for (int p = 0; p < 4; p++) {
            pages[p] =
                    new TestPage(p + 1)
                            .text(50, 30, "Harbour report 2024")
                            .text(290, 780, "" + (p + 7));
            if (p < 3) {
                prose(pages[p], 200 + 20 * p);
            }
        }
        Content content = TestPage.analyze(pages);

        assertThat(TestPage.lines(content).stream().filter(line -> line.startsWith("furniture")))
                .hasSize(6);
        assertThat(TestPage.lines(content))
                .anyMatch(
                        line ->
                                line.endsWith(": Harbour report 2024")
                                        && !line.startsWith("furniture"));
    }

    @Test
    void textNobodySeesIsKeptApartWithAWarning() {
        TestPage page =
                prose(1, 100)
                        .colour(0xFFFFFFFF)
                        .text(50, 200, "white on white")
                        .plain()
                        .flags(Glyphs.INVISIBLE)
                        .text(50, 220, "render mode three")
                        .plain()
                        .size(0.5)
                        .text(50, 240, "tiny");
        Content content = TestPage.analyze(page);

        assertThat(content.warnings()).anyMatch(warning -> warning.code().equals("hidden-text"));
        assertThat(TestPage.lines(content))
                .anyMatch(line -> line.startsWith("hidden: white on white"));
        assertThat(TestPage.lines(content).getFirst()).doesNotContain("white");
    }

    @Test
    void whiteTextOnAColouredAreaIsSeen() {
        TestPage page =
                prose(1, 200)
                        .fill(40, 80, 400, 110)
                        .colour(0xFFFFFFFF)
                        .text(50, 100, "Annual results");

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .anyMatch(line -> line.endsWith(": Annual results"));
    }

    @Test
    void typeDrawnTwiceIsReadOnce() {
        TestPage page = prose(1, 100).text(50, 200, "Doubled").text(50.3, 200, "Doubled");

        assertThat(TestPage.lines(TestPage.analyze(page)).getLast())
                .endsWith("Doubled")
                .doesNotContain("Doubled Doubled");
    }

    @Test
    void bulletsAndNumbersAreItemsWithDepth() {
        TestPage page =
                prose(1, 100)
                        .text(50, 160, "\u2022 first")
                        .text(70, 172, "\u2022 inner")
                        .text(50, 184, "\u2022 second");
        Content content = TestPage.analyze(page);

        assertThat(
                        content.elements().stream()
                                .filter(Element.ListItem.class::isInstance)
                                .map(e -> ((Element.ListItem) e).depth()))
                .containsExactly(1, 2, 1);
    }

    @Test
    void fixedPitchKeepsItsIndents() {
        TestPage page = prose(1, 100).mono().text(50, 170, "if x:").text(70, 182, "go()");

        assertThat(TestPage.lines(TestPage.analyze(page)).getLast())
                .isEqualTo("code: if x:\n    go()");
    }

    @Test
    void entriesWithLeadersAreOneTableOfContents() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 5; r++) {
            page.text(50, 100 + 12 * r, "Part " + r + " . . . . . . . . . .")
                    .right(500, 100 + 12 * r, "" + (3 * r + 1));
        }

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .containsExactly("contents: Part 0 1\nPart 1 4\nPart 2 7\nPart 3 10\nPart 4 13");
    }

    @Test
    void everyVisibleGlyphIsInOneElementAndPagesNeverFall() {
        TestPage[] pages = {
            prose(1, 100), prose(2, 90).text(50, 300, "a . . . . . 7"), prose(3, 80)
        };
        Content content = TestPage.analyze(pages);
        int visible = 0;
        for (TestPage page : pages) {
            for (int code : page.page().glyphs().codePoints()) {
                visible += code == ' ' ? 0 : 1;
            }
        }

        assertThat(TestPage.glyphs(content)).isEqualTo(visible);
        assertThat(
                        content.elements().stream()
                                .filter(Element::inText)
                                .flatMap(element -> element.passage().words().stream())
                                .map(placed -> placed.word().page()))
                .isSorted();
    }

    @Test
    void wordsLieWhereTheirOffsetsSay() {
        for (Element element : TestPage.analyze(prose(1, 100)).elements()) {
            Passage passage = element.passage();
            for (Passage.PlacedWord placed : passage.words()) {
                assertThat(passage.text().substring(placed.start(), placed.end()))
                        .isEqualTo(placed.word().text());
            }
        }
    }

    @Test
    void emptyPageIsAWarningNotAFailure() {
        Content content = TestPage.analyze(new TestPage(1));

        assertThat(content.elements()).isEmpty();
        assertThat(content.warnings()).anyMatch(warning -> warning.code().equals("no-text"));
    }

    private static TestPage prose(int number, double y) {
        return prose(new TestPage(number), y);
    }

    private static TestPage prose(TestPage page, double y) {
        for (int r = 0; r < 4; r++) {
            page.text(50, y + 12 * r, LONG);
        }
        return page.text(50, y + 48, "and then it ended.");
    }
}
