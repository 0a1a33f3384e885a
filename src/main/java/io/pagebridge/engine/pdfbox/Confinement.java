package io.pagebridge.engine.pdfbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the child takes away from itself before it reads its first document: new privileges, system calls it does not
 * need, memory and files without limit. It dies with the thread that started it. There is no Landlock: it would hold for
 * one thread of the JVM only, so the level is never more than {@code partial}.
 *
 * @param noNewPrivileges whether each was had, likewise the others
 */
record Confinement(boolean wanted, boolean noNewPrivileges, boolean seccomp, boolean limits) {
    private static final int PARENT_DEATH_SIGNAL = 1;
    private static final int DUMPABLE = 4;
    private static final int NO_NEW_PRIVILEGES = 38;
    private static final int SIGKILL = 9;
    private static final int FILTER_MODE = 1;
    private static final int ALL_THREADS = 1;

    private static final int FILE_SIZE = 1;
    private static final int DATA = 2;
    private static final int CORE = 4;
    private static final int FILES = 7;
    private static final long MOST_FILE_SIZE = 16L << 20;
    private static final long MOST_FILES = 256;

    /** Metaspace, code and stacks of a JVM come on top of what the pool counts as resident. */
    private static final long BESIDES = 256L << 20;

    /** As the pool asks: {@code PAGEBRIDGE_SANDBOX}, {@code PAGEBRIDGE_MEMORY_BYTES}. */
    static Confinement fromEnvironment() {
        String mode = System.getenv().getOrDefault("PAGEBRIDGE_SANDBOX", "off");
        String memory = System.getenv().getOrDefault("PAGEBRIDGE_MEMORY_BYTES", "0");
        firstToGo();
        bound();
        if (mode.equals("off")) {
            return new Confinement(false, false, false, false);
        }
        boolean limited = limited(Long.parseLong(memory));
        boolean noNew = control(NO_NEW_PRIVILEGES, 1);
        control(DUMPABLE, 0);
        Confinement had = new Confinement(true, noNew, noNew && filtered(), limited);
        if (mode.equals("required") && !had.complete()) {
            System.err.println("the sandbox is required and not to be had: " + had);
            Runtime.getRuntime().halt(72);
        }
        return had;
    }

    private boolean complete() {
        return noNewPrivileges && seccomp && limits;
    }

    /** The {@code sandbox} object of {@code hello}. */
    ObjectNode report() {
        boolean any = noNewPrivileges || seccomp || limits;
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("level", wanted && any ? "partial" : "off");
        report.put("landlock", 0).put("seccomp", seccomp).put("no_new_privs", noNewPrivileges);
        report.put("rlimits", limits);
        if (wanted) {
            report.putArray("problems").add("landlock: not for a JVM");
        }
        return report;
    }

    private static void firstToGo() {
        try {
            Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
        } catch (IOException e) {
            // Not Linux, or not allowed: the kernel chooses by size then.
        }
    }

    private static void bound() {
        control(PARENT_DEATH_SIGNAL, SIGKILL);
    }

    private static boolean control(int option, long value) {
        return call("prctl", option, value, 0, 0, 0) == 0;
    }

    private static boolean limited(long memory) {
        boolean all = limit(CORE, 0) & limit(FILE_SIZE, MOST_FILE_SIZE) & limit(FILES, MOST_FILES);
        return memory == 0 ? all : all & limit(DATA, memory + BESIDES);
    }

    private static boolean limit(int resource, long most) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pair = arena.allocateFrom(ValueLayout.JAVA_LONG, most, most);
            return call("setrlimit", resource, pair.address(), 0, 0, 0) == 0;
        }
    }

    private static boolean filtered() {
        SystemCallFilter filter = SystemCallFilter.here();
        if (filter == null) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            byte[] code = filter.program();
            MemorySegment program = arena.allocateFrom(ValueLayout.JAVA_BYTE, code);
            MemorySegment header = arena.allocate(16, 8); // struct sock_fprog
            header.set(ValueLayout.JAVA_SHORT, 0, (short) (code.length / 8));
            header.set(ValueLayout.JAVA_LONG, 8, program.address());
            long result =
                    call("syscall", filter.number(), FILTER_MODE, ALL_THREADS, header.address(), 0);
            return result == 0;
        }
    }

    /** Every argument is as wide as a register; what a function does not take it does not look at. -1 where there is none. */
    @SuppressWarnings("restricted") // native access is enabled for this program
    private static long call(String function, long a, long b, long c, long d, long e) {
        try {
            Linker linker = Linker.nativeLinker();
            MemorySegment address = linker.defaultLookup().find(function).orElse(null);
            if (address == null) {
                return -1;
            }
            ValueLayout.OfLong wide = ValueLayout.JAVA_LONG;
            MethodHandle handle =
                    linker.downcallHandle(
                            address,
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT, wide, wide, wide, wide, wide));
            return (int) handle.invokeExact(a, b, c, d, e);
        } catch (Throwable failed) {
            return -1;
        }
    }
}
