package io.pagebridge.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenizerTest {
    private static final String[] ALPHABET = {
        "Revenue",
        "revenue",
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "1,234.5",
        "2025",
        "(",
        ")",
        "/",
        ".",
        "'s",
        "|",
        "é",
        "e\u0301",
        "שלום",
        "表格",
        "𝒳",
        "👩‍🚀",
        "<|endoftext|>",
        "don't",
        "—",
        "\u00a0",
        "....",
        "a/b",
        "X"
    };

    @ParameterizedTest
    @EnumSource(value = Tokenizer.class, names = "WORDS", mode = EnumSource.Mode.EXCLUDE)
    void rememberedPiecesAddUpToTheModelsOwnCount(Tokenizer tokenizer) {
        Encoding encoding =
                Encodings.newLazyEncodingRegistry()
                        .getEncoding(EncodingType.valueOf(tokenizer.name()));
        Random random = new Random(11);
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
            }
            assertThat(tokenizer.counter().count(text.toString()))
                    .as(text.toString())
                    .isEqualTo(encoding.countTokensOrdinary(text.toString()));
        }
    }

    @Test
    void wordsAreRunsBetweenBlanks() {
        TokenCounter words = Tokenizer.WORDS.counter();
        assertThat(words.count("")).isZero();
        assertThat(words.count(" one  two\nthree ")).isEqualTo(3);
        assertThat(words.count("表格 x")).isEqualTo(3);
        assertThat(words.count("x".repeat(1000))).isEqualTo(4);
    }

    @Test
    void sliceCountsAsIfItStoodAlone() {
        TokenCounter counter = Tokenizer.O200K_BASE.counter();
        String text = "The quick brown fox";
        assertThat(counter.count(text, 4, 9)).isEqualTo(counter.count("quick"));
    }
}
