package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Element.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in rows and columns and is no table. */
class NoTableTest {

    @Test
    void figuresAlongTheAxesOfTwoCharts() {
        TestPage page = new TestPage(1);
        page.text(60, 100, "Portugal and Germany").text(330, 100, "Spain and Germany");
        for (int r = 0; r < 6; r++) {
            page.right(70, 120 + 20 * r, "" + (450 - 50 * r))
                    .right(340, 120 + 20 * r, "" + (450 - 50 * r));
        }

        assertThat(tables(page)).isEmpty();
    }

    @Test
    void yearsThatFallAreNoAxisBesideValues() {
        TestPage page = new TestPage(1);
        page.text(60, 100, "Year").right(340, 100, "Sales");
        for (int r = 0; r < 6; r++) {
            page.text(60, 120 + 20 * r, "" + (2024 - r))
                    .right(340, 120 + 20 * r, "" + (450 - 37 * r * r));
        }

        assertThat(tables(page)).hasSize(1);
    }

    @Test
    void programSetInColumns() {
        TestPage page = new TestPage(1).mono();
        List<String> lines = List.of("width", "height", "reset", "depth", "colour", "margin");
        for (int r = 0; r < lines.size(); r++) {
            page.text(50, 100 + 12 * r, "set_" + lines.get(r) + "(page)")
                    .text(200, 100 + 12 * r, "-> void")
                    .text(300, 100 + 12 * r, "return this;");
        }

        assertThat(tables(page)).isEmpty();
    }

    @Test
    void namesInFixedPitchUnderAHeaderAreATable() {
        TestPage page = new TestPage(1).text(50, 100, "Slot").text(200, 100, "Class");
        for (int r = 0; r < 4; r++) {
            page.mono().text(50, 114 + 12 * r, "slot_" + r).text(200, 114 + 12 * r, "numeric");
            page.plain();
        }

        assertThat(tables(page)).hasSize(1);
    }

    @Test
    void dotsOfAPlot() {
        TestPage page = new TestPage(1);
        for (int r = 0; r < 6; r++) {
            page.text(100, 100 + 12 * r, "\u25CF").text(180, 100 + 12 * r, "\u25CF");
            page.text(240, 100 + 12 * r, "\u25CF");
        }

        assertThat(tables(page)).isEmpty();
    }

    @Test
    void entriesOfAContentsPageWithoutLeaders() {
        TestPage page = new TestPage(1);
        String[] numbers = {"1", "1.1", "1.2", "2", "2.1", "2.2"};
        for (int r = 0; r < numbers.length; r++) {
            page.text(50, 100 + 14 * r, numbers[r])
                    .text(90, 100 + 14 * r, "How the harbour was measured")
                    .right(400, 100 + 14 * r, "" + (3 + 2 * r));
        }

        assertThat(tables(page)).isEmpty();
    }

    private static List<Table> tables(TestPage page) {
        return TestPage.analyze(page).elements().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
    }
}
