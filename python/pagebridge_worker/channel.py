"""Takes stdin and stdout away from everybody else.

The pipe to the service is file descriptor 0 and 1. A library that prints, a C
library that calls `puts`, a child process: all would write between our frames. So
before any other import the two are moved to private descriptors (not inherited by
children), fd 1 is pointed at fd 2, the log, and fd 0 at nothing.
"""

from __future__ import annotations

import fcntl
import io
import os
import signal
import sys
from dataclasses import dataclass

# High enough for code that closes "all" low descriptors, below RLIMIT_NOFILE.
_FIRST_PRIVATE_FD = 64


@dataclass(frozen=True, slots=True)
class Channel:
    """The private ends of the pipe. Owned by the process; never closed."""

    incoming: int
    outgoing: int
    parent: int  # getppid() when the descriptors were taken


_channel: Channel | None = None


def take() -> Channel:
    """Takes the descriptors on the first call, returns the same channel after."""
    global _channel
    if _channel is None:
        _channel = _take()
    return _channel


def is_terminal() -> bool:
    """True when a person, not a service, started this process."""
    try:
        return os.isatty(0) or os.isatty(1)
    except OSError:
        return False


def _take() -> Channel:
    parent = os.getppid()
    sys.stdout.flush()
    incoming = fcntl.fcntl(0, fcntl.F_DUPFD_CLOEXEC, _FIRST_PRIVATE_FD)
    outgoing = fcntl.fcntl(1, fcntl.F_DUPFD_CLOEXEC, _FIRST_PRIVATE_FD)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(line_buffering=True, errors="backslashreplace")
    # Ctrl-C in a terminal is the service's business; it retires its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return Channel(incoming, outgoing, parent)
