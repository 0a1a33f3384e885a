package io.pagebridge.engine;

import io.pagebridge.document.Attachment;
import io.pagebridge.document.Metadata;
import io.pagebridge.document.OutlineEntry;
import io.pagebridge.document.Properties;
import io.pagebridge.document.Warning;
import java.util.List;

/**
 * Reads the trailer of a {@code document} part, one JSON object: what the PDF says of itself and what engine read it.
 * Stateless; any thread.
 */
final class PropertiesDecoder {
    private final ContentLimits limits;

    PropertiesDecoder() {
        this(ContentLimits.STANDARD);
    }

    PropertiesDecoder(ContentLimits limits) {
        this.limits = limits;
    }

    /**
     * @param engine name and version of the engine
     * @param warnings of the engine about the whole document
     */
    record Opened(Properties properties, EngineVersion engine, List<Warning> warnings) {}

    Opened decode(byte[] untrusted) {
        JsonFields json = JsonFields.parse(untrusted, 0, untrusted.length, limits);
        JsonFields engine = json.object("engine");
        if (engine == null) {
            throw new UntrustedContentException("member 'engine' is missing");
        }
        Properties properties =
                new Properties(
                        json.integer("page_count", 0, Integer.MAX_VALUE),
                        json.text("pdf_version"),
                        json.flag("encrypted"),
                        json.flag("tagged"),
                        json.text("language"),
                        metadata(json.object("metadata")),
                        json.objects("outline", limits.outline(), PropertiesDecoder::entry),
                        json.objects(
                                "attachments",
                                limits.attachments(),
                                PropertiesDecoder::attachment));
        return new Opened(
                properties,
                new EngineVersion(engine.text("name", ""), engine.text("version", "")),
                json.objects("warnings", 1_000, PropertiesDecoder::warning));
    }

    private static Metadata metadata(JsonFields json) {
        if (json == null) {
            return Metadata.NONE;
        }
        return new Metadata(
                json.text("title"),
                json.text("author"),
                json.text("subject"),
                json.text("keywords"),
                json.text("creator"),
                json.text("producer"),
                json.text("created"),
                json.text("modified"));
    }

    private static OutlineEntry entry(JsonFields json) {
        return new OutlineEntry(
                json.text("title", ""),
                json.integer("level", 1, 1_000),
                json.optionalInteger("page", 1, Integer.MAX_VALUE),
                json.optionalNumber("y", -ContentLimits.FARTHEST, ContentLimits.FARTHEST));
    }

    private static Attachment attachment(JsonFields json) {
        return new Attachment(
                json.text("name", ""),
                json.longInteger("bytes", 0, Long.MAX_VALUE),
                json.text("media_type"));
    }

    private static Warning warning(JsonFields json) {
        return new Warning(
                json.text("code", "engine"),
                json.optionalInteger("page", 1, Integer.MAX_VALUE),
                json.text("message", ""));
    }
}
