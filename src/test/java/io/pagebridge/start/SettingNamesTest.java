package io.pagebridge.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingNamesTest {
    private final SettingNames names =
            new SettingNames(
                    List.of(
                            "pagebridge.pool.size",
                            "pagebridge.pool.worker-memory",
                            "pagebridge.auth.api-keys"));

    @Test
    void whatIsDeclaredIsKnownInBothForms() {
        assertThat(
                        names.complaint(
                                List.of("PAGEBRIDGE_POOL_SIZE", "PAGEBRIDGE_AUTH_API_KEYS_0_"),
                                List.of(
                                        "pagebridge.pool.worker-memory",
                                        "pagebridge.auth.api-keys[1]")))
                .isEmpty();
    }

    @Test
    void aMisspeltVariableIsNamedWithItsNeighbour() {
        assertThat(names.complaint(List.of("PAGEBRIDGE_POL_SIZE"), List.of()))
                .contains(
                        "PAGEBRIDGE_POL_SIZE is no setting of Pagebridge; did you mean PAGEBRIDGE_POOL_SIZE?");
    }

    @Test
    void aMisspeltPropertyIsNamedWithItsNeighbour() {
        assertThat(names.complaint(List.of(), List.of("pagebridge.pool.workermemory")))
                .contains(
                        "pagebridge.pool.workermemory is no setting of Pagebridge; did you mean pagebridge.pool.worker-memory?");
    }

    @Test
    void whatIsLikeNothingIsNamedAlone() {
        assertThat(names.complaint(List.of("PAGEBRIDGE_COLOUR"), List.of()))
                .contains("PAGEBRIDGE_COLOUR is no setting of Pagebridge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "PAGEBRIDGE_PYTHON",
                "PAGEBRIDGE_SERVICE_HOST",
                "PAGEBRIDGE_SERVICE_PORT_HTTP",
                "PAGEBRIDGE_PORT",
                "PAGEBRIDGE_PORT_80_TCP_ADDR",
                "PAGEBRIDGE_MANAGEMENT_PORT_9000_TCP"
            })
    void othersNamesAreNoneOfItsBusiness(String name) {
        assertThat(names.complaint(List.of(name), List.of())).isEmpty();
    }
}
