package io.pagebridge.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import org.junit.jupiter.api.Test;

class StartFailureTest {

    @Test
    void ourOwnRefusalIsItsSentence() {
        Throwable wrapped = new RuntimeException("outer", new IllegalStateException("too small"));

        assertThat(StartFailure.sentence(wrapped)).contains("too small");
    }

    @Test
    void theSameFromSomebodyElseIsADefect() {
        IllegalStateException foreign = new IllegalStateException("circle in the beans");
        foreign.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("io.other.Beans", "get", "", 1)});

        assertThat(StartFailure.sentence(foreign)).isEmpty();
        assertThat(StartFailure.sentence(new NullPointerException())).isEmpty();
    }

    @Test
    void aValueThatCannotBeIsNamedWithItsProperty() {
        assertThat(
                        sentence(
                                "java.lang.IllegalArgumentException: SRCFG00039: The config property"
                                        + " pagebridge.pool.size with the config value \"abc\" threw an"
                                        + " Exception whilst being converted SRCFG00029: Expected an"
                                        + " integer value, got \"abc\""))
                .isEqualTo(
                        "pagebridge.pool.size cannot be \"abc\": Expected an integer value, got \"abc\"");
    }

    @Test
    void severalProblemsAreOneSentence() {
        assertThat(
                        sentence(
                                "SRCFG00050: pagebridge.pool.sise in SysPropConfigSource does not map to any root",
                                "SRCFG00050: pagebridge.pool.x in .env does not map to any root"))
                .isEqualTo(
                        "pagebridge.pool.sise is no setting of Pagebridge; pagebridge.pool.x is no setting of Pagebridge");
    }

    private static String sentence(String... problems) {
        Problem[] all = new Problem[problems.length];
        for (int i = 0; i < problems.length; i++) {
            all[i] = new Problem(problems[i]);
        }
        return StartFailure.sentence(new RuntimeException(new ConfigValidationException(all)))
                .orElseThrow();
    }
}
