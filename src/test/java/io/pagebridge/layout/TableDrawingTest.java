package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Element.Table;
import org.junit.jupiter.api.Test;

/** What is drawn between and behind cells, and what of it is seen. */
class TableDrawingTest {

    @Test
    void backgroundsOfLinesInsideACellOfTheirColourAreNoEdges() {
        TestPage page = new TestPage(1);
        page.fill(50, 100, 200, 140).fill(201, 100, 300, 140);
        page.fill(50, 141, 200, 165).fill(201, 141, 300, 165);
        page.fill(52, 103, 198, 115).fill(52, 115, 198, 127).fill(204, 103, 298, 115);
        page.text(55, 112, "Chronic fatigue").text(55, 124, "syndrome").text(210, 112, "19");
        page.text(55, 155, "Depression").text(210, 155, "48");

        assertThat(only(page).passage().text())
                .isEqualTo("Chronic fatigue syndrome | 19\nDepression | 48");
    }

    @Test
    void amountBesideALabelOfOneOrTwoWordsIsACell() {
        TestPage page = new TestPage(1);
        page.bold().text(50, 100, "Key").right(146, 100, "Value").plain();
        page.text(50, 116, "coastal works").right(146, 116, "976");
        page.text(50, 132, "old aquifer").right(146, 132, "964");
        page.text(50, 148, "registry").right(146, 148, "88");

        assertThat(only(page).passage().text())
                .isEqualTo("Key | Value\ncoastal works | 976\nold aquifer | 964\nregistry | 88");
    }

    @Test
    void drawnColumnWithoutAWordGoesAway() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 5; r++) {
            page.line(20, 100 + 20 * r, 300, 100 + 20 * r);
        }
        for (double x : new double[] {20, 50, 200, 300}) {
            page.line(x, 100, x, 180);
        }
        for (int r = 0; r < 4; r++) {
            page.text(55, 114 + 20 * r, r == 0 ? "Place" : "Place " + r)
                    .text(205, 114 + 20 * r, r == 0 ? "Size" : "17" + r);
        }

        assertThat(only(page).passage().text()).startsWith("Place | Size\nPlace 1 | 171");
    }

    @Test
    void amountsInOneDrawnColumnAreColumnsWhereTheyStandUnderEachOther() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 5; r++) {
            page.line(50, 100 + 20 * r, 400, 100 + 20 * r);
        }
        page.line(50, 100, 50, 180).line(180, 100, 180, 180).line(400, 100, 400, 180);
        page.text(185, 114, "Freq.").text(260, 114, "Percent").text(330, 114, "Loss");
        for (int r = 1; r < 4; r++) {
            page.text(55, 114 + 20 * r, "Kept " + r)
                    .text(185, 114 + 20 * r, "34" + r)
                    .text(260, 114 + 20 * r, "75." + r)
                    .text(330, 114 + 20 * r, "17%");
        }

        assertThat(only(page).passage().text())
                .startsWith(" | Freq. | Percent | Loss\nKept 1 | 341 | 75.1 | 17%");
    }

    @Test
    void wordsThatWrapInOneDrawnColumnStayOneCell() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 4; r++) {
            page.line(50, 100 + 40 * r, 400, 100 + 40 * r);
        }
        page.line(50, 100, 50, 220).line(180, 100, 180, 220).line(400, 100, 400, 220);
        for (int r = 0; r < 3; r++) {
            page.text(55, 114 + 40 * r, "Kept " + r)
                    .text(185, 114 + 40 * r, "the staff of the harbour board")
                    .text(185, 128 + 40 * r, "approved of what it had recommended");
        }

        assertThat(only(page).columns()).isEqualTo(2);
    }

    @Test
    void labelsUnderADrawnHeaderAreRowsThoughNoLineDividesThem() {
        TestPage page = new TestPage(1);
        for (double y : new double[] {100, 116, 178}) {
            page.line(50, y, 400, y);
        }
        page.line(50, 100, 50, 178).line(150, 100, 150, 178).line(400, 100, 400, 178);
        page.text(55, 112, "parameter").text(155, 112, "meaning");
        page.text(55, 128, "rho").text(155, 128, "density of the matter at rest");
        page.text(55, 142, "hg").text(155, 142, "heat that it takes to warm a part of the mass");
        page.text(155, 156, "proportionally to the common scale");
        page.text(55, 170, "nu").text(155, 170, "ratio of both");

        Table table = only(page);

        assertThat(table.headerRows()).isEqualTo(1);
        assertThat(table.passage().text())
                .isEqualTo(
                        "parameter | meaning\nrho | density of the matter at rest\n"
                                + "hg | heat that it takes to warm a part of the mass proportionally to"
                                + " the common scale\nnu | ratio of both");
    }

    @Test
    void wordTooLongForItsCellStaysInIt() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 4; r++) {
            page.line(50, 100 + 30 * r, 250, 100 + 30 * r);
        }
        for (double x : new double[] {50, 150, 200, 250}) {
            page.line(x, 100, x, 190);
        }
        page.text(55, 114, "Maker").text(155, 114, "Sheet").text(205, 114, "Kind");
        page.text(55, 144, "Gecko").text(155, 144, "gecko.example/index.htm");
        page.text(155, 156, "part one");
        page.text(55, 174, "Xylo").text(155, 174, "none").text(205, 174, "open");

        assertThat(only(page).passage().text())
                .isEqualTo(
                        "Maker | Sheet | Kind\nGecko | gecko.example/index.htm part one\nXylo | none | open");
    }

    private static Table only(TestPage page) {
        return (Table)
                TestPage.analyze(page).elements().stream()
                        .filter(Table.class::isInstance)
                        .findFirst()
                        .orElseThrow();
    }
}
