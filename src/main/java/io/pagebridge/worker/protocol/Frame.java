package io.pagebridge.worker.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One frame of PX1, the language between the service and a worker. This comment is the format's description; {@code
 * src/test/resources/px1/golden-frames.txt} holds its bytes, read by the tests of both languages.
 *
 * <pre>
 * PX1 {"t":"call","id":7,"op":"extract","deadline_ms":30000,"len":5,"args":{"ocr":"auto"}}\n
 * %PDF-
 * </pre>
 *
 * The line: the four bytes {@code PX1 } (with the blank), one JSON object, a newline. At most 65,536 bytes before the
 * newline, all of them 0x20..0x7e; text is escaped. Then exactly {@code len} raw bytes, the trailer, in the frames that
 * may have one ({@code call}, {@code part}, {@code done}).
 *
 * <table>
 * <caption>Frames to a worker</caption>
 * <tr><td>welcome</td><td>proto</td></tr>
 * <tr><td>call</td><td>id, op, deadline_ms, len, [request_id], [traceparent], [accept:false], args + trailer</td></tr>
 * <tr><td>cancel</td><td>id; whatever it answers, the worker serves nobody after it</td></tr>
 * <tr><td>ping, retire</td><td></td></tr>
 * </table>
 *
 * <table>
 * <caption>Frames from a worker</caption>
 * <tr><td>hello</td><td>proto:[1], pid, python, runtime, ops:{name:{version}}, sandbox:{level,…}, rss</td></tr>
 * <tr><td>ready</td><td></td></tr>
 * <tr><td>pong</td><td>once for each ping</td></tr>
 * <tr><td>fatal</td><td>code, message (instead of hello or ready; the worker then ends)</td></tr>
 * <tr><td>accepted</td><td>id</td></tr>
 * <tr><td>progress</td><td>id, done, total; more to do (total) may lengthen the call's time</td></tr>
 * <tr><td>part</td><td>id, seq (0, 1, 2 …), kind, len + trailer</td></tr>
 * <tr><td>done</td><td>id, parts, bytes, len, result, mem:{rss}, times:{wall_ms,cpu_ms} + trailer; a result too big for
 * the line is null there and the trailer is the result</td></tr>
 * <tr><td>error</td><td>id, code, message, [detail], retire</td></tr>
 * </table>
 *
 * A call with {@code accept:false} is not accepted but
 * answered at once. Ids are positive and grow per worker. Further keys are ignored. Both sides refuse what breaks these rules ({@link
 * Refusal}); the service then kills the worker, the worker ends with status 71.
 *
 * @param untrustedHeader the JSON object; only its {@code t} and {@code len} have been checked
 * @param trailer exactly {@code len} bytes
 */
public record Frame(ObjectNode untrustedHeader, byte[] trailer) {
    /** The checked type. */
    public String type() {
        return untrustedHeader.get("t").textValue();
    }
}
