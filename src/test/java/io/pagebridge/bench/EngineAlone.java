package io.pagebridge.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The workers' engine in a process without a bridge: paths go in, the CPU time of each comes out. One caller. */
final class EngineAlone implements AutoCloseable {
    private final Process process;
    private final BufferedWriter paths;
    private final BufferedReader times;

    EngineAlone(Path python, Path scripts) throws IOException {
        process =
                new ProcessBuilder(python.toString(), scripts.resolve("engine_alone.py").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        paths = process.outputWriter();
        times = process.inputReader();
    }

    /** CPU microseconds for all of them. */
    double read(List<Path> pdfs) throws IOException {
        double sum = 0;
        for (Path pdf : pdfs) {
            paths.write(pdf + "\n");
            paths.flush();
            String time = times.readLine();
            if (time == null) {
                throw new EOFException("the engine ended over " + pdf);
            }
            sum += Double.parseDouble(time);
        }
        return sum;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
