package io.pagebridge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagebridge.failure.FailureKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker says about a batch is not believed. */
class BatchReaderTest {
    @Test
    void answersComeInOrderWithTheirBodies() throws BatchReader.NonsenseException {
        List<RouteAnswer> answers =
                BatchReader.read(
                        packed(
                                """
                                [[200,{"A":["1","2"],"Content-Length":["9"]},2,true],
                                 ["failed","handler-failed","ValueError"],[404,{},1,false]]""",
                                "abc"),
                        3);
        RouteAnswer.Returned first = (RouteAnswer.Returned) answers.getFirst();
        assertThat(first.headers()).isEqualTo(Map.of("A", List.of("1", "2")));
        assertThat(first.body()).asString().isEqualTo("ab");
        assertThat(kind(answers.get(1))).isEqualTo(FailureKind.INTERNAL);
        assertThat(((RouteAnswer.Returned) answers.get(2)).body()).asString().isEqualTo("c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a b\":[\"c\"]}",
                "{\"\":[\"c\"]}",
                "{\"a\":[\"b\\r\\nc: d\"]}",
                "{\"a\":[\"\\u2028\"]}"
            })
    void aHeaderThatCannotBeSentFailsItsOwnRequest(String headers)
            throws BatchReader.NonsenseException {
        List<RouteAnswer> answers =
                BatchReader.read(packed("[[200," + headers + ",0,true],[200,{},0,true]]", ""), 2);
        assertThat(kind(answers.getFirst())).isEqualTo(FailureKind.INTERNAL);
        assertThat(answers.getLast()).isInstanceOf(RouteAnswer.Returned.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{}",
                "[1]",
                "[[]]",
                "[[200]]",
                "[[200,{},0]]",
                "[[200,{},0,1]]",
                "[[200,{},0,true,1]]",
                "[[200,{},4,true]]",
                "[[200,{},-1,true]]",
                "[[200,{},9223372036854775807,true]]",
                "[[99,{},3,true]]",
                "[[99999999999,{},3,true]]",
                "[[200,{\"a\":\"b\"},3,true]]",
                "[[200,{\"a\":[1]},3,true]]",
                "[[\"failed\",\"x\"]]",
                "[[200,{},3,true]] []",
                "[[200,{},3,true],[200,{},0,true],[200,{},0,true]]",
                "[[200,{},2,true]]"
            })
    void nonsenseIsRefused(String json) {
        assertThatThrownBy(() -> BatchReader.read(packed(json, "abc"), 2))
                .isInstanceOf(BatchReader.NonsenseException.class);
    }

    @Test
    void aLengthOutOfRangeIsRefused() {
        for (byte[] bytes :
                List.of(new byte[3], new byte[] {1, 0, 0, 0}, new byte[] {0, 0, 0, -1})) {
            assertThatThrownBy(() -> BatchReader.read(bytes, 1))
                    .isInstanceOf(BatchReader.NonsenseException.class);
        }
    }

    private static FailureKind kind(RouteAnswer answer) {
        return ((RouteAnswer.Failed) answer).failure().kind();
    }

    private static byte[] packed(String json, String bodies) {
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        byte[] tail = bodies.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + head.length + tail.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(head.length)
                .put(head)
                .put(tail)
                .array();
    }
}
