"""The loop, against real processes."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest

from .conftest import StartWorker

ECHO = """
    from pagebridge_worker import run

    def echo(request, body):
        return {"request": request, "body": body.read().decode()}

    run(echo)
"""


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


def test_function_is_served_under_its_name(start_worker: StartWorker) -> None:
    worker = start_worker(ECHO)
    answer = worker.result("echo", b"hi", times=3)
    assert answer == {"request": {"times": 3}, "body": "hi"}
    assert worker.result("echo", b"again")["body"] == "again"


def test_done_carries_memory_and_times(start_worker: StartWorker) -> None:
    worker = start_worker(ECHO)
    worker.call("echo")
    ((done, _),) = worker.answer()
    assert done["mem"]["rss"] > 2**20
    assert set(done["times"]) == {"wall_ms", "cpu_ms"}
    assert ",".join(done) == "t,id,parts,bytes,len,result,mem,times"


def test_generator_streams_parts(start_worker: StartWorker) -> None:
    worker = start_worker("""
        from pagebridge_worker import run

        def parts(request, body):
            size = len(body.read())
            yield "document", b"{}"
            yield "page", bytearray(size)
            yield "page", memoryview(b"")
            return {"pages": 2}

        run(parts)
    """)
    worker.call("parts", bytes(200_000))
    *parts, (done, _) = worker.answer()
    assert [(p["seq"], p["kind"], len(content)) for p, content in parts] == [
        (0, "document", 2),
        (1, "page", 200_000),
        (2, "page", 0),
    ]
    assert (done["parts"], done["bytes"]) == (3, 200_002)
    assert done["result"] == {"pages": 2}


def test_result_over_a_line_goes_into_the_trailer(start_worker: StartWorker) -> None:
    worker = start_worker("""
        from pagebridge_worker import run
        run({"big": lambda request, body: {"text": "\\u00e4" * 70_000}})
    """)
    worker.call("big")
    ((done, trailer),) = worker.answer()
    assert done["result"] is None
    assert json.loads(trailer) == {"text": "ä" * 70_000}


def test_worker_that_writes_before_reading_does_not_block(
    start_worker: StartWorker,
) -> None:
    """Both sides writing at once would wait for each other for ever."""
    worker = start_worker("""
        from pagebridge_worker import run

        def chatter(request, body):
            yield "noise", bytes(1_000_000)
            return {"left": body.remaining}

        run(chatter)
    """)
    worker.call("chatter", bytes(3_000_000))
    (part, content), (done, _) = worker.answer()
    assert (part["len"], content) == (1_000_000, bytes(1_000_000))
    assert done["result"] == {"left": 0}


def test_unread_body_does_not_disturb_the_next_call(start_worker: StartWorker) -> None:
    worker = start_worker("""
        from pagebridge_worker import run
        run({"lazy": lambda request, body: {"first": body.read(1).decode()}})
    """)
    trailer = b'PX1 {"t":"retire"}\n' * 10_000
    assert worker.result("lazy", trailer) == {"first": "P"}
    assert worker.result("lazy", trailer) == {"first": "P"}


NOISY = """
    from pagebridge_worker import run
    import ctypes, os, subprocess, sys

    libc = ctypes.CDLL(None)

    def noise():
        print("x" * 1_000_000)
        libc.puts(b"puts")
        libc.fflush(None)
        os.write(1, b"raw\\n")
        sys.__stdout__.write("dunder\\n")
        subprocess.run(["/bin/echo", "child"], check=True)
        assert sys.stdin.read() == ""

    noise()

    def loud(request, body):
        noise()
        text = body.read().decode()
        yield "part", b"PX1 "
        noise()
        return {"text": text}

    run(loud)
