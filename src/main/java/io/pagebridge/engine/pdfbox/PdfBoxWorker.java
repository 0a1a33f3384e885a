package io.pagebridge.engine.pdfbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pagebridge.worker.protocol.Frame;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import org.apache.pdfbox.util.Version;

/**
 * The {@code main} of the child process in which PDFBox reads documents. It speaks the same frames as the Python worker
 * and offers the one operation {@code extract}; its heap is bounded by {@code -Xmx}, its life by the pool. stdout is the
 * channel: whatever a library prints goes to stderr.
 */
public final class PdfBoxWorker {
    static final int EXIT_OUT_OF_MEMORY = 70;
    private static final int PROTOCOL = 1;

    private final Channel channel;
    private final Inbox inbox;

    private PdfBoxWorker(Channel channel, Inbox inbox) {
        this.channel = channel;
        this.inbox = inbox;
    }

    /** Runs until the service says {@code retire} or is gone. */
    public static void main(String[] arguments) throws Exception {
        FileOutputStream toService = new FileOutputStream(FileDescriptor.out);
        FileInputStream fromService = new FileInputStream(FileDescriptor.in);
        System.setOut(System.err);
        System.setProperty("java.awt.headless", "true");
        Inbox inbox = new Inbox(fromService);
        PdfBoxWorker worker = new PdfBoxWorker(new Channel(toService), inbox);
        worker.introduce(Confinement.fromEnvironment());
        inbox.start();
        worker.serve();
        Runtime.getRuntime().halt(0);
    }

    private void introduce(Confinement confinement) throws IOException {
        ObjectNode hello = frame("hello");
        hello.putArray("proto").add(PROTOCOL);
        hello.put("pid", ProcessHandle.current().pid());
        hello.put("python", "java " + Runtime.version());
        hello.put("runtime", "pdfbox " + Version.getVersion());
        hello.putObject("ops").putObject("extract").put("version", Version.getVersion());
        hello.set("sandbox", confinement.report());
        hello.put("rss", ResidentMemory.bytes());
        channel.send(hello);
    }

    private void serve() throws IOException, InterruptedException {
        while (true) {
            Frame frame = inbox.take();
            switch (frame.type()) {
                case "welcome" -> channel.send(frame("ready"));
                case "ping" -> channel.send(frame("pong"));
                case "call" -> new ExtractCall(channel, inbox, frame).run();
                case "retire" -> {
                    return;
                }
                default -> Runtime.getRuntime().halt(Inbox.EXIT_PROTOCOL);
            }
        }
    }

    static ObjectNode frame(String type) {
        return JsonNodeFactory.instance.objectNode().put("t", type);
    }
}
