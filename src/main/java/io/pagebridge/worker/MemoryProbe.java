package io.pagebridge.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much memory there is and who has it, from /proc and the cgroup. Never from {@code ru_maxrss}: it is inherited
 * over fork, a child of a JVM of 4 GB reports 4 GB on its first breath.
 *
 * @param cgroup where the pod's own limit and use are told
 */
record MemoryProbe(Path cgroup) {
    private static final long PAGE = Signals.pageSize();
    static final MemoryProbe THIS_POD = new MemoryProbe(Path.of("/sys/fs/cgroup"));

    /** Resident bytes of a process, 0 when it is gone or this is not Linux. */
    static long rss(long pid) {
        try {
            byte[] statm = Files.readAllBytes(Path.of("/proc/" + pid + "/statm"));
            String[] fields = new String(statm, StandardCharsets.US_ASCII).split(" ");
            return Long.parseLong(fields[1]) * PAGE;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** What the pod may use; empty without a limit. */
    OptionalLong podLimit() {
        return number(cgroup.resolve("memory.max"));
    }

    OptionalLong podCurrent() {
        return number(cgroup.resolve("memory.current"));
    }

    /** Kernel out-of-memory kills in this cgroup so far. */
    long kernelKills() {
        try {
            for (String line : Files.readAllLines(cgroup.resolve("memory.events"))) {
                if (line.startsWith("oom_kill ")) {
                    return Long.parseLong(line.substring("oom_kill ".length()).trim());
                }
            }
        } catch (IOException | RuntimeException e) {
            return 0;
        }
        return 0;
    }

    private static OptionalLong number(Path file) {
        try {
            String text = Files.readString(file).trim();
            return text.equals("max")
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(text));
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }
}
