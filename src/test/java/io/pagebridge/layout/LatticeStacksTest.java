package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Content;
import io.pagebridge.document.Element.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Drawn tables of one width on each other: which are parts of one table, and which have a heading between them. */
class LatticeStacksTest {

    @Test
    void headingBetweenTwoDrawnTablesOfTheSameColumnsHeadsTheSecond() {
        TestPage page = new TestPage(1);
        grid(page, 100, 150, "Measure", "Share of users");
        page.bold().text(55, 196, "Objective 3 .2").plain();
        grid(page, 214, 150, "Measure", "Share of staff");

        assertTwoTables(page, "Objective 3 .2");
    }

    /** The line between the columns of the second table passes through a blank of the heading. */
    @Test
    void headingBetweenTablesOfOtherColumnsHeadsTheSecond() {
        TestPage page = new TestPage(1);
        grid(page, 100, 200, "Measure", "Share of users");
        page.bold().text(55, 196, "Strategic Objective 3").plain();
        grid(page, 214, 101.5, "Measure", "Share of staff");

        assertTwoTables(page, "Strategic Objective 3");
    }

    @Test
    void headingOfPlainTypeIsNoRowEither() {
        TestPage page = new TestPage(1);
        grid(page, 100, 150, "Measure", "Share of users");
        page.text(55, 196, "What the users were asked in the second year of it");
        grid(page, 214, 150, "Measure", "Share of staff");

        assertTwoTables(page, "What the users were asked in the second year of it");
    }

    @Test
    void captionOverRowsOfOneColouredTableDoesNotSplitIt() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 7; r++) {
            double y = 100 + 14 * r;
            if (r % 2 == 0) {
                page.fill(50, y, 200, y + 14).fill(200, y, 300, y + 14).fill(300, y, 400, y + 14);
            }
            page.text(55, y + 10, r == 3 ? "Assets of others:" : "Place " + "abcdefg".charAt(r));
            if (r != 3) {
                page.right(290, y + 10, "1" + r).right(390, y + 10, "7" + r);
            }
        }

        List<Table> tables = TestPage.tables(TestPage.analyze(page));

        assertThat(tables).hasSize(1);
        assertThat(tables.getFirst().passage().text())
                .contains("Place c | 12 | 72\nAssets of others:\nPlace e | 14 | 74");
    }

    private static void assertTwoTables(TestPage page, String heading) {
        Content content = TestPage.analyze(page);
        List<Table> tables = TestPage.tables(content);

        assertThat(tables).hasSize(2);
        assertThat(tables.getLast().passage().text()).startsWith("Measure | Share of staff");
        assertThat(tables.getLast().continues()).isNull();
        assertThat(content.elements().get(1).passage().text()).isEqualTo(heading);
    }

    /** Four drawn rows 18 points high, with a line at {@code x} between the columns. */
    private static void grid(TestPage page, double top, double x, String left, String right) {
        for (int r = 0; r < 5; r++) {
            page.line(50, top + 18 * r, 400, top + 18 * r);
        }
        page.line(50, top, 50, top + 72).line(x, top, x, top + 72).line(400, top, 400, top + 72);
        page.text(55, top + 13, left).text(x + 5, top + 13, right);
        for (int r = 1; r < 4; r++) {
            page.text(55, top + 13 + 18 * r, "Source " + "abc".charAt(r - 1))
                    .text(x + 5, top + 13 + 18 * r, "a survey of the users");
        }
    }
}
