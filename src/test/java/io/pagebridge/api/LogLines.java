package io.pagebridge.api;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Every line that is logged while this is open, with its stack trace. */
final class LogLines implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final PatternFormatter formatter = new PatternFormatter("%p %c %s%e%n");
    private final Handler keeper =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    lines.add(formatter.format(line));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    LogLines() {
        Logger.getLogger("").addHandler(keeper);
    }

    List<String> with(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    String all() {
        return String.join("", lines);
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(keeper);
    }
}
