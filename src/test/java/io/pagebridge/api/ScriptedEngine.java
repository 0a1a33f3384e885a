package io.pagebridge.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** One worker that does what the document says, so that every failure can be asked for; short clocks. */
public class ScriptedEngine implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "pagebridge.python.script",
                "../src/test/python/scripted_engine.py",
                "pagebridge.pool.size",
                "1",
                "pagebridge.pool.queue",
                "1",
                "pagebridge.pool.sandbox",
                "off",
                "pagebridge.api.max-body-size",
                "1M",
                "pagebridge.api.spool-directory",
                "target/test-spool");
    }

    public static byte[] document(String order) {
        return ("%PDF-1.7\n" + order + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
