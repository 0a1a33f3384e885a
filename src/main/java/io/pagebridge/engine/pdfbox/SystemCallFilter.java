package io.pagebridge.engine.pdfbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * The seccomp program of the child: what a reader of PDFs never needs fails with EPERM. A deny list like that of the
 * Python worker, shorter: no network, no new process, no reach into another one, little kernel surface.
 *
 * @param number of the system call {@code seccomp} here
 * @param arch the kernel's name for this machine
 * @param column of the table below
 */
record SystemCallFilter(int number, int arch, int column) {
    private static final int LOAD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_BITS = 0x45;
    private static final int RETURN = 0x06;
    private static final int ALLOW = 0x7FFF0000;
    private static final int KILL_PROCESS = 0x80000000;
    private static final int EPERM = 0x00050000 | 1;
    private static final int ENOSYS = 0x00050000 | 38;
    private static final int CLONE_THREAD = 0x10000;
    private static final int CLONE3 =
            435; // its flags are behind a pointer: ENOSYS makes libc fall back

    /** Offsets in the kernel's {@code struct seccomp_data}. */
    private static final int NUMBER = 0;

    private static final int ARCH = 4;
    private static final int FIRST_ARGUMENT = 16;

    private static final int[] CLONE = {56, 220};

    /** By machine, in the same order: sockets, exec and fork, other processes, mounts and namespaces, kernel surface. */
    private static final int[][] DENIED = {
        {
            41,
            53,
            42,
            49,
            50,
            43,
            288,
            44,
            46,
            307, // socket … sendmmsg
            59,
            322,
            57,
            58, // execve, execveat, fork, vfork
            62,
            101,
            310,
            311,
            434,
            438,
            424, // kill, ptrace, process_vm_*, pidfd_*
            165,
            166,
            155,
            161,
            272,
            308,
            428,
            429,
            430,
            432, // mount … fsmount
            321,
            425,
            250,
            248,
            249,
            323,
            298 // bpf, io_uring_setup, keys, userfaultfd, perf
        },
        {
            198, 199, 203, 200, 201, 202, 242, 206, 211, 269, // the same
            221, 281, //
            129, 117, 270, 271, 434, 438, 424, //
            40, 39, 41, 51, 97, 268, 428, 429, 430, 432, //
            280, 425, 219, 217, 218, 282, 241
        }
    };

    private static final Map<String, SystemCallFilter> MACHINES =
            Map.of(
                    "amd64", new SystemCallFilter(317, 0xC000003E, 0),
                    "aarch64", new SystemCallFilter(277, 0xC00000B7, 1));

    /** For this machine; null where none is known. */
    static SystemCallFilter here() {
        boolean linux = System.getProperty("os.name").equals("Linux");
        return linux ? MACHINES.get(System.getProperty("os.arch")) : null;
    }

    /** The BPF program, 8 bytes an instruction. */
    byte[] program() {
        int[] denied = DENIED[column];
        ByteBuffer code = ByteBuffer.allocate(8 * (12 + 2 * denied.length));
        code.order(ByteOrder.nativeOrder());
        add(code, LOAD, ARCH, 0, 0);
        add(code, JUMP_EQUAL, arch, 1, 0);
        add(code, RETURN, KILL_PROCESS, 0, 0);
        add(code, LOAD, NUMBER, 0, 0);
        add(code, JUMP_EQUAL, CLONE3, 0, 1);
        add(code, RETURN, ENOSYS, 0, 0);
        add(code, JUMP_EQUAL, CLONE[column], 0, 4);
        add(code, LOAD, FIRST_ARGUMENT, 0, 0);
        add(code, JUMP_BITS, CLONE_THREAD, 0, 1);
        add(code, RETURN, ALLOW, 0, 0);
        add(code, RETURN, EPERM, 0, 0);
        for (int call : denied) {
            add(code, JUMP_EQUAL, call, 0, 1);
            add(code, RETURN, EPERM, 0, 0);
        }
        add(code, RETURN, ALLOW, 0, 0);
        return code.array();
    }

    /** struct sock_filter */
    private static void add(ByteBuffer code, int operation, int value, int ifTrue, int ifFalse) {
        code.putShort((short) operation).put((byte) ifTrue).put((byte) ifFalse).putInt(value);
    }
}
