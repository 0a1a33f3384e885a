package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Cell;
import io.pagebridge.document.Element.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Headers of several levels over columns of values. */
class TableHeadersTest {

    @Test
    void periodsUnderARuledNameAreHeadersToo() {
        TestPage page = new TestPage(1);
        page.text(345, 100, "Three months ended").line(50, 103, 500, 103);
        page.right(400, 116, "2021").right(500, 116, "2020");
        values(page, 134, "Revenues", 400, 500);
        values(page, 148, "Costs", 400, 500);
        values(page, 162, "Profit", 400, 500);

        assertThat(only(page).headerRows()).isEqualTo(2);
    }

    @Test
    void nameInTheMiddleOverAllColumnsSpansThem() {
        TestPage page = new TestPage(1);
        page.text(338, 100, "As of June 30");
        page.right(280, 116, "2021").right(380, 116, "2020").right(480, 116, "2019");
        values(page, 134, "Revenues", 280, 380, 480);
        values(page, 148, "Costs", 280, 380, 480);
        values(page, 162, "Profit", 280, 380, 480);

        Cell name =
                only(page).cells().stream()
                        .filter(cell -> cell.text().equals("As of June 30"))
                        .findFirst()
                        .orElseThrow();
        assertThat(name.column()).isOne();
        assertThat(name.columnSpan()).isEqualTo(3);
    }

    @Test
    void namesWiderThanTheirValuesHeadStripes() {
        TestPage page = new TestPage(1);
        page.right(331, 98, "Common stock").right(420, 98, "Total equity");
        for (int r = 0; r < 5; r++) {
            if (r % 2 == 0) {
                page.fill(50, 102 + 12 * r, 425, 114 + 12 * r);
            }
            page.text(
                    55,
                    111 + 12 * r,
                    r == 1 ? "Issuance of common stock to all the staff" : "Row " + r);
            page.right(331, 111 + 12 * r, "9" + r).right(420, 111 + 12 * r, "4" + r);
        }
        Table table = only(page);

        assertThat(table.headerRows()).isOne();
        assertThat(table.passage().text()).startsWith(" | Common stock | Total equity\nRow 0 | 90");
    }

    private static void values(TestPage page, double base, String label, double... ends) {
        page.text(50, base, label);
        for (double end : ends) {
            page.right(end, base, "1,234");
        }
    }

    private static Table only(TestPage page) {
        List<Table> tables = TestPage.tables(TestPage.analyze(page));
        assertThat(tables).hasSize(1);
        return tables.getFirst();
    }
}
