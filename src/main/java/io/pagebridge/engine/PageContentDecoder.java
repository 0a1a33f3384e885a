package io.pagebridge.engine;

import io.pagebridge.document.Annotation;
import io.pagebridge.document.FontFace;
import io.pagebridge.document.FormField;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Image;
import io.pagebridge.document.Link;
import io.pagebridge.document.OcrRun;
import io.pagebridge.document.Page;
import io.pagebridge.document.Rule;
import io.pagebridge.document.Tag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/**
 * Turns the trailer of a {@code page} part into a {@link Page}. This Javadoc is the format's single description
 * (version 1, little-endian):
 *
 * <pre>
 * u32 json_length | u32 glyphs n | u32 paths m | u32 bits (1 the order of painting is there)
 * json_length bytes of UTF-8 JSON (one object)
 * glyph columns, each n values, no padding:
 *   i32 code_point | f32 x0 | f32 y0 | f32 x1 | f32 y1 | f32 origin_x | f32 origin_y | f32 size | f32 angle |
 *   u16 font | u16 flags | i32 marked_content_id | u32 rgba | u8 confidence
 * path columns, each m values:
 *   u8 kind (0 segment, 1 rectangle, 2 other) | u8 paint (1 stroked, 2 filled, 4 hides what was painted before) |
 *   f32 x0 | f32 y0 | f32 x1 | f32 y1 | f32 width | u32 stroke_rgba | u32 fill_rgba
 * order of painting, where the bits say so: i32 for each glyph, then i32 for each path (0 unknown)
 * </pre>
 *
 * <p>Points, origin at the top-left of the page as displayed, y downwards. A glyph takes {@value #GLYPH_BYTES} bytes,
 * a path {@value #PATH_BYTES}. The JSON's members are read in {@link #decode}; whatever is outside its limits refuses
 * the whole page. Stateless; any thread.
 */
public final class PageContentDecoder {
    static final int HEADER_BYTES = 16;
    static final int GLYPH_BYTES = 49;
    static final int PATH_BYTES = 30;
    private static final int ORDERED = 1;

    private final ContentLimits limits;

    public PageContentDecoder() {
        this(ContentLimits.STANDARD);
    }

    PageContentDecoder(ContentLimits limits) {
        this.limits = limits;
    }

    /**
     * @param untrusted the whole trailer
     * @param engine name of the engine that read it
     * @throws UntrustedContentException when any count, length or range is off
     */
    public Page decode(byte[] untrusted, String engine) {
        if (untrusted.length < HEADER_BYTES) {
            throw new UntrustedContentException(
                    "page content of %d bytes has no header".formatted(untrusted.length));
        }
        ByteBuffer in = ByteBuffer.wrap(untrusted).order(ByteOrder.LITTLE_ENDIAN);
        int jsonLength = count(in.getInt(), limits.jsonBytes(), "json_length");
        int glyphCount = count(in.getInt(), limits.glyphs(), "glyphs");
        int pathCount = count(in.getInt(), limits.paths(), "paths");
        int bits = in.getInt();
        if ((bits & ~ORDERED) != 0) {
            throw new UntrustedContentException("reserved bits of the header are not 0");
        }
        boolean ordered = bits == ORDERED;
        int glyphBytes = GLYPH_BYTES + (ordered ? Integer.BYTES : 0);
        int pathBytes = PATH_BYTES + (ordered ? Integer.BYTES : 0);
        long expected =
                HEADER_BYTES
                        + jsonLength
                        + (long) glyphCount * glyphBytes
                        + (long) pathCount * pathBytes;
        if (expected != untrusted.length) {
            throw new UntrustedContentException(
                    "page content has %d bytes, its counts need %d"
                            .formatted(untrusted.length, expected));
        }
        JsonFields json = JsonFields.parse(untrusted, HEADER_BYTES, jsonLength, limits);
        in.position(HEADER_BYTES + jsonLength);
        int number = json.integer("number", 1, Integer.MAX_VALUE);
        List<FontFace> fonts = json.objects("fonts", limits.fonts(), PageContentDecoder::font);
        Glyphs glyphs = GlyphColumns.read(in, glyphCount, fonts.size(), ordered);
        int orders = in.position() + pathCount * PATH_BYTES;
        List<Rule> rules =
                RuleColumns.read(in, pathCount, ordered ? orders + glyphCount * Integer.BYTES : -1);
        in.position(orders);
        GlyphColumns.order(in, glyphs);
        LetterOrder.mend(glyphs);
        LetterOrder.turn(glyphs);
        return new Page(
                number,
                json.text("label"),
                json.number("width", 0, ContentLimits.FARTHEST),
                json.number("height", 0, ContentLimits.FARTHEST),
                rotation(json.integer("rotation", 0, 270)),
                engine,
                glyphs,
                fonts,
                rules,
                json.objects("images", limits.images(), PageContentDecoder::image),
                json.objects("links", limits.links(), link -> link(link, number)),
                json.objects("fields", limits.fields(), field -> field(field, number)),
                json.objects("annotations", limits.annotations(), mark -> annotation(mark, number)),
                tags(json),
                ocr(json.object("ocr")),
                json.number("unmapped", 0, 1),
                Set.copyOf(json.texts("truncated", 20)));
    }

