"""How workers start and how they end: every exit status, real processes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from .conftest import StartWorker
from .scripts import ECHO, WAITS


def test_hello_says_who_is_there(start_worker: StartWorker) -> None:
    worker = start_worker(
        """
        from pagebridge_worker import run
        run({"a": lambda r, b: {}, "b": lambda r, b: {}}, versions={"b": 3})
        """,
        greet=False,
    )
    hello = worker.greet()
    assert hello["proto"] == [1]
    assert hello["pid"] == worker.process.pid
    assert hello["ops"] == {"a": {"version": 1}, "b": {"version": 3}}
    assert hello["sandbox"]["level"] == "off"
    assert 2**20 < hello["rss"] < 2**28


def test_idle_worker_answers_ping_and_retires(start_worker: StartWorker) -> None:
    worker = start_worker(ECHO)
    worker.send({"t": "ping"})
    assert worker.receive() == ({"t": "pong"}, b"")
    worker.send({"t": "retire"})
    assert worker.exit_status() == 0
    assert worker.stdout.read() == b""


@pytest.mark.parametrize("greet", [False, True])
def test_closed_stdin_ends_the_worker(start_worker: StartWorker, greet: bool) -> None:
    worker = start_worker(ECHO, greet=greet)
    worker.stdin.close()
    assert worker.exit_status() == 0


def test_nobody_reading_ends_the_worker(start_worker: StartWorker) -> None:
    worker = start_worker(WAITS)
    worker.call("parts")
    worker.stdout.close()
    assert worker.exit_status() == 73


@pytest.mark.parametrize(
    "frame",
    [
        b"PX2 {}\n",
        b"GET / HTTP/1.1\r\n",
        b"PX1 " + b"a" * 1_000_000,
        b'PX1 {"t":"hurry"}\n',
        b'PX1 {"t":"call","id":1,"op":"echo","len":-1,"args":{}}\n',
        b'PX1 {"t":"call","id":1,"op":"echo","len":1001,"args":{}}\n',
        b'PX1 {"t":"call","id":1,"op":"\xff","len":0,"args":{}}\n',
        b'PX1 {"t":"cancel","id":1}\n',
    ],
    ids=["prefix", "http", "long", "type", "negative", "cap", "utf8", "id"],
)
def test_refused_frame_ends_the_worker(start_worker: StartWorker, frame: bytes) -> None:
    worker = start_worker(ECHO, PAGEBRIDGE_MAX_TRAILER="1000")
    try:
        worker.send_bytes(frame)
    except BrokenPipeError:
        pass
    assert worker.exit_status() == 71
    assert "PROTOCOL" in worker.errors()


@pytest.mark.parametrize("cut", [3, 20, 80])
def test_cut_off_frame_ends_the_worker(start_worker: StartWorker, cut: int) -> None:
    worker = start_worker(ECHO)
    call = b'PX1 {"t":"call","id":1,"op":"echo","len":90,"args":{}}\n' + bytes(90)
    worker.send_bytes(call[:cut])
    worker.stdin.close()
    assert worker.exit_status() == 71


@pytest.mark.parametrize(
    ("script", "status", "code"),
    [
        ("import no_such_library_at_all", 74, "boot-failed"),
        ("raise MemoryError", 70, "out-of-memory"),
        ("run({}, warm_up=lambda: 1 / 0)", 74, "boot-failed"),
    ],
)
def test_script_that_cannot_start_says_why(
    start_worker: StartWorker, script: str, status: int, code: str
) -> None:
    worker = start_worker(f"from pagebridge_worker import run\n{script}", greet=False)
    fatal, _ = worker.receive()
    assert (fatal["t"], fatal["code"]) == ("fatal", code)
    assert worker.exit_status() == status


def test_senseless_environment_is_fatal(start_worker: StartWorker) -> None:
    worker = start_worker(ECHO, greet=False, PAGEBRIDGE_SANDBOX="maybe")
    assert worker.receive()[0]["code"] == "boot-failed"
    assert worker.exit_status() == 74


def test_worker_of_a_dead_parent_ends_at_once(start_worker: StartWorker) -> None:
    worker = start_worker(ECHO, greet=False, PAGEBRIDGE_PARENT_PID="1")
    assert worker.exit_status() == 73


def test_crash_leaves_the_native_stack_on_stderr(start_worker: StartWorker) -> None:
    worker = start_worker("""
        import ctypes
        from pagebridge_worker import run
        run({"crash": lambda request, body: ctypes.string_at(8)})
    """)
    worker.call("crash")
    assert worker.exit_status() == -signal.SIGSEGV
    assert "Segmentation fault" in worker.errors()


def test_worker_dies_with_its_parent(start_worker: StartWorker) -> None:
    """The parent is killed, so nobody can tell its worker, which computes in C."""
    parent = start_worker(
        """
        import os, subprocess, sys, time
        child = subprocess.Popen(
            [sys.executable, "-c", '''
        from pagebridge_worker import run
        import os
        os.write(2, b"child %d\\\\n" % os.getpid())
        pow(7, 10**9)
        '''.replace("        ", "")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "PAGEBRIDGE_PARENT_PID": str(os.getpid())},
        )
        time.sleep(60)
        """,
        greet=False,
    )
    deadline = time.monotonic() + 10
    while not (log := b"".join(parent._errors)) and time.monotonic() < deadline:
        time.sleep(0.01)
    child = int(log.split()[1])
    parent.process.kill()
    parent.process.wait()
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_running(child)


def is_running(pid: int) -> bool:
    """A zombie nobody reaps does not run."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii")
    except FileNotFoundError:
        return False
    return stat.rsplit(")", 1)[1].split()[0] != "Z"


def test_worker_leads_its_own_session(start_worker: StartWorker) -> None:
    worker = start_worker(ECHO)
    assert os.getsid(worker.process.pid) == worker.process.pid
