package io.pagebridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Glyphs;
import org.junit.jupiter.api.Test;

class LetterOrderTest {

    /** Each letter at its own place, or all of a group in one. */
    private static String mended(String... drawings) {
        int[] codes = String.join("", drawings).codePoints().toArray();
        Glyphs glyphs = Glyphs.allocate(codes.length);
        int at = 0;
        for (int drawing = 0; drawing < drawings.length; drawing++) {
            for (int code : drawings[drawing].codePoints().toArray()) {
                glyphs.codePoints()[at] = code;
                glyphs.originX()[at] = 10 * drawing;
                glyphs.x0()[at] = 10 * drawing;
                glyphs.x1()[at++] = 10 * drawing + 9;
            }
        }
        LetterOrder.mend(glyphs);
        return new String(glyphs.codePoints(), 0, codes.length);
    }

    @Test
    void theLettersOfARightToLeftLigatureAreTurnedBack() {
        assertThat(mended("\u0633", "\u0627\u0644", "\u0645"))
                .isEqualTo("\u0633\u0644\u0627\u0645");
    }

    @Test
    void aWholeWordInOneGlyphIsTurnedBack() {
        assertThat(mended(" \u064A\u0628\u064E\u062D")).isEqualTo("\u062D\u064E\u0628\u064A ");
    }

    private static String turned(String letters, int... places) {
        int[] codes = letters.codePoints().toArray();
        Glyphs glyphs = Glyphs.allocate(codes.length);
        for (int i = 0; i < codes.length; i++) {
            glyphs.codePoints()[i] = codes[i];
            glyphs.originX()[i] = places[i];
            glyphs.size()[i] = 10;
        }
        LetterOrder.turn(glyphs);
        return new String(glyphs.codePoints(), 0, codes.length);
    }

    @Test
    void aWordThatComesFromLeftToRightBeforeAMarkIsTurned() {
        assertThat(turned("\u0631\u0626\u0628\u064B\u0627", 20, 25, 31, 19, 14))
                .isEqualTo("\u0628\u0626\u0631\u064B\u0627");
    }

    @Test
    void aWordInItsOrderAndOneOfTheNextLineStay() {
        assertThat(turned("\u0628\u0626\u0631", 31, 25, 20)).isEqualTo("\u0628\u0626\u0631");
        assertThat(turned("\u0628\u0626\u0631", 20, 90, 160)).isEqualTo("\u0628\u0626\u0631");
    }

    @Test
    void otherLettersStayAsTheyAre() {
        assertThat(mended("o", "ffi", "ce", "\u0633", "\u0645")).isEqualTo("office\u0633\u0645");
        assertThat(mended()).isEmpty();
    }
}
