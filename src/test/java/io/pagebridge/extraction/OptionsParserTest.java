package io.pagebridge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagebridge.chunking.ChunkingOptions;
import io.pagebridge.chunking.Tokenizer;
import io.pagebridge.document.OffsetUnit;
import io.pagebridge.engine.ReadRequest;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsParserTest {
    private static final Duration SERVER = Duration.ofMinutes(5);
    private final OptionsParser parser = new OptionsParser(SERVER, "eng");

    private ExtractionOptions parse(String... pairs) {
        Map<String, List<String>> fields = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.computeIfAbsent(pairs[i], name -> new java.util.ArrayList<>()).add(pairs[i + 1]);
        }
        return parser.parse(fields, Set.of("eng", "deu", "osd"));
    }

    @Test
    void withoutOptionsTheContractsDefaultsHold() {
        ExtractionOptions options = parse();

        assertThat(options)
                .isEqualTo(
                        new ExtractionOptions(
                                PageSelection.ALL,
                                null,
                                ReadRequest.Ocr.AUTO,
                                "eng",
                                new ChunkingOptions(320, 512, 0, Tokenizer.O200K_BASE),
                                OffsetUnit.CODEPOINT,
                                Set.of(Include.TEXT, Include.CHUNKS, Include.PAGES),
                                null,
                                Verify.AUTO,
                                false,
                                SERVER));
    }

    @Test
    void everyOptionIsRead() {
        ExtractionOptions options =
                parse(
                        "pages", "1-5,8,12-",
                        "password", "secret",
                        "ocr", "force",
                        "ocr_languages", "eng+deu",
                        "target_tokens", "100",
                        "max_tokens", "200",
                        "overlap_tokens", "20",
                        "tokenizer", "words",
                        "offset_unit", "utf16",
                        "include", "text,elements",
                        "source_id", "report-7",
                        "verify", "never",
                        "page_breaks", "true",
                        "timeout", "PT20S");

        assertThat(options)
                .isEqualTo(
                        new ExtractionOptions(
                                PageSelection.parse("1-5,8,12-"),
                                "secret",
                                ReadRequest.Ocr.FORCE,
                                "eng+deu",
                                new ChunkingOptions(100, 200, 20, Tokenizer.WORDS),
                                OffsetUnit.UTF16,
                                Set.of(Include.TEXT, Include.ELEMENTS),
                                "report-7",
                                Verify.NEVER,
                                true,
                                Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "pages;0;1-5,8,12-",
                "ocr;maybe;auto, off, force",
                "ocr_languages;fra;deu, eng, osd",
                "ocr_languages;../eng;deu, eng, osd",
                "target_tokens;0;from 1 to 512",
                "target_tokens;513;from 1 to 512",
                "max_tokens;15;from 16 to 32768",
                "max_tokens;many;from 16 to 32768",
                "overlap_tokens;161;from 0 to 160",
                "tokenizer;gpt2;o200k_base, cl100k_base, words",
                "offset_unit;char;codepoint, utf16, byte",
                "include;pictures;form_fields",
                "verify;twice;auto, always, never",
                "page_breaks;1;true, false",
                "timeout;-1;PT20S",
                "timeout;0;PT20S",
                "timeout;soon;PT20S",
            })
    void aBadValueIsNamedWithWhatIsAllowed(String name, String value, String allowed) {
        assertThatThrownBy(() -> parse(name, value))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> {
                            assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
                            assertThat(failure.details()).containsEntry("option", name);
                        })
                .hasMessageContainingAll("'" + name + "'", "'" + value + "'", "allowed: ", allowed);
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> parse("page", "1"))
                .isInstanceOf(FailureException.class)
                .hasMessageContainingAll("Unknown option 'page'", "allowed: ", "ocr_languages");
    }

    @Test
    void aSecondValueIsRefused() {
        assertThatThrownBy(() -> parse("ocr", "auto", "ocr", "off"))
                .isInstanceOf(FailureException.class)
                .hasMessageContainingAll("'ocr'", "'auto', 'off'", "one value, not 2");
    }

    @Test
    void aSecondPasswordIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> parse("password", "one", "password", "two"))
                .isInstanceOf(FailureException.class)
                .message()
                .contains("one value, not 2")
                .doesNotContain("'two'");
    }

    @Test
    void listsMayComeInPieces() {
        ExtractionOptions options = parse("include", "text", "include", "outline", "pages", "1");

        assertThat(options.include()).containsExactlyInAnyOrder(Include.TEXT, Include.OUTLINE);
    }

    @Test
    void extrasAloneComeOnTopOfTheUsualPayload() {
        assertThat(parse("include", "markdown").include())
                .containsExactlyInAnyOrder(
                        Include.TEXT, Include.CHUNKS, Include.PAGES, Include.MARKDOWN);
    }

    @Test
    void aLowerLimitAloneLowersTheAim() {
        assertThat(parse("max_tokens", "128").chunking().targetTokens()).isEqualTo(80);
    }

    @Test
    void aLongerTimeoutThanTheServersHasNoEffect() {
        assertThat(parse("timeout", "3600").timeout()).isEqualTo(SERVER);
        assertThat(parse("timeout", "2.5").timeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(parse("timeout", "pt1m").timeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(parse("password", "secret").toString()).doesNotContain("secret");
    }
}
