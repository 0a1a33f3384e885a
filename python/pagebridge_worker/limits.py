"""Resource limits of this process, and how much memory it uses.

Sizes are bytes. All limits are soft and hard at once, except CPU: its soft limit is
renewed for every call.
"""

from __future__ import annotations

import math
import os
import resource
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_GIB: Final = 2**30
_OPEN_FILES: Final = 128
_CPU_SLACK_S: Final = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What the service allows; read from the environment."""

    memory: int | None  # heap and anonymous mappings (RLIMIT_DATA)
    file: int  # largest file that may be written (RLIMIT_FSIZE)

    @staticmethod
    def of(environment: Mapping[str, str]) -> Limits:
        memory = environment.get("PAGEBRIDGE_MEMORY_BYTES")
        return Limits(
            memory=int(memory) if memory else None,
            file=int(environment.get("PAGEBRIDGE_FILE_BYTES") or _GIB),
        )

    def apply(self) -> None:
        """Never raises a limit that is lower already."""
        _lower(resource.RLIMIT_CORE, 0)  # a core file would hold the document
        _lower(resource.RLIMIT_NOFILE, _OPEN_FILES)
        _lower(resource.RLIMIT_FSIZE, self.file)
        if self.memory is not None:
            _lower(resource.RLIMIT_DATA, self.memory)
            # Address space is cheap (mapped files, thread stacks): only a fence.
            _lower(resource.RLIMIT_AS, max(4 * self.memory, 4 * _GIB))


def _lower(limit: int, wanted: int) -> None:
    _, hard = resource.getrlimit(limit)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    try:
        resource.setrlimit(limit, (wanted, wanted))
    except (OSError, ValueError):
        pass  # not every system knows every limit (macOS: no RLIMIT_DATA)


class CpuTime:
    """CPU seconds for the next call: its deadline on every core, and some slack.

    The kernel ends the process (SIGXCPU) when it is exceeded. That is the fence for a
    service that cannot watch its clock; normally the service kills first. Calls that
    follow each other within a second share one limit: setting it costs system calls.
    """

    def __init__(self) -> None:
        self._renew_at = 0.0
        self._deadline_s: float | None = None

    def renew(self, deadline_s: float | None) -> None:
        now = time.monotonic()
        as_before = self._deadline_s is not None and (
            deadline_s is not None and 0 <= self._deadline_s - deadline_s < 1
        )
        if now < self._renew_at and as_before:
            return
        self._renew_at, self._deadline_s = now + 1, deadline_s
        _limit_cpu(deadline_s)


def _limit_cpu(deadline_s: float | None) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if deadline_s is None:
        soft = hard
    else:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        slack = cores + _CPU_SLACK_S  # a second on each until it is set anew
        soft = math.ceil(time.process_time() + deadline_s * cores) + slack
        if hard != resource.RLIM_INFINITY:
            soft = min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


class ResidentMemory:
    """Resident set size of this process, now.

    Not `ru_maxrss`: a child inherits its parent's maximum over fork, so a worker of a
    4 GB JVM would report 4 GB on its first breath. The file is opened before the
    sandbox closes /proc.
    """

    def __init__(self) -> None:
        self._page_size = resource.getpagesize()
        self._read_at = 0.0
        self._last = 0
        try:
            self._fd = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            self._fd = -1

    def recently(self, now: float) -> int:
        """`rss`, at most 10 ms old: what quick calls change is seen by one of them."""
        if now - self._read_at > 0.01:
            self._read_at, self._last = now, self.rss()
        return self._last

    def rss(self) -> int:
        """Bytes; 0 where the system does not tell."""
        if self._fd < 0:
            return 0
        pages = int(os.pread(self._fd, 256, 0).split()[1])
        return pages * self._page_size
