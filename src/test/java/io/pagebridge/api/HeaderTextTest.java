package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
    void umlautsArriveInEitherCharset(String charset) {
        byte[] sent = "pässword".getBytes(Charset.forName(charset));

        assertThat(HeaderText.of(new String(sent, StandardCharsets.ISO_8859_1)))
                .isEqualTo("pässword");
    }

    @Test
    void asciiStaysAsItIs() {
        assertThat(HeaderText.of("open sesame")).isEqualTo("open sesame");
    }
}
