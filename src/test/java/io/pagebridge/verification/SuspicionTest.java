package io.pagebridge.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.FontFace;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.OcrRun;
import io.pagebridge.document.Page;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuspicionTest {
    private static final String PROSE =
            "The harbour board reviewed the seasonal ledger and the revised permit after the second inspection. "
                    .repeat(5);

    private static Page page(String text, double unmapped, OcrRun ocr) {
        int[] codePoints = text.codePoints().toArray();
        Glyphs glyphs = Glyphs.allocate(codePoints.length);
        System.arraycopy(codePoints, 0, glyphs.codePoints(), 0, codePoints.length);
        FontFace font = new FontFace("F", "F", 400, false, false, false, false, 0.9, -0.2);
        return new Page(
                1,
                null,
                600,
                800,
                0,
                "pdfium",
                glyphs,
                List.of(font),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                ocr,
                unmapped,
                Set.of());
    }

    private static String shifted(String text) {
        return text.codePoints()
                .map(c -> c >= 'a' && c <= 'z' ? 'a' + (c - 'a' + 1) % 26 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void proseIsTrusted() {
        assertThat(Suspicion.isGarbled(page(PROSE, 0, null))).isFalse();
        assertThat(Suspicion.isGarbled(page("", 0, null))).isFalse();
        assertThat(Suspicion.isGarbled(page("1,234 5,678 %", 0, null))).isFalse();
    }

    @Test
    void unmappedFontsReplacementCharactersAndCiphersAreNot() {
        assertThat(Suspicion.isGarbled(page(PROSE, 0.2, null))).isTrue();
        assertThat(Suspicion.isGarbled(page("��� abc", 0, null))).isTrue();
        assertThat(Suspicion.isGarbled(page("\uE001\uE002\uE003 abc", 0, null))).isTrue();
        assertThat(Suspicion.isGarbled(page(shifted(PROSE), 0, null))).isTrue();
    }

    @Test
    void recognisedTextIsJudgedByItsConfidenceInstead() {
        assertThat(Suspicion.isGarbled(page("���", 1, new OcrRun("eng", 0, 0.9, "garbled"))))
                .isFalse();
    }
}
