package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Element.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that the document describes itself, and descriptions that are wrong. */
class TaggedTablesTest {
    private static final String[][] CELLS = {
        {"Measure", "How it is counted"},
        {"Program", "Fire service"},
        {"Source", "Counts of the board"}
    };

    @Test
    void tagsMakeATableWhereNothingElseDoes() {
        TestPage page = new TestPage(1);
        cells(page, new double[] {60, 140}, new double[] {100, 116, 132});
        Table table = tables(page).getFirst();

        assertThat(table.evidence().reason()).isEqualTo("tags");
        assertThat(table.headerRows()).isOne();
        assertThat(table.passage().text())
                .isEqualTo(
                        "Measure | How it is counted\nProgram | Fire service\nSource | Counts of the board");
    }

    @Test
    void tagsThatPutRowsBesideEachOtherAreNotBelieved() {
        TestPage page = new TestPage(1);
        cells(page, new double[] {60, 300}, new double[] {100, 100, 116});

        assertThat(tables(page)).noneMatch(table -> table.evidence().reason().equals("tags"));
    }

    @Test
    void tagsThatLeaveOutWordsOfTheTableAreNotBelieved() {
        TestPage page = new TestPage(1);
        cells(page, new double[] {60, 300}, new double[] {100, 116, 132});
        page.tag("P").text(200, 116, "7,001");

        assertThat(tables(page)).noneMatch(table -> table.evidence().reason().equals("tags"));
    }

    @Test
    void tagsThatLeaveOutAWholeRowAreNotBelieved() {
        TestPage page = new TestPage(1);
        cells(page, new double[] {60, 140}, new double[] {100, 116, 132});
        page.tag("P").text(60, 148, "Owner").tag("P").text(140, 148, "City");

        assertThat(tables(page)).noneMatch(table -> table.evidence().reason().equals("tags"));
    }

    private static void cells(TestPage page, double[] x, double[] y) {
        int table = page.tag(-1, "Table").tagged();
        for (int r = 0; r < CELLS.length; r++) {
            int row = page.tag(table, "TR").tagged();
            for (int c = 0; c < 2; c++) {
                page.tag(row, r == 0 ? "TH" : "TD").text(x[c], y[r], CELLS[r][c]);
            }
        }
    }

    private static List<Table> tables(TestPage page) {
        return TestPage.tables(TestPage.analyze(page));
    }
}
