package io.pagebridge.engine.pdfbox;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;

/**
 * A document's ParentTree: which elements of the structure tree the marked content of a page belongs to. Read once,
 * flat, whatever its nodes say about their limits; loops and excess are left out.
 */
final class ParentTree {
    private static final int MOST = 500_000;

    private final Map<Integer, COSBase> entries = new HashMap<>();

    ParentTree(COSDictionary root) {
        Deque<COSDictionary> waiting = new ArrayDeque<>();
        Set<COSDictionary> met = Collections.newSetFromMap(new IdentityHashMap<>());
        if (root != null) {
            waiting.push(root);
        }
        while (!waiting.isEmpty()) {
            COSDictionary node = waiting.pop();
            if (!met.add(node)) {
                continue;
            }
            COSArray numbers = node.getCOSArray(COSName.NUMS);
            for (int i = 0; numbers != null && i + 1 < numbers.size(); i += 2) {
                if (entries.size() < MOST && numbers.getObject(i) instanceof COSNumber key) {
                    entries.putIfAbsent(key.intValue(), numbers.get(i + 1));
                }
            }
            COSArray kids = node.getCOSArray(COSName.KIDS);
            for (int i = 0; kids != null && i < kids.size() && waiting.size() < MOST; i++) {
                if (kids.getObject(i) instanceof COSDictionary kid) {
                    waiting.push(kid);
                }
            }
        }
    }

    /** The elements round a page's marked content, by its ids; null without them. */
    COSArray of(int structParents) {
        COSBase entry = structParents < 0 ? null : entries.get(structParents);
        COSBase direct = entry instanceof COSObject reference ? reference.getObject() : entry;
        return direct instanceof COSArray array ? array : null;
    }
}
