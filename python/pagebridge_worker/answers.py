"""What handlers answer: a result, a stream of parts and a result, or an error."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Generator, Mapping
from typing import Any, Final

from .call import Call
from .errors import DeadlineExceeded, HandlerError
from .json_text import to_json
from .protocol import Bytes, FrameWriter

Part = tuple[str, Bytes]
# a JSON object, alone or with raw bytes behind it
Result = Mapping[str, Any] | tuple[Mapping[str, Any], Bytes] | None
Answer = Result | Generator[Part, None, Result]
# handler(request, body) or handler(request, body, call)
Handler = Callable[..., Answer]

LONGEST_MESSAGE: Final = 2000  # characters of an error's message


def named(handlers: Handler | Mapping[str, Handler]) -> dict[str, Handler]:
    """By operation; a lone function serves its own name."""
    if isinstance(handlers, Mapping):
        return dict(handlers)
    return {getattr(handlers, "__name__", "call"): handlers}


def takes_call(handler: Handler) -> bool:
    """Whether it wants the `Call` as a third argument."""
    try:
        inspect.signature(handler).bind(None, None, None)
    except (TypeError, ValueError):
        return False
    return True


class Parts:
    """Sends what a generator yields and counts it."""

    def __init__(self, call: Call, writer: FrameWriter) -> None:
        self._call = call
        self._writer = writer
        self.count = 0
        self.bytes = 0

    def result_of(self, answer: Answer) -> tuple[dict[str, Any], Bytes]:
        if not isinstance(answer, Generator):
            return _result(answer)
        with contextlib.closing(answer):
            while True:
                try:
                    part = next(answer)
                except StopIteration as end:
                    return _result(end.value)
                self._send(part)
                try:
                    self._call.check()
                except DeadlineExceeded as late:
                    return _partial(answer, late)

    def _send(self, part: object) -> None:
        match part:
            case (str(kind), (bytes() | bytearray() | memoryview()) as content):
                pass
            case _:
                raise TypeError(
                    f"a part is (kind, bytes), not {type(part).__name__}: {part!r:.80}"
                )
        self._call.body.discard()
        size = memoryview(content).nbytes
        header = {
            "t": "part",
            "id": self._call.id,
            "seq": self.count,
            "kind": kind,
            "len": size,
        }
        self._writer.write(header, content)
        self.count += 1
        self.bytes += size


def _partial(
    answer: Generator[Part, None, Result], late: DeadlineExceeded
) -> tuple[dict[str, Any], Bytes]:
    """Raises at the generator's `yield`: it may still return what it has."""
    try:
        answer.throw(late)
    except StopIteration as end:
        return _result(end.value)
    raise late


def _result(value: object) -> tuple[dict[str, Any], Bytes]:
    if type(value) is tuple and len(value) == 2 and type(value[0]) is dict:
        result, raw = value
        if type(raw) is bytes:
            return result, raw
    match value:
        case None:
            return {}, b""
        case Mapping():
            return dict(value), b""
        case (Mapping() as result, (bytes() | bytearray() | memoryview()) as raw):
            return dict(result), raw
    raise TypeError(f"a handler returns a dict, not {type(value).__name__}")


def error_header(call: Call, error: HandlerError) -> dict[str, Any]:
    header: dict[str, Any] = {
        "t": "error",
        "id": call.id,
        "code": error.code[:64],
        "message": error.message[:LONGEST_MESSAGE],
    }
    if error.detail is not None:
        try:
            to_json(error.detail)
            header["detail"] = dict(error.detail)
        except (TypeError, ValueError) as unusable:
            call.log(f"detail of {error.code} dropped: {unusable}")
    header["retire"] = error.retire
    return header


def text_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return "(no message)"
