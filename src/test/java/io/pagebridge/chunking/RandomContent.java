package io.pagebridge.chunking;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.ContentBuilder;
import java.util.Random;

/** Documents as they should not be: any order of elements, any script, sizes from nothing to giant. */
final class RandomContent {
    private static final String[] WORDS = {
        "revenue",
        "of",
        "the",
        "Company",
        "2025",
        "1,234.5",
        "(12)",
        "e.g.",
        "No.",
        "Überschuß",
        "e\u0301te\u0301",
        "שלום",
        "مرحبا",
        "表格中的文字",
        "かな",
        "𝒳𝒴",
        "👩‍🚀👩‍🚀",
        "a\u0301\u0302\u0303",
        "—",
        "|",
        "/",
        "<|endoftext|>",
        "x",
        "\u00a0",
        "नमस्ते",
        "end.",
        "stop!",
        "so:",
        "and;"
    };

    private final Random random;
    private final ContentBuilder builder = new ContentBuilder();
    private int page = 1;

    RandomContent(long seed) {
        random = new Random(seed);
    }

    CanonicalText text() {
        if (random.nextInt(3) == 0) {
            builder.metadataTitle(words(1 + random.nextInt(4)));
        }
        for (int i = random.nextInt(40); i > 0; i--) {
            add();
        }
        return builder.text();
    }

    private void add() {
        if (random.nextInt(6) == 0) {
            page += 1 + random.nextInt(2);
            builder.page(page);
        }
        builder.column(random.nextInt(2));
        switch (random.nextInt(18)) {
            case 0 -> builder.title(words(1 + random.nextInt(6)));
            case 1, 2, 3 -> builder.heading(1 + random.nextInt(5), heading());
            case 4, 5, 6 -> builder.paragraph(words(size()));
            case 7 -> builder.paragraph(words(5) + ":");
            case 8, 9 -> builder.item("- " + words(size() / 3 + 1));
            case 10 -> builder.caption("Table 1 " + words(4));
            case 11 -> builder.footnote("1 " + words(8));
            case 12 -> builder.code(words(size()).replace(' ', random.nextBoolean() ? '\n' : ' '));
            case 13 -> builder.figure(words(random.nextInt(30)));
            case 14 -> table();
            case 15 -> builder.formValue("Town", words(1 + random.nextInt(4)));
            case 16 -> builder.comment(words(1 + size() / 2));
            default -> builder.paragraph(random.nextBoolean() ? "" : giantWord());
        }
    }

    private void table() {
        String[] rows = new String[1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 12)];
        int[] depths = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int cell = random.nextInt(60) == 0 ? 400 : 4;
            rows[i] = words(1 + random.nextInt(3)) + " | " + words(random.nextInt(cell)) + " | 7";
            if (random.nextInt(20) == 0) {
                rows[i] = random.nextBoolean() ? "" : words(70);
            }
            depths[i] = random.nextInt(3);
        }
        String caption = random.nextBoolean() ? null : "Table 1 " + words(random.nextInt(6) * 10);
        String units = random.nextBoolean() ? null : "in millions";
        int headers = random.nextInt(Math.min(3, rows.length));
        builder.table(caption, units, headers, null, depths, rows);
    }

    private String heading() {
        return words(random.nextInt(20) == 0 ? 700 : 1 + random.nextInt(8));
    }

    private int size() {
        return random.nextInt(8) == 0 ? 900 : random.nextInt(80);
    }

    private String giantWord() {
        String unit = WORDS[random.nextInt(WORDS.length)].strip();
        return (unit.isEmpty() ? "z" : unit).repeat(1 + random.nextInt(400));
    }

    private String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString().strip();
    }
}
