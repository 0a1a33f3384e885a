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
 * @param unpacked class-path resources that are written into the scratch directory before each start, and removed with
 *     it; by file name
 */
public record WorkerCommand(
        Path program,
        List<String> arguments,
        Map<String, String> environment,
        Path workingDirectory,
        Map<String, String> unpacked) {

    public WorkerCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        unpacked = Map.copyOf(unpacked);
    }

    /** A Python script run by that interpreter (of a virtual environment: its {@code bin/python}). */
    public static WorkerCommand python(Path interpreter, Path script) {
        return new WorkerCommand(
                interpreter.toAbsolutePath(), // a worker starts in a directory of its own
                List.of(script.toAbsolutePath().toString()),
                Map.of(),
                null,
                Map.of());
    }

    /**
     * A Python script, and what it imports, from the class path; each worker runs its own copy.
     *
     * @param resources absolute names, the script first, for example {@code /workers/shout.py}
     */
    public static WorkerCommand pythonFromClassPath(Path interpreter, String... resources) {
        Map<String, String> files = new TreeMap<>();
        for (String resource : resources) {
            files.put(resource.substring(resource.lastIndexOf('/') + 1), resource);
        }
        String script = resources[0].substring(resources[0].lastIndexOf('/') + 1);
        return new WorkerCommand(interpreter, List.of(script), Map.of(), null, files);
    }

    /** Any program that speaks {@link io.pagebridge.worker.protocol.Frame PX1} on its stdin and stdout. */
    public static WorkerCommand program(Path program, String... arguments) {
        return new WorkerCommand(program, List.of(arguments), Map.of(), null, Map.of());
    }

    public WorkerCommand withEnvironment(String name, String value) {
        Map<String, String> extended = new TreeMap<>(environment);
        extended.put(name, value);
        return new WorkerCommand(program, arguments, extended, workingDirectory, unpacked);
    }

    public WorkerCommand withArguments(String... further) {
        List<String> extended = new ArrayList<>(arguments);
        extended.addAll(List.of(further));
        return new WorkerCommand(program, extended, environment, workingDirectory, unpacked);
    }

    public WorkerCommand withWorkingDirectory(Path directory) {
        return new WorkerCommand(program, arguments, environment, directory, unpacked);
    }

    List<String> commandLine() {
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        line.addAll(arguments);
        return line;
    }

    /** What is run, for an operator: without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return String.join(" ", commandLine());
    }

    /** One sentence for the operator when it cannot work as it stands. */
    Optional<String> complaint() {
        if (!Files.isExecutable(program)) {
            return Optional.of(
                    "The worker program " + program + " does not exist or is not executable.");
        }
        for (String resource : unpacked.values()) {
            if (WorkerCommand.class.getResource(resource) == null) {
                return Optional.of("The worker script " + resource + " is not on the class path.");
            }
        }
        if (unpacked.isEmpty()
                && !arguments.isEmpty()
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
