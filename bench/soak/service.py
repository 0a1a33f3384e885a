"""Starts the packaged service for a measurement and watches it from outside."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import process_tree

ROOT = Path(__file__).resolve().parents[2]


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

    def _manage(self, path: str) -> http.client.HTTPResponse:
        url = f"http://127.0.0.1:{self.management}{path}"
        answer: http.client.HTTPResponse = urllib.request.urlopen(url, timeout=5)
        return answer

    def metrics(self) -> dict[str, float]:
        """Every series, as it is written, with its value."""
        with self._manage("/q/metrics") as answer:
            text = answer.read().decode()
        pairs = (line.rsplit(" ", 1) for line in text.splitlines() if line[0] != "#")
        return {series: float(value) for series, value in pairs}

    def cpu_seconds(self) -> float:
        """Of the JVM and of all processes below it, those that ended included."""
        used = process_tree.usage(self.process.pid)
        return used.jvm_cpu + used.workers_cpu

    def resident(self) -> tuple[int, int]:
        """Bytes of the JVM, and of all processes below it."""
        used = process_tree.usage(self.process.pid)
        return used.jvm_rss, used.workers_rss
