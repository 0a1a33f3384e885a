package io.pagebridge.chunking;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds the hard limit. Packing adds up the counts of parts, and the count of a whole can differ by a little; here the
 * whole embed text is counted, once for almost every chunk. Where it is too large, context goes first, then the heading
 * path, and at last the chunk is cut again.
 */
final class Fitting {
    private final String text;
    private final EmbedText embedText;
    private final TokenSums sums;
    private final Splitter splitter;
    private final int max;

    Fitting(
            String text,
            EmbedText embedText,
            TokenSums sums,
            Splitter splitter,
            ChunkingOptions options) {
        this.text = text;
        this.embedText = embedText;
        this.sums = sums;
        this.splitter = splitter;
        this.max = options.maxTokens();
    }

    record Fitted(Draft draft, String embedText, int tokens) {}

    List<Fitted> fit(Draft draft) {
        List<Fitted> fitted = new ArrayList<>(1);
        fit(draft, max, fitted);
        return fitted;
    }

    private void fit(Draft draft, int limit, List<Fitted> fitted) {
        String slice = text.substring(draft.start(), draft.end());
        for (int first = 0; first <= draft.context().size(); first++) {
            List<String> context = draft.context().subList(first, draft.context().size());
            if (accept(draft, embedText.before(draft.path(), context, slice), slice, fitted)) {
                return;
            }
        }
        if (accept(draft, "", slice, fitted)) {
            return;
        }
        int smaller = Math.max(1, limit - Math.max(1, limit / 4));
        Grain grain = draft.type() == ChunkType.TEXT ? Grain.SENTENCE : Grain.LINE;
        for (Splitter.Part part : splitter.split(draft.start(), draft.end(), grain, smaller)) {
            int start = Blanks.skip(text, part.start(), part.end());
            int end = Blanks.trimEnd(text, start, part.end());
            if (start < end) {
                Draft cut =
                        new Draft(start, end, draft.type(), draft.path(), List.of(), draft.table());
                if (smaller == 1) {
                    accept(cut, "", text.substring(start, end), fitted);
                } else {
                    fit(cut, smaller, fitted);
                }
            }
        }
    }

    private boolean accept(Draft draft, String before, String slice, List<Fitted> fitted) {
        int count = sums.count(before, draft.start(), draft.end());
        if (count > max) {
            return false;
        }
        fitted.add(new Fitted(draft, before + slice, count));
        return true;
    }
}
