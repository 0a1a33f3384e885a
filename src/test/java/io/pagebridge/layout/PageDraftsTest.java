package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Content;
import io.pagebridge.document.Document;
import io.pagebridge.document.Metadata;
import io.pagebridge.document.OutlineEntry;
import io.pagebridge.document.Page;
import io.pagebridge.document.Properties;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Working on pages while others arrive changes nothing but when the work is done. */
class PageDraftsTest {
    private static final int PAGES = 50;

    private final LayoutAnalyzer layout = new LayoutAnalyzer();

    @Test
    void draftsGiveWhatTheWholeDocumentGives() {
        Document document = document(pages(10));
        PageDrafts drafts = layout.drafts(document.properties());
        document.pages().forEach(drafts::add);

        Content content = layout.analyze(document, drafts);

        assertThat(content).isEqualTo(layout.analyze(document));
        assertThat(TestPage.lines(content))
                .contains("furniture: Survey of rivers", "heading: Findings 40");
    }

    @Test
    void typeThatChangesAfterTheFirstPagesIsJudgedByTheWholeDocument() {
        List<Page> pages = new ArrayList<>(pages(14).subList(0, 20));
        pages.addAll(pages(10).subList(20, PAGES));
        Document document = document(pages);
        PageDrafts drafts = layout.drafts(document.properties());
        pages.forEach(drafts::add);

        assertThat(layout.analyze(document, drafts)).isEqualTo(layout.analyze(document));
    }

    @Test
    void pagesReplacedOrLeftOutAfterwardsAreThoseOfTheDocument() {
        List<Page> read = pages(10);
        PageDrafts drafts = layout.drafts(document(read).properties());
        read.forEach(drafts::add);
        List<Page> pages = new ArrayList<>(read);
        pages.set(7, new TestPage(8).text(50, 100, "Read by the other engine").page());
        pages.remove(30);
        Document document = document(pages);

        Content content = layout.analyze(document, drafts);

        assertThat(content).isEqualTo(layout.analyze(document));
        assertThat(content.elements())
                .anyMatch(element -> element.passage().text().startsWith("Read by the other"));
    }

    private static Document document(List<Page> pages) {
        List<OutlineEntry> outline = List.of(new OutlineEntry("Findings 40", 1, 40, 100.0));
        return new Document(
                new Properties(PAGES, "1.7", false, false, null, Metadata.NONE, outline, List.of()),
                pages);
    }

    private static List<Page> pages(double size) {
        List<Page> pages = new ArrayList<>();
        for (int number = 1; number <= PAGES; number++) {
            TestPage page = new TestPage(number).size(9).text(50, 40, "Survey of rivers");
            page.bold().size(1.4 * size).text(50, 100, "Findings " + number);
            page.plain().size(size);
            for (int row = 0; row < 20; row++) {
                page.text(
                        50,
                        140 + 1.3 * size * row,
                        "The river " + number + " carried more water in week " + row + " than");
            }
            pages.add(page.size(9).text(290, 780, Integer.toString(number)).page());
        }
        return pages;
    }
}
