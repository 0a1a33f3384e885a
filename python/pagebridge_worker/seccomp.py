"""A seccomp filter: system calls a worker never needs fail with EPERM.

A deny list, not an allow list: libraries of users and new C libraries must keep
working, and what matters is that there is no network, no new process, no reach into
another process, and little kernel surface. Irreversible.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from typing import Final

_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_SET_MODE_FILTER: Final = 1
_FILTER_FLAG_TSYNC: Final = 1  # all threads of this process

# struct seccomp_data: u32 nr, u32 arch, u64 instruction pointer, u64 args[6]
_NUMBER: Final = 0
_ARCH: Final = 4
_ARG0: Final = 16  # low half; both architectures are little-endian

_LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
_JUMP_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_JUMP_GREATER_EQUAL: Final = 0x35
_JUMP_BITS: Final = 0x45  # BPF_JSET
_RETURN: Final = 0x06

_ALLOW: Final = 0x7FFF0000
_KILL_PROCESS: Final = 0x80000000
_FAIL: Final = 0x00050000  # | errno
_CLONE_THREAD: Final = 0x00010000
_X32_BIT: Final = 0x40000000

# name: (x86_64, aarch64); None where the architecture has no such call
_NETWORK: Final[dict[str, tuple[int | None, int | None]]] = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
}
_DENIED: Final[dict[str, tuple[int | None, int | None]]] = {
    # new processes
    "execve": (59, 221),
    "execveat": (322, 281),
    "fork": (57, None),
    "vfork": (58, None),
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "kcmp": (312, 272),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setattr": (314, 274),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    # mounts and namespaces
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    # kernel surface without use here
    "bpf": (321, 280),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "fanotify_init": (300, 262),
    "memfd_secret": (447, 447),
    "personality": (135, 92),
    "modify_ldt": (154, None),
    "iopl": (172, None),
    "ioperm": (173, None),
    "syslog": (103, 116),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "lookup_dcookie": (212, 18),
    "vhangup": (153, 58),
    # the machine
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    # memory that outlives us
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
}

_CLONE3: Final = (
    435,
    435,
)  # its flags are behind a pointer: ENOSYS makes libc fall back
_CLONE: Final = (56, 220)  # threads only
_KILL: Final = (62, 129)  # ourselves only (abort, raise)
_TGKILL: Final = (234, 131)
_PRLIMIT64: Final = (302, 261)  # pid 0, ourselves, only

_ARCHITECTURES: Final = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_SYS_SECCOMP: Final = {"x86_64": 317, "aarch64": 277}


def deny(network: bool = False) -> None:
    """Installs the filter for all threads; `network` leaves sockets usable.

    Raises OSError where it cannot be had.
    """
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no filter for {sys.platform} on {machine}")
    column, arch = _ARCHITECTURES[machine]
    code = program(column, arch, os.getpid(), network)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    instructions = ctypes.create_string_buffer(code, len(code))
    filter_program = struct.pack("@HP", len(code) // 8, ctypes.addressof(instructions))
    result = libc.syscall(
        _SYS_SECCOMP[machine],
        _SECCOMP_SET_MODE_FILTER,
        _FILTER_FLAG_TSYNC,
        filter_program,
    )
    if result != 0:
        number = ctypes.get_errno() or errno.EBUSY  # > 0: a thread that cannot follow
        raise OSError(number, os.strerror(number))


def program(column: int, arch: int, pid: int, network: bool = False) -> bytes:
    """The BPF program; `column` is the architecture's place in the tables."""
    fail = _FAIL | errno.EPERM
    code = [
        _instruction(_LOAD, _ARCH),
        _instruction(_JUMP_EQUAL, arch, 1, 0),
        _instruction(_RETURN, _KILL_PROCESS),
        _instruction(_LOAD, _NUMBER),
    ]
    if column == 0:
        code += _when(_JUMP_GREATER_EQUAL, _X32_BIT, [_instruction(_RETURN, fail)])
    code += _when(
        _JUMP_EQUAL, _CLONE3[column], [_instruction(_RETURN, _FAIL | errno.ENOSYS)]
    )
    code += _when(_JUMP_EQUAL, _CLONE[column], _only(_JUMP_BITS, _CLONE_THREAD))
    code += _when(_JUMP_EQUAL, _KILL[column], _only(_JUMP_EQUAL, pid))
    code += _when(_JUMP_EQUAL, _TGKILL[column], _only(_JUMP_EQUAL, pid))
    code += _when(_JUMP_EQUAL, _PRLIMIT64[column], _only(_JUMP_EQUAL, 0))
    denied = _DENIED if network else _NETWORK | _DENIED
    for numbers in denied.values():
        number = numbers[column]
        if number is not None:
            code += _when(_JUMP_EQUAL, number, [_instruction(_RETURN, fail)])
    code.append(_instruction(_RETURN, _ALLOW))
    return b"".join(code)


def _when(jump: int, value: int, then: list[bytes]) -> list[bytes]:
    return [_instruction(jump, value, 0, len(then)), *then]


def _only(jump: int, value: int) -> list[bytes]:
    """Allowed when the first argument matches, else EPERM."""
    return [
        _instruction(_LOAD, _ARG0),
        _instruction(jump, value, 0, 1),
        _instruction(_RETURN, _ALLOW),
        _instruction(_RETURN, _FAIL | errno.EPERM),
    ]


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """struct sock_filter"""
    return struct.pack("=HBBI", code, if_true, if_false, value)
