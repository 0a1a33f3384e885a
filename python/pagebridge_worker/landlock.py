"""Landlock: the kernel's per-process list of files that may be opened.

Irreversible. Needs Linux 5.13 and `no_new_privs`; later ABI versions add truncation,
device ioctl, TCP and signals. Descriptors opened before stay usable.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

# The same numbers on every architecture.
_SYS_CREATE_RULESET: Final = 444
_SYS_ADD_RULE: Final = 445
_SYS_RESTRICT_SELF: Final = 446

_CREATE_RULESET_VERSION: Final = 1
_RULE_PATH_BENEATH: Final = 1

_WRITE_FILE: Final = 1 << 1
_READ_FILE: Final = 1 << 2
_READ_DIR: Final = 1 << 3
_REMOVE_DIR: Final = 1 << 4
_REMOVE_FILE: Final = 1 << 5
_MAKE_DIR: Final = 1 << 7
_MAKE_REG: Final = 1 << 8
_TRUNCATE: Final = 1 << 14

_READ: Final = _READ_FILE | _READ_DIR
_WRITE: Final = (
    _READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _TRUNCATE
)
_FILE_ONLY: Final = _READ_FILE | _WRITE_FILE | _TRUNCATE

# Rights the kernel knows by ABI version: what is handled and not allowed is denied.
_ALL_FILE_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_TCP_BIND_AND_CONNECT: Final = 0b11  # ABI 4
_SCOPE_ABSTRACT_SOCKET_AND_SIGNAL: Final = 0b11  # ABI 6


def abi() -> int:
    """The kernel's ABI version; 0 when there is no Landlock here."""
    if sys.platform != "linux":
        return 0
    version = _libc().syscall(
        _SYS_CREATE_RULESET, None, ctypes.c_size_t(0), _CREATE_RULESET_VERSION
    )
    return max(0, int(version))


def restrict(
    readable: Iterable[Path], writable: Iterable[Path], network: bool = False
) -> int:
    """Denies every file but these (folders with all below), TCP unless `network`, and
    signals to others, as far as the kernel knows how. Returns the ABI version; raises
    OSError.

    Executing is never allowed: mapping a library needs only the right to read.
    """
    version = abi()
    if version == 0:
        raise OSError(errno.ENOSYS, "not offered by this kernel")
    file_rights = (1 << _ALL_FILE_RIGHTS[min(version, 5)]) - 1
    attributes = struct.pack(
        "=QQQ",
        file_rights,
        _TCP_BIND_AND_CONNECT if version >= 4 and not network else 0,
        _SCOPE_ABSTRACT_SOCKET_AND_SIGNAL if version >= 6 else 0,
    )
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _checked(
        _libc().syscall(_SYS_CREATE_RULESET, attributes, ctypes.c_size_t(size), 0)
    )
    try:
        for path in readable:
            _allow(ruleset, path, _READ & file_rights)
        for path in writable:
            _allow(ruleset, path, _WRITE & file_rights)
        _checked(_libc().syscall(_SYS_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)
    return version


def _allow(ruleset: int, path: Path, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not path.is_dir():
            rights &= _FILE_ONLY
        rule = struct.pack("=Qi", rights, descriptor)
        _checked(_libc().syscall(_SYS_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0))
    finally:
        os.close(descriptor)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
