package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Cell;
import io.pagebridge.document.Content;
import io.pagebridge.document.Element.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real pages taught about tables, each on the smallest page that shows it. */
class TableRulesTest {

    @Test
    void titleAndUnitsOverAStatementAreNoHeaderRows() {
        TestPage page = new TestPage(1);
        page.bold().text(215, 72, "Consolidated Balance Sheets").plain();
        page.text(215, 86, "(in millions, unaudited figures)");
        page.right(400, 104, "2024").right(500, 104, "2023");
        statement(page);
        Content content = TestPage.analyze(page);
        Table table = only(content);

        assertThat(table.passage().text()).startsWith(" | 2024 | 2023\nNet sales | 9,416");
        assertThat(table.headerRows()).isOne();
        assertThat(table.units()).isEqualTo("(in millions, unaudited figures)");
    }

    @Test
    void headerOverTheValuesIsNoTitle() {
        TestPage page = new TestPage(1);
        page.text(390, 90, "Year ended June 30,");
        page.right(400, 104, "2024").right(500, 104, "2023");
        statement(page);

        assertThat(only(TestPage.analyze(page)).cells())
                .anySatisfy(
                        cell -> {
                            assertThat(cell.text()).isEqualTo("Year ended June 30,");
                            assertThat(cell.columnSpan()).isEqualTo(2);
                            assertThat(cell.header()).isTrue();
                        });
    }

    @Test
    void namesThatNearlyTouchAreCutWhereTheirColumnsEnd() {
        TestPage page = new TestPage(1);
        page.text(50, 100, "Region");
        page.right(400, 100, "Urban").right(450, 100, "Share (%)");
        for (int r = 0; r < 4; r++) {
            page.text(50, 114 + 12 * r, "Place " + (char) ('a' + r))
                    .right(400, 114 + 12 * r, "418,54" + r)
                    .right(450, 114 + 12 * r, "7" + r);
        }

        assertThat(only(TestPage.analyze(page)).passage().text())
                .startsWith("Region | Urban | Share (%)\n");
    }

    @Test
    void bracketsThatHangOverDoNotHideAColumn() {
        TestPage page = new TestPage(1);
        String[] amounts = {"44,295", "(46,885)", "95,123", "(49,786)", "79,374"};
        for (int r = 0; r < amounts.length; r++) {
            double hang = amounts[r].endsWith(")") ? 2.2 : 0;
            page.text(50, 100 + 14 * r, "Place " + (char) ('a' + r))
                    .right(400 + hang, 100 + 14 * r, amounts[r])
                    .right(439, 100 + 14 * r, "703,38" + r);
        }

        assertThat(only(TestPage.analyze(page)).columns()).isEqualTo(3);
    }

