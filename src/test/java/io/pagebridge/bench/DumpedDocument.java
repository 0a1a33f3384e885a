package io.pagebridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pagebridge.document.Document;
import io.pagebridge.document.Metadata;
import io.pagebridge.document.OutlineEntry;
import io.pagebridge.document.Page;
import io.pagebridge.document.Properties;
import io.pagebridge.engine.PageContentDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A document read from the parts that a worker once answered with. */
final class DumpedDocument {
    private DumpedDocument() {}

    static Document read(Path folder) throws IOException {
        Properties properties = null;
        List<Page> pages = new ArrayList<>();
        PageContentDecoder decoder = new PageContentDecoder();
        List<Path> parts;
        try (Stream<Path> files = Files.list(folder)) {
            parts = files.sorted().toList();
        }
        for (Path part : parts) {
            if (part.toString().endsWith(".document")) {
                properties = properties(new ObjectMapper().readTree(Files.readAllBytes(part)));
            } else if (part.toString().endsWith(".page")) {
                pages.add(decoder.decode(Files.readAllBytes(part), "pdfium"));
            }
        }
        return new Document(properties, pages);
    }

    private static Properties properties(JsonNode json) {
        List<OutlineEntry> outline = new ArrayList<>();
        for (JsonNode entry : json.path("outline")) {
            outline.add(
                    new OutlineEntry(
                            entry.path("title").asText(""),
                            entry.path("level").asInt(1),
                            entry.path("page").isInt() ? entry.path("page").asInt() : null,
                            entry.path("y").isNumber() ? entry.path("y").asDouble() : null));
        }
        JsonNode title = json.path("metadata").path("title");
        return new Properties(
                json.path("page_count").asInt(),
                json.path("pdf_version").asText(),
                json.path("encrypted").asBoolean(),
                json.path("tagged").asBoolean(),
                json.path("language").isTextual() ? json.path("language").asText() : null,
                new Metadata(
                        title.isTextual() ? title.asText() : null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                outline,
                List.of());
    }
}
