"""The worker that serves routes, and what it says about modules that cannot be."""

from __future__ import annotations

import json
import struct
import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from pagebridge_worker.route_modules import BadModule, load
from tests.px1 import PYTHON_FOLDER, WorkerProcess

HELLO = """
    import json

    def init():
        return {"/hello/{name}": ["GET", "POST"]}

    def request(method, path, params, query, headers, body):
        if body == "raise":
            raise ValueError("secret")
        if body == "exit":
            raise SystemExit(3)
        if body == "memory":
            bytearray(10**15)
        if body == "nonsense":
            return 200
        if body == "print":
            print("x" * 100_000)
        told = [method, path, params, query, headers, body]
        return 200, json.dumps(told), {"content-type": ["application/json"]}
"""
ECHO = """
    BINARY = True

    async def request(method, path, params, query, headers, body):
        return 201, body[::-1], {"x-a": ["1", "2"]}
"""
Serve = Callable[..., WorkerProcess]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts a worker that serves modules, given as texts by name."""
    with ExitStack() as stack:

        def start(**modules: str) -> WorkerProcess:
            (tmp_path / "routes").mkdir()
            (tmp_path / "marks").mkdir()
            write(tmp_path / "routes", **modules)
            worker = stack.enter_context(
                WorkerProcess(
                    PYTHON_FOLDER / "routes.py",
                    {
                        "PAGEBRIDGE_ROUTES": str(tmp_path / "routes"),
                        "PAGEBRIDGE_ROUTES_MARKS": str(tmp_path / "marks"),
                        "PAGEBRIDGE_SANDBOX": "best-effort",
                    },
                )
            )
            worker.greet()
            return worker

        yield start


def write(directory: Path, **modules: str) -> None:
    for name, text in modules.items():
        (directory / f"{name}.py").write_text(textwrap.dedent(text))


def packed(*requests: tuple[int, str, bytes]) -> bytes:
    head = json.dumps(
        [
            [module, "POST", path, {"name": ["n"]}, {"q": ["1", "2"]}, {}, len(body)]
            for module, path, body in requests
        ]
    ).encode()
    bodies = b"".join(body for _, _, body in requests)
    return struct.pack("<I", len(head)) + head + bodies


def unpacked(trailer: bytes) -> list[tuple[list[Any], bytes]]:
    (size,) = struct.unpack_from("<I", trailer)
    at = 4 + size
    answers = []
    for answer in json.loads(trailer[4:at]):
        length = 0 if answer[0] == "failed" else answer[2]
        answers.append((answer, trailer[at : at + length]))
        at += length
    assert at == len(trailer)
    return answers


def test_many_requests_are_answered_by_one_frame(serve: Serve) -> None:
    worker = serve(hello=HELLO, echo=ECHO)
    worker.call("request", packed((0, "/echo", b"\0\xff"), (1, "/h", b"t")), batch=1)
    frames = worker.answer()
    assert frames[-1][0]["t"] == "done"
    first, second = [one for _, told in frames for one in unpacked(told)]
    assert first == ([201, {"x-a": ["1", "2"]}, 2, False], b"\xff\0")
    assert json.loads(second[1])[2:] == [{"name": ["n"]}, {"q": ["1", "2"]}, {}, "t"]


@pytest.mark.parametrize("how", ["raise", "exit", "nonsense"])
def test_a_failing_request_costs_only_itself(serve: Serve, how: str) -> None:
    worker = serve(hello=HELLO)
    worker.call("request", packed((0, "/h", how.encode()), (0, "/h", b"b")), batch=1)
    failed, fine = [one for _, told in worker.answer() for one in unpacked(told)]
    assert failed[0][:2] == ["failed", "handler-failed"]
    assert "secret" not in str(failed)
    assert fine[0][0] == 200


def test_what_is_printed_is_no_answer(serve: Serve) -> None:
    worker = serve(hello=HELLO)
    worker.call("request", packed((0, "/h", b"print")), batch=1)
    ((_, trailer),) = worker.answer()
    assert unpacked(trailer)[0][0][0] == 200


def test_requests_behind_a_memory_error_are_left_and_the_mark_says_so(
    serve: Serve, tmp_path: Path
) -> None:
    worker = serve(hello=HELLO)
    bodies = [(0, "/h", body) for body in (b"a", b"memory", b"c")]
    worker.call("request", packed(*bodies), batch=7)
    (_, answers), (error, _) = worker.answer()
    assert [answer[0][0] for answer in unpacked(answers)] == [200, "failed"]
    assert (error["code"], error["retire"]) == ("out-of-memory", True)
    mark = tmp_path / "marks" / str(worker.process.pid)
    assert struct.unpack("<QI", mark.read_bytes()) == (7, 2)


def test_routes_are_told(serve: Serve) -> None:
    worker = serve(hello=HELLO, echo=ECHO)
    assert worker.result("routes") == {
        "modules": [
            {"name": "echo", "routes": None},
            {"name": "hello", "routes": {"/hello/{name}": ["GET", "POST"]}},
        ],
        "hook": False,
    }


def test_a_broken_module_is_told_by_a_living_worker(serve: Serve) -> None:
    worker = serve(bad="import nothing_like_it")
    problem = worker.result("routes")["problem"]
    assert problem.startswith(
        "pagebridge.routes: bad.py, line 1: cannot be imported: ModuleNotFoundError"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = (", r"^m\.py, line 1: cannot be imported: "),
        ("x = 1", r"^m\.py: expected a function request\(method, path, "),
        ("def request(a, b): ...", r"^m\.py, line 1: expected request\("),
        ("\ndef init():\n  return []\n", r"line 3: .*it returned list$"),
        ("\ndef init():\n  return {}\n", r"line 3: .*it returned 0$"),
        ("\ndef init():\n  return {'a': ['GET']}\n", "a path begins with '/'"),
        ("\ndef init():\n  return {'/a/{b c}': ['GET']}\n", "neither a plain segment"),
        ("\ndef init():\n  return {'/{a}/{a}': ['GET']}\n", "occurs twice"),
        ("\ndef init():\n  return {'/a': 'GET'}\n", r"methods are a list"),
        ("\ndef init():\n  return {'/a': ['get']}\n", "upper-case word"),
        ("\ndef init():\n  return 1/0\n", r"line 4: init\(\) failed: ZeroDivision"),
    ],
)
def test_a_module_is_refused_with_line_and_reason(
    tmp_path: Path, text: str, expected: str
) -> None:
    request = "def request(method, path, params, query, headers, body): ...\n"
    write(tmp_path, m=request + text if "init" in text else text)
    with pytest.raises(BadModule, match=expected):
        load(tmp_path)


def test_two_modules_cannot_serve_one_path(tmp_path: Path) -> None:
    module = HELLO.replace("{name}", "{other}")
    write(tmp_path, a=HELLO, b=module)
    with pytest.raises(BadModule, match=r"b\.py: /hello/{other} is served by a\.py"):
        load(tmp_path)
