package io.pagebridge.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.layout.LayoutAnalyzer;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void theBuiltInPageGoesAllTheWayToCountedChunks() {
        assertThat(WarmUp.run(new LayoutAnalyzer()))
                .anySatisfy(chunk -> assertThat(chunk.text()).contains("turns letters into words"))
                .allSatisfy(chunk -> assertThat(chunk.tokens()).isPositive());
    }
}
