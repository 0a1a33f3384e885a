"""The loop of a worker: hello, then one call after the other until `retire`.

One thread does everything, the one that called `run`. A call is answered by exactly
one `done` or `error`; its parts come before.
"""

from __future__ import annotations

import contextlib
import gc
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from . import __version__, limits, sandbox, start
from .answers import (
    LONGEST_MESSAGE,
    Handler,
    Parts,
    error_header,
    named,
    takes_call,
    text_of,
)
from .call import Call
from .errors import Code, Exit, HandlerError, ParentGone, ProtocolError, Refusal
from .json_text import to_json
from .messages import PROTOCOL, CallFrame, Cancel, Ping, Retire, Welcome
from .protocol import (
    DEFAULT_MAX_TRAILER,
    Bytes,
    FrameReader,
    FrameWriter,
    LineTooLong,
)


def run(
    handlers: Handler | Mapping[str, Handler],
    *,
    warm_up: Callable[[], object] | None = None,
    versions: Mapping[str, int] | None = None,
) -> NoReturn:
    """Serves calls until the service is done with this worker; never returns.

    `handlers` is one function, served under its own name, or a mapping from operation
    to function. A handler gets the request (the call's arguments, a dict), the body (a
    bounded binary reader) and, if it takes a third parameter, the `Call`. It returns
    a dict that JSON can hold, or `(dict, bytes)` for raw bytes behind it, or is a
    generator that yields parts `(kind, bytes)` and returns one of the two.

    When its time runs out between two parts, `DeadlineExceeded` is raised at the
    generator's `yield`; it may catch that and return what it has. A result with
    `"truncated": True` says that a handler stopped early for this; the service then
    replaces this worker, as after every slow call.

    `warm_up` runs before the sandbox closes: load libraries, models and fonts there,
    and leave no thread behind. Inside the sandbox there are no sockets, so no asyncio,
    and no child processes.
    `versions` gives an operation's version other than 1 in `hello`.
    """
    begun = start.begin()
    if begun is None:
        print(
            "This is a Pagebridge worker: a service starts it and talks to it over "
            "stdin and stdout. It does nothing in a terminal.",
            file=sys.stderr,
        )
        sys.exit(Exit.BOOT_FAILED)
    table = named(handlers)
    if warm_up is not None:
        warm_up()
    try:
        level = sandbox.confine(begun.settings, _script_folder())
    except sandbox.SandboxError as error:
        start.fatal(Exit.SANDBOX_FAILED, Code.SANDBOX_FAILED, str(error))
    gc.collect()
    gc.freeze()  # what is loaded now stays; full collections need not visit it
    cap = int(os.environ.get("PAGEBRIDGE_MAX_TRAILER") or DEFAULT_MAX_TRAILER)
    worker = Worker(
        FrameReader(begun.channel.incoming, cap),
        FrameWriter(begun.channel.outgoing),
        table,
        begun.memory,
    )
    hello = {
        "t": "hello",
        "proto": [PROTOCOL],
        "pid": os.getpid(),
        "python": platform.python_version(),
        "runtime": __version__,
        "ops": {op: {"version": (versions or {}).get(op, 1)} for op in table},
        "sandbox": level.report(begun.settings.mode),
        "rss": begun.memory.rss(),
    }
    _serve(worker, hello, begun.channel.parent)


def _serve(worker: Worker, hello: dict[str, object], parent: int) -> NoReturn:
    try:
        worker.serve(hello)
    except ParentGone as error:
        start.end(Exit.PARENT_GONE, str(error))
    except ProtocolError as error:
        # A service that dies while it writes leaves half a frame: not a fault.
        cut_off = error.reason is Refusal.EOF and os.getppid() != parent
        start.end(Exit.PARENT_GONE if cut_off else Exit.PROTOCOL, str(error))
    except MemoryError:
        start.end(Exit.OUT_OF_MEMORY, "no memory outside a call")
    if os.getppid() != parent:
        start.end(Exit.PARENT_GONE, "stdin was closed")
    sys.exit(Exit.RETIRED)


