package io.pagebridge.extraction;

import io.pagebridge.document.FontFace;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Metadata;
import io.pagebridge.document.Page;
import io.pagebridge.document.Properties;
import io.pagebridge.document.Warning;
import io.pagebridge.engine.EngineVersion;
import io.pagebridge.engine.PageEvent;
import io.pagebridge.engine.PdfEngine;
import io.pagebridge.engine.ReadRequest;
import io.pagebridge.engine.Reading;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** An engine that plays a document: a text for each page, null for a page that fails, or a failure of the whole. */
final class PlayedEngine implements PdfEngine {
    private final String name;
    private final FailureKind failure;
    private final List<String> texts;
    final List<Integer> asked = new ArrayList<>();

    private PlayedEngine(String name, FailureKind failure, List<String> texts) {
        this.name = name;
        this.failure = failure;
        this.texts = texts;
    }

    static PlayedEngine of(String name, String... texts) {
        return new PlayedEngine(name, null, Arrays.asList(texts));
    }

    static PlayedEngine failing(String name, FailureKind kind) {
        return new PlayedEngine(name, kind, List.of());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reading read(ReadRequest request) {
        if (failure != null) {
            throw new FailureException(failure, "played");
        }
        List<PageEvent> events = new ArrayList<>();
        for (int number = 1; number <= texts.size(); number++) {
            if (wanted(request, number)) {
                asked.add(number);
                String text = texts.get(number - 1);
                events.add(
                        text == null
                                ? new PageEvent.PageFailed(number, "page-load-failed", "played")
                                : new PageEvent.PageRead(page(number, text)));
            }
        }
        return new PlayedReading(name, texts.size(), events.iterator());
    }

    private static boolean wanted(ReadRequest request, int number) {
        return request.pages().isEmpty()
                || request.pages().stream()
                        .anyMatch(
                                r ->
                                        r.first() <= number
                                                && (r.last() == null || number <= r.last()));
    }

    /** Each character 6 points wide, on one line. */
    private Page page(int number, String text) {
        int[] codePoints = text.codePoints().toArray();
        Glyphs glyphs = Glyphs.allocate(codePoints.length);
        for (int i = 0; i < codePoints.length; i++) {
            glyphs.codePoints()[i] = codePoints[i];
            glyphs.x0()[i] = 50 + 6 * i;
            glyphs.x1()[i] = 56 + 6 * i;
            glyphs.y0()[i] = 100;
            glyphs.y1()[i] = 112;
            glyphs.originX()[i] = 50 + 6 * i;
            glyphs.originY()[i] = 110;
            glyphs.size()[i] = 11;
            glyphs.markedContentId()[i] = -1;
            glyphs.rgba()[i] = 0xFF;
            glyphs.confidence()[i] = (byte) Glyphs.EXACT;
        }
        FontFace font = new FontFace("F", "F", 400, false, false, false, false, 0.9, -0.2);
        return new Page(
                number,
                null,
                2000,
                800,
                0,
                name,
                glyphs,
                List.of(font),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                0,
                Set.of());
    }

    private record PlayedReading(String name, int pageCount, Iterator<PageEvent> events)
            implements Reading {
        @Override
        public Properties properties() {
            return new Properties(
                    pageCount, "1.7", false, false, null, Metadata.NONE, List.of(), List.of());
        }

        @Override
        public EngineVersion engine() {
            return new EngineVersion(name, "1");
        }

        @Override
        public List<Warning> warnings() {
            return List.of();
        }

        @Override
        public long queuedMillis() {
            return 0;
        }

        @Override
        public long workerPid() {
            return 1;
        }

        @Override
        public PageEvent next() {
            return events.hasNext() ? events.next() : null;
        }

        @Override
        public boolean truncated() {
            return false;
        }

        @Override
        public void close() {}
    }
}
