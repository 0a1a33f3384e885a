"""examples/bulk: Spark against the packaged service, killed half-way and resumed."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.running_service import JAR, ROOT, java_home, running_service

SPARK = ROOT / "python/.venv-bulk/bin/python"
PDFS = ROOT / "src/test/resources/pdf"
BATCH = 16
TWIN = (PDFS / "lists.pdf").read_bytes()
# Tasks at once times requests of one task.
AT_ONCE = 2 * 2
_PDF = "application/pdf"

pytestmark = [
    pytest.mark.skipif(not JAR.exists(), reason="needs the packaged service"),
    pytest.mark.skipif(
        not SPARK.exists(), reason="needs Spark: python/environment.sh bulk (430 MB)"
    ),
]


class Door(ThreadingHTTPServer):
    """Before the service: sends every fifth away and notes how callers behave."""

    daemon_threads = True

    def __init__(self, service: str) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.service = service.removeprefix("http://")
        self.lock = threading.Lock()
        self.inside = self.most_inside = self.passed = self.sent_away = 0
        self.away: dict[bytes, float] = {}
        self.absences: list[float] = []
        self.shut_after: int | None = None
        self.opened = threading.Event()
        self.opened.set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Passing(BaseHTTPRequestHandler):
    server: Door

    def do_POST(self) -> None:
        door = self.server
        with door.lock:
            door.inside += 1
            door.most_inside = max(door.most_inside, door.inside)
            busy = (door.passed + door.sent_away) % 5 == 3
            door.sent_away += busy
            door.passed += not busy
            if door.shut_after is not None and door.passed > door.shut_after:
                door.opened.clear()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        key = hashlib.sha256(body).digest() if body != TWIN else os.urandom(8)
        with door.lock:
            if (since := door.away.pop(key, None)) is not None:
                door.absences.append(time.monotonic() - since)
        try:
            if busy:
                with door.lock:
                    door.away[key] = time.monotonic()
                problem = {"type": "/problems/queue-full", "retryable": True}
                self._answer(429, json.dumps(problem).encode())
                return
            door.opened.wait()
            with closing(
                http.client.HTTPConnection(door.service, timeout=120)
            ) as service:
                service.request("POST", self.path, body, {"Content-Type": _PDF})
                answer = service.getresponse()
                self._answer(answer.status, answer.read())
        except OSError:
            pass  # the caller was killed
        finally:
            with door.lock:
                door.inside -= 1

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Retry-After", "1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with running_service(
        tmp_path / "log",
        "pagebridge.pool.size=2",
        f"pagebridge.api.spool-directory={tmp_path / 'spool'}",
    ) as service:
        door = Door(service)
        threading.Thread(target=door.serve_forever, daemon=True).start()
        yield door
        door.opened.set()
        door.shutdown()
        door.server_close()


def _folder(tmp_path: Path) -> Path:
    """All fixtures, some twice with other bytes, one twice with the same."""
    folder = tmp_path / "pdfs"
    (folder / "more").mkdir(parents=True)
    for pdf in PDFS.glob("*.pdf"):
        shutil.copy(pdf, folder)
    for name in ("lists", "tables", "footnotes", "links", "form", "report"):
        again = (PDFS / f"{name}.pdf").read_bytes() + b"\n% again\n"
        (folder / "more" / f"{name}.pdf").write_bytes(again)
    shutil.copy(PDFS / "lists.pdf", folder / "more/a [1] {b} of lists, ü%20.pdf")
    return folder


def _environment(out: Path) -> dict[str, str]:
    """A Spark that starts fast: three of them do, each for a few seconds."""
    options = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dspark.ui.enabled=false"
    return {
        **os.environ,
        "JAVA_HOME": str(java_home()),
        "JDK_JAVA_OPTIONS": f"{options} -Dspark.sql.shuffle.partitions=2",
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(out.parent / "spark"),
    }


def _start(door: Door, folder: Path, out: Path) -> subprocess.Popen[bytes]:
    command: list[str | Path] = [SPARK, ROOT / "examples/bulk/ingest.py"]
    command += ["--service", door.address, "--input", folder, "--output", out]
    command += ["--batch", str(BATCH), "--master", "local[2]", "--option", "ocr=off"]
    with (out.parent / "spark.log").open("ab") as log:
        return subprocess.Popen(
            command,
            env=_environment(out),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _expected(door: Door, folder: Path) -> tuple[set[str], int]:
    """Asked of the service itself: all chunk ids, and how many documents fail."""
    ids: set[str] = set()
    failed = 0
    with httpx.Client(timeout=120) as client:
        for pdf in folder.rglob("*.pdf"):
            answer = client.post(
                f"http://{door.service}/v1/extract?ocr=off", content=pdf.read_bytes()
            )
            failed += answer.status_code != 200
            ids |= {chunk["id"] for chunk in answer.json().get("chunks", [])}
    return ids, failed


READ = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pyspark.sql import SparkSession
import ingest, tables
spark = SparkSession.builder.master("local[1]").getOrCreate()
read = lambda name: spark.read.parquet(f"{sys.argv[3]}/{name}")
files = ingest._files(spark, sys.argv[2], "*.pdf")
left = tables.Tables(spark, sys.argv[3]).without_done(files).count()
told = {
    "ids": [row.id for row in read("chunks").select("id").collect()],
    "text": read("chunks").where("length(text) = 0 or size(boxes) = 0").count(),
    "documents": read("documents").count(),
    "errors": [row.asDict() for row in read("errors").drop("at").collect()],
    "left": left,
}
print("TOLD " + json.dumps(told))
"""


def _told(folder: Path, out: Path) -> dict[str, Any]:
    done = subprocess.run(
        [SPARK, "-c", READ, ROOT / "examples/bulk", folder, out],
        env=_environment(out),
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    line = done.stdout[done.stdout.index("TOLD ") + 5 :].splitlines()[0]
    told: dict[str, Any] = json.loads(line)
    return told


def _finished(out: Path) -> int:
    return len(list(out.glob("documents/batch=*/_SUCCESS")))


def test_killed_half_way_and_resumed(door: Door, tmp_path: Path) -> None:
    folder, out = _folder(tmp_path), tmp_path / "out"
    log = tmp_path / "spark.log"
    files = len(list(folder.rglob("*.pdf")))
    ids, failed = _expected(door, folder)
    door.shut_after = BATCH + 3

    first = _start(door, folder, out)
    end = time.monotonic() + 600
    while _finished(out) < 1 or door.opened.is_set():
        assert first.poll() is None and time.monotonic() < end, log.read_text()[-4000:]
        time.sleep(0.1)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert _finished(out) == 1
    # As a kill between the writes of two tables leaves it.
    half = next(out.glob("chunks/batch=*"))
    shutil.copytree(half, half.with_name("batch=b-half"))
    door.shut_after = None
    door.opened.set()

    second = _start(door, folder, out)
    assert second.wait(600) == 0, log.read_text()[-4000:]

    told = _told(folder, out)
    assert "undone: batch=b-half" in log.read_text()
    assert len(told["ids"]) == len(set(told["ids"]))
    assert set(told["ids"]) == ids
    assert (told["documents"], told["left"], told["text"]) == (files, 0, 0)
    assert len(told["errors"]) == failed > 0
    assert {"pdf-encrypted", "not-a-pdf"} <= {e["kind"] for e in told["errors"]}
    assert not any(error["retryable"] for error in told["errors"])
    assert door.sent_away > 0 and door.most_inside <= AT_ONCE
    assert min(door.absences) >= 1.0
