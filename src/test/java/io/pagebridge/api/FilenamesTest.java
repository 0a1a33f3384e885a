package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilenamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "attachment; filename=a.pdf|a.pdf",
                "attachment; filename=\"a b.pdf\"|a b.pdf",
                "attachment; filename=\"a \\\"b\\\".pdf\"|a \"b\".pdf",
                "attachment; filename=\"x.pdf\"; filename*=UTF-8''%C3%A9.pdf|é.pdf",
                "attachment; filename*=UTF-8''%ZZ.pdf|%ZZ.pdf",
            })
    void aDispositionGivesTheName(String header, String name) {
        assertThat(Filenames.fromDisposition(header)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"attachment", "inline; name=x"})
    void aDispositionMayHaveNone(String header) {
        assertThat(Filenames.fromDisposition(header)).isNull();
    }
}
