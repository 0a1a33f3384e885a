package io.pagebridge.chunking;

import io.pagebridge.document.CanonicalText;
import java.util.ArrayList;
import java.util.List;

/** Makes chunks of drafts: slices, counts, places and names them. Used once for each document, by one thread. */
final class Finisher {
    private final CanonicalText text;
    private final EmbedText embedText;
    private final TokenCounter tokens;
    private final ChunkIds ids;

    Finisher(CanonicalText text, EmbedText embedText, TokenCounter tokens, ChunkIds ids) {
        this.text = text;
        this.embedText = embedText;
        this.tokens = tokens;
        this.ids = ids;
    }

    List<Chunk> finish(List<Draft> drafts) {
        List<String> names = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            names.add(ids.next(draft.path().headings(), text.slice(draft.start(), draft.end())));
        }
        List<Chunk> chunks = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            String previous = i == 0 ? null : names.get(i - 1);
            String next = i + 1 == names.size() ? null : names.get(i + 1);
            chunks.add(chunk(drafts.get(i), i, names.get(i), previous, next));
        }
        return chunks;
    }

    private Chunk chunk(Draft draft, int index, String id, String previous, String next) {
        String slice = text.slice(draft.start(), draft.end());
        String embed = embedText.of(draft.path(), draft.context(), slice);
        Provenance provenance = Provenance.of(text, draft.start(), draft.end());
        return new Chunk(
                id,
                index,
                draft.type(),
                slice,
                embed,
                draft.start(),
                draft.end(),
                tokens.count(embed),
                draft.path().names(),
                provenance.pages(),
                provenance.boxes(),
                draft.table(),
                provenance.ocr(),
                provenance.confidence(),
                previous,
                next);
    }
}
