package io.pagebridge.worker.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads frames off a pipe and trusts nothing: the line is bounded before it is parsed, a trailer's length is checked
 * before the first byte of it is read, and memory for it grows with the bytes that really come. Used by one thread.
 */
public final class FrameReader {
    /** Most bytes before the newline, prefix included. */
    public static final int MAX_LINE = 65_536;

    private static final byte[] PREFIX = {'P', 'X', '1', ' '};
    private static final ObjectReader JSON =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readerFor(JsonNode.class);

    private final InputStream in;
    private final Direction direction;
    private final long maxTrailer;
    private final byte[] buffer = new byte[MAX_LINE];
    private final byte[] line = new byte[MAX_LINE];
    private int next;
    private int filled;

    /** @param maxTrailer the largest {@code len} that is taken, in bytes */
    public FrameReader(InputStream in, Direction direction, long maxTrailer) {
        this.in = in;
        this.direction = direction;
        this.maxTrailer = Math.min(maxTrailer, Integer.MAX_VALUE - 8);
    }

    /**
     * Blocks until a whole frame is there.
     *
     * @return the frame, or null when the stream ended between two frames
     * @throws ProtocolException for a frame that breaks the rules; nothing may be read afterwards
     */
    public Frame read() throws IOException {
        int length = readLine();
        if (length < 0) {
            return null;
        }
        ObjectNode header = parse(length);
        int len = checkedLength(header);
        return new Frame(header, readTrailer(len));
    }

    private int readLine() throws IOException {
        int length = 0;
        while (true) {
            int next = nextByte();
            if (next < 0) {
                if (length == 0) {
                    return -1;
                }
                checkPrefix(length);
                throw new ProtocolException(Refusal.EOF, "the stream ended inside a line");
            }
            if (next == '\n') {
                if (length < PREFIX.length) {
                    throw new ProtocolException(Refusal.PREFIX, "a line without the prefix");
                }
                return length;
            }
            if (length == MAX_LINE) {
                throw new ProtocolException(
                        Refusal.TOO_LONG, "no newline after " + MAX_LINE + " bytes");
            }
            line[length++] = (byte) next;
            if (length == PREFIX.length) {
                checkPrefix(length);
            }
        }
    }

    private void checkPrefix(int length) throws ProtocolException {
        int count = Math.min(length, PREFIX.length);
        if (!Arrays.equals(line, 0, count, PREFIX, 0, count)) {
            throw new ProtocolException(Refusal.PREFIX, "something else wrote to the channel");
        }
    }

    private ObjectNode parse(int length) throws ProtocolException {
        for (int i = 0; i < length; i++) {
            if (line[i] < 0x20 || line[i] > 0x7e) {
                throw new ProtocolException(
                        Refusal.ENCODING, "byte 0x%02x in the line".formatted(line[i] & 0xff));
            }
        }
        try {
            JsonNode node = JSON.readTree(line, PREFIX.length, length - PREFIX.length);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new ProtocolException(Refusal.JSON, e.getOriginalMessage());
        } catch (IOException e) {
            throw new ProtocolException(Refusal.JSON, "unreadable");
        }
        throw new ProtocolException(Refusal.JSON, "not an object");
    }

    private int checkedLength(ObjectNode header) throws ProtocolException {
        String type = header.path("t").textValue();
        if (type == null || !direction.knows(type)) {
            throw new ProtocolException(Refusal.TYPE, "not a frame for this reader");
        }
        JsonNode len = header.get("len");
        if (len == null) {
            return 0;
        }
        if (!len.isIntegralNumber() || !len.canConvertToLong() || len.longValue() < 0) {
            throw new ProtocolException(Refusal.LEN, "not a length");
        }
        long cap = direction.mayHaveTrailer(type) ? maxTrailer : 0;
        if (len.longValue() > cap) {
            throw new ProtocolException(Refusal.LEN, len.longValue() + " bytes, the cap is " + cap);
        }
        return Math.toIntExact(len.longValue());
    }

    private byte[] readTrailer(int len) throws IOException {
        if (len == 0) {
            return new byte[0];
        }
        int buffered = Math.min(len, filled - next);
        if (buffered == len) {
            byte[] trailer = Arrays.copyOfRange(buffer, next, next + len);
            next += len;
            return trailer;
        }
        // A length is only a claim: 1 MiB is taken on trust, more only when that much has come.
        byte[] trailer = new byte[Math.min(len, 1 << 20)];
        int got = 0;
        while (got < len) {
            if (got == trailer.length) {
                trailer = Arrays.copyOf(trailer, (int) Math.min(len, trailer.length * 4L));
            }
            int count = read(trailer, got, trailer.length - got);
            if (count < 0) {
                throw new ProtocolException(Refusal.EOF, "the stream ended inside a trailer");
            }
            got += count;
        }
        return trailer;
    }

    private int read(byte[] target, int offset, int length) throws IOException {
        if (next < filled) {
            int count = Math.min(length, filled - next);
            System.arraycopy(buffer, next, target, offset, count);
            next += count;
            return count;
        }
        return in.read(target, offset, length);
    }

    private int nextByte() throws IOException {
        if (next == filled) {
            int count = in.read(buffer, 0, buffer.length);
            if (count < 0) {
                return -1;
            }
            if (count == 0) {
                throw new EOFException("a stream that reads nothing");
            }
            next = 0;
            filled = count;
        }
        return buffer[next++] & 0xff;
    }
}
