package io.pagebridge.engine.pdfbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.protocol.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** One call of {@code extract}: opens the PDF in the trailer and streams its chosen pages. */
final class ExtractCall {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Channel channel;
    private final Inbox inbox;
    private final long id;
    private final JsonNode args;
    private final byte[] pdf;
    private final long deadlineMillis;
    private final long started = System.nanoTime();

    private int parts;
    private long bytes;
    private int pages;
    private int pageErrors;
    private long glyphs;

    ExtractCall(Channel channel, Inbox inbox, Frame call) {
        this.channel = channel;
        this.inbox = inbox;
        this.id = call.untrustedHeader().path("id").longValue();
        this.args = call.untrustedHeader().path("args");
        this.pdf = call.trailer();
        this.deadlineMillis = call.untrustedHeader().path("deadline_ms").asLong(Long.MAX_VALUE);
    }

    void run() throws IOException {
        channel.send(PdfBoxWorker.frame("accepted").put("id", id));
        String password = args.path("password").textValue();
        try (OpenDocument document = OpenDocument.open(pdf, password)) {
            int limit = args.path("max_pages").asInt(Integer.MAX_VALUE);
            if (document.pageCount() > limit) {
                ObjectNode error =
                        error(FailureKind.TOO_MANY_PAGES, "the document has too many pages", false);
                error.putObject("detail").put("pages", document.pageCount()).put("limit", limit);
                channel.send(error);
                return;
            }
            part("document", document.description());
            boolean truncated = sendPages(document);
            if (inbox.cancelled(id)) {
                channel.send(error(FailureKind.CANCELLED, "cancelled by the service", false));
            } else {
                done(truncated);
            }
        } catch (InvalidPasswordException e) {
            ObjectNode error =
                    error(FailureKind.PDF_ENCRYPTED, "the document needs a password", false);
            error.putObject("detail").put("password_tried", password != null);
            channel.send(error);
        } catch (OutOfMemoryError e) {
            channel.send(error(FailureKind.OUT_OF_MEMORY, "PDFBox ran out of heap", true));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            if (e instanceof IOException failed
                    && failed.getMessage() != null
                    && failed.getMessage().contains("Broken pipe")) {
                throw failed;
            }
            System.err.println("not opened: " + e);
            channel.send(error(FailureKind.PDF_CORRUPT, "PDFBox cannot open the document", false));
        }
    }

    /** Whether it stopped before the last chosen page. */
    private boolean sendPages(OpenDocument document) throws IOException {
        PageChoice choice = PageChoice.of(args.path("pages"), document.pageCount());
        Set<Integer> numbers = choice.numbers();
        channel.send(
                PdfBoxWorker.frame("progress")
                        .put("id", id)
                        .put("done", 0)
                        .put("total", numbers.size()));
        long soft =
                Math.min(
                        deadlineMillis,
                        args.path("soft_ms").asLong(deadlineMillis)
                                + args.path("soft_page_ms").asLong(0) * numbers.size());
        for (int number : numbers) {
            if (inbox.cancelled(id) || (System.nanoTime() - started) / 1_000_000 > soft) {
                return true;
            }
            sendPage(document, number);
        }
        return false;
    }

    private void sendPage(OpenDocument document, int number) throws IOException {
        byte[] trailer;
        try {
            trailer = document.page(number);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            System.err.println("page " + number + ": " + e);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("number", number);
            json.put("code", "page-load-failed");
            json.put("message", "PDFBox cannot read this page");
            pageErrors++;
            part("page-error", JSON.writeValueAsBytes(json));
            return;
        }
        pages++;
        glyphs += ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        part("page", trailer);
    }

    private void part(String kind, byte[] trailer) throws IOException {
        ObjectNode header = PdfBoxWorker.frame("part").put("id", id).put("seq", parts);
        channel.send(header.put("kind", kind).put("len", trailer.length), trailer);
        parts++;
        bytes += trailer.length;
    }

    private void done(boolean truncated) throws IOException {
        ObjectNode header =
                PdfBoxWorker.frame("done").put("id", id).put("parts", parts).put("bytes", bytes);
        header.put("len", 0);
        if (truncated) {
            header.put("truncated", true);
        }
        header.putObject("result")
                .put("pages", pages)
                .put("page_errors", pageErrors)
                .put("glyphs", glyphs)
                .put("truncated", truncated);
        header.putObject("mem").put("rss", ResidentMemory.bytes());
        header.putObject("times")
                .put("wall_ms", (System.nanoTime() - started) / 1e6)
                .put("cpu_ms", 0);
        channel.send(header);
    }

    private ObjectNode error(FailureKind kind, String message, boolean retire) {
        return PdfBoxWorker.frame("error")
                .put("id", id)
                .put("code", kind.code())
                .put("message", message)
                .put("retire", retire);
    }
}
