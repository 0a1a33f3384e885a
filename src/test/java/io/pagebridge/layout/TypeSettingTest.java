package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Content;
import io.pagebridge.document.Element;
import io.pagebridge.document.OutlineEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What programs like TeX do with letters, rows and headings. */
class TypeSettingTest {
    private static final int BLUE = 0x0000CCFF;

    @Test
    void accentDrawnOverALetterBelongsToIt() {
        // Behind its letter or before it, and set back over it, as the \accent primitive does.
        TestPage page = new TestPage(1).text(50, 100, "Universita").text(95, 99, "\u00A8");
        page.text(100, 100, "t H").text(112.5, 99, "\u00A8").text(112.5, 100, "uber");

        Content content = TestPage.analyze(page);

        assertThat(TestPage.lines(content))
                .containsExactly("paragraph: Universit\u00E4t H\u00FCber");
        assertThat(TestPage.glyphs(content)).isEqualTo(18);
    }

    @Test
    void digitsOfAnAxisAreNumbersAndNoSpacedWord() {
        TestPage page = new TestPage(1);
        for (int i = 0; i < 6; i++) {
            page.text(100 + 8 * i, 100, Integer.toString(i));
        }

        assertThat(TestPage.lines(TestPage.analyze(page))).containsExactly("figure: 0 1 2 3 4 5");
    }

    @Test
    void indexUnderALetterStaysInItsRow() {
        TestPage page = prose(new TestPage(1), 100, 2);
        page.text(50, 128, "and the product J");
        page.size(6).text(125.5, 132, "ij").plain();
        page.text(140, 128, "of both is taken here");
        prose(page, 142, 2);

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .singleElement()
                .asString()
                .contains("product Jij of both");
    }

    @Test
    void oneLongWordInSmallTypeDoesNotTearAParagraph() {
        TestPage page = prose(new TestPage(1), 100, 2);
        page.text(50, 128, "and for the lines that the");
        page.size(8).text(160, 128, "averyveryverylongnameofafunction").plain();
        page.text(300, 128, "has in its body we saw");
        prose(page, 142, 2);

        assertThat(TestPage.lines(TestPage.analyze(page))).hasSize(1);
    }

    @Test
    void compoundBrokenAtItsHyphenKeepsIt() {
        TestPage page = new TestPage(1).text(50, 100, "They pay a fee for it, and so is the fee-");
        page.text(50, 114, "based work which then had a share of eighty-");
        page.text(50, 128, "three out of all that were trans-");
        page.text(50, 142, "mitted to them in the end.");

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .singleElement()
                .asString()
                .contains("fee-based", "eighty-three", "transmitted");
    }

    @Test
    void lineWithACitationInColourIsNoHeading() {
        TestPage page = prose(new TestPage(1), 100, 4);
        page.text(50, 180, "The package");
        page.colour(BLUE).text(105, 180, "(Smith, Miller, Bakerson, Walkerton 2014)").plain();
        prose(page, 240, 4);

        assertThat(TestPage.analyze(page).elements()).noneMatch(Element.Heading.class::isInstance);
    }

    @Test
    void chaptersNumberAndNameAreOneHeadingWithTheOutlinesLevel() {
        TestPage cover = prose(new TestPage(1), 100, 5);
        TestPage page = new TestPage(2).bold().size(16).text(50, 100, "Chapter 3");
        page.size(20).text(50, 130, "Survival curves").plain();
        prose(page, 160, 5);
        List<OutlineEntry> outline = List.of(new OutlineEntry("Survival curves", 2, 2, null));

        assertThat(TestPage.analyze(outline, cover, page).elements().get(1))
                .isInstanceOfSatisfying(
                        Element.Heading.class,
                        heading -> {
                            assertThat(heading.passage().text())
                                    .isEqualTo("Chapter 3 Survival curves");
                            assertThat(heading.level()).isEqualTo(2);
                        });
    }

