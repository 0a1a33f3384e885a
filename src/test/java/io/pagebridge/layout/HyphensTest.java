package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.CanonicalText;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words broken at the end of a line, in more languages than one. */
class HyphensTest {
    private static final String FILL = "line of about the width of the others on the ";

    @ParameterizedTest
    @CsvSource({
        "Ein-, und Ausfuhr der Stadt, Ein- und Ausfuhr",
        "Wasser-, wirtschaft der Stadt, Wasserwirtschaft",
        "Nord-, Ostsee und Kanal, Nord-Ostsee",
        "peut-, être plus tard, peut-être",
        "quatre-, vingt maisons, quatre-vingt",
        "ceux-, ci sont rares, ceux-ci",
        "mai-, sons de ville, maisons",
        "twenty-, three of them, twenty-three",
        "pre-, and postwar years, pre- and postwar"
    })
    void aWordKeepsWhatItsLanguageWritesWithinALine(String head, String tail, String expected) {
        TestPage page =
                new TestPage(1)
                        .text(60, 100, FILL + "page")
                        .text(60, 112, FILL + head)
                        .text(60, 124, tail + " and one more line of the same words here")
                        .text(60, 136, FILL + "end");

        assertThat(CanonicalText.of(TestPage.analyze(page), List.of(1)).text()).contains(expected);
    }
}
