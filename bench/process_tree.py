"""A process and all below it, from /proc, and what they use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Usage:
    """CPU seconds so far and resident bytes: of the JVM, and of all that were ever
    below it."""

    jvm_cpu: float
    workers_cpu: float
    jvm_rss: int
    workers_rss: int


def _tree(root: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parent = int(stat.rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    todo = [root]
    while todo:
        pid = todo.pop()
        yield pid
        todo += children.get(pid, [])


def usage(root: int) -> Usage:
    """Counts ended children too: the kernel adds their CPU time to what their parent's
    children used. So the JVM's own time is its own, and all the rest the workers'.
    """
    while True:
        try:
            return _usage(root)
        except OSError:  # one ended meanwhile, so its time is the JVM's children's now
            Path(f"/proc/{root}").stat()


def _usage(root: int) -> Usage:
    jvm_cpu, workers_cpu, jvm_rss, workers_rss = 0, 0, 0, 0
    for pid in _tree(root):  # the JVM first: who ends later is not counted twice
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        rss = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        own = int(fields[11]) + int(fields[12])
        ended = int(fields[13]) + int(fields[14])
        if pid == root:
            jvm_cpu, jvm_rss = own, rss
            workers_cpu += ended
        else:
            workers_cpu += own + ended
            workers_rss += rss
    return Usage(jvm_cpu / _TICKS, workers_cpu / _TICKS, jvm_rss, workers_rss)
