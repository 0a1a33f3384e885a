package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What opens a paragraph: names in the margin, signs of items and of notes. */
class MarkersTest {
    private static final String PROSE = "words that stand under each other in lines of one width";

    @Test
    void aNameInTheMarginStaysWithItsParagraph() {
        TestPage page = new TestPage(1);
        String[] names = {"mvproceedings", "bookinbook", "suppbook", "incollection"};
        for (int i = 0; i < names.length; i++) {
            page.text(40, 100 + 56 * i, names[i]);
            for (int k = 0; k < 3; k++) {
                page.text(140, 100 + 56 * i + 14 * k, PROSE);
            }
        }

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .hasSize(4)
                .element(1)
                .asString()
                .startsWith("paragraph: bookinbook words");
    }

    @Test
    void numbersInBracketsMakeItemsAndNoTable() {
        TestPage page = new TestPage(1);
        for (int i = 1; i < 5; i++) {
            page.text(50, 80 + 14 * i, "[" + i + "]")
                    .text(90, 80 + 14 * i, "A. Miller, Trees of Oslo");
        }

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .hasSize(4)
                .allMatch(line -> line.startsWith("list_item: ["));
    }

    @Test
    void aSmallOThatIsSetLikeTheNextWordIsAWord() {
        TestPage page =
                new TestPage(1)
                        .text(50, 100, "Quem sabe o que quer sabe")
                        .text(50, 114, "o que faz.");
        TestPage item =
                new TestPage(1).mono().text(50, 100, "o").plain().text(60, 100, "small things");

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .containsExactly("paragraph: Quem sabe o que quer sabe o que faz.");
        assertThat(TestPage.lines(TestPage.analyze(item))).element(0).asString().startsWith("list");
    }

    @Test
    void aNoteUnderATableIsOneBySayingSo() {
        TestPage page = new TestPage(1);
        for (int i = 0; i < 5; i++) {
            page.text(50, 100 + 14 * i, "Sort " + "abcde".charAt(i));
            page.right(300, 100 + 14 * i, "1" + i).right(400, 100 + 14 * i, "2" + i);
        }
        page.text(50, 190, "Note: sorts are those of last year.");

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .last()
                .isEqualTo("footnote: Note: sorts are those of last year.");
    }

    @Test
    void anAxisInLargeTypeIsAFigure() {
        TestPage page = new TestPage(1);
        for (int i = 0; i < 8; i++) {
            page.text(50, 100 + 14 * i, PROSE);
        }
        page.size(13);
        for (int i = 4; i >= 0; i--) {
            page.text(60, 420 - 40 * i, i == 0 ? "0" : i + ".000");
        }

        assertThat(TestPage.lines(TestPage.analyze(page)))
                .last()
                .isEqualTo("figure: 4.000 3.000 2.000 1.000 0");
    }
}
