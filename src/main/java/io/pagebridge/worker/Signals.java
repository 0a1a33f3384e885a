package io.pagebridge.worker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The three POSIX calls that Java does not offer. Where they cannot be had each answers as if it had failed. */
final class Signals {
    static final int SIGKILL = 9;

    private static final MethodHandle KILL =
            find(
                    "kill",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle GETPGID =
            find("getpgid", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle GETPAGESIZE =
            find("getpagesize", FunctionDescriptor.of(ValueLayout.JAVA_INT));

    private Signals() {}

    /** Kills every process of that group. */
    static boolean killGroup(long group) {
        if (KILL == null || group <= 1) {
            return false;
        }
        try {
            return (int) KILL.invokeExact(Math.toIntExact(-group), SIGKILL) == 0;
        } catch (Throwable e) {
            return false;
        }
    }

    /** Whether the process leads its own group. Its group must never be killed otherwise: it may be ours. */
    static boolean leadsGroup(long pid) {
        if (GETPGID == null) {
            return false;
        }
        try {
            return (int) GETPGID.invokeExact(Math.toIntExact(pid)) == pid;
        } catch (Throwable e) {
            return false;
        }
    }

    static long pageSize() {
        if (GETPAGESIZE == null) {
            return 4096;
        }
        try {
            return (int) GETPAGESIZE.invokeExact();
        } catch (Throwable e) {
            return 4096;
        }
    }

    @SuppressWarnings("restricted") // native access is enabled for this program
    private static MethodHandle find(String name, FunctionDescriptor descriptor) {
        try {
            Linker linker = Linker.nativeLinker();
            SymbolLookup lookup = linker.defaultLookup();
            return lookup.find(name).map(s -> linker.downcallHandle(s, descriptor)).orElse(null);
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            return null;
        }
    }
}
