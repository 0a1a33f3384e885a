package io.pagebridge.api;

import com.fasterxml.jackson.databind.JsonNode;

/** The text that a document's ground truth holds, block after block. */
final class Truth {
    private Truth() {}

    static String of(JsonNode blocks) {
        StringBuilder text = new StringBuilder();
        for (JsonNode block : blocks) {
            String type = block.path("type").asText();
            if (type.equals("Artifact") || type.equals("Figure")) {
                continue;
            }
            if (block.has("rows")) {
                for (JsonNode row : block.path("rows")) {
                    for (JsonNode cell : row) {
                        text.append(cell.path("text").asText()).append(' ');
                    }
                    text.append('\n');
                }
            } else {
                text.append(block.path("text").asText()).append('\n');
            }
        }
        return text.toString();
    }
}
