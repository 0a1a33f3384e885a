"""What a handler gets and how its answer travels, against real processes."""

from __future__ import annotations

import json

import pytest

from .conftest import StartWorker
from .px1 import TRACE
from .scripts import ECHO


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


def test_truncated_result_shows_in_the_frame(start_worker: StartWorker) -> None:
    worker = start_worker("""
        from pagebridge_worker import run
        run({"late": lambda request, body: {"truncated": True}})
    """)
    worker.call("late")
    ((done, _),) = worker.answer()
    assert done["truncated"] is True


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
    assert f"traceparent={TRACE}]" in log


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


def test_a_call_that_need_not_be_accepted_is_only_answered(
    start_worker: StartWorker,
) -> None:
    worker = start_worker(ECHO)
    header = {"t": "call", "id": 1, "op": "echo", "len": 2, "args": {}}
    worker.send(header | {"accept": False}, b"hi")
    done, _ = worker.receive()
    assert done["t"] == "done"
    assert done["result"]["body"] == "hi"
