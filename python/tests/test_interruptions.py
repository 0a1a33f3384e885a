"""What the service says while a handler works: cancel, ping, retire, nonsense."""

from __future__ import annotations

import pytest

from .conftest import StartWorker
from .scripts import WAITS


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


def test_a_generator_may_return_what_it_has_when_its_time_is_over(
    start_worker: StartWorker,
) -> None:
    worker = start_worker("""
        import time
        from pagebridge_worker import run
        from pagebridge_worker.errors import DeadlineExceeded

        def parts(request, body):
            n = 0
            try:
                while True:
                    n += 1
                    time.sleep(0.01)
                    yield "page", b"."
            except DeadlineExceeded:
                return {"n": n, "truncated": True}

        def stubborn(request, body):
            while True:
                time.sleep(0.01)
                try:
                    yield "page", b"."
                except DeadlineExceeded:
                    pass

        run({"parts": parts, "stubborn": stubborn})
    """)
    frame = {"t": "call", "id": 1, "op": "parts", "deadline_ms": 100, "len": 0}
    worker.send(frame | {"args": {}})
    worker.receive()
    done, _ = worker.answer()[-1]
    assert (done["t"], done["truncated"]) == ("done", True)
    assert done["result"]["n"] == done["parts"] > 0
    worker.send(frame | {"id": 2, "op": "stubborn", "args": {}})
    worker.receive()
    assert worker.answer()[-1][0]["code"] == "deadline-exceeded"


def test_closed_stdin_cancels_the_call_under_way(start_worker: StartWorker) -> None:
    worker = start_worker(WAITS)
    worker.call("steps")
    worker.stdin.close()
    assert worker.answer()[-1][0]["code"] == "cancelled"
    assert worker.exit_status() == 0


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
