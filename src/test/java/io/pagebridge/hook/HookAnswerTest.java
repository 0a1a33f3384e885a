package io.pagebridge.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagebridge.chunking.Chunk;
import io.pagebridge.chunking.ChunkType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker can say nothing that touches ids, places or pages of a chunk. */
class HookAnswerTest {
    private static final List<Chunk> THREE =
            IntStream.range(0, 3).mapToObj(HookAnswerTest::chunk).toList();

    @Test
    void editsNameTheChunksThatAreKept() throws Exception {
        List<Edit> edits = read("[[0,{}],[2,{\"text\":\"a𝔹\",\"added\":{\"k\":[1]}}]]");
        assertThat(edits).extracting(Edit::index).containsExactly(0, 2);
        assertThat(edits.getLast().text()).isEqualTo("a𝔹");
        assertThat(edits.getLast().added()).hasToString("{\"k\":[1]}");
        assertThat(edits.getFirst()).isEqualTo(new Edit(0, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[[3,{}]]",
                "[[-1,{}]]",
                "[[\"0\",{}]]",
                "[[0.5,{}]]",
                "[[1,{}],[0,{}]]",
                "[[1,{}],[1,{}]]",
                "[[0,{}],[1,{}],[2,{}],[2,{}]]",
                "[[0,{\"text\":\"abc\"}]]",
                "[[0,{\"text\":\"a\"}]]",
                "[[0,{\"text\":12}]]",
                "[[0,{\"text\":\"a\\ud800\"}]]",
                "[[0,{\"embed_text\":[]}]]",
                "[[0,{\"heading_path\":[1]}]]",
                "[[0,{\"added\":[]}]]",
                "[[0,{\"added\":{\"id\":1}}]]",
                "[[0,{\"added\":{\"chunk_type\":1}}]]",
                "[[0,{}]]} {"
            })
    void anythingElseIsRefused(String edits) {
        assertThatThrownBy(() -> read(edits)).isInstanceOf(HookAnswer.RefusedException.class);
    }

    @Test
    void depthIsBounded() {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        assertThatThrownBy(() -> read("[[0,{\"added\":{\"k\":" + deep + "}}]]"))
                .isInstanceOf(HookAnswer.RefusedException.class);
    }

    private static List<Edit> read(String edits) throws HookAnswer.RefusedException {
        String json = "{\"edits\":" + edits + "}";
        return HookAnswer.read(json.getBytes(StandardCharsets.UTF_8), THREE);
    }

    private static Chunk chunk(int index) {
        return new Chunk(
                "c" + index,
                index,
                ChunkType.TEXT,
                "ab",
                "ab",
                0,
                2,
                1,
                List.of(),
                List.of(1),
                List.of(),
                null,
                false,
                1,
                null,
                null);
    }
}
