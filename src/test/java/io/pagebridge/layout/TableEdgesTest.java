package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Element.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lies at a table's edges belongs to it: first rows, wrapped labels, headers above colours, near columns. */
class TableEdgesTest {

    @Test
    void firstRowsAreNotCutOffTheirValues() {
        TestPage page = new TestPage(1).text(220, 60, "Kestrelby Holdings, Inc.");
        page.text(210, 76, "Consolidated Balance Sheets");
        page.right(430, 100, "December 31, 2025").right(540, 100, "December 31, 2024");
        page.text(50, 116, "ASSETS").text(50, 130, "Current assets:");
        values(page, 144, "Cash");
        values(page, 158, "Accounts receivable, net of allowance of $1,204 and others");
        values(page, 172, "Inventories");

        assertThat(only(page).passage().text())
                .contains(
                        "December 31, 2025 | December 31, 2024\nASSETS\nCurrent assets:\nCash | ");
    }

    @Test
    void labelOfManyLinesDoesNotEndTheTable() {
        TestPage page = new TestPage(1);
        values(page, 100, "Net income");
        for (int i = 0; i < 6; i++) {
            page.text(
                    50,
                    114 + 14 * i,
                    List.of(
                                    "Adjustments",
                                    "to reconcile",
                                    "net income",
                                    "to net cash",
                                    "provided by",
                                    "operations and")
                            .get(i));
        }
        values(page, 198, "depreciation");

        assertThat(only(page).passage().text())
                .startsWith("Net income | 1,234")
                .endsWith("| 1,234 | 5,678");
    }

    @Test
    void wrappedLabelAboveTheFirstValuesBelongsToThem() {
        TestPage page = new TestPage(1).text(50, 100, "Operating lease right of");
        values(page, 112, "use assets");
        values(page, 130, "Goodwill");
        values(page, 148, "Total assets");

        assertThat(only(page).passage().text())
                .startsWith("Operating lease right of use assets | 1,234");
    }

    @Test
    void amountsThatNearlyTouchAreTwoColumns() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 4; r++) {
            page.text(50, 100 + 14 * r, "Place " + "abcd".charAt(r))
                    .right(400, 100 + 14 * r, "382,15" + r)
                    .right(439, 100 + 14 * r, "783,85" + r);
        }

        assertThat(only(page).passage().text()).startsWith("Place a | 382,150 | 783,850");
    }

    @Test
    void thousandsPartedByBlanksAreOneAmount() {
        assertThat(Tokens.startsAmount("12", "345")).isFalse();
        assertThat(Tokens.startsAmount("(1", "234)")).isFalse();
        assertThat(Tokens.startsAmount("12,345", "678")).isTrue();
        assertThat(Tokens.startsAmount("98,146", "$")).isTrue();
        assertThat(Tokens.startsAmount("2006", "\u2013")).isFalse();
    }

    @Test
    void headerAboveColouredRowsAndPlainRowsBelowBelongToTheTable() {
        TestPage page = new TestPage(1);
        page.text(52, 97, "Month").right(298, 97, "Rain").right(398, 97, "Snow");
        for (int r = 0; r < 4; r++) {
            double y = 100 + 16 * r;
            page.fill(50, y, 150, y + 16).fill(150, y, 300, y + 16).fill(300, y, 400, y + 16);
            page.text(52, y + 12, "Row " + "abcd".charAt(r))
                    .right(298, y + 12, "1" + r)
                    .right(398, y + 12, "7" + r);
        }
        page.text(52, 176, "Total").right(298, 176, "46").right(398, 176, "286");

        Table table = only(page);

        assertThat(table.headerRows()).isEqualTo(1);
        assertThat(table.passage().text()).startsWith("Month | Rain | Snow\nRow a | 10 | 70");
        assertThat(table.passage().text()).endsWith("Total | 46 | 286");
    }

    private static void values(TestPage page, double base, String label) {
        page.text(50, base, label).right(430, base, "1,234").right(540, base, "5,678");
    }

    private static Table only(TestPage page) {
        List<Table> tables = TestPage.tables(TestPage.analyze(page));
        assertThat(tables).hasSize(1);
        return tables.getFirst();
    }
}