    @Test
    void sameWordsAtTwoPlacesHaveTheLevelsThatTheOutlineGivesThere() {
        TestPage first =
                prose(new TestPage(1).bold().size(12).text(50, 60, "Service").plain(), 90, 5);
        TestPage second = prose(new TestPage(2), 60, 8);
        TestPage third =
                prose(new TestPage(3).bold().size(12).text(50, 60, "Service").plain(), 90, 5);
        List<OutlineEntry> outline =
                List.of(
                        new OutlineEntry("Service", 1, 1, null),
                        new OutlineEntry("Other", 1, 1, null),
                        new OutlineEntry("Service", 2, 3, null));

        assertThat(TestPage.analyze(outline, first, second, third).elements())
                .filteredOn(Element.Heading.class::isInstance)
                .extracting(element -> ((Element.Heading) element).level())
                .containsExactly(1, 2);
    }

    @Test
    void whatAnOutlineLeavesOutStandsBelowWhatItNames() {
        TestPage page = new TestPage(1);
        List<OutlineEntry> outline =
                List.of(
                        new OutlineEntry("Goal one", 1, 1, null),
                        new OutlineEntry("Goal two", 1, 1, null),
                        new OutlineEntry("Goal six", 1, 1, null));
        List<String> names =
                List.of("Goal one", "Aims", "Goal two", "Progress", "Goal six", "Outlook");
        int base = 60;
        for (String name : names) {
            page.bold().size(12).text(50, base, name).plain();
            prose(page, base + 24, 4);
            base += 110;
        }

        assertThat(TestPage.analyze(outline, page).elements())
                .filteredOn(Element.Heading.class::isInstance)
                .extracting(element -> ((Element.Heading) element).level())
                .containsExactly(1, 2, 1, 2, 1, 2);
    }

    @Test
    void entriesOfAListOfWorksWithHangingIndentsAreParagraphs() {
        TestPage page = new TestPage(1);
        int base = 100;
        for (String name : List.of("Adams", "Brown", "Clark")) {
            page.text(
                    50, base, name + ", J. On the distribution of the words that fill whole lines");
            page.text(70, base + 12, "and of what stands below them in the same entry, Journal 3.");
            base += 24;
        }

        assertThat(TestPage.lines(TestPage.analyze(page))).hasSize(3);
    }

    @Test
    void paragraphGoesOnPastTheNotesAtTheFootOfThePage() {
        TestPage first = prose(new TestPage(1), 560, 8);
        first.size(7)
                .text(50, 740, "1 A note in small type that says where the numbers come from.")
                .plain();
        TestPage second = prose(new TestPage(2), 60, 8);

        Content content = TestPage.analyze(first, second);

        assertThat(TestPage.lines(content)).hasSize(2);
        assertThat(content.elements().getFirst()).isInstanceOf(Element.Footnote.class);
        assertThat(content.warnings()).isEmpty();
    }

    @Test
    void numberReadTogetherWithTheFirstWordOfANoteIsItsSign() {
        TestPage page = prose(new TestPage(1), 500, 8);
        page.size(8).text(50, 740, "4Engineers compared these figures.").plain();

        assertThat(TestPage.analyze(page).elements().getLast())
                .isInstanceOf(Element.Footnote.class);
    }

    @Test
    void shortCaptionDoesNotTakeTheParagraphBelowIt() {
        TestPage page = prose(new TestPage(1), 100, 4);
        page.text(50, 300, "Figure 1: Where the pumps stand");
        page.text(50, 314, "Engineers looked at all the pumps of the town in the year that was");
        prose(page, 328, 3);

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .contains("caption: Figure 1: Where the pumps stand")
                .hasSize(3);
    }

    /** Full lines of one sentence that has no end. */
    private static TestPage prose(TestPage page, int base, int lines) {
        for (int i = 0; i < lines; i++) {
            page.text(
                    50,
                    base + 14 * i,
                    "and so the words of this long sentence go on and on until the");
        }
        return page;
    }
}
