package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Element.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables between rules of one width, and what only looks like one. */
class RuledRowsTest {

    @Test
    void twoColumnsAndTwoRowsBetweenRulesAreATable() {
        TestPage page = new TestPage(1).text(50, 60, "The text before it stands on a line.");
        rules(page, 50, 250, 88, 104, 134);
        page.text(52, 99, "Method").text(180, 99, "Error in words");
        page.text(52, 115, "Plain reading").text(180, 115, "seldom");
        page.text(52, 129, "Second reading").text(180, 129, "never at all");

        List<Table> tables = TestPage.tables(TestPage.analyze(page));

        assertThat(tables).hasSize(1);
        assertThat(tables.getFirst().headerRows()).isEqualTo(1);
        assertThat(tables.getFirst().passage().text())
                .isEqualTo(
                        "Method | Error in words\nPlain reading | seldom\nSecond reading | never at all");
    }

    /** The columns of each stand elsewhere: one table of both has hardly a white river. */
    @Test
    void tablesUnderEachOtherWithAHeadingBetweenAreTwo() {
        TestPage page = new TestPage(1);
        small(page, 100, 250, 130, 170, 240);
        page.bold().text(50, 172, "2.4 Second").plain().text(50, 186, "made by the same call");
        small(page, 200, 330, 190, 250, 320);

        List<Table> tables = TestPage.tables(TestPage.analyze(page));

        assertThat(tables).hasSize(2);
        assertThat(tables)
                .allSatisfy(
                        table ->
                                assertThat(table.passage().text())
                                        .isEqualTo(
                                                " | Df | Sum | Mean\nsex | 1 | 75.37 | 5.1\nage | 3 | 72.15 | 4.2"));
    }

    @Test
    void headerOverTheFirstRuleStaysWithItsRows() {
        TestPage page = new TestPage(1);
        page.right(400, 100, "2024").right(500, 100, "2023").text(50, 116, "Cash from sales:");
        for (int r = 0; r < 4; r++) {
            page.line(50, 120 + 16 * r, 500, 120 + 16 * r);
        }
        for (int r = 0; r < 3; r++) {
            page.text(60, 132 + 16 * r, "Sale " + "abc".charAt(r))
                    .right(400, 132 + 16 * r, "1,20" + r)
                    .right(500, 132 + 16 * r, "3,40" + r);
        }

        List<Table> tables = TestPage.tables(TestPage.analyze(page));

        assertThat(tables).hasSize(1);
        assertThat(tables.getFirst().passage().text())
                .startsWith("Cash from sales: | 2024 | 2023\nSale a | 1,200 | 3,400");
    }

    @Test
    void paragraphsBetweenRulesAreNoTable() {
        TestPage page = new TestPage(1);
        rules(page, 50, 350, 88, 104, 134, 164);
        page.text(52, 99, "A warning to the reader");
        page.text(52, 115, "Nobody who reads this has to do what it says, and it is long");
        page.text(52, 129, "so that it goes on here in a second line of the same text.");
        page.text(52, 145, "Nobody who reads this has to do what it says, and it is long");
        page.text(52, 159, "so that it goes on here in a second line of the same text.");

        assertThat(TestPage.tables(TestPage.analyze(page))).isEmpty();
    }

    private static void small(
            TestPage page, double top, double right, double df, double sum, double mean) {
        rules(page, 50, right, top, top + 14, top + 44);
        page.right(df, top + 11, "Df").right(sum, top + 11, "Sum").right(mean, top + 11, "Mean");
        page.text(52, top + 26, "sex").right(df, top + 26, "1").right(sum, top + 26, "75.37");
        page.right(mean, top + 26, "5.1").text(52, top + 40, "age").right(df, top + 40, "3");
        page.right(sum, top + 40, "72.15").right(mean, top + 40, "4.2");
    }

    private static void rules(TestPage page, double x0, double x1, double... ys) {
        for (double y : ys) {
            page.line(x0, y, x1, y);
        }
    }
}