    private static int count(int untrusted, int most, String what) {
        if (untrusted < 0 || untrusted > most) {
            throw new UntrustedContentException(
                    "%s = %d, at most %d".formatted(what, untrusted, most));
        }
        return untrusted;
    }

    private static int rotation(int untrusted) {
        if (untrusted % 90 != 0) {
            throw new UntrustedContentException(
                    "rotation %d is no quarter turn".formatted(untrusted));
        }
        return untrusted;
    }

    private static FontFace font(JsonFields json) {
        return new FontFace(
                json.text("name", ""),
                json.text("family", ""),
                json.integer("weight", 0, 1_000),
                json.flag("italic"),
                json.flag("fixed"),
                json.flag("serif"),
                json.flag("symbolic"),
                json.number("ascent", -10, 10),
                json.number("descent", -10, 10));
    }

    private static Image image(JsonFields json) {
        List<Integer> pixels = json.integers("pixels", 2, 0, Integer.MAX_VALUE);
        if (pixels.size() != 2) {
            throw new UntrustedContentException("member 'pixels' is not two numbers");
        }
        Integer covers = json.optionalInteger("covers", 1, Integer.MAX_VALUE);
        return new Image(
                json.box("box"), pixels.get(0), pixels.get(1), covers == null ? 0 : covers);
    }

    private static Link link(JsonFields json, int page) {
        return new Link(
                page,
                json.box("box"),
                json.text("uri"),
                json.optionalInteger("page", 1, Integer.MAX_VALUE));
    }

    private static FormField field(JsonFields json, int page) {
        return new FormField(
                page,
                json.text("name", ""),
                json.text("type", "text"),
                json.text("value", ""),
                json.box("box"));
    }

    private static Annotation annotation(JsonFields json, int page) {
        return new Annotation(page, json.text("type", ""), json.text("text", ""), json.box("box"));
    }

    private List<Tag> tags(JsonFields json) {
        int[] index = {0};
        return json.objects("tags", limits.tags(), tag -> tag(tag, index[0]++));
    }

    private Tag tag(JsonFields json, int index) {
        return new Tag(
                json.integer("parent", -1, index - 1),
                json.text("type", ""),
                json.integers("mcids", limits.glyphs(), -1, Integer.MAX_VALUE),
                json.text("alt"),
                json.text("actual"),
                json.integer("row_span", 0, 10_000),
                json.integer("col_span", 0, 10_000),
                json.text("scope"));
    }

    private static OcrRun ocr(JsonFields json) {
        if (json == null) {
            return null;
        }
        return new OcrRun(
                json.text("languages", ""),
                rotation(json.integer("orientation", 0, 270)),
                json.number("mean_confidence", 0, 1),
                json.text("reason", ""));
    }
}
