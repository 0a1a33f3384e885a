package io.pagebridge.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much memory there is and who has it, from /proc and the cgroup. Never from {@code ru_maxrss}: it is inherited
 * over fork, a child of a JVM of 4 GB reports 4 GB on its first breath.
 *
 * @param cgroup where the pod's own limit and use are told
 * @param version how they are called there
 */
record MemoryProbe(Path cgroup, Version version) {
    /** The names of the two versions of cgroups. */
    enum Version {
        V2("memory.max", "memory.current", "memory.events", "inactive_file ", "active_file "),
        V1(
                "memory.limit_in_bytes",
                "memory.usage_in_bytes",
                "memory.oom_control",
                "total_inactive_file ",
                "total_active_file ");

        final String limit;
        final String current;
        final String events;
        final String[] cache;

        Version(String limit, String current, String events, String... cache) {
            this.limit = limit;
            this.current = current;
            this.events = events;
            this.cache = cache;
        }
    }

    private static final long PAGE = Signals.pageSize();

    /** Version 1 has no word for "none": it tells the largest multiple of a page. */
    private static final long NO_LIMIT = 1L << 60;

    static final MemoryProbe THIS_POD = ofProcess(Path.of("/proc/self"), Path.of("/sys/fs/cgroup"));

    /** A cgroup of version 2. */
    MemoryProbe(Path cgroup) {
        this(cgroup, Version.V2);
    }

    /**
     * The cgroup of a process. In a container its path is often that of the host and not to be seen inside; then the
     * root of the mount is the container's own.
     */
    static MemoryProbe ofProcess(Path process, Path mount) {
        String v2 = "";
        String v1 = "";
        for (String line : lines(process.resolve("cgroup"))) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[0].equals("0")) {
                v2 = parts[2];
            } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
                v1 = parts[2];
            }
        }
        List<MemoryProbe> places =
                List.of(
                        new MemoryProbe(mount.resolve("." + v2), Version.V2),
                        new MemoryProbe(mount, Version.V2),
                        new MemoryProbe(mount.resolve("memory/." + v1), Version.V1),
                        new MemoryProbe(mount.resolve("memory"), Version.V1));
        return places.stream().filter(MemoryProbe::tells).findFirst().orElse(places.get(1));
    }

    private boolean tells() {
        return Files.isReadable(cgroup.resolve(version.limit));
    }

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
        OptionalLong limit = number(cgroup.resolve(version.limit));
        return limit.isPresent() && limit.getAsLong() >= NO_LIMIT ? OptionalLong.empty() : limit;
    }

    /** What it uses and cannot give back: cached files are counted by the kernel, and dropped when it needs room. */
    OptionalLong podCurrent() {
        OptionalLong current = number(cgroup.resolve(version.current));
        if (current.isEmpty()) {
            return current;
        }
        long cached = 0;
        for (String line : lines(cgroup.resolve("memory.stat"))) {
            for (String name : version.cache) {
                cached += line.startsWith(name) ? Long.parseLong(line.substring(name.length())) : 0;
            }
        }
        return OptionalLong.of(Math.max(0, current.getAsLong() - cached));
    }

    /** Kernel out-of-memory kills in this cgroup so far. */
    long kernelKills() {
        for (String line : lines(cgroup.resolve(version.events))) {
            if (line.startsWith("oom_kill ")) {
                return Long.parseLong(line.substring("oom_kill ".length()).trim());
            }
        }
        return 0;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }

    private static OptionalLong number(Path file) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).trim()));
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty(); // "max", or nothing there
        }
    }
}
