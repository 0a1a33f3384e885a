package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With tracing on, a document's wait and its call are spans of the caller's trace, and the worker knows it. */
@QuarkusTest
@TestProfile(TracesTest.Traced.class)
class TracesTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    /** Tracing switched on, and nobody to send to but {@link Kept}. */
    public static class Traced extends ScriptedEngine {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("quarkus.otel.sdk.disabled", "false");
            settings.put("quarkus.otel.exporter.otlp.enabled", "false");
            return settings;
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Kept.class);
        }
    }

    @Alternative
    @Singleton
    public static class Kept implements SpanProcessor {
        final List<ReadableSpan> spans = new CopyOnWriteArrayList<>();

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            spans.add(span);
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    @Inject Kept kept;

    private Stream<ReadableSpan> named(String name) {
        return kept.spans.stream().filter(span -> span.getName().equals(name));
    }

    @Test
    void theCallersTraceHoldsTheWaitAndTheCall() {
        String text =
                given().header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                        .body(ScriptedEngine.document("trace pages 1"))
                        .post("/v1/extract")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("text");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> request().isPresent() && named("extract").findAny().isPresent());
        ReadableSpan request = request().orElseThrow();
        assertThat(request.getSpanContext().getTraceId()).isEqualTo(TRACE);
        assertThat(request.getParentSpanContext().getSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(text.strip()).isEqualTo("00-" + TRACE + "-" + id(request) + "-01");
        assertThat(named("extract"))
                .singleElement()
                .satisfies(
                        span -> {
                            assertThat(span.getSpanContext().getTraceId()).isEqualTo(TRACE);
                            assertThat(span.getParentSpanContext().getSpanId())
                                    .isEqualTo(id(request));
                            assertThat(span.toSpanData().getAttributes().asMap().toString())
                                    .contains("pool", "pdfium", "worker.pid");
                            assertThat(span.getLatencyNanos()).isPositive();
                        });
        assertThat(named("queue"))
                .singleElement()
                .satisfies(
                        span ->
                                assertThat(span.getParentSpanContext().getSpanId())
                                        .isEqualTo(id(request)));
        assertThat(named("worker start")).isNotEmpty();
    }

    /** The span of the HTTP request itself. */
    private Optional<ReadableSpan> request() {
        return kept.spans.stream().filter(span -> span.getKind() == SpanKind.SERVER).findFirst();
    }

    private static String id(ReadableSpan span) {
        return span.getSpanContext().getSpanId();
    }
}
