package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestIdsTest {
    @Test
    void aGoodIdIsKept() {
        assertThat(RequestIds.take("job-7/part:2")).isEqualTo("job-7/part:2");
    }

    @Test
    void anIdCannotForgeALogLine() {
        assertThat(RequestIds.take("a\r\nINFO b\u001b[31m")).isEqualTo("aINFOb31m");
    }

    @Test
    void anIdIsBounded() {
        assertThat(RequestIds.take("x".repeat(5000))).hasSize(128);
    }

    @Test
    void withoutOneAnIdIsMade() {
        assertThat(RequestIds.take(null)).hasSize(36).isNotEqualTo(RequestIds.take("\n"));
    }
}
