"""Serves HTTP requests with an operator's modules; up to 16 of them in one call.

The body of a call `request` is a u32 (little-endian, as all numbers here), so many
bytes of JSON, `[[module, method, path, params, query, headers, length], ...]`, and the
requests' bodies one after the other. Answers come in the same order and form,
`[[status, headers, length, is_text], ...]` or `["failed", code, message]` for a request
that has none: most in the trailer of `done`, earlier ones in parts `answers` when the
call takes long, so that what is finished is not lost with a later request.

Which request was begun last is written to a file that the service reads after this
worker was lost: requests that were not begun are run elsewhere.
"""

from __future__ import annotations

import asyncio
import json
import mmap
import os
import struct
import time
import traceback
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any, Final

from . import chunk_hook
from .call import Call
from .chunk_hook import BadHook, ChunkHook, Refused
from .errors import Code, HandlerError, ParentGone, ProtocolError
from .json_text import to_json
from .protocol import Body
from .route_modules import BadModule, RouteModule, load

_LENGTH: Final = struct.Struct("<I")
_BEGUN_AT: Final = 8  # behind the batch's number
_MARKS: Final = struct.Struct("<QI")
_FLUSH_AFTER_S: Final = 0.005
_FLUSH_AFTER_BYTES: Final = 2**20
_loads: Final = json.JSONDecoder().raw_decode

Answer = list[Any]
Part = tuple[str, bytes]


class Routes:
    """The modules of one directory and what they need."""

    def __init__(
        self,
        directory: Path,
        marks: Path | None,
        answer_limit: int = 2**30,
        hook: str | None = None,
    ) -> None:
        self._directory = directory
        self._hook_spec = hook
        self._hook: ChunkHook | None = None
        self._answer_limit = answer_limit
        self._marks_file = marks
        self._marks: mmap.mmap | bytearray = bytearray(_MARKS.size)
        self._modules: list[RouteModule] = []
        self._problem: str | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def warm_up(self) -> None:
        """Before the sandbox closes: files, sockets of the event loop, imports."""
        if self._marks_file is not None:
            with self._marks_file.open("w+b") as file:
                file.truncate(_MARKS.size)
                self._marks = mmap.mmap(file.fileno(), _MARKS.size)
        spec = self._hook_spec
        try:
            hook = chunk_hook.module_of(spec) if spec else None
            self._modules = load(self._directory, hook)
            self._hook = chunk_hook.load(spec) if spec else None
        except BadModule as error:
            # Told by the call `routes`: the service says it in its own words and ends.
            traceback.print_exception(error)
            self._problem = f"pagebridge.routes: {error}"
        except BadHook as error:
            self._problem = str(error)
        awaits = self._hook is not None and self._hook.awaits
        if awaits or any(module.awaits for module in self._modules):
            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)

    def routes(self, args: Mapping[str, Any], body: Body) -> dict[str, Any]:
        """What the modules serve, or why they cannot."""
        if self._problem is not None:
            return {"problem": self._problem}
        return {
            "modules": [
                {"name": module.name, "routes": module.routes}
                for module in self._modules
            ],
            "hook": self._hook is not None,
        }

    def request(
        self, args: Mapping[str, Any], body: Body, call: Call
    ) -> Generator[Part, None, tuple[dict[str, Any], bytes]]:
        """Answers the requests of one call, one after the other."""
        if self._problem is not None:
            raise HandlerError("not-ready", "a route module is broken", retire=True)
        content = memoryview(body.buffer())
        marks = self._marks
        _MARKS.pack_into(marks, 0, args["batch"], 0)
        size = _LENGTH.unpack_from(content)[0]
        at = _LENGTH.size + size
        requests, _ = _loads(str(content[_LENGTH.size : at], "utf-8"))
        size = 0  # of the answers that wait
        answers: list[Answer] = []
        bodies: list[bytes] = []
        flush_at = time.monotonic() + _FLUSH_AFTER_S
        for index, (number, method, path, params, query, headers, length) in enumerate(
            requests, 1
        ):
            if index > 1 and (size > _FLUSH_AFTER_BYTES or time.monotonic() > flush_at):
                if answers:
                    yield "answers", _packed(answers, bodies)
                answers, bodies, size = [], [], 0
                flush_at = time.monotonic() + _FLUSH_AFTER_S
            _LENGTH.pack_into(marks, _BEGUN_AT, index)
            module = self._modules[number]
            raw = content[at : at + length]
            at += length
            try:
                reply = module.request(
                    method,
                    path,
                    params,
                    query,
                    headers,
                    bytes(raw) if module.binary else str(raw, "utf-8", "replace"),
                )
                if module.awaits:
                    assert self._loop is not None
                    reply = self._loop.run_until_complete(reply)
                status, text, fields = reply
                is_text = type(text) is str
                answer = _encoded(text)
                if len(answer) > self._answer_limit:
                    raise ValueError(f"a body of over {self._answer_limit} bytes")
                answers.append(_checked(status, fields, len(answer), is_text))
                bodies.append(answer)
                size += len(answer)
            except (ParentGone, ProtocolError, GeneratorExit):
                raise
            except MemoryError:
                answers.append(["failed", Code.OUT_OF_MEMORY, "MemoryError"])
                break
            except BaseException as error:
                call.log(f"{module.name}: {method} failed: {type(error).__name__}")
                _print(error)
                answers.append(["failed", Code.HANDLER_FAILED, type(error).__name__])
        else:
            return {}, _packed(answers, bodies)
        # Out of memory: what was finished is told, then this worker is replaced.
        yield "answers", _packed(answers, bodies)
        raise HandlerError(Code.OUT_OF_MEMORY, "MemoryError", retire=True)

    def chunks(
        self, args: Mapping[str, Any], body: Body, call: Call
    ) -> tuple[dict[str, Any], bytes]:
        """What the hook changes of one document's chunks, or why it may not."""
        if self._hook is None:
            raise HandlerError("not-ready", "there is no chunk hook", retire=True)
        content = str(body.buffer(), "utf-8")
        try:
            edits = self._hook.edits(content, self._loop)
            return {}, chunk_hook.packed(edits, self._answer_limit)
        except Refused as refused:
            call.log(f"the chunk hook was refused: {refused}")
            return {"refused": str(refused)}, b""
        except MemoryError:
            raise
        except (Exception, SystemExit) as error:
            call.log(f"the chunk hook failed: {type(error).__name__}")
            _print(error)
            return {"failed": type(error).__name__[:100]}, b""

    def handlers(self) -> dict[str, Callable[..., Any]]:
        return {
            "routes": self.routes,
            "request": self.request,
            "chunks": self.chunks,
        }


