package io.pagebridge.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a worker process is. Its environment holds only what is listed here and what the pool adds; nothing is
 * inherited.
 *
 * @param program a real program, not a shim or a launcher: each would put a process between the pool and its worker
 * @param arguments all others; for a script interpreter the script comes first
 * @param environment further variables
 * @param workingDirectory null: the worker's own scratch directory
 */
public record WorkerCommand(
        Path program,
        List<String> arguments,
        Map<String, String> environment,
        Path workingDirectory) {

    public WorkerCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** A Python script run by that interpreter (of a virtual environment: its {@code bin/python}). */
    public static WorkerCommand python(Path interpreter, Path script) {
        return new WorkerCommand(
                interpreter, List.of(script.toAbsolutePath().toString()), Map.of(), null);
    }

    /** Any program that speaks {@link io.pagebridge.worker.protocol.Frame PX1} on its stdin and stdout. */
    public static WorkerCommand program(Path program, String... arguments) {
        return new WorkerCommand(program, List.of(arguments), Map.of(), null);
    }

    public WorkerCommand withEnvironment(String name, String value) {
        Map<String, String> extended = new TreeMap<>(environment);
        extended.put(name, value);
        return new WorkerCommand(program, arguments, extended, workingDirectory);
    }

    public WorkerCommand withArguments(String... further) {
        List<String> extended = new ArrayList<>(arguments);
        extended.addAll(List.of(further));
        return new WorkerCommand(program, extended, environment, workingDirectory);
    }

    public WorkerCommand withWorkingDirectory(Path directory) {
        return new WorkerCommand(program, arguments, environment, directory);
    }

    List<String> commandLine() {
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        line.addAll(arguments);
        return line;
    }

    /** One sentence for the operator when it cannot work as it stands. */
    Optional<String> complaint() {
        if (!Files.isExecutable(program)) {
            return Optional.of(
                    "The worker program " + program + " does not exist or is not executable.");
        }
        if (!arguments.isEmpty()
                && arguments.getFirst().endsWith(".py")
                && !Files.isReadable(Path.of(arguments.getFirst()))) {
            return Optional.of(
                    "The worker script "
                            + arguments.getFirst()
                            + " (interpreter "
                            + program
                            + ") does not exist or cannot be read.");
        }
        return Optional.empty();
    }
}
