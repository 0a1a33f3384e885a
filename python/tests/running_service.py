"""The packaged service as a process of its own, on free ports, as users run it."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JAR = ROOT / "target/quarkus-app/quarkus-run.jar"
_LISTENING = re.compile(r"Listening on: (http://[\d.]+:\d+).* (http://[\d.]+:\d+)")


def java_home() -> Path:
    told = subprocess.run(
        [ROOT / "mvnw", "--print-java-home"], capture_output=True, text=True, check=True
    )
    return Path(told.stdout.strip())


@contextmanager
def running_service(log: Path, *settings: str) -> Iterator[str]:
    """Its address, once a worker is ready."""
    command = [
        str(java_home() / "bin/java"),
        *(ROOT / "container/jvm.options").read_text().split(),
        "-Dquarkus.http.port=0",
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.management.port=0",
        "-Dquarkus.management.host=127.0.0.1",
        *(f"-D{setting}" for setting in settings),
        "-jar",
        str(JAR),
    ]
    environment = {k: v for k, v in os.environ.items() if "PAGEBRIDGE" not in k}
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=out, env=environment
        )
    try:
        yield _await_ready(process, log)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def management_of(log: Path) -> str:
    """The management address of the service that writes this log."""
    found = _LISTENING.search(log.read_text())
    assert found
    return found[2]


def _await_ready(process: subprocess.Popen[bytes], log: Path) -> str:
    import httpx

    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        if found := _LISTENING.search(log.read_text()):
            address, management = found.groups()
            ready = httpx.get(f"{management}/q/health/ready", timeout=30)
            if ready.status_code == 200:
                return address
        time.sleep(0.2)
    raise AssertionError(f"the service did not start:\n{log.read_text()[-4000:]}")
