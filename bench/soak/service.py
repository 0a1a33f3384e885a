"""Starts the packaged service for a measurement and watches it from outside."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PAGE = os.sysconf("SC_PAGE_SIZE")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Service:
    """One run of ``./pagebridge serve`` on loopback. Use as a context manager."""

    def __init__(self, settings: list[str], log: Path) -> None:
        self.port, self.management = _free_port(), _free_port()
        environment = os.environ | {
            "QUARKUS_HTTP_PORT": str(self.port),
            "QUARKUS_MANAGEMENT_PORT": str(self.management),
        }
        self._log = log.open("wb")
        self.process = subprocess.Popen(
            ["./pagebridge", "serve", *settings],
            cwd=ROOT,
            env=environment,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + 300
        while not self.ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the service did not start; see {log}")
            time.sleep(0.2)

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(90)
        self._log.close()

    def ready(self) -> bool:
        try:
            with self._manage("/q/health/ready") as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def exits(self) -> dict[str, int]:
        """How many workers ended so far, by reason."""
        with self._manage("/q/metrics") as answer:
            text = answer.read().decode()
        found: dict[str, int] = {}
        pattern = r'^pagebridge_worker_exits_total\{[^}]*reason="([^"]+)"[^}]*\} (\S+)'
        for reason, value in re.findall(pattern, text, re.MULTILINE):
            if float(value):
                found[reason] = found.get(reason, 0) + int(float(value))
        return found

    def _manage(self, path: str):  # type: ignore[no-untyped-def]
        url = f"http://127.0.0.1:{self.management}{path}"
        return urllib.request.urlopen(url, timeout=5)

    def resident(self) -> tuple[int, int]:
        """Bytes of the JVM, and of all processes below it."""
        jvm = workers = 0
        for pid in self._tree():
            try:
                size = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
            except OSError:
                continue
            if pid == self.process.pid:
                jvm = size
            else:
                workers += size
        return jvm, workers

    def _tree(self) -> Iterator[int]:
        children: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    stat = (entry / "stat").read_text()
                except OSError:
                    continue
                parent = int(stat.rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
        todo = [self.process.pid]
        while todo:
            pid = todo.pop()
            yield pid
            todo += children.get(pid, [])
