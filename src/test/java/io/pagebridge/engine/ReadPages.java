package io.pagebridge.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;
import io.pagebridge.document.Properties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A whole reading, collected, and the truth of the fixture to hold it against. */
record ReadPages(Properties properties, EngineVersion engine, List<Page> pages, boolean truncated) {
    private static final Path FIXTURES = Path.of("src/test/resources/pdf");

    static ReadRequest request(String file) {
        return request(file, List.of(), null);
    }

    static ReadRequest request(String file, List<ReadRequest.PageRange> pages, String password) {
        return request(FIXTURES.resolve(file), pages, password);
    }

    static ReadRequest request(Path file) {
        return request(file, List.of(), null);
    }

    private static ReadRequest request(
            Path path, List<ReadRequest.PageRange> pages, String password) {
        return new ReadRequest(
                path,
                sha256(path),
                pages,
                password,
                ReadRequest.Ocr.OFF,
                "eng",
                5_000,
                Duration.ofSeconds(60),
                "contract-test",
                null);
    }

    static ReadPages of(PdfEngine engine, ReadRequest request) {
        try (Reading reading = engine.read(request)) {
            List<Page> pages = new ArrayList<>();
            for (PageEvent event = reading.next(); event != null; event = reading.next()) {
                if (event instanceof PageEvent.PageRead read) {
                    pages.add(read.page());
                }
            }
            return new ReadPages(
                    reading.properties(), reading.engine(), pages, reading.truncated());
        }
    }

    /** The texts of a list of the fixture's truth: {@code blocks} or {@code hidden}. */
    static List<String> texts(String file, String list) {
        List<String> texts = new ArrayList<>();
        truth(file).path(list).forEach(entry -> texts.add(entry.path("text").asText()));
        return texts;
    }

    List<Integer> numbers() {
        return pages.stream().map(Page::number).toList();
    }

    /** Share of the letters and digits of the true text (as a bag) that the glyphs hold. */
    double recallOfTruth(String file) {
        int[] seen = new int[0x11_0000];
        for (Page page : pages) {
            Glyphs glyphs = page.glyphs();
            for (int i = 0; i < glyphs.count(); i++) {
                normalized(Character.toString(glyphs.codePoints()[i]))
                        .codePoints()
                        .forEach(c -> seen[c]++);
            }
        }
        int wanted = 0;
        int found = 0;
        for (JsonNode block : truth(file).path("blocks")) {
            int[] letters =
                    normalized(block.path("text").asText())
                            .codePoints()
                            .filter(Character::isLetterOrDigit)
                            .toArray();
            for (int letter : letters) {
                wanted++;
                found += seen[letter]-- > 0 ? 1 : 0;
            }
        }
        return wanted == 0 ? 1 : (double) found / wanted;
    }

    /** Share of the true text's right-to-left words that stand in the glyphs letter by letter. */
    double rightToLeftWords(String file) {
        StringBuilder text = new StringBuilder();
        for (Page page : pages) {
            for (int codePoint : Arrays.copyOf(page.glyphs().codePoints(), page.glyphs().count())) {
                text.appendCodePoint(codePoint);
            }
        }
        String seen = normalized(text.toString());
        int wanted = 0;
        int found = 0;
        for (JsonNode block : truth(file).path("blocks")) {
            for (String word : normalized(block.path("text").asText()).split("[^\\p{L}]+")) {
                if (word.length() > 1) {
                    wanted++;
                    found += seen.contains(word) ? 1 : 0;
                }
            }
        }
        return (double) found / wanted;
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    static JsonNode truth(String file) {
        try {
            for (JsonNode record :
                    new ObjectMapper().readTree(FIXTURES.resolve("fixtures.json").toFile())) {
                if (record.path("file").asText().equals(file)) {
                    return record;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("no fixture " + file);
    }

    private static String sha256(Path path) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
