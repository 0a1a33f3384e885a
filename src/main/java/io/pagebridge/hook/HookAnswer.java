package io.pagebridge.hook;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pagebridge.chunking.Chunk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads edits. Nothing is believed: the worker that sent them may be anything by now. */
final class HookAnswer {
    /** No edits that could be made; a sentence without anything of the document. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** Members that are the service's own; {@code chunk_type} is the type's name in a stream. */
    private static final Set<String> OURS =
            Set.of(
                    "id",
                    "index",
                    "type",
                    "chunk_type",
                    "text",
                    "embed_text",
                    "start",
                    "end",
                    "tokens",
                    "heading_path",
                    "pages",
                    "boxes",
                    "table",
                    "ocr",
                    "confidence",
                    "previous_id",
                    "next_id");

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(100).build());
    }

    private HookAnswer() {}

    static List<Edit> read(byte[] untrusted, List<Chunk> chunks) throws RefusedException {
        JsonNode edits;
        try {
            edits = JSON.readTree(untrusted).path("edits");
        } catch (IOException e) {
            throw new RefusedException("its worker answered with nonsense");
        }
        require(edits.isArray() && edits.size() <= chunks.size());
        List<Edit> read = new ArrayList<>(edits.size());
        int last = -1;
        for (JsonNode edit : edits) {
            JsonNode index = edit.path(0);
            require(index.isInt() && index.intValue() > last && index.intValue() < chunks.size());
            last = index.intValue();
            read.add(edit(edit.path(1), last, chunks.get(last)));
        }
        return read;
    }

    private static Edit edit(JsonNode edit, int index, Chunk chunk) throws RefusedException {
        String text = text(edit, "text");
        require(text == null || points(text) == points(chunk.text()));
        List<String> headings = null;
        if (edit.has("heading_path")) {
            headings = new ArrayList<>();
            for (JsonNode heading : edit.get("heading_path")) {
                require(isText(heading));
                headings.add(heading.textValue());
            }
        }
        JsonNode added = edit.path("added");
        require(added.isMissingNode() || added.isObject());
        for (Map.Entry<String, JsonNode> member : added.properties()) {
            if (OURS.contains(member.getKey())) {
                throw new RefusedException(
                        "a chunk got a member '%s' of its own".formatted(member.getKey()));
            }
        }
        return new Edit(
                index,
                text,
                text(edit, "embed_text"),
                headings,
                added instanceof ObjectNode object ? object : null);
    }

    private static String text(JsonNode edit, String name) throws RefusedException {
        JsonNode value = edit.path(name);
        require(value.isMissingNode() || isText(value));
        return value.isTextual() ? value.textValue() : null;
    }

    /** Without lone surrogates: the answer's text stays well-formed. */
    private static boolean isText(JsonNode value) {
        return value.isTextual()
                && StandardCharsets.UTF_8.newEncoder().canEncode(value.textValue());
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    private static void require(boolean holds) throws RefusedException {
        if (!holds) {
            throw new RefusedException("its worker answered with nonsense");
        }
    }
}
