package io.pagebridge.hook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pagebridge.chunking.Chunk;
import io.pagebridge.chunking.TokenCounter;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a hook's edits: covers, counts tokens again, links the chunks that are left. Pure. */
final class Edits {
    private final TokenCounter tokens;
    private final int maxTokens;

    Edits(TokenCounter tokens, int maxTokens) {
        this.tokens = tokens;
        this.maxTokens = maxTokens;
    }

    Hooked apply(Content content, CanonicalText text, List<Chunk> chunks, List<Edit> edits)
            throws HookAnswer.RefusedException {
        Redaction redaction = Redaction.of(text.text(), chunks, edits);
        Cover cover = Cover.of(redaction.covered);
        List<Chunk> kept = new ArrayList<>(edits.size());
        Map<String, ObjectNode> added = new HashMap<>();
        for (int i = 0; i < edits.size(); i++) {
            Edit edit = edits.get(i);
            Chunk chunk = chunks.get(edit.index());
            if (edit.added() != null) {
                added.put(chunk.id(), edit.added());
            }
            String previous = i == 0 ? null : chunks.get(edits.get(i - 1).index()).id();
            String next = i + 1 == edits.size() ? null : chunks.get(edits.get(i + 1).index()).id();
            kept.add(edited(chunk, edit, i, redaction, cover, previous, next));
        }
        if (redaction.isEmpty()) {
            return new Hooked(content, text, List.copyOf(kept), added, cover);
        }
        CoveredElements elements = new CoveredElements(redaction, text, content.elements());
        Content coveredContent =
                new Content(
                        cover.text(content.title()),
                        content.language(),
                        elements.all(),
                        content.warnings());
        return new Hooked(
                coveredContent, redaction.apply(text, elements), List.copyOf(kept), added, cover);
    }

    private Chunk edited(
            Chunk chunk,
            Edit edit,
            int index,
            Redaction redaction,
            Cover cover,
            String previous,
            String next)
            throws HookAnswer.RefusedException {
        // Also what another chunk that shares this text has covered.
        String text =
                redaction.isEmpty() ? chunk.text() : redaction.slice(chunk.start(), chunk.end());
        String embedText = embedText(chunk, edit, text, cover);
        int count = count(chunk, embedText);
        if (count > maxTokens) {
            // A sign for each character may take more tokens than the characters did.
            embedText = redaction.shortened(embedText);
            count = count(chunk, embedText);
        }
        if (count > maxTokens) {
            throw new HookAnswer.RefusedException(
                    "chunk %d has an 'embed_text' of %d tokens, %d are allowed"
                            .formatted(chunk.index(), count, maxTokens));
        }
        List<String> headings = edit.headingPath();
        return new Chunk(
                chunk.id(),
                index,
                chunk.type(),
                text,
                embedText,
                redaction.at(chunk.start()),
                redaction.at(chunk.end()),
                count,
                headings == null
                        ? chunk.headingPath().stream().map(cover::text).toList()
                        : headings,
                chunk.pages(),
                chunk.boxes(),
                chunk.table(),
                chunk.ocr(),
                chunk.confidence(),
                previous,
                next);
    }

    private int count(Chunk chunk, String embedText) {
        return embedText.equals(chunk.embedText()) ? chunk.tokens() : tokens.count(embedText);
    }

    /** The hook's own where it gave one; else what was covered in the text is covered here, too. */
    private static String embedText(Chunk chunk, Edit edit, String text, Cover cover) {
        String before = edit.embedText() == null ? chunk.embedText() : edit.embedText();
        if (before.endsWith(chunk.text())) {
            String context = before.substring(0, before.length() - chunk.text().length());
            return cover.text(context) + text;
        }
        return edit.embedText() == null ? cover.text(before) : before;
    }
}
