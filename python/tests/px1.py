"""The service's side of the pipe, as small as it can be: starts a script as a worker
and talks PX1 to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

PYTHON_FOLDER = Path(__file__).parent.parent
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
Frame = tuple[dict[str, Any], bytes]


class WorkerProcess:
    """One worker. Standard error is collected by a thread, so it never blocks."""

    def __init__(self, script: Path, environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={
                "PYTHONPATH": str(PYTHON_FOLDER),
                "PYTHONWARNINGS": "error",
                "PAGEBRIDGE_PARENT_PID": str(os.getpid()),
                "PAGEBRIDGE_SANDBOX": "off",
                **(environment or {}),
            },
        )
        assert self.process.stdin and self.process.stdout and self.process.stderr
        self.stdin = self.process.stdin
        self.stdout = self.process.stdout
        self._errors: list[bytes] = []
        self._drain = threading.Thread(target=self._collect, daemon=True)
        self._drain.start()
        self.last_id = 0

    def __enter__(self) -> WorkerProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait(10)
        self._drain.join(10)
        for stream in (self.stdin, self.stdout):
            try:
                stream.close()
            except OSError:
                pass

    def _collect(self) -> None:
        assert self.process.stderr
        with self.process.stderr as stream:
            for line in stream:
                self._errors.append(line)

    def greet(self) -> dict[str, Any]:
        """Handshake; returns `hello`."""
        hello, _ = self.receive()
        assert hello["t"] == "hello", hello
        self.send({"t": "welcome", "proto": 1})
        assert self.receive() == ({"t": "ready"}, b"")
        return hello

    def send(self, header: dict[str, Any], trailer: bytes = b"") -> None:
        line = json.dumps(header, separators=(",", ":")).encode()
        self.send_bytes(b"PX1 " + line + b"\n" + trailer)

    def send_bytes(self, content: bytes) -> None:
        self.stdin.write(content)
        self.stdin.flush()

    def call(self, op: str, body: bytes = b"", **args: object) -> int:
        """Sends a call and reads `accepted`."""
        self.last_id += 1
        self.send(
            {
                "t": "call",
                "id": self.last_id,
                "op": op,
                "deadline_ms": 30_000,
                "len": len(body),
                "request_id": "r-42",
                "traceparent": TRACE,
                "args": args,
            },
            body,
        )
        assert self.receive() == ({"t": "accepted", "id": self.last_id}, b"")
        return self.last_id

    def receive(self) -> Frame:
        """The next frame; fails on bytes that are none."""
        line = self.stdout.readline(65_537)
        if not line:
            raise EOFError(f"status {self.process.wait(10)}: {self.errors()}")
        assert line.startswith(b"PX1 "), line[:200]
        assert line.endswith(b"\n")
        header = json.loads(line[4:])
        return header, self.stdout.read(header.get("len", 0))

    def answer(self) -> list[Frame]:
        """All frames to `done` or `error`; progress is left out."""
        frames: list[Frame] = []
        while not frames or frames[-1][0]["t"] not in ("done", "error"):
            frame = self.receive()
            if frame[0]["t"] != "progress":
                frames.append(frame)
        return frames

    def result(self, op: str, body: bytes = b"", **args: object) -> Any:
        """A call that answers with `done` and nothing else."""
        self.call(op, body, **args)
        ((done, _),) = self.answer()
        assert done["t"] == "done", done
        return done["result"]

    def error(self, op: str, body: bytes = b"", **args: object) -> dict[str, Any]:
        """A call that ends with `error`."""
        self.call(op, body, **args)
        error, _ = self.answer()[-1]
        assert error["t"] == "error", error
        return error

    def exit_status(self) -> int:
        return self.process.wait(10)

    def errors(self) -> str:
        """Standard error, all of it: only after the process ended."""
        self._drain.join(10)
        return b"".join(self._errors).decode(errors="replace")
