package io.pagebridge.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs the service; a start that its settings forbid ends with one sentence and exit status 1. */
@QuarkusMain
public class Main {
    public static void main(String... arguments) {
        Quarkus.run(null, Main::ended, arguments);
    }

    private static void ended(int status, Throwable cause) {
        if (cause != null) {
            StartFailure.tell(cause);
        }
        System.exit(cause != null && status == 0 ? 1 : status);
    }
}
