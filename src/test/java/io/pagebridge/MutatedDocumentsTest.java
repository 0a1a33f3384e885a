package io.pagebridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged PDFs through the whole service: every answer is one of the contract's, and what is answered holds together. */
@Tag("slow")
@QuarkusTest
class MutatedDocumentsTest {
    private static final long SEED = 6;
    private static final int MUTANTS = 120;
    private static final long LARGEST = 200_000;

    private static final Map<Integer, List<String>> TABLE =
            Map.of(
                    415, List.of("not-a-pdf"),
                    413, List.of("output-too-large"),
                    422,
                            List.of(
                                    "pdf-encrypted",
                                    "pdf-corrupt",
                                    "too-many-pages",
                                    "document-quarantined"),
                    429, List.of("queue-full"),
                    503, List.of("worker-crashed", "out-of-memory", "not-ready", "circuit-open"),
                    504, List.of("deadline-exceeded"));

    @TempDir Path folder;

    @Test
    void onlyAnswersOfTheContract() throws IOException {
        Random random = new Random(SEED);
        List<Path> originals = originals();
        Path file = folder.resolve("mutant.pdf");
        int answered = 0;
        for (int i = 0; i < MUTANTS; i++) {
            Path original = originals.get(random.nextInt(originals.size()));
            Files.write(file, mutant(Files.readAllBytes(original), random));
            Served answer = Served.extract(file, Map.of("timeout", "20", "ocr", "off"));
            if (answer.status() == 200) {
                answered++;
                answer.holdsTogether();
            } else {
                assertThat(TABLE.getOrDefault(answer.status(), List.of()))
                        .as("mutant %d, of %s: %d", i, original.getFileName(), answer.status())
                        .contains(answer.outcome());
            }
        }
        assertThat(answered).isBetween(MUTANTS / 4, MUTANTS);
    }

    private static List<Path> originals() throws IOException {
        List<Path> originals = new ArrayList<>();
        for (Path root :
                List.of(
                        Path.of("src/test/resources/pdf"),
                        Path.of(System.getProperty("pagebridge.shared-data", "../shared/data")))) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.filter(file -> file.toString().endsWith(".pdf"))
                            .filter(file -> file.toFile().length() < LARGEST)
                            .sorted()
                            .forEach(originals::add);
                }
            }
        }
        return originals;
    }

    private static byte[] mutant(byte[] original, Random random) {
        byte[] bytes = original.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
            case 1 -> {
                for (int i = 0; i < 1 + bytes.length / 500; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            case 2 -> {
                int length = random.nextInt(bytes.length / 4 + 1);
                int from = random.nextInt(bytes.length - length + 1);
                int to = random.nextInt(bytes.length - length + 1);
                System.arraycopy(original, from, bytes, to, length);
            }
            default -> {
                return withOtherNumbers(bytes, random);
            }
        }
        return bytes;
    }

    /** Lengths, counts and references that lie, with every offset where it was. */
    private static byte[] withOtherNumbers(byte[] bytes, Random random) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String key : List.of("/Length ", "/Count ", "/Kids [", "/Size ", "/W [", "/Prev ")) {
            for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
                int digit = at + key.length();
                if (random.nextBoolean() && digit < bytes.length && bytes[digit] >= '0') {
                    bytes[digit] = (byte) ('0' + random.nextInt(10));
                }
            }
        }
        return bytes;
    }
}
