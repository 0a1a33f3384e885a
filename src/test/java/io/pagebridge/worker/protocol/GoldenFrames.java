package io.pagebridge.worker.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The records of {@code golden-frames.txt}; its first lines say what the keys mean. */
record GoldenFrames(String name, Map<String, String> record, Map<String, String> given) {
    private static final Path FILE = Path.of("src/test/resources/px1/golden-frames.txt");

    static List<GoldenFrames> to(String reader) throws IOException {
        List<GoldenFrames> frames = new ArrayList<>();
        for (String block : Files.readString(FILE).split("\n\\s*\n")) {
            Map<String, String> record = new HashMap<>();
            for (String line : block.split("\n")) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    String[] pair = line.split("\\s+", 2);
                    record.put(pair[0], pair[1]);
                }
            }
            if (reader.equals(record.get("to"))) {
                frames.add(new GoldenFrames(record.get("frame"), record, given(record)));
            }
        }
        return frames;
    }

    private static Map<String, String> given(Map<String, String> record) {
        Map<String, String> given = new HashMap<>();
        for (String pair : record.getOrDefault("given", "").split(" ")) {
            if (pair.contains("=")) {
                given.put(pair.split("=")[0], pair.split("=")[1]);
            }
        }
        return given;
    }

    long given(String key, long otherwise) {
        return given.containsKey(key) ? Long.parseLong(given.get(key)) : otherwise;
    }

    /** {@code ok} or the label of a {@link Refusal}. */
    String expected() {
        return record.get("expect").replace("refused ", "");
    }

    boolean writtenExactly() {
        return "exact".equals(record.get("write"));
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(line());
        bytes.writeBytes(HexFormat.of().parseHex(record.getOrDefault("trailer", "")));
        return bytes.toByteArray();
    }

    byte[] line() {
        String text = record.get("line");
        if (text.contains("\\p")) {
            int length = Integer.parseInt(record.get("length"));
            int others = unescape(text.replace("\\p", "")).length - 1;
            text = text.replace("\\p", "a".repeat(length - others));
        }
        return unescape(text);
    }

    private static byte[] unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                bytes.write(c);
                continue;
            }
            switch (text.charAt(++i)) {
                case 'n' -> bytes.write('\n');
                case '\\' -> bytes.write('\\');
                case 'x' -> {
                    bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> throw new IllegalArgumentException(text);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return name + " -> " + expected();
    }
}
