package io.pagebridge.engine.pdfbox;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/** The fonts of one page in the order in which they are first used, with what layout wants to know about each. */
final class FontTable {
    private static final int MOST_FONTS = 65_535;
    private static final double USUAL_ASCENT = 0.9;
    private static final double USUAL_DESCENT = -0.2;

    private final Map<PDFont, Integer> indexes = new IdentityHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** @param ascent for a size of 1; {@code descent} is at most 0 */
    record Entry(Map<String, Object> json, double ascent, double descent) {}

    int index(PDFont font) {
        Integer known = indexes.get(font);
        if (known != null) {
            return known;
        }
        if (entries.size() == MOST_FONTS) {
            return 0;
        }
        entries.add(describe(font));
        indexes.put(font, entries.size() - 1);
        return entries.size() - 1;
    }

    Entry entry(int index) {
        return entries.get(index);
    }

    List<Map<String, Object>> json() {
        return entries.stream().map(Entry::json).toList();
    }

    private static Entry describe(PDFont font) {
        PDFontDescriptor descriptor = font.getFontDescriptor();
        String name = withoutSubsetPrefix(font.getName());
        String lower = name.toLowerCase(Locale.ROOT);
        double ascent = USUAL_ASCENT;
        double descent = USUAL_DESCENT;
        boolean italic = lower.contains("italic") || lower.contains("oblique");
        boolean bold = lower.contains("bold") || lower.contains("black") || lower.contains("heavy");
        int weight = bold ? 700 : 400;
        boolean fixed = lower.contains("courier") || lower.contains("mono");
        boolean serif = false;
        boolean symbolic = false;
        String family = name;
        if (descriptor != null) {
            ascent = sane(descriptor.getAscent() / 1000.0, 0.2, 3, USUAL_ASCENT);
            descent = sane(-Math.abs(descriptor.getDescent()) / 1000.0, -2, -0.01, USUAL_DESCENT);
            italic |= descriptor.isItalic();
            fixed |= descriptor.isFixedPitch();
            serif = descriptor.isSerif();
            symbolic = descriptor.isSymbolic();
            weight =
                    bold || descriptor.isForceBold()
                            ? 700
                            : (int) sane(descriptor.getFontWeight(), 100, 1000, 400);
            family = descriptor.getFontFamily() == null ? name : descriptor.getFontFamily();
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("family", family);
        json.put("weight", weight);
        json.put("italic", italic);
        json.put("fixed", fixed);
        json.put("serif", serif);
        json.put("symbolic", symbolic);
        json.put("ascent", ascent);
        json.put("descent", descent);
        return new Entry(json, ascent, descent);
    }

    private static double sane(double value, double low, double high, double otherwise) {
        return value >= low && value <= high ? value : otherwise;
    }

    /** {@code ABCDEF+Name} is a subset of {@code Name} (ISO 32000-1, 9.6.4). */
    private static String withoutSubsetPrefix(String name) {
        if (name == null) {
            return "";
        }
        return name.matches("[A-Z]{6}\\+.*") ? name.substring(7) : name;
    }
}
