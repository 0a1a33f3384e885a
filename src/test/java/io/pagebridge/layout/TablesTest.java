package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Cell;
import io.pagebridge.document.Content;
import io.pagebridge.document.Element.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {

    @Test
    void valuesStayWithTheirLabelsUnderTheirPeriods() {
        Table table = only(statement());

        assertThat(table.passage().text())
                .isEqualTo(
                        " | 2024 | 2023\nNet sales | 9,416 | 49,096\nCost of sales | (66,444) | (50,556)\n"
                                + "Gross profit | 4,766 | 8,594");
    }

    @Test
    void subCaptionsDoNotSplitAStatement() {
        TestPage page =
                statement()
                        .text(50, 160, "Operating activities:")
                        .text(60, 174, "Depreciation")
                        .right(400, 174, "12")
                        .right(500, 174, "1,345");
        Table table = only(page);

        assertThat(table.passage().text())
                .endsWith("Operating activities:\nDepreciation | 12 | 1,345");
        assertThat(table.rows().getLast().parentRow()).isEqualTo(4);
    }

    @Test
    void drawnGridBecomesItsCells() {
        TestPage page = new TestPage(1);
        for (double y : new double[] {100, 120, 140}) {
            page.line(50, y, 350, y);
        }
        for (double x : new double[] {50, 150, 350}) {
            page.line(x, 100, x, 140);
        }
        page.text(55, 113, "Name")
                .text(155, 113, "Role")
                .text(55, 133, "Ada")
                .text(155, 133, "Pilot");

        assertThat(only(page).passage().text()).isEqualTo("Name | Role\nAda | Pilot");
        assertThat(only(page).evidence().reason()).isEqualTo("lattice");
    }

    @Test
    void missingInnerEdgeMakesASpan() {
        TestPage page = new TestPage(1);
        for (double y : new double[] {100, 120, 140, 160}) {
            page.line(50, y, 350, y);
        }
        page.line(50, 100, 50, 160).line(350, 100, 350, 160).line(200, 120, 200, 160);
        page.text(150, 113, "Both years").text(55, 133, "2024").text(205, 133, "2023");
        page.text(55, 153, "17").text(205, 153, "19");

        Cell top = only(page).cells().getFirst();
        assertThat(top.text()).isEqualTo("Both years");
        assertThat(top.columnSpan()).isEqualTo(2);
    }

    @Test
    void stripedRowsAreOneTable() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 6; r++) {
            if (r % 2 == 0) {
                page.fill(50, 100 + 14 * r, 200, 114 + 14 * r)
                        .fill(200, 100 + 14 * r, 300, 114 + 14 * r);
            }
            page.text(55, 110 + 14 * r, "Place " + (char) ('a' + r))
                    .right(290, 110 + 14 * r, "1" + r);
        }

        assertThat(only(page).passage().text().lines())
                .hasSize(6)
                .element(5)
                .isEqualTo("Place f | 15");
    }

    @Test
    void wrappedLabelIsJoinedToItsValues() {
        TestPage page =
                statement()
                        .text(50, 160, "Purchases of property and")
                        .text(50, 172, "equipment")
                        .right(400, 172, "7")
                        .right(500, 172, "8");

        assertThat(only(page).passage().text())
                .endsWith("Purchases of property and equipment | 7 | 8");
    }

    @Test
    void leadersAreNotRead() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 4; r++) {
            page.text(50, 100 + 14 * r, "Row " + "abcd".charAt(r) + " . . . . . . . . . .")
                    .right(400, 100 + 14 * r, "1,00" + r);
        }

        assertThat(only(page).passage().text()).startsWith("Row a | 1,000\nRow b | 1,001");
    }

    @Test
    void tableGoesOnOnTheNextPage() {
        TestPage first = new TestPage(1);
        TestPage second = new TestPage(2);
        for (int r = 0; r < 5; r++) {
            first.text(50, 700 + 14 * r, "Item " + r)
                    .right(400, 700 + 14 * r, "1" + r)
                    .right(500, 700 + 14 * r, "7" + r);
            second.text(50, 100 + 14 * r, "Thing " + r)
                    .right(400, 100 + 14 * r, "2" + r)
                    .right(500, 100 + 14 * r, "8" + r);
        }
        Content content = TestPage.analyze(first, second);

        assertThat(TestPage.tables(content)).hasSize(2);
        assertThat(TestPage.tables(content).get(1).continues())
                .isEqualTo(content.elements().indexOf(TestPage.tables(content).getFirst()));
    }

    private static TestPage statement() {
        TestPage page = new TestPage(1);
        page.right(400, 100, "2024").right(500, 100, "2023");
        page.text(50, 116, "Net sales").right(400, 116, "9,416").right(500, 116, "49,096");
        page.text(50, 130, "Cost of sales").right(400, 130, "(66,444)").right(500, 130, "(50,556)");
        return page.text(50, 144, "Gross profit").right(400, 144, "4,766").right(500, 144, "8,594");
    }

    private static Table only(TestPage page) {
        List<Table> tables = TestPage.tables(TestPage.analyze(page));
        assertThat(tables).hasSize(1);
        return tables.getFirst();
    }
}
