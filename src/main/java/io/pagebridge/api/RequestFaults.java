package io.pagebridge.api;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.vertx.core.http.HttpClosedException;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Tells what a caller did wrong from what we did: parsers of forms, chunks and gzip report a malformed body by whatever
 * exception they happen to fall over, and a full disk in the same place is not the caller's fault.
 */
final class RequestFaults {
    private static final List<String> PARSERS =
            List.of("org.jboss.resteasy.reactive.server.core.multipart.", "io.netty.handler.codec");
    private static final String BODY = "org.jboss.resteasy.reactive.server.vertx.VertxInputStream";
    private static final List<String> DISK = List.of("java.io.File", "sun.nio.", "java.nio.file.");

    private RequestFaults() {}

    /** Null when it is a defect of ours. */
    static Problem of(Throwable untold) {
        Throwable root = untold;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof HttpClosedException || leftBeforeItsBody(root)) {
            return Problem.of(new FailureException(FailureKind.CANCELLED, "The caller left."));
        }
        if (root instanceof ZipException || root instanceof EOFException || byParser(root)) {
            return Problem.of(
                    new FailureException(
                            FailureKind.INVALID_REQUEST,
                            "The body cannot be read as the form or in the encoding that its"
                                    + " headers name."));
        }
        return null;
    }

    /** The framework's word for a connection that was gone when its body was asked for; the disk says the same otherwise. */
    private static boolean leftBeforeItsBody(Throwable root) {
        StackTraceElement[] frames = root.getStackTrace();
        return root instanceof ClosedChannelException
                && frames.length > 0
                && frames[0].getClassName().startsWith(BODY);
    }

    private static boolean byParser(Throwable root) {
        for (StackTraceElement frame : root.getStackTrace()) {
            String name = frame.getClassName();
            if (DISK.stream().anyMatch(name::startsWith)) {
                return false;
            }
            if (!name.startsWith("java.")) {
                return PARSERS.stream().anyMatch(name::startsWith);
            }
        }
        return false;
    }
}
