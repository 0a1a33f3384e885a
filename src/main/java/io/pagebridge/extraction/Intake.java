package io.pagebridge.extraction;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A PDF that was received: where it is spooled, its size and hash. The file belongs to whoever spooled it and outlives
 * the extraction.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param filename as the caller named it, without folders, or null; never logged above DEBUG
 */
public record Intake(Path file, long bytes, String sha256, String filename) {
    private static final byte[] MARK = "%PDF".getBytes(StandardCharsets.US_ASCII);
    private static final int MARK_WITHIN = 1024;
    private static final int STEP = 64 * 1024;
    private static final int FILENAME_LIMIT = 255;

    /**
     * Reads the spooled file once: size, hash, and whether {@code %PDF} stands in its first 1,024 bytes (readers accept
     * junk in front of it and a version that is written wrong).
     *
     * @throws FailureException {@link FailureKind#NOT_A_PDF}
     */
    public static Intake of(Path file, String filename) throws IOException {
        MessageDigest digest = newDigest();
        byte[] step = new byte[STEP];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(MARK_WITHIN);
            if (!hasMark(start)) {
                throw new FailureException(
                        FailureKind.NOT_A_PDF,
                        start.length == 0
                                ? "The body is empty; a PDF is expected."
                                : "The file is not a PDF: it has no %PDF in its first 1,024 bytes.");
            }
            digest.update(start);
            bytes = start.length;
            for (int n = in.read(step); n >= 0; n = in.read(step)) {
                digest.update(step, 0, n);
                bytes += n;
            }
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        return new Intake(file, bytes, hash, nameOnly(filename));
    }

    private static boolean hasMark(byte[] start) {
        for (int i = 0; i + MARK.length <= start.length; i++) {
            if (Arrays.equals(start, i, i + MARK.length, MARK, 0, MARK.length)) {
                return true;
            }
        }
        return false;
    }

    private static String nameOnly(String untrustedName) {
        if (untrustedName == null) {
            return null;
        }
        int folder = Math.max(untrustedName.lastIndexOf('/'), untrustedName.lastIndexOf('\\'));
        String name = untrustedName.substring(folder + 1).replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty()) {
            return null;
        }
        return name.length() <= FILENAME_LIMIT ? name : name.substring(0, FILENAME_LIMIT);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The same for the same document on every replica: made from the caller's key, or else from the bytes. */
    public String documentId(String sourceId) {
        String name = "pagebridge document " + (sourceId == null ? sha256 : sourceId);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Leaves out the path and the name: both may be told to nobody by accident. */
    @Override
    public String toString() {
        return "Intake[bytes=%d, sha256=%s]".formatted(bytes, sha256);
    }
}