class Worker:
    """The conversation with the service, on any pair of descriptors."""

    def __init__(
        self,
        reader: FrameReader,
        writer: FrameWriter,
        handlers: Mapping[str, Handler],
        memory: limits.ResidentMemory,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._handlers = {
            op: (handler, takes_call(handler)) for op, handler in handlers.items()
        }
        self._memory = memory
        self._cpu_limit = limits.CpuTime()
        self._cpu_s = time.process_time()  # when the call before ended
        self._call: Call | None = None
        self._retiring = False

    def serve(self, hello: Mapping[str, object]) -> None:
        """Returns after `retire`, or when the pipe was closed between two calls."""
        self._writer.write(hello)
        while not self._retiring and (message := self._reader.next()) is not None:
            match message:
                case Welcome():
                    self._writer.write({"t": "ready"})
                case CallFrame():
                    self._serve_call(message)
                case _:
                    self._note(message)

    def _note(self, message: object) -> None:
        """A message that needs no work; may come at any time."""
        match message:
            case Ping():
                self._writer.write({"t": "pong"})
            case Retire():
                self._retiring = True
            case Cancel(id=number) if self._call and self._call.id == number:
                self._call.was_cancelled = True
            case _:
                pass  # a cancel that crossed our answer

    def _poll(self) -> None:
        while (message := self._reader.poll()) is not None:
            self._note(message)
        if self._reader.ended and self._call is not None:
            self._call.was_cancelled = True  # nobody waits for the answer

    def _serve_call(self, frame: CallFrame) -> None:
        body = self._reader.body
        assert body is not None
        wall = time.monotonic()
        call = self._call = Call(frame, body, self._poll, self._writer.write)
        self._cpu_limit.renew(call.remaining())
        if frame.accept:
            self._writer.write({"t": "accepted", "id": frame.id})
        header, trailer = self._outcome(frame, call)
        if header["t"] == "done":
            if header["result"].get("truncated") is True:
                header["truncated"] = True
            end = time.monotonic()
            cpu, self._cpu_s = self._cpu_s, time.process_time()
            header["mem"] = {"rss": self._memory.recently(end)}
            header["times"] = {
                "wall_ms": round((end - wall) * 1000, 3),
                "cpu_ms": round((self._cpu_s - cpu) * 1000, 3),
            }
        self._call = None
        self._reader.finish_call()
        try:
            self._writer.write(header, trailer)
        except LineTooLong:
            if header["t"] == "done" and trailer:
                failure = HandlerError(Code.HANDLER_FAILED, "a result of over 64 KiB")
                header, trailer = error_header(call, failure), b""
            elif header["t"] == "done":
                trailer = to_json(header["result"])
                header |= {"result": None, "len": len(trailer)}
            else:
                header.pop("detail", None)
            self._writer.write(header, trailer)

    def _outcome(self, frame: CallFrame, call: Call) -> tuple[dict[str, Any], Bytes]:
        """Runs the handler; the last frame of the call, whatever happens in it."""
        try:
            if frame.op not in self._handlers:
                raise HandlerError(Code.UNKNOWN_OP, f"no handler for {frame.op!r:.80}")
            handler, takes_call = self._handlers[frame.op]
            parts = Parts(call, self._writer)
            if takes_call:
                answer = handler(frame.args, call.body, call)
            else:
                answer = handler(frame.args, call.body)
            result, trailer = parts.result_of(answer)
            if result:
                to_json(result)  # raises here, where it is the handler's fault
        except (ParentGone, ProtocolError):
            raise
        except HandlerError as error:
            call.log(f"{error.code}: {error.message[:LONGEST_MESSAGE]}")
            return error_header(call, error), b""
        except MemoryError:
            # Not even the traceback: it holds the frames that hold the memory.
            pass
        except (Exception, SystemExit) as error:
            call.log(f"{Code.HANDLER_FAILED}: {type(error).__name__}")
            with contextlib.suppress(Exception):
                traceback.print_exc()
            name = type(error).__name__
            failure = HandlerError(
                Code.HANDLER_FAILED, f"{name}: {text_of(error)}", {"type": name}
            )
            return error_header(call, failure), b""
        else:
            return {
                "t": "done",
                "id": call.id,
                "parts": parts.count,
                "bytes": parts.bytes,
                "len": memoryview(trailer).nbytes,
                "result": result,
            }, trailer
        gc.collect()
        call.log(f"{Code.OUT_OF_MEMORY}: MemoryError")
        failure = HandlerError(Code.OUT_OF_MEMORY, "MemoryError", retire=True)
        return error_header(call, failure), b""


def _script_folder() -> Path | None:
    script = getattr(sys.modules.get("__main__"), "__file__", None)
    return Path(script).resolve().parent if script else None
