package io.pagebridge.engine.pdfbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;

/** Writes the elements of one page as the tags of its part. For one page; one thread. */
final class TagWalk {
    private static final int DEEPEST = 64;
    private static final int MOST_IDS = 200_000;
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_ATTRIBUTES = 8;
    private static final Pattern TRAILING = Pattern.compile("\\x00+\\z");
    private static final COSName ROW_SPAN = COSName.getPDFName("RowSpan");
    private static final COSName COLUMN_SPAN = COSName.getPDFName("ColSpan");
    private static final COSName SCOPE = COSName.getPDFName("Scope");
    private static final COSName REFERENCE = COSName.getPDFName("MCR");

    private final COSDictionary page;
    private final PageElements elements;
    private final StructureTree tree;
    private final List<Map<String, Object>> tags = new ArrayList<>();
    private final Set<COSDictionary> met = Collections.newSetFromMap(new IdentityHashMap<>());
    private int ids;
    private int characters;
    private boolean cut;

    private record Waiting(COSDictionary element, int parent, int depth) {}

    TagWalk(COSDictionary page, PageElements elements, StructureTree tree) {
        this.page = page;
        this.elements = elements;
        this.tree = tree;
    }

    StructureTree.PageTags run(COSDictionary root) {
        Deque<Waiting> waiting = new ArrayDeque<>();
        push(waiting, root, -1, 1);
        while (!waiting.isEmpty()) {
            Waiting next = waiting.pop();
            if (met.contains(next.element())) {
                continue;
            }
            if (tags.size() == StructureTree.MOST || next.depth() > DEEPEST) {
                cut = true;
                continue;
            }
            met.add(next.element());
            int index = tags.size();
            tags.add(tag(next));
            push(waiting, next.element(), index, next.depth() + 1);
        }
        return new StructureTree.PageTags(tags, cut);
    }

    /** Its elements on this page, the first one on top. */
    private void push(Deque<Waiting> waiting, COSDictionary element, int index, int depth) {
        List<COSBase> kids = StructureTree.kids(element);
        cut |= StructureTree.tooMany(element);
        for (COSBase kid : kids.reversed()) {
            if (kid instanceof COSDictionary child && elements.isUnder(element, child)) {
                if (waiting.size() >= 2 * StructureTree.MOST) {
                    cut = true;
                    return;
                }
                waiting.push(new Waiting(child, index, depth));
            }
        }
    }

    private Map<String, Object> tag(Waiting waiting) {
        COSDictionary element = waiting.element();
        String type = allowed(tree.type(element));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("parent", waiting.parent());
        json.put("type", type == null ? "" : type);
        json.put("mcids", ids(element));
        json.put("alt", text(element, COSName.ALT));
        json.put("actual", text(element, COSName.ACTUAL_TEXT));
        boolean cell = "TD".equals(type) || "TH".equals(type);
        List<COSDictionary> attributes = cell ? attributes(element) : List.of();
        int rows = 1;
        int columns = 1;
        String scope = null;
        for (COSDictionary each : attributes) {
            rows = span(each, ROW_SPAN, rows);
            columns = span(each, COLUMN_SPAN, columns);
            String named =
                    each.getDictionaryObject(SCOPE) instanceof COSName name
                            ? name.getName()
                            : each.getString(SCOPE);
            scope = named == null || named.isEmpty() || named.length() > 31 ? scope : named;
        }
        json.put("row_span", rows);
        json.put("col_span", columns);
        json.put("scope", scope);
        return json;
    }

    /** The marked content of this page that the element holds itself. */
    private List<Integer> ids(COSDictionary element) {
        boolean here = element.getCOSDictionary(COSName.PG) == page;
        List<Integer> own = new ArrayList<>();
        for (COSBase kid : StructureTree.kids(element)) {
            int id = -1;
            if (kid instanceof COSInteger number && here) {
                id = number.intValue();
            } else if (kid instanceof COSDictionary reference
                    && REFERENCE.equals(reference.getCOSName(COSName.TYPE))) {
                COSDictionary on = reference.getCOSDictionary(COSName.PG);
                id = on == page || on == null && here ? reference.getInt(COSName.MCID, -1) : -1;
            }
            if (id >= 0) {
                own.add(id);
            }
        }
        if (ids + own.size() > MOST_IDS) {
            cut = true;
            return List.of();
        }
        ids += own.size();
        return own;
    }

    private String text(COSDictionary element, COSName key) {
        return element.getDictionaryObject(key) instanceof COSString text
                ? allowed(text.getString())
                : null;
    }

    /** Bounded singly and all together; null when empty or too much. */
    private String allowed(String untrusted) {
        String text = TRAILING.matcher(DocumentDescription.bounded(untrusted)).replaceFirst("");
        text = text.replace('\0', '\uFFFD');
        characters += text.length();
        if (characters > MOST_CHARACTERS) {
            characters = MOST_CHARACTERS + 1;
            cut = true;
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    private static List<COSDictionary> attributes(COSDictionary element) {
        COSBase attributes = element.getDictionaryObject(COSName.A);
        if (attributes instanceof COSDictionary only) {
            return List.of(only);
        }
        List<COSDictionary> all = new ArrayList<>();
        if (attributes instanceof COSArray array) {
            for (int i = 0; i < array.size() && i < MOST_ATTRIBUTES; i++) {
                if (array.getObject(i) instanceof COSDictionary each) {
                    all.add(each);
                }
            }
        }
        return all;
    }

    private static int span(COSDictionary attributes, COSName key, int known) {
        boolean sane =
                attributes.getDictionaryObject(key) instanceof COSNumber number
                        && number.floatValue() >= 1
                        && number.floatValue() <= 1_000;
        return sane ? attributes.getInt(key, known) : known;
    }
}
