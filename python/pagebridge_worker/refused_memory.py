"""Tells an abort for want of memory from a crash, where there is no compiled loop.

PDFium aborts without a word when an allocation is refused; ``errno`` still tells why.
``_glyphs.c`` does the same in C. A Python signal handler would be too late: it runs
after the C code has returned, and ``abort`` does not return. So the handler is a
callback, called by the kernel in the middle of PDFium, on the one thread there is.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
from typing import Any, Final

from .errors import Exit

_WORDS: Final = b"out of memory: an allocation was refused\n"
_kept: list[Any] = []  # the callback lives as long as the process


def tell() -> None:
    """An abort with ENOMEM ends the process as out-of-memory does; any other goes to
    whoever had the signal before."""
    if _kept:
        return
    libc = ctypes.CDLL(None)
    libc.signal.restype = ctypes.c_void_p
    libc.signal.argtypes = [ctypes.c_int, ctypes.c_void_p]
    kind = ctypes.CFUNCTYPE(None, ctypes.c_int, use_errno=True)
    before: int | None = None

    def aborted(number: int) -> None:
        if ctypes.get_errno() == errno.ENOMEM:
            os.write(2, _WORDS)
            os._exit(Exit.OUT_OF_MEMORY)
        libc.signal(number, before)
        getattr(libc, "raise")(number)

    handler = kind(aborted)
    _kept.append(handler)
    before = libc.signal(signal.SIGABRT, ctypes.cast(handler, ctypes.c_void_p))
