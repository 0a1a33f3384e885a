package io.pagebridge.chunking;

import io.pagebridge.document.CanonicalText;
import java.util.ArrayList;
import java.util.List;

/** Makes chunks of drafts: slices, counts, places and names them. Used once for each document, by one thread. */
final class Finisher {
    private final CanonicalText text;
    private final Fitting fitting;
    private final Landmarks landmarks;
    private final ChunkIds ids;

    Finisher(CanonicalText text, Fitting fitting, Landmarks landmarks, ChunkIds ids) {
        this.text = text;
        this.fitting = fitting;
        this.landmarks = landmarks;
        this.ids = ids;
    }

    List<Chunk> finish(List<Draft> drafts) {
        List<Fitting.Fitted> fitted = new ArrayList<>(drafts.size());
        drafts.forEach(draft -> fitted.addAll(fitting.fit(draft)));
        List<String> names = new ArrayList<>(fitted.size());
        for (Fitting.Fitted one : fitted) {
            Draft draft = one.draft();
            String slice = text.slice(draft.start(), draft.end());
            names.add(ids.next(landmarks.above(draft.start()), slice));
        }
        TableParts tableParts = TableParts.of(fitted);
        List<Chunk> chunks = new ArrayList<>(fitted.size());
        for (int i = 0; i < fitted.size(); i++) {
            String previous = i == 0 ? null : names.get(i - 1);
            String next = i + 1 == names.size() ? null : names.get(i + 1);
            TablePart table = tableParts.at(i);
            chunks.add(chunk(fitted.get(i), i, names.get(i), previous, next, table));
        }
        return chunks;
    }

    private Chunk chunk(
            Fitting.Fitted fitted,
            int index,
            String id,
            String previous,
            String next,
            TablePart table) {
        Draft draft = fitted.draft();
        Provenance provenance = Provenance.of(text, draft.start(), draft.end());
        return new Chunk(
                id,
                index,
                draft.type(),
                text.slice(draft.start(), draft.end()),
                fitted.embedText(),
                draft.start(),
                draft.end(),
                fitted.tokens(),
                draft.path().names(),
                provenance.pages(),
                provenance.boxes(),
                table,
                provenance.ocr(),
                provenance.confidence(),
                previous,
                next);
    }
}
