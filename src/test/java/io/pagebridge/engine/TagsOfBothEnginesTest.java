package io.pagebridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;
import io.pagebridge.document.Tag;
import io.pagebridge.engine.pdfbox.PdfBoxCommand;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The same structure tree out of two libraries, and the same place in it for every letter. */
class TagsOfBothEnginesTest {
    private static final Path SHARED =
            Path.of(System.getProperty("pagebridge.shared-data", "../shared/data"));

    @Test
    void aFixtureHasTheSameTagsAndEveryLetterTheSamePlaceInThem() {
        assertSame(List.of(Path.of("src/test/resources/pdf/tagged.pdf")), 1);
    }

    @Test
    void soHaveDocumentsOfOtherProducers() throws IOException {
        Path folder = SHARED.resolve("verapdf-ua1");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no " + folder);
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> file.toString().endsWith(".pdf")).sorted().forEach(files::add);
        }
        files.add(SHARED.resolve("opm-reports/opm-2013-annual-performance-report.pdf"));
        assertSame(files, 100);
    }

    private static void assertSame(List<Path> files, int leastTaggedPages) {
        int tagged = 0;
        int letters = 0;
        int common = 0;
        try (WorkerPool first = PdfiumPool.start();
                WorkerPool second =
                        WorkerPool.builder()
                                .name("pdfbox")
                                .command(PdfBoxCommand.of(512L << 20))
                                .settings(PoolSettings.ofSize(1))
                                .start()) {
            PdfEngine pdfium = new PooledEngine("pdfium", first);
            PdfEngine pdfbox = new PooledEngine("pdfbox", second);
            for (Path file : files) {
                List<Page> expected = ReadPages.of(pdfium, ReadPages.request(file)).pages();
                List<Page> pages = ReadPages.of(pdfbox, ReadPages.request(file)).pages();
                assertThat(pages).as("%s", file).hasSameSizeAs(expected);
                for (int p = 0; p < pages.size(); p++) {
                    String where = file + ", page " + (p + 1);
                    assertThat(pages.get(p).tags())
                            .as(where)
                            .containsExactlyElementsOf(expected.get(p).tags());
                    tagged += pages.get(p).tags().isEmpty() ? 0 : 1;
                    Map<String, Integer> one = places(expected.get(p));
                    Map<String, Integer> other = places(pages.get(p));
                    for (String place : one.keySet()) {
                        letters += one.get(place);
                        common += Math.min(one.get(place), other.getOrDefault(place, 0));
                    }
                }
            }
        }
        assertThat(tagged).isGreaterThanOrEqualTo(leastTaggedPages);
        // The two read a few odd fonts differently, and replacement text inside the content.
        assertThat((double) common / letters).isGreaterThan(0.99);
    }

    /** How often each letter or digit stands under each path of tags. */
    private static Map<String, Integer> places(Page page) {
        Map<Integer, String> paths = new HashMap<>();
        List<String> known = new ArrayList<>();
        for (Tag tag : page.tags()) {
            String above = tag.parent() < 0 ? "" : known.get(tag.parent());
            known.add(above + "/" + known.size() + tag.type());
            tag.markedContentIds().forEach(id -> paths.put(id, known.getLast()));
        }
        Map<String, Integer> places = new HashMap<>();
        Glyphs glyphs = page.glyphs();
        for (int i = 0; i < glyphs.count(); i++) {
            int letter = glyphs.codePoints()[i];
            if (letter < 128 && Character.isLetterOrDigit(letter)) {
                String path = paths.getOrDefault(glyphs.markedContentId()[i], "-");
                places.merge(path + " " + Character.toString(letter), 1, Integer::sum);
            }
        }
        return places;
    }
}
