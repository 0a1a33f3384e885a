package io.pagebridge.layout;

import io.pagebridge.document.Annotation;
import io.pagebridge.document.Box;
import io.pagebridge.document.Content;
import io.pagebridge.document.Document;
import io.pagebridge.document.Element;
import io.pagebridge.document.FontFace;
import io.pagebridge.document.FormField;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Image;
import io.pagebridge.document.Metadata;
import io.pagebridge.document.OutlineEntry;
import io.pagebridge.document.Page;
import io.pagebridge.document.Passage;
import io.pagebridge.document.Properties;
import io.pagebridge.document.Rule;
import io.pagebridge.document.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sets a page of type glyph by glyph: every letter is about half its size wide, a blank a quarter. */
final class TestPage {
    private static final List<FontFace> FONTS =
            List.of(
                    new FontFace("Body", "Body", 400, false, false, true, false, 0.8, -0.2),
                    new FontFace("Bold", "Body", 700, false, false, true, false, 0.8, -0.2),
                    new FontFace("Mono", "Mono", 400, false, true, false, false, 0.8, -0.2));
    private static final int BLACK = 0x000000FF;

    private record Glyph(
            int code,
            double x,
            double base,
            double width,
            double size,
            int font,
            int flags,
            int tag,
            int rgba) {}

    private final int number;
    private final List<Glyph> glyphs = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<FontFace> fonts = new ArrayList<>(FONTS);
    private final List<Image> images = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();
    private final List<FormField> fields = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private int font;
    private int evenFont = -1;
    private int flags;
    private int tag = -1;
    private int rgba = BLACK;
    private double size = 10;

    TestPage(int number) {
        this.number = number;
    }

    TestPage field(String name, String value, Box box) {
        fields.add(new FormField(number, name, "text", value, box));
        return this;
    }

    TestPage annotation(String type, String text, Box box) {
        annotations.add(new Annotation(number, type, text, box));
        return this;
    }

    TestPage image(Box box) {
        images.add(new Image(box, 300, 200, 0));
        return this;
    }

    /** A picture's tag, which holds no text. */
    TestPage described(String alternate) {
        tags.add(new Tag(-1, "Figure", List.of(), alternate, null, 1, 1, null));
        return this;
    }

    TestPage plain() {
        font = 0;
        flags = 0;
        rgba = BLACK;
        size = 10;
        tag = -1;
        return this;
    }

    TestPage bold() {
        font = 1;
        return this;
    }

    TestPage mono() {
        font = 2;
        return this;
    }

    /** A font that says of itself no more than its name and its weight. */
    TestPage type(String name, int weight) {
        fonts.add(new FontFace(name, name, weight, false, false, true, false, 0.8, -0.2));
        font = fonts.size() - 1;
        return this;
    }

    /** From here on the font gives every letter the same room. */
    TestPage even() {
        evenFont = font;
        return this;
    }

    TestPage size(double value) {
        size = value;
        return this;
    }

    TestPage flags(int value) {
        flags = value;
        return this;
    }

    TestPage colour(int value) {
        rgba = value;
        return this;
    }

    /** What follows is the content of a new structure element. */
    TestPage tag(String type) {
        tag = tags.size();
        tags.add(new Tag(-1, type, List.of(tag), null, null, 1, 1, null));
        return this;
    }

    /** Opens a structure element under {@code parent} (-1 for none); what follows is its content. */
    TestPage tag(int parent, String type) {
        tag = tags.size();
        tags.add(new Tag(parent, type, List.of(tag), null, null, 1, 1, null));
        return this;
    }

    /** The last structure element that was opened. */
    int tagged() {
        return tags.size() - 1;
    }

    TestPage text(double x, double base, String text) {
        double at = x;
        for (int code : text.codePoints().toArray()) {
            double width = width(code);
            glyphs.add(new Glyph(code, at, base, width, size, font, flags, tag, rgba));
            at += width;
        }
        return this;
    }

    /** Only fixed pitch gives all letters the same room. */
    private double width(int code) {
        boolean narrow = font != 2 && font != evenFont && "ijltfI.,:;'!|".indexOf(code) >= 0;
        return (code == ' ' ? 0.25 : narrow ? 0.48 : 0.5) * size;
    }

    /** Ends at {@code right}, as numbers do. */
    TestPage right(double right, double base, String text) {
        double width = 0;
        for (int code : text.codePoints().toArray()) {
            width += width(code);
        }
        return text(right - width, base, text);
    }

    TestPage line(double x0, double y0, double x1, double y1) {
        rules.add(rule(Rule.Kind.SEGMENT, true, x0, y0, x1, y1));
        return this;
    }

    TestPage fill(double x0, double y0, double x1, double y1) {
        rules.add(rule(Rule.Kind.RECTANGLE, false, x0, y0, x1, y1));
        return this;
    }

    private static Rule rule(
            Rule.Kind kind, boolean stroked, double x0, double y0, double x1, double y1) {
        return new Rule(
                kind,
                stroked,
                !stroked,
                (float) x0,
                (float) y0,
                (float) x1,
                (float) y1,
                1,
                BLACK,
                0xCCCCCCFF,
                0);
    }

    Page page() {
        Glyphs columns = Glyphs.allocate(glyphs.size());
        for (int i = 0; i < glyphs.size(); i++) {
            Glyph glyph = glyphs.get(i);
            columns.codePoints()[i] = glyph.code();
            columns.x0()[i] = (float) glyph.x();
            columns.x1()[i] = (float) (glyph.x() + glyph.width());
            columns.y0()[i] = (float) (glyph.base() - 0.8 * glyph.size());
            columns.y1()[i] = (float) (glyph.base() + 0.2 * glyph.size());
            columns.originX()[i] = (float) glyph.x();
            columns.originY()[i] = (float) glyph.base();
            columns.size()[i] = (float) glyph.size();
            columns.font()[i] = (short) glyph.font();
            columns.flags()[i] = (short) glyph.flags();
            columns.markedContentId()[i] = glyph.tag();
            columns.rgba()[i] = glyph.rgba();
            columns.confidence()[i] = (byte) Glyphs.EXACT;
        }
        return new Page(
                number,
                null,
                600,
                800,
                0,
                "pdfium",
                columns,
                fonts,
                rules,
                images,
                List.of(),
                fields,
                annotations,
                tags,
                null,
                0,
                Set.of());
    }

    static Content analyze(TestPage... pages) {
        return analyze(List.of(), pages);
    }

    static Content analyze(List<OutlineEntry> outline, TestPage... pages) {
        List<Page> made = new ArrayList<>();
        for (TestPage page : pages) {
            made.add(page.page());
        }
        Properties properties =
                new Properties(
                        made.size(), "1.7", false, false, null, Metadata.NONE, outline, List.of());
        return new LayoutAnalyzer().analyze(new Document(properties, made));
    }

    /** Each element as {@code type: text}, in order. */
    static List<String> lines(Content content) {
        return content.elements().stream()
                .map(element -> element.type() + ": " + element.passage().text())
                .toList();
    }

    static List<Element.Table> tables(Content content) {
        return content.elements().stream()
                .filter(Element.Table.class::isInstance)
                .map(Element.Table.class::cast)
                .toList();
    }

    static int glyphs(Content content) {
        int sum = 0;
        for (Element element : content.elements()) {
            for (Passage.PlacedWord word : element.passage().words()) {
                sum += word.word().glyphs();
            }
        }
        return sum;
    }
}