"""


def test_everything_printed_lands_in_the_log(start_worker: StartWorker) -> None:
    worker = start_worker(NOISY)
    for _ in range(2):
        worker.call("loud", b"intact")
        (_, content), (done, _) = worker.answer()
        assert content == b"PX1 "
        assert done["result"] == {"text": "intact"}
    worker.send({"t": "retire"})
    assert worker.exit_status() == 0
    log = worker.errors()
    for line in ("puts", "raw", "dunder", "child"):
        assert log.count(f"{line}\n") == 5


def test_exception_becomes_an_error_and_the_worker_lives(
    start_worker: StartWorker,
) -> None:
    worker = start_worker("""
        from pagebridge_worker import run

        def fail(request, body):
            raise ValueError("bad \\udc80 value")

        def late(request, body):
            yield "page", b"1"
            raise SystemExit(3)

        run({"fail": fail, "late": late, "ok": lambda r, b: {}})
    """)
    error = worker.error("fail", bytes(100_000))
    assert error["code"] == "handler-failed"
    assert error["message"] == "ValueError: bad \ufffd value"
    assert error["retire"] is False
    assert worker.error("late")["message"] == "SystemExit: 3"
    assert worker.result("ok") == {}
    worker.send({"t": "retire"})
    assert worker.exit_status() == 0
    log = worker.errors()
    assert "Traceback" in log
    assert "request_id=r-42" in log


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("[1]", "TypeError: a handler returns a dict, not list"),
        ('{"a": float("nan")}', "ValueError: Out of range float values"),
        ('{"a": object()}', "TypeError: Object of type object is not JSON"),
        ('iter([("kind", "text")])', "TypeError: a handler returns a dict"),
        ('(x for x in ["page"])', "TypeError: a part is (kind, bytes)"),
        ('(x for x in [("k" * 70_000, b"")])', "LineTooLong: header of"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_unusable_answer_is_an_error(
    start_worker: StartWorker, expression: str, complaint: str
) -> None:
    worker = start_worker(f"""
        from pagebridge_worker import run
        run({{"odd": lambda request, body: {expression}, "ok": lambda r, b: {{}}}})
    """)
    assert worker.error("odd")["message"].startswith(complaint)
    assert worker.result("ok") == {}


def test_coded_error_keeps_code_detail_and_retire(start_worker: StartWorker) -> None:
    worker = start_worker("""
        from pagebridge_worker import HandlerError, run

        def locked(request, body):
            raise HandlerError("pdf-encrypted", "locked", {"password_tried": True})

        def worn(request, body):
            raise HandlerError("worn", "m" * 90_000, {"a": "b" * 90_000}, retire=True)

        def odd(request, body):
            raise HandlerError("odd", "odd", {"a": object()})

        run({"locked": locked, "worn": worn, "odd": odd})
    """)
    error = worker.error("locked")
    assert list(error) == ["t", "id", "code", "message", "detail", "retire"]
    assert error["detail"] == {"password_tried": True}
    error = worker.error("worn")
    assert (error["code"], error["retire"]) == ("worn", True)
    assert "detail" not in error
    assert len(error["message"]) == 2000
    assert "detail" not in worker.error("odd")


def test_unknown_operation_is_an_error(start_worker: StartWorker) -> None:
    worker = start_worker(ECHO)
    assert worker.error("shout", bytes(100_000))["code"] == "unknown-op"
    assert worker.result("echo", b"on")["body"] == "on"


def test_memory_error_asks_for_retirement(start_worker: StartWorker) -> None:
    worker = start_worker(
        """
        from pagebridge_worker import run

        def hoard(request, body):
            kept = []
            while True:
                kept.append(bytearray(10_000_000))

        run({"hoard": hoard, "ok": lambda r, b: {}})
        """,
        PAGEBRIDGE_MEMORY_BYTES="150000000",
    )
    error = worker.error("hoard")
    assert (error["code"], error["retire"]) == ("out-of-memory", True)
    assert worker.result("ok") == {}


WAITS = """
    import time
    from pagebridge_worker import run

    def parts(request, body):
        n = 0
        while True:
            n += 1
            time.sleep(0.01)
            yield "page", b"."

    def steps(request, body, call):
        body.read()
        while not call.cancelled():
            call.progress(1, 2)
            try:
                time.sleep(0.01)
            except Exception:
                pass
        call.check()

    run({"parts": parts, "steps": steps, "ok": lambda r, b: {}})
"""


@pytest.mark.parametrize("op", ["parts", "steps"])
def test_cancel_is_noticed_while_the_handler_works(
    start_worker: StartWorker, op: str
) -> None:
    worker = start_worker(WAITS)
    number = worker.call(op, bytes(100_000))
    worker.receive()
    worker.send({"t": "cancel", "id": number})
    error, _ = worker.answer()[-1]
    assert (error["t"], error["code"]) == ("error", "cancelled")
    assert error["retire"] is False
    worker.send({"t": "cancel", "id": number})  # crossed our answer
    assert worker.result("ok") == {}


def test_ping_and_retire_are_noticed_while_the_handler_works(
    start_worker: StartWorker,
) -> None:
    worker = start_worker(WAITS)
    number = worker.call("steps")
    worker.send({"t": "ping"})
    frames = [worker.receive()[0]["t"] for _ in range(2)]
    assert "pong" in frames
    worker.send({"t": "retire"})
    worker.send({"t": "cancel", "id": number})
    assert worker.answer()[-1][0]["code"] == "cancelled"
    assert worker.exit_status() == 0


def test_deadline_ends_a_generator_between_parts(start_worker: StartWorker) -> None:
    worker = start_worker(WAITS)
    worker.send(
        {"t": "call", "id": 1, "op": "parts", "deadline_ms": 100, "len": 0, "args": {}}
    )
    worker.receive()
    error, _ = worker.answer()[-1]
    assert (error["code"], error["retire"]) == ("deadline-exceeded", True)


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


def test_closed_stdin_cancels_the_call_under_way(start_worker: StartWorker) -> None:
    worker = start_worker(WAITS)
    worker.call("steps")
    worker.stdin.close()
    assert worker.answer()[-1][0]["code"] == "cancelled"
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


def test_bad_frame_during_a_call_is_not_swallowed(start_worker: StartWorker) -> None:
    worker = start_worker("""
        import time
        from pagebridge_worker import run

        def careless(request, body, call):
            while True:
                try:
                    call.cancelled()
                except Exception:
                    pass

        run(careless)
    """)
    worker.call("careless")
    worker.send_bytes(b"nonsense\n")
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
