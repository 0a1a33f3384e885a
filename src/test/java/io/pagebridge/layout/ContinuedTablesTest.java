package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Content;
import io.pagebridge.document.Element.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables over pages and columns, and the labels their rows stand under. */
class ContinuedTablesTest {

    @Test
    void rowsOnTheNextPageStandUnderTheLabelOfThePageBefore() {
        TestPage first = new TestPage(1);
        first.right(400, 660, "2024").right(500, 660, "2023");
        first.text(50, 676, "Operating activities:");
        values(first, 60, 690, "Depreciation");
        values(first, 60, 704, "Impairment");
        TestPage second = new TestPage(2);
        values(second, 60, 90, "Deferred tax");
        values(second, 60, 104, "Provisions");
        values(second, 50, 118, "Net cash");
        Table rest = tables(first, second).get(1);

        assertThat(rest.continues()).isNotNull();
        assertThat(rest.rows()).extracting(row -> row.depth()).containsExactly(1, 1, 0);
        assertThat(rest.rows()).allSatisfy(row -> assertThat(row.parentRow()).isEqualTo(-1));
    }

    @Test
    void tableWithATitleOfItsOwnBeginsAnew() {
        TestPage first = titled(1, 600, "Measure: days to answer");
        TestPage second = titled(2, 80, "Measure: share of late answers");

        assertThat(tables(first, second)).extracting(Table::continues).containsOnlyNulls();
    }

    @Test
    void numbersUnderEachOtherAreNoHierarchy() {
        TestPage page = new TestPage(1);
        page.text(50, 100, "Rank").right(300, 100, "Sales").right(400, 100, "Cost");
        String[] ranks = {"100", "9", "8", "7", "120"};
        for (int r = 0; r < ranks.length; r++) {
            page.right(70, 114 + 14 * r, ranks[r]);
            page.right(300, 114 + 14 * r, "1,23" + r).right(400, 114 + 14 * r, "5,67" + r);
        }

        assertThat(tables(page).getFirst().rows())
                .allSatisfy(row -> assertThat(row.depth()).isZero());
    }

    @Test
    void labelsSetInTheMiddleAreNoHierarchy() {
        TestPage page = new TestPage(1);
        page.right(300, 100, "Sales").right(400, 100, "Cost");
        String[] labels = {"A long name of a place", "Place", "Some place", "Another long place"};
        for (int r = 0; r < labels.length; r++) {
            double half = 0;
            for (char sign : labels[r].toCharArray()) {
                half += sign == ' ' ? 1.25 : 2.5;
            }
            page.text(120 - half, 114 + 14 * r, labels[r]);
            page.right(300, 114 + 14 * r, "1,23" + r).right(400, 114 + 14 * r, "5,67" + r);
        }

        assertThat(tables(page).getFirst().rows())
                .allSatisfy(row -> assertThat(row.depth()).isZero());
    }

    private static TestPage titled(int number, double top, String title) {
        TestPage page = new TestPage(number);
        for (int r = 0; r < 4; r++) {
            page.line(50, top + 20 * r, 400, top + 20 * r);
        }
        page.line(50, top, 50, top + 60).line(400, top, 400, top + 60);
        page.line(150, top + 20, 150, top + 60);
        page.text(55, top + 14, title);
        page.text(55, top + 34, "Program").text(155, top + 34, "Fire service " + number);
        return page.text(55, top + 54, "Source").text(155, top + 54, "Own counts " + number);
    }

    private static void values(TestPage page, double x, double base, String label) {
        page.text(x, base, label).right(400, base, "1,234").right(500, base, "5,678");
    }

    private static List<Table> tables(TestPage... pages) {
        Content content = TestPage.analyze(pages);
        return content.elements().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
    }
}
