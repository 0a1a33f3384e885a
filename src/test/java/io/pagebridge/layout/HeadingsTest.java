package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Content;
import io.pagebridge.document.Element;
import io.pagebridge.document.OutlineEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadingsTest {
    private int base;

    @Test
    void lineWithAColonThatComesBackIsALabel() {
        TestPage[] pages = new TestPage[5];
        for (int p = 0; p < pages.length; p++) {
            pages[p] = start(p + 1);
            heading(pages[p], 12, true, "Analysis of results:");
        }

        assertThat(headings(TestPage.analyze(pages))).isEmpty();
    }

    @Test
    void whatIsSetLikeTheOutlinesEntriesIsAHeadingThoughItEndsWithAStop() {
        TestPage page = start(1);
        for (String name : List.of("Alpha", "Beta", "Gamma", "Sharing services .")) {
            heading(page, 10, true, name);
        }
        List<OutlineEntry> outline =
                List.of(entry("Alpha", 1), entry("Beta", 1), entry("Gamma", 1));

        assertThat(headings(TestPage.analyze(outline, page))).contains("1 Sharing services .");
    }

    /** As on a scanned page behind small print. */
    @Test
    void largerTypeThatHoldsSentencesIsProse() {
        TestPage page = start(1);
        heading(page, 14, false, "Why the survey was late");
        heading(page, 14, false, "It was late. Why was that so");
        String prose =
                "The survey of the embankment was late. Nobody was told why it took so long a time";
        heading(page, 14, false, prose);

        assertThat(headings(TestPage.analyze(page)))
                .containsExactly("1 It was late. Why was that so");
    }

    @Test
    void numbersInListsOfFindingsDoNotMakeTheirStyleTheHighest() {
        TestPage page = start(1);
        heading(page, 16, true, "Findings");
        heading(page, 16, true, "Methods");
        heading(page, 16, true, "Results");
        heading(page, 13, true, "1. Linking data");
        heading(page, 13, true, "2. Sharing data");

        assertThat(headings(TestPage.analyze(page)))
                .containsExactly(
                        "1 Findings",
                        "1 Methods",
                        "1 Results",
                        "2 1. Linking data",
                        "2 2. Sharing data");
    }

    @Test
    void depthOfNumbersGivesTheLevel() {
        TestPage page = start(1);
        heading(page, 12, true, "1 Scope");
        heading(page, 12, true, "1.1 Terms");
        heading(page, 12, true, "1.1.1 Units");
        heading(page, 12, true, "2 Method");

        assertThat(headings(TestPage.analyze(page)))
                .containsExactly("1 1 Scope", "2 1.1 Terms", "3 1.1.1 Units", "1 2 Method");
    }

    @Test
    void styleThatStandsDirectlyOverALargerOneIsAboveIt() {
        TestPage[] pages = new TestPage[3];
        for (int p = 0; p < pages.length; p++) {
            pages[p] = start(p + 1);
            pages[p].bold().size(13).text(50, base, "Goal " + "ABC".charAt(p)).plain();
            base += 30;
            heading(pages[p], 15, false, "Overview");
        }

        assertThat(headings(TestPage.analyze(pages))).startsWith("1 Goal A", "2 Overview");
    }

    @Test
    void unlistedHeadingStandsBelowTheListedOneItBelongsTo() {
        TestPage page = start(1);
        heading(page, 16, true, "First goal");
        heading(page, 13, true, "First objective");
        heading(page, 16, true, "Second goal");
        heading(page, 13, true, "Second objective");
        heading(page, 16, true, "Goal in the appendix");
        heading(page, 13, true, "Unlisted objective");
        List<OutlineEntry> outline =
                List.of(
                        entry("First goal", 2),
                        entry("First objective", 3),
                        entry("Second goal", 2),
                        entry("Second objective", 3),
                        entry("Goal in the appendix", 3));

        assertThat(headings(TestPage.analyze(outline, page))).endsWith("4 Unlisted objective");
    }

    @Test
    void outlineEntryWithoutTheNumberIsFound() {
        TestPage page = start(1);
        heading(page, 12, true, "Chapter");
        heading(page, 10, true, "1.2 Terms");

        assertThat(headings(TestPage.analyze(List.of(entry("Terms", 2)), page)))
                .contains("2 1.2 Terms");
    }

    @Test
    void numberedPointInsideANumberedSectionStandsBelowIt() {
        TestPage page = start(1);
        heading(page, 16, true, "1 Scope");
        heading(page, 14, true, "1.1 Terms");
        heading(page, 12, true, "1. Free use");
        heading(page, 14, true, "1.2 Units");
        heading(page, 16, true, "2 Method");
        heading(page, 16, true, "3 Results");

        assertThat(headings(TestPage.analyze(page)))
                .containsExactly(
                        "1 1 Scope",
                        "2 1.1 Terms",
                        "3 1. Free use",
                        "2 1.2 Units",
                        "1 2 Method",
                        "1 3 Results");
    }

    private TestPage start(int number) {
        TestPage page = new TestPage(number);
        base = 140;
        prose(page);
        return page;
    }

    private void heading(TestPage page, double size, boolean bold, String text) {
        base += 8;
        (bold ? page.bold() : page.plain()).size(size).text(50, base, text).plain();
        base += 18;
        prose(page);
    }

    private void prose(TestPage page) {
        for (int r = 0; r < 3; r++) {
            page.text(50, base, "The annual survey of the river was funded by the harbour board,");
            base += 12;
        }
        base += 14;
    }

    private static OutlineEntry entry(String title, int level) {
        return new OutlineEntry(title, level, 1, null);
    }

    private static List<String> headings(Content content) {
        return content.elements().stream()
                .filter(Element.Heading.class::isInstance)
                .map(Element.Heading.class::cast)
                .map(heading -> heading.level() + " " + heading.passage().text())
                .toList();
    }
}
