package io.pagebridge.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetsTest {
    private static final String[] ALPHABET = {
        "a", " ", "é", "e\u0301", "ש", "表", "𝒳", "👩‍🚀", "\n"
    };

    @Test
    void everyUnitCountsWhatStandsBeforeTheOffset() {
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            StringBuilder builder = new StringBuilder();
            for (int i = random.nextInt(1500); i > 0; i--) {
                builder.append(ALPHABET[random.nextInt(ALPHABET.length)]);
            }
            String text = builder.toString();
            Offsets codePoints = new Offsets(text, OffsetUnit.CODEPOINT);
            Offsets bytes = new Offsets(text, OffsetUnit.BYTE);
            Offsets utf16 = new Offsets(text, OffsetUnit.UTF16);
            for (int at = 0;
                    at <= text.length();
                    at = text.offsetByCodePoints(at, at < text.length() ? 1 : 0)) {
                String before = text.substring(0, at);
                assertThat(codePoints.of(at)).isEqualTo(before.codePointCount(0, at));
                assertThat(bytes.of(at)).isEqualTo(before.getBytes(StandardCharsets.UTF_8).length);
                assertThat(utf16.of(at)).isEqualTo(at);
                if (at == text.length()) {
                    break;
                }
            }
        }
    }

    @Test
    void aTextInWhichBothUnitsAgreeIsCountedTheSame() {
        String text = "a\u00E9\u05E9\u8868 ".repeat(200);
        Offsets codePoints = new Offsets(text, OffsetUnit.CODEPOINT);
        for (int at = 0; at <= text.length(); at++) {
            assertThat(codePoints.of(at)).isEqualTo(text.codePointCount(0, at));
        }
    }

    @Test
    void namesAreThoseOfTheContract() {
        assertThat(OffsetUnit.values())
                .extracting(OffsetUnit::id)
                .containsExactly("codepoint", "utf16", "byte");
    }
}
