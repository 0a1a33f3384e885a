package io.pagebridge.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever slice is asked for, adding up gives what counting gives. */
class TokenSumsTest {
    private static final String[] PIECES = {
        " ", " ", " ", " ", "  ", "\n", "\n\n", "\t", "\u00a0", "word", "Wörter", "don't", "it's",
                "12", "1234567",
        "3.14", "-", "...", "(a)", "/", ".\n/", "表", "表格", "\uD83D\uDE00", "e\u0301", "שלום", "A",
                "I", "x2y", "%"
    };

    @ParameterizedTest
    @EnumSource(Tokenizer.class)
    void slicesOfARandomTextAreCountedAsByThemselves(Tokenizer tokenizer) {
        TokenCounter counter = tokenizer.counter();
        Random random = new Random(11);
        for (int round = 0; round < 40; round++) {
            String text = text(random, 40 + random.nextInt(400));
            TokenSums sums = new TokenSums(counter, text);
            for (int i = 0; i < 60; i++) {
                int start = whole(text, random.nextInt(text.length()));
                int end = whole(text, start + random.nextInt(text.length() - start + 1));
                assertThat(sums.count(start, end))
                        .as("[%d,%d) of %s", start, end, text)
                        .isEqualTo(counter.count(text, start, end));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Tokenizer.class)
    void linesInFrontOfASliceAreCountedWithIt(Tokenizer tokenizer) {
        TokenCounter counter = tokenizer.counter();
        Random random = new Random(12);
        for (int round = 0; round < 400; round++) {
            String text = text(random, 60);
            String lines = text(random, 6) + PIECES[random.nextInt(PIECES.length)] + "\n";
            TokenSums sums = new TokenSums(counter, text);
            int start =
                    Blanks.skip(
                            text,
                            whole(text, random.nextInt(text.length() / 2)),
                            text.length() - 1);
            assertThat(sums.count(lines, start, text.length()))
                    .as("'%s' before '%s'", lines, text.substring(start))
                    .isEqualTo(counter.count(lines + text.substring(start)));
        }
    }

    /** Not inside a surrogate pair: no slice of a document begins or ends there. */
    private static int whole(String text, int at) {
        return at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static String text(Random random, int pieces) {
        StringBuilder text = new StringBuilder("t");
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.append("t").toString();
    }
}
