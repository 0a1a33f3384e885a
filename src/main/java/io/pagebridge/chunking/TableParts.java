package io.pagebridge.chunking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the chunks of each table. */
record TableParts(List<TablePart> parts) {
    static TableParts of(List<Fitting.Fitted> chunks) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (Fitting.Fitted chunk : chunks) {
            if (chunk.draft().table() != null) {
                counts.merge(chunk.draft().table().element(), 1, Integer::sum);
            }
        }
        Map<Integer, Integer> seen = new HashMap<>();
        List<TablePart> parts = new ArrayList<>(chunks.size());
        for (Fitting.Fitted chunk : chunks) {
            TablePart part = chunk.draft().table();
            if (part != null) {
                int number = seen.merge(part.element(), 1, Integer::sum) - 1;
                part = part.numbered(number, counts.get(part.element()));
            }
            parts.add(part);
        }
        return new TableParts(parts);
    }

    /** The table part of chunk {@code index}, or null. */
    TablePart at(int index) {
        return parts.get(index);
    }
}
