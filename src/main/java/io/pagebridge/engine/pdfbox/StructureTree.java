package io.pagebridge.engine.pdfbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * A document's structure tree and the part of it that one page shows, in the same shape as the other engine gives it:
 * parents first, in reading order. Read through PDFBox's objects and not its model, which believes what it reads.
 */
final class StructureTree {
    /** Elements, and kids of one element, that are looked at. */
    static final int MOST = 50_000;

    private static final int MOST_IDS = 200_000;

    private final COSDictionary root;
    private final COSDictionary roles;
    private ParentTree parents;

    StructureTree(COSDictionary catalog) {
        this.root = catalog.getCOSDictionary(COSName.STRUCT_TREE_ROOT);
        this.roles = root == null ? null : root.getCOSDictionary(COSName.ROLE_MAP);
    }

    /** @param cut whether a limit was met */
    record PageTags(List<Map<String, Object>> tags, boolean cut) {}

    PageTags of(PDPage page) {
        if (root == null) {
            return new PageTags(List.of(), false);
        }
        if (parents == null) {
            parents = new ParentTree(root.getCOSDictionary(COSName.PARENT_TREE));
        }
        COSArray owners = parents.of(page.getCOSObject().getInt(COSName.STRUCT_PARENTS, -1));
        if (owners == null) {
            return new PageTags(List.of(), false);
        }
        int count = Math.min(owners.size(), MOST_IDS);
        PageElements elements = new PageElements(root);
        for (int i = 0; i < count; i++) {
            if (owners.getObject(i) instanceof COSDictionary owner) {
                elements.add(owner);
            }
        }
        TagWalk walk = new TagWalk(page.getCOSObject(), elements, this);
        PageTags found = walk.run(root);
        return new PageTags(found.tags(), found.cut() || count < owners.size());
    }

    /** The standard type that an element's own is mapped to, if it is. */
    String type(COSDictionary element) {
        COSName own = element.getCOSName(COSName.S);
        COSName mapped = own == null || roles == null ? null : roles.getCOSName(own);
        return mapped != null ? mapped.getName() : own == null ? "" : own.getName();
    }

    /** What stands under an element: elements, references, and the ids of marked content. */
    static List<COSBase> kids(COSDictionary element) {
        COSBase kids = element.getDictionaryObject(COSName.K);
        if (!(kids instanceof COSArray array)) {
            return kids instanceof COSDictionary || kids instanceof COSInteger
                    ? List.of(kids)
                    : List.of();
        }
        List<COSBase> all = new ArrayList<>(Math.min(array.size(), MOST));
        for (int i = 0; i < array.size() && i < MOST; i++) {
            COSBase kid = array.getObject(i);
            if (kid != null) {
                all.add(kid);
            }
        }
        return all;
    }

    /** Whether {@link #kids} leaves some out. */
    static boolean tooMany(COSDictionary element) {
        return element.getDictionaryObject(COSName.K) instanceof COSArray array
                && array.size() > MOST;
    }
}
