package io.pagebridge.routes;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The modules in {@code src/test/python/routes} on two workers with short clocks. */
public class RoutesProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("pagebridge.pool.size", "1"),
                Map.entry("pagebridge.pool.standby", "0"),
                Map.entry("pagebridge.python.script", "../src/test/python/scripted_engine.py"),
                Map.entry("pagebridge.api.spool-directory", "target/test-spool"),
                Map.entry("pagebridge.routes.directory", "src/test/python/routes"),
                Map.entry("pagebridge.routes.size", "2"),
                Map.entry("pagebridge.routes.deadline", "PT2S"),
                Map.entry("pagebridge.routes.queue-wait", "PT20S"),
                Map.entry("pagebridge.routes.body-limit", "100K"),
                Map.entry("pagebridge.routes.answer-limit", "2M"));
    }
}
