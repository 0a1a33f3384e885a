package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.OutlineEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class FurnitureTest {
    @Test
    void headingsThatDifferOnlyInTheirNumbersStay() {
        TestPage[] pages = new TestPage[4];
        for (int p = 0; p < pages.length; p++) {
            pages[p] = prose(p).bold().size(16).text(50, 60, "Turned by " + 90 * p + " degrees");
        }

        assertThat(TestPage.lines(TestPage.analyze(pages)))
                .contains("heading: Turned by 0 degrees", "heading: Turned by 270 degrees")
                .noneMatch(line -> line.startsWith("furniture"));
    }

    @Test
    void chaptersCountedWithThePagesStayWhenTheyAreSetLarge() {
        TestPage[] pages = new TestPage[4];
        for (int p = 0; p < pages.length; p++) {
            pages[p] = prose(p).size(16).text(50, 60, "Chapter " + (p + 1));
        }

        assertThat(TestPage.lines(TestPage.analyze(pages))).contains("heading: Chapter 3");
    }

    @Test
    void plainRunningLineWithChangingNumbersIsFurniture() {
        TestPage[] pages = new TestPage[4];
        for (int p = 0; p < pages.length; p++) {
            pages[p] = prose(p).text(50, 60, "Chapter " + (p + 1) + " of the survey");
        }

        assertThat(TestPage.lines(TestPage.analyze(pages)))
                .contains("furniture: Chapter 3 of the survey");
    }

    @Test
    void boldRunningLineThatComesBackAsItIsIsFurniture() {
        TestPage[] pages = new TestPage[4];
        for (int p = 0; p < pages.length; p++) {
            pages[p] = prose(p).bold().text(50, 60, "Survey of 2024");
        }

        assertThat(TestPage.lines(TestPage.analyze(pages))).contains("furniture: Survey of 2024");
    }

    @Test
    void rowThatAnOutlineEntryLeadsToIsNoRunningLine() {
        TestPage[] pages = new TestPage[4];
        for (int p = 0; p < pages.length; p++) {
            pages[p] = prose(p).text(50, 60, "Findings");
        }
        OutlineEntry entry = new OutlineEntry("Findings", 1, 2, 60.0);

        assertThat(TestPage.lines(TestPage.analyze(List.of(entry), pages)))
                .containsOnlyOnce("heading: Findings");
    }

    @Test
    void pageOfPagesIsFurnitureOnAPageByItself() {
        TestPage page = prose(5).text(270, 770, "Page 6 of 12");

        assertThat(TestPage.lines(TestPage.analyze(page))).contains("furniture: Page 6 of 12");
    }

    @Test
    void bareNumberOnAPageByItselfIsFurnitureWhenItIsThePages() {
        assertThat(TestPage.lines(TestPage.analyze(prose(5).text(290, 770, "- 6 -"))))
                .contains("furniture: - 6 -");
        assertThat(TestPage.lines(TestPage.analyze(prose(5).text(290, 770, "802"))))
                .noneMatch(line -> line.startsWith("furniture"));
    }

    @Test
    void runningLineOnAPageByItselfIsText() {
        assertThat(TestPage.lines(TestPage.analyze(prose(5).text(50, 30, "Annual Review"))))
                .noneMatch(line -> line.startsWith("furniture"));
    }

    private static TestPage prose(int index) {
        TestPage page = new TestPage(index + 1);
        for (int r = 0; r < 6; r++) {
            page.text(50, 100 + 12 * r, "The annual survey of the river was funded " + index + r);
        }
        return page;
    }
}
