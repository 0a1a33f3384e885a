package io.pagebridge.engine.pdfbox;

import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;

/**
 * The elements of the structure tree that hold something of one page, found from their marked content upwards. A tree
 * of a thousand pages is not walked for one of them.
 */
final class PageElements {
    /** As many ancestors as PDFium follows. */
    private static final int DEEPEST = 32;

    private final COSDictionary root;
    private final Map<COSDictionary, COSDictionary> parents = new IdentityHashMap<>();

    PageElements(COSDictionary root) {
        this.root = root;
    }

    void add(COSDictionary element) {
        COSDictionary current = element;
        for (int level = 0; level <= DEEPEST; level++) {
            COSDictionary parent = current.getCOSDictionary(COSName.P);
            boolean top =
                    parent == null
                            || parent == root
                            || COSName.STRUCT_TREE_ROOT.equals(parent.getCOSName(COSName.TYPE));
            if (parents.putIfAbsent(current, top ? root : parent) != null || top) {
                return;
            }
            current = parent;
        }
    }

    /** Whether the element is of this page, and says itself that it stands under that parent. */
    boolean isUnder(COSDictionary parent, COSDictionary element) {
        return parents.get(element) == parent;
    }
}
