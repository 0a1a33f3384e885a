package io.pagebridge.pod;

/** Settings of a packaged service whose workers do what the document says. */
final class Scripted {
    private static final String[] SETTINGS = {
        "pagebridge.python.script=../src/test/python/scripted_engine.py",
        "pagebridge.pool.sandbox=off",
        "pagebridge.pool.size=2"
    };

    private Scripted() {}

    static String[] with(String... more) {
        String[] all = new String[SETTINGS.length + more.length];
        System.arraycopy(SETTINGS, 0, all, 0, SETTINGS.length);
        System.arraycopy(more, 0, all, SETTINGS.length, more.length);
        return all;
    }
}