    @Test
    void drawnColumnOfCurrencySignsGoesWithItsAmounts() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 5; r++) {
            page.line(50, 100 + 20 * r, 350, 100 + 20 * r);
        }
        for (double x : new double[] {50, 200, 220, 350}) {
            page.line(x, 100, x, 180);
        }
        page.text(55, 113, "Item").text(300, 113, "2024");
        for (int r = 1; r < 4; r++) {
            page.text(55, 113 + 20 * r, "Place " + r).text(205, 113 + 20 * r, "$");
            page.right(345, 113 + 20 * r, "1,00" + r);
        }

        assertThat(only(TestPage.analyze(page)).passage().text())
                .isEqualTo("Item | 2024\nPlace 1 | $ 1,001\nPlace 2 | $ 1,002\nPlace 3 | $ 1,003");
    }

    @Test
    void colouredLineOfNamesHeadsTheStripesBelowIt() {
        TestPage page = new TestPage(1);
        page.fill(200, 86, 300, 100).fill(300, 86, 400, 100);
        page.bold().text(55, 96, "Region").right(290, 96, "Urban").right(390, 96, "Rural").plain();
        page.text(55, 110, "All regions").right(290, 110, "924").right(390, 110, "817");
        for (int r = 0; r < 5; r++) {
            double y = 114 + 14 * r;
            if (r % 2 == 0) {
                page.fill(50, y, 200, y + 14).fill(200, y, 300, y + 14).fill(300, y, 400, y + 14);
            }
            page.text(55, y + 10, "Place " + (char) ('a' + r))
                    .right(290, y + 10, "16" + r)
                    .right(390, y + 10, "38" + r);
        }
        Content content = TestPage.analyze(page);

        assertThat(only(content).passage().text())
                .startsWith("Region | Urban | Rural\nAll regions | 924 | 817\nPlace a | 160 | 380");
        assertThat(only(content).headerRows()).isOne();
    }

    @Test
    void rowsBetweenRulesStayRows() {
        TestPage page = new TestPage(1);
        page.line(50, 90, 450, 90);
        for (int r = 0; r < 12; r++) {
            page.text(50, 102 + 12 * r, "test" + (char) ('a' + r))
                    .text(
                            200,
                            102 + 12 * r,
                            r % 4 == 0 ? "Savage or median rank score of all" : "Sign test");
            if (r % 4 == 3) {
                page.line(50, 106 + 12 * r, 450, 106 + 12 * r);
            }
        }

        assertThat(only(TestPage.analyze(page)).rows()).hasSize(12);
    }

    @Test
    void equationsAreNoTable() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 4; r++) {
            page.text(100, 100 + 20 * r, "c" + r)
                    .text(160, 100 + 20 * r, "=")
                    .text(190, 100 + 20 * r, "max(T, " + r + ")")
                    .text(500, 100 + 20 * r, "(" + (r + 1) + ")");
        }

        assertThat(TestPage.tables(TestPage.analyze(page))).isEmpty();
    }

    @Test
    void oneRowOfCellsIsNotGrownIntoTwoTables() {
        TestPage page = new TestPage(1);
        for (int t = 0; t < 2; t++) {
            double top = 100 + 56 * t;
            for (int r = 0; r < 2; r++) {
                double y = top + 14 * r;
                page.fill(50, y, 200, y + 13).fill(200, y, 300, y + 13);
                page.text(55, y + 10, "Place " + t + r).right(290, y + 10, "1" + t + r);
            }
            page.text(55, top + 38, "Between " + t).right(290, top + 38, "7" + t + "0");
            page.text(55, top + 51, "And " + t).right(290, top + 51, "9" + t + "0");
        }
        Content content = TestPage.analyze(page);

        assertThat(content.warnings()).isEmpty();
        assertThat(TestPage.tables(content).stream().mapToInt(t -> t.rows().size()).sum())
                .isEqualTo(8);
    }

    @Test
    void listsInDrawnCellsAreCutIntoRows() {
        TestPage page = new TestPage(1);
        for (double y : new double[] {80, 100, 150}) {
            page.line(50, y, 500, y);
        }
        for (double x : new double[] {50, 200, 350, 500}) {
            page.line(x, 80, x, 150);
        }
        page.text(55, 94, "Quarter").text(205, 94, "Ending").text(355, 94, "Due Date");
        String[] months = {"Mar.", "June", "Sept."};
        for (int r = 0; r < 3; r++) {
            page.text(55, 114 + 13 * r, "Quarter " + (char) ('a' + r))
                    .text(205, 114 + 13 * r, months[r] + " 31")
                    .text(355, 114 + 13 * r, months[r] + " 30");
        }

        assertThat(only(TestPage.analyze(page)).passage().text())
                .isEqualTo(
                        "Quarter | Ending | Due Date\nQuarter a | Mar. 31 | Mar. 30\n"
                                + "Quarter b | June 31 | June 30\nQuarter c | Sept. 31 | Sept. 30");
    }

    private static void statement(TestPage page) {
        page.text(50, 118, "Net sales").right(400, 118, "9,416").right(500, 118, "49,096");
        page.text(50, 132, "Cost of sales").right(400, 132, "66,444").right(500, 132, "50,556");
        page.text(50, 146, "Gross profit").right(400, 146, "4,766").right(500, 146, "8,594");
    }

    private static Table only(Content content) {
        List<Table> tables = TestPage.tables(content);
        assertThat(tables).hasSize(1);
        assertThat(tables.getFirst().cells()).extracting(Cell::page).containsOnly(1);
        return tables.getFirst();
    }
}
