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
    """CPU seconds so far and resident bytes: of the JVM, and of all below it."""

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
    """Counts ended children too: their CPU time was added to their parent's."""
    cpu = {True: 0.0, False: 0.0}
    rss = {True: 0, False: 0}
    for pid in _tree(root):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except OSError:
            continue
        cpu[pid == root] += sum(int(value) for value in fields[11:15]) / _TICKS
        rss[pid == root] += pages * _PAGE
    return Usage(cpu[True], cpu[False], rss[True], rss[False])
