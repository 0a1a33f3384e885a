package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The good case, over real processes. */
class WorkerPoolTest {
    private static WorkerPool pool;

    @BeforeAll
    static void start() {
        pool = TestWorkers.pool("echo_worker.py");
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    record Answer(String sha256, long pid, String say) {}

    @Test
    void bytesComeBackAsTheyWent() throws IOException {
        byte[] body = new byte[3_000_000];
        new Random(1).nextBytes(body);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        try (Reply reply =
                pool.call(
                        Call.of("echo", Map.of("step", 100_000)).body(body), TestWorkers.soon())) {
            for (Part part : reply) {
                back.write(part.body());
            }
            assertThat(back.toByteArray()).isEqualTo(body);
            assertThat(reply.result(Answer.class).pid()).isEqualTo(reply.worker().pid());
        }
    }

    @Test
    void aFileAndAStreamAreSentLikeBytes(@TempDir Path directory) throws IOException {
        byte[] body = new byte[200_000];
        new Random(2).nextBytes(body);
        Path file = Files.write(directory.resolve("body"), body);
        Call call = Call.of("echo", Map.of("hash", true));
        List<String> digests = new ArrayList<>();
        for (Call each :
                List.of(
                        call.body(body),
                        call.body(file),
                        call.body(new ByteArrayInputStream(body), body.length))) {
            try (Reply reply = pool.call(each, TestWorkers.soon())) {
                digests.add(reply.result(Answer.class).sha256());
            }
        }
        assertThat(digests).hasSize(3).containsOnly(digests.getFirst());
    }

    @Test
    void textOfAnyKindReachesTheWorkerAndComesBack() {
        String odd = "ä \u0000 \uD83D\uDD11 \" \\ \n \u007f";
        try (Reply reply = pool.call(Call.of("echo", Map.of("say", odd)), TestWorkers.soon())) {
            assertThat(reply.result(Answer.class).say()).isEqualTo(odd);
        }
    }

    @Test
    void virtualThreadsShareTheWorkers() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String say = "caller " + i;
                answers.add(
                        callers.submit(
                                () -> {
                                    try (Reply reply =
                                            pool.call(
                                                    Call.of("echo", Map.of("say", say)),
                                                    TestWorkers.soon())) {
                                        return reply.result(Answer.class).say();
                                    }
                                }));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(answers.get(i).get()).isEqualTo("caller " + i);
            }
        }
    }

    @Test
    void theStateTellsWhoIsThere() {
        pool.call(Call.of("echo"), TestWorkers.soon()).result();
        PoolSnapshot state = pool.state();
        assertThat(state.ready()).isTrue();
        assertThat(state.live()).isTrue();
        assertThat(state.ops()).containsEntry("echo", "1");
        assertThat(state.sandbox()).isEqualTo("off");
        assertThat(state.rssBytes()).isPositive();
    }
}