def of_environment() -> Routes:
    """PAGEBRIDGE_ROUTES is the directory, PAGEBRIDGE_ROUTES_MARKS where marks go."""
    marks = os.environ.get("PAGEBRIDGE_ROUTES_MARKS")
    return Routes(
        Path(os.environ["PAGEBRIDGE_ROUTES"]).resolve(),
        Path(marks) / str(os.getpid()) if marks else None,
        int(os.environ.get("PAGEBRIDGE_ROUTES_ANSWER_BYTES") or 2**30),
        os.environ.get("PAGEBRIDGE_CHUNK_HOOK") or None,
    )


def _encoded(text: Any) -> bytes:
    if isinstance(text, str):
        return text.encode("utf-8", "replace")
    if isinstance(text, bytes | bytearray | memoryview):
        return bytes(text)
    raise TypeError(f"a body is str or bytes, not {type(text).__name__}")


def _checked(status: Any, fields: Any, length: int, is_text: bool) -> Answer:
    """An answer that JSON can hold; raises TypeError for nonsense."""
    if type(status) is not int or not 200 <= status <= 599:
        raise TypeError(f"a status is an int from 200 to 599, not {status!r:.40}")
    if not isinstance(fields, dict):
        raise TypeError(f"headers are a dict, not {type(fields).__name__}")
    for name, values in fields.items():
        if type(name) is not str or type(values) is not list:
            raise TypeError(f"header {name!r:.40} needs a list of str")
        for value in values:
            if type(value) is not str:
                raise TypeError(f"header {name!r:.40} has a value that is no str")
    return [status, fields, length, is_text]


def _packed(answers: list[Answer], bodies: list[bytes]) -> bytes:
    head = to_json(answers)
    return b"".join([_LENGTH.pack(len(head)), head, *bodies])


def _print(error: BaseException) -> None:
    try:
        traceback.print_exception(error)
    except Exception:
        pass  # an exception that cannot be told
