package io.pagebridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Content;
import io.pagebridge.document.Document;
import io.pagebridge.document.Element;
import io.pagebridge.layout.LayoutAnalyzer;
import io.pagebridge.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The elements of small fixtures, one a line, as they were last reviewed. {@code -Dlayout.renew=true} writes them anew;
 * the difference is reviewed in the commit.
 */
class LayoutGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/layout");
    private static final int LONGEST = 90;

    private static WorkerPool pool;

    @BeforeAll
    static void start() {
        pool = PdfiumPool.start();
    }

    @AfterAll
    static void stop() {
        pool.close();
    }

    static Stream<String> fixtures() {
        return Stream.of(
                "two-columns",
                "tables",
                "financial-statement",
                "lists",
                "footnotes",
                "captions-and-code",
                "paper",
                "tagged",
                "right-to-left",
                "hyphens-and-ligatures",
                "rotated",
                "cropped",
                "hidden-text",
                "links",
                "form");
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void elementsAreThoseLastReviewed(String fixture) throws IOException {
        ReadPages read =
                ReadPages.of(new PooledEngine("pdfium", pool), ReadPages.request(fixture + ".pdf"));
        Content content =
                new LayoutAnalyzer().analyze(new Document(read.properties(), read.pages()));
        StringBuilder found = new StringBuilder();
        content.elements().forEach(element -> found.append(lines(element)));
        Path golden = GOLDEN.resolve(fixture + ".txt");
        if (Boolean.getBoolean("layout.renew")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, found.toString());
        }

        assertThat(found.toString()).isEqualTo(Files.readString(golden));
    }

    /** Type, level and reason, then the text: all lines of a table, the beginning of everything else. */
    private static String lines(Element element) {
        String text = element.passage().text();
        String level = element instanceof Element.Heading heading ? " " + heading.level() : "";
        String head = element.type() + level + " (" + element.evidence().reason() + ")";
        if (element instanceof Element.Table table) {
            return "%s %d columns, %d header rows%n  %s%n"
                    .formatted(
                            head,
                            table.columns(),
                            table.headerRows(),
                            text.replace("\n", System.lineSeparator() + "  "));
        }
        String flat = text.replace("\n", " / ");
        return "%s %s%n".formatted(head, flat.substring(0, Math.min(LONGEST, flat.length())));
    }
}
