package io.pagebridge.engine;

import io.pagebridge.worker.Call;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.Reply;
import io.pagebridge.worker.SoftLimit;
import io.pagebridge.worker.WorkerPool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An engine whose processes are kept by a {@link WorkerPool}. Thread-safe; the pool is the owner's to close. */
public final class PooledEngine implements PdfEngine {
    private static final String OPERATION = "extract";

    private final String name;
    private final WorkerPool pool;

    public PooledEngine(String name, WorkerPool pool) {
        this.name = name;
        this.pool = pool;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reading read(ReadRequest request) {
        Call call =
                Call.of(OPERATION, arguments(request))
                        .body(request.file())
                        .requestId(request.requestId())
                        .traceparent(request.traceParent())
                        .poisonKey(poisonKey(request));
        Reply reply = pool.call(call, Deadline.in(request.timeout()));
        return PooledReading.open(name, reply);
    }

    /** The document together with what changes how it is read: another OCR mode may well succeed. */
    private String poisonKey(ReadRequest request) {
        return String.join(
                ":",
                request.sha256(),
                name,
                request.ocr().code(),
                request.ocrLanguages(),
                request.pages().toString());
    }

    private Map<String, Object> arguments(ReadRequest request) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("pages", request.pages().isEmpty() ? null : ranges(request));
        arguments.put("password", request.password());
        arguments.put("ocr", request.ocr().code());
        arguments.put("ocr_languages", request.ocrLanguages());
        arguments.put("max_pages", request.maxPages());
        // How many pages there are is known when the document is open, so the worker counts.
        SoftLimit soft = pool.settings().clocks().soft();
        arguments.put("soft_ms", Math.max(1, soft.base().toMillis()));
        arguments.put("soft_page_ms", soft.perStep().toMillis());
        return arguments;
    }

    private static List<List<Integer>> ranges(ReadRequest request) {
        List<List<Integer>> ranges = new ArrayList<>();
        for (ReadRequest.PageRange range : request.pages()) {
            List<Integer> pair = new ArrayList<>();
            pair.add(range.first());
            pair.add(range.last());
            ranges.add(pair);
        }
        return ranges;
    }
}
