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

    private static final Path UV_INTERPRETER = Path.of(".venv", "bin", "python");

    /** What {@code from pagebridge_worker import run} needs; nothing but the standard library. */
    private static final List<String> RUNTIME =
            List.of(
                    "__init__",
                    "answers",
                    "call",
                    "channel",
                    "errors",
                    "json_text",
                    "landlock",
                    "limits",
                    "messages",
                    "protocol",
                    "runtime",
                    "sandbox",
                    "seccomp",
                    "start");

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

    /** A directory with a {@code __main__.py}, run by that interpreter; it may import its neighbours. */
    public static WorkerCommand pythonFromDirectory(Path interpreter, Path directory) {
        return python(interpreter, directory.resolve("__main__.py"));
    }

    /**
     * A script of a uv project, run by the interpreter of the environment that {@code uv sync} has made there: uv itself
     * takes no part, it would cost time at each start and stand between the pool and its worker.
     *
     * @param project the directory with {@code pyproject.toml}
     * @param script relative to it
     */
    public static WorkerCommand uvProject(Path project, String script) {
        return python(project.resolve(UV_INTERPRETER), project.resolve(script));
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

    /**
     * With the worker runtime from this library, unpacked for each worker: for any CPython from 3.11 on that has not
     * installed it.
     */
    public WorkerCommand withRuntime() {
        Map<String, String> files = new TreeMap<>(unpacked);
        for (String module : RUNTIME) {
            String file = "pagebridge_worker/" + module + ".py";
            files.put(file, "/" + file);
        }
        // Of the working directory, which is the scratch directory that holds them.
        return new WorkerCommand(program, arguments, environment, workingDirectory, files)
                .withEnvironment("PYTHONPATH", ".");
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
        if (!Files.isExecutable(program) && program.endsWith(UV_INTERPRETER)) {
            return Optional.of(
                    "The project "
                            + program.getParent().getParent().getParent()
                            + " has no environment: run 'uv sync' in it.");
        }
        if (!Files.isExecutable(program)) {
            return Optional.of(
                    "The worker program " + program + " does not exist or is not executable.");
        }
        for (String resource : unpacked.values()) {
            if (WorkerCommand.class.getResource(resource) == null) {
                return Optional.of("The worker script " + resource + " is not on the class path.");
            }
        }
        if (!arguments.isEmpty()
                && arguments.getFirst().endsWith(".py")
                && !unpacked.containsKey(arguments.getFirst())
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
