package io.pagebridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagebridge.document.Box;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;
import io.pagebridge.document.Rule;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PageContentDecoderTest {
    private final PageContentDecoder decoder = new PageContentDecoder();

    private Page decode(Consumer<PageContentBytes> change) {
        return decoder.decode(bytes(change), "pdfium");
    }

    private static byte[] bytes(Consumer<PageContentBytes> change) {
        PageContentBytes content = new PageContentBytes();
        change.accept(content);
        return content.build();
    }

    private void refused(Consumer<PageContentBytes> change, String... words) {
        assertThatThrownBy(() -> decode(change))
                .isInstanceOf(UntrustedContentException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void everyColumnArrivesWhereItBelongs() {
        Page page = decode(content -> {});
        Glyphs glyphs = page.glyphs();

        assertThat(page.number()).isEqualTo(3);
        assertThat(page.label()).isEqualTo("iii");
        assertThat(page.rotation()).isEqualTo(90);
        assertThat(glyphs.count()).isEqualTo(1);
        assertThat(glyphs.codePoints()[0]).isEqualTo('A');
        assertThat(glyphs.box(0)).isEqualTo(new Box(10, 20, 16, 32));
        assertThat(glyphs.originX()[0]).isEqualTo(10);
        assertThat(glyphs.originY()[0]).isEqualTo(30);
        assertThat(glyphs.size()[0]).isEqualTo(12);
        assertThat(glyphs.angle()[0]).isEqualTo(0.5f);
        assertThat(glyphs.is(0, Glyphs.HYPHEN)).isTrue();
        assertThat(glyphs.markedContentId()[0]).isEqualTo(7);
        assertThat(glyphs.rgba()[0]).isEqualTo(0x112233FF);
        assertThat(glyphs.confidenceOf(0)).isEqualTo(1.0);
        assertThat(page.fonts().getFirst().bold()).isTrue();
        assertThat(page.rules())
                .containsExactly(
                        new Rule(Rule.Kind.RECTANGLE, true, true, 5, 6, 7, 8, 0.5f, 1, 2, 0));
        assertThat(page.images().getFirst().pixelWidth()).isEqualTo(640);
        assertThat(page.links().getFirst().uri()).isEqualTo("https://example.org");
        assertThat(page.fields().getFirst().value()).isEqualTo("Ada");
        assertThat(page.annotations().getFirst().type()).isEqualTo("freetext");
        assertThat(page.tags().get(1).markedContentIds()).containsExactly(0, 1);
        assertThat(page.truncated()).containsExactly("paths");
        assertThat(page.ocr()).isNull();
    }

    @Test
    void anUnpairedSurrogateOrNulBecomesTheReplacementCharacter() {
        assertThat(decode(content -> content.codePoint = 0xD800).glyphs().codePoints()[0])
                .isEqualTo(0xFFFD);
        assertThat(decode(content -> content.codePoint = 0).glyphs().codePoints()[0])
                .isEqualTo(0xFFFD);
    }

    @Test
    void aCountThatDoesNotFitTheLengthIsRefused() {
        refused(content -> content.claimedGlyphs = 2, "its counts need");
        refused(content -> content.claimedGlyphs = -1, "glyphs");
        refused(content -> content.claimedGlyphs = Integer.MAX_VALUE, "glyphs");
        refused(content -> content.claimedPaths = Integer.MAX_VALUE, "paths");
        refused(content -> content.reserved = 2, "reserved");
    }

    @Test
    void aGlyphOutOfRangeIsRefused() {
        refused(content -> content.codePoint = 0x110000, "code point");
        refused(content -> content.codePoint = -1, "code point");
        refused(content -> content.x0 = Float.NaN, "coordinate");
        refused(content -> content.x0 = 17, "coordinate");
        refused(content -> content.x1 = Float.POSITIVE_INFINITY, "coordinate");
        refused(content -> content.size = -1, "coordinate");
        refused(content -> content.font = 1, "font 1 of 1");
        refused(content -> content.confidence = 101, "confidence");
    }

    @Test
    void aPathOutOfRangeIsRefused() {
        refused(content -> content.pathKind = 3, "kind 3");
        refused(content -> content.pathX0 = Float.NaN, "coordinate");
    }

    @Test
    void aMemberOfTheWrongTypeIsRefusedByName() {
        refused(
                content -> content.json = content.json.replace("\"number\":3", "\"number\":\"3\""),
                "number");
        refused(
                content ->
                        content.json = content.json.replace("\"rotation\":90", "\"rotation\":45"),
                "45");
        refused(
                content -> content.json = content.json.replace("\"parent\":0", "\"parent\":1"),
                "parent");
        refused(content -> content.json = content.json.replace("[640,480]", "[640]"), "pixels");
        refused(content -> content.json = "[1]" + " ".repeat(20), "object");
        refused(content -> content.json = "{", "JSON");
    }

    @Test
    void randomDamageIsEitherReadOrRefusedButNeverAnythingElse() {
        Random random = new Random(7);
        byte[] good = bytes(content -> {});
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = good.clone();
            for (int change = 0; change < 3; change++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            byte[] sent =
                    random.nextInt(10) == 0
                            ? Arrays.copyOf(damaged, random.nextInt(good.length))
                            : damaged;
            try {
                assertThat(decoder.decode(sent, "pdfium").glyphs().count()).isEqualTo(1);
            } catch (UntrustedContentException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }
}
