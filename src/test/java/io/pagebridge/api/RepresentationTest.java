package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagebridge.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepresentationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|JSON",
                "*/*|JSON",
                "application/json|JSON",
                "application/x-ndjson|NDJSON",
                "text/event-stream|EVENTS",
                "text/markdown|MARKDOWN",
                "TEXT/PLAIN; charset=utf-8|TEXT",
                "text/*|MARKDOWN",
                "text/plain;q=0.5, text/markdown|MARKDOWN",
                "application/json;q=0, */*|MARKDOWN",
                "application/json;Q=0.1,text/plain;q=0.5|TEXT",
                "text/html, image/png, */*;q=0.1|JSON",
            })
    void theCallersWeightsDecide(String accept, Representation chosen) {
        assertThat(Representation.choose(accept)).isEqualTo(chosen);
    }

    @Test
    void nothingElseCanBeHad() {
        assertThatThrownBy(() -> Representation.choose("text/html, application/pdf;q=0.9"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("text/markdown");
    }
}
