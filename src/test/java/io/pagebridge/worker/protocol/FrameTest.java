package io.pagebridge.worker.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of PX1, from the file that the Python tests read, too. */
class FrameTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ANY_READER =
            List.of("prefix", "too-long", "eof", "encoding", "json", "type", "len");

    static Stream<GoldenFrames> toService() throws IOException {
        return GoldenFrames.to("service").stream();
    }

    static Stream<GoldenFrames> toWorker() throws IOException {
        return GoldenFrames.to("worker").stream();
    }

    static Stream<GoldenFrames> writtenExactly() throws IOException {
        return GoldenFrames.to("worker").stream().filter(GoldenFrames::writtenExactly);
    }

    @ParameterizedTest
    @MethodSource("toService")
    void theServiceTakesAndRefusesWhatTheGoldenFileSays(GoldenFrames golden) throws IOException {
        AnswerLedger ledger = ledger(golden);
        String outcome = "ok";
        try {
            WorkerMessage message = WorkerMessage.of(read(golden, Direction.TO_SERVICE));
            ledger.check(message);
        } catch (ProtocolException e) {
            outcome = e.refusal().label();
        }
        assertThat(outcome).isEqualTo(golden.expected());
    }

    @ParameterizedTest
    @MethodSource("toWorker")
    void aJavaWorkerReadsTheSameFrames(GoldenFrames golden) throws IOException {
        String outcome = "ok";
        try {
            read(golden, Direction.TO_WORKER);
        } catch (ProtocolException e) {
            outcome = e.refusal().label();
        }
        // Fields and moments are for the worker's loop to judge, not for the reader.
        assertThat(outcome)
                .isEqualTo(ANY_READER.contains(golden.expected()) ? golden.expected() : "ok");
    }

    @ParameterizedTest
    @MethodSource("writtenExactly")
    void theServiceWritesExactlyTheGoldenBytes(GoldenFrames golden) throws IOException {
        ObjectNode header = read(golden, Direction.TO_WORKER).untrustedHeader();
        ServiceMessage message =
                switch (header.get("t").asText()) {
                    case "welcome" -> new ServiceMessage.Welcome(header.get("proto").asInt());
                    case "call" ->
                            new ServiceMessage.StartCall(
                                    header.get("id").asLong(),
                                    header.get("op").asText(),
                                    header.get("deadline_ms").asLong(),
                                    header.get("len").asLong(),
                                    header.path("request_id").textValue(),
                                    header.path("traceparent").textValue(),
                                    header.has("accept"),
                                    (ObjectNode) header.get("args"));
                    case "cancel" -> new ServiceMessage.Cancel(header.get("id").asLong());
                    case "ping" -> new ServiceMessage.Ping();
                    default -> new ServiceMessage.Retire();
                };
        assertThat(message.line()).isEqualTo(golden.line());
    }

    @Test
    void aLengthIsOnlyAClaim() {
        byte[] frame =
                "PX1 {\"t\":\"part\",\"id\":1,\"seq\":0,\"kind\":\"x\",\"len\":2000000000}\nabc"
                        .getBytes(StandardCharsets.US_ASCII);
        FrameReader reader =
                new FrameReader(new ByteArrayInputStream(frame), Direction.TO_SERVICE, 1L << 31);
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertThatThrownBy(reader::read).hasMessageContaining("eof");
        long after = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertThat(after - before).isLessThan(100_000_000);
    }

    @Test
    void framesThatTrickleInByteByByteAreWhole() throws IOException {
        byte[] two =
                "PX1 {\"t\":\"done\",\"id\":1,\"len\":3}\nabcPX1 {\"t\":\"pong\"}\n"
                        .getBytes(StandardCharsets.US_ASCII);
        InputStream trickle =
                new ByteArrayInputStream(two) {
                    @Override
                    public synchronized int read(byte[] target, int offset, int length) {
                        return super.read(target, offset, Math.min(1, length));
                    }
                };
        FrameReader reader = new FrameReader(trickle, Direction.TO_SERVICE, 10);
        assertThat(reader.read().trailer()).isEqualTo(new byte[] {'a', 'b', 'c'});
        assertThat(reader.read().type()).isEqualTo("pong");
        assertThat(reader.read()).isNull();
    }

    @Test
    void loneSurrogatesAreReplacedBeforeTheyAreEscaped() {
        ObjectNode header = JSON.createObjectNode().put("t", "x\ud800y\udc00\ud83d\udd11");
        assertThat(new String(FrameWriter.line(header), StandardCharsets.US_ASCII))
                .isEqualTo("PX1 {\"t\":\"x\\ufffdy\\ufffd\\ud83d\\udd11\"}\n");
    }

    @Test
    void aHeaderThatIsTooLongIsNotWritten() {
        ObjectNode header = JSON.createObjectNode().put("t", "x".repeat(65_537));
        assertThatThrownBy(() -> FrameWriter.line(header))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Frame read(GoldenFrames golden, Direction direction) throws IOException {
        long cap = golden.given("cap", 1_048_576);
        return new FrameReader(new ByteArrayInputStream(golden.bytes()), direction, cap).read();
    }

    /** In the state that the record asks for. */
    private static AnswerLedger ledger(GoldenFrames golden) throws IOException {
        AnswerLedger ledger = new AnswerLedger();
        boolean starting = "starting".equals(golden.given().get("state"));
        if (starting && golden.name().equals("hello")) {
            return ledger;
        }
        ledger.check(
                new WorkerMessage.Hello(true, 1, "3", "1", Map.of(), JSON.createObjectNode(), 0));
        if (starting) {
            return ledger;
        }
        ledger.check(new WorkerMessage.Ready());
        long id = golden.given("call", 0);
        if (id == 0) {
            return ledger;
        }
        ledger.begin(id, false);
        if (golden.name().equals("accepted")) {
            return ledger;
        }
        ledger.check(new WorkerMessage.Accepted(id));
        long parts = golden.given("seq", golden.given("parts", 0));
        for (int seq = 0; seq < parts; seq++) {
            int length = seq == 0 ? (int) golden.given("bytes", 0) : 0;
            ledger.check(new WorkerMessage.PartOf(id, seq, "page", new byte[length]));
        }
        return ledger;
    }
}
