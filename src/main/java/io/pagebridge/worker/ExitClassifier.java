package io.pagebridge.worker;

import java.util.regex.Pattern;

/** From the status of a process that ended by itself to the reason. Pure. */
final class ExitClassifier {
    private static final int SIGNALLED = 128;

    /** What C++ libraries, allocators and Python say when they abort because an allocation failed. */
    private static final Pattern NO_MEMORY =
            Pattern.compile("(?i)bad_alloc|out of memory|cannot allocate memory|memoryerror");

    private ExitClassifier() {}

    /**
     * @param status as {@link Process#exitValue()} gives it: 128 + signal for a signal
     * @param retired it had been asked to end
     * @param kernelOom the cgroup counted an out-of-memory kill meanwhile
     * @param lastWords the end of what it wrote to stderr
     */
    static ExitReason reason(int status, boolean retired, boolean kernelOom, String lastWords) {
        return switch (status) {
            case 0 -> retired ? ExitReason.RECYCLED : ExitReason.EXITED;
            case 70 -> ExitReason.OOM_SELF;
            case 71 -> ExitReason.PROTOCOL;
            case 72 -> ExitReason.SANDBOX_FAILED;
            case 73 -> ExitReason.PARENT_GONE;
            case 74 -> ExitReason.BOOT_ERROR;
            case SIGNALLED + 9 -> kernelOom ? ExitReason.OOM_KERNEL : ExitReason.KILLED_UNKNOWN;
            case SIGNALLED + 15, SIGNALLED + 1, SIGNALLED + 2 -> ExitReason.KILLED_UNKNOWN;
            // An allocator that gives up aborts or traps.
            case SIGNALLED + 4, SIGNALLED + 5, SIGNALLED + 6 ->
                    NO_MEMORY.matcher(lastWords).find()
                            ? ExitReason.OOM_SELF
                            : ExitReason.NATIVE_CRASH;
            case SIGNALLED + 7, SIGNALLED + 8, SIGNALLED + 11 -> ExitReason.NATIVE_CRASH;
            case SIGNALLED + 24 -> ExitReason.CPU_LIMIT;
            case SIGNALLED + 25 -> ExitReason.FILE_LIMIT;
            case SIGNALLED + 31 -> ExitReason.SECCOMP;
            default -> ExitReason.EXITED;
        };
    }
}
