"""PX1: one JSON header line, then exactly `len` raw bytes.

    PX1 {"t":"call","id":7,"op":"extract","deadline_ms":30000,"len":5,"args":{}}\\n
    %PDF-

The service's `Frame` class describes the format; both sides are held to the same
golden bytes (`src/test/resources/px1/golden-frames.txt`). No object here may be used
by two threads at once.
"""

from __future__ import annotations

import io
import os
import select
from collections.abc import Mapping
from typing import Any, Final

from .errors import ParentGone, Refusal
from .json_text import to_json
from .messages import CallFrame, Cancel, Message, Welcome, parse, refuse

PREFIX: Final = b"PX1 "
MAX_LINE: Final = 65_536  # bytes before the newline, prefix included
DEFAULT_MAX_TRAILER: Final = 2**31 - 1  # bytes
_CHUNK: Final = 65_536  # capacity of a pipe
_DROPPED: Final = "the body was dropped when the first part was sent"
Bytes = bytes | bytearray | memoryview


class FrameReader:
    """Reads messages and trailers from one descriptor, in order.

    Knows what may come next: `welcome` first and once, ids that grow, one call at a
    time. Everything else raises `ProtocolError`. Frames that arrive while a call is
    under way are seen by `poll`, which never blocks.
    """

    def __init__(self, fd: int, max_trailer: int = DEFAULT_MAX_TRAILER) -> None:
        self._fd = fd
        self._max_trailer = max_trailer
        self._buffer = bytearray()
        self._scanned = 0  # bytes of the buffer known to hold no newline
        self._welcomed = False
        self._last_id = 0
        self._body: Body | None = None  # not None: a call is under way
        self.ended = False  # the other side closed the pipe

    @property
    def body(self) -> Body | None:
        """The trailer of the call under way."""
        return self._body

    def next(self) -> Message | None:
        """The next message; None when the pipe was closed between two frames."""
        while (message := self._parsed()) is None and self._fill(_CHUNK):
            pass
        if message is None and self._buffer:
            refuse(Refusal.EOF, "the stream ended inside a header line")
        return message

    def poll(self) -> Message | None:
        """A message that has arrived in full, without waiting; else None.

        While the trailer of the call is not read, what arrives is trailer, so there
        is nothing to see.
        """
        if self._body is not None and self._body.remaining:
            return None
        while (message := self._parsed()) is None and not self.ended:
            if not select.select([self._fd], [], [], 0)[0]:
                return None
            self._fill(_CHUNK)
        return message

    def finish_call(self) -> None:
        """The call is answered; drops what is left of its trailer."""
        if self._body is not None:
            self._body.discard()
            self._body = None

    def _parsed(self) -> Message | None:
        end = self._buffer.find(b"\n", self._scanned)
        line_length = end if end >= 0 else len(self._buffer)
        if not PREFIX.startswith(self._buffer[: min(len(PREFIX), line_length)]) or (
            0 <= end < len(PREFIX)
        ):
            refuse(Refusal.PREFIX, f"frame begins with {bytes(self._buffer[:16])!r}")
        if line_length > MAX_LINE:
            refuse(Refusal.TOO_LONG, f"more than {MAX_LINE} bytes without newline")
        if end < 0:
            self._scanned = len(self._buffer)
            return None
        line = bytes(self._buffer[len(PREFIX) : end])
        del self._buffer[: end + 1]
        self._scanned = 0
        message = parse(line, self._max_trailer)
        self._check_order(message)
        return message

    def _check_order(self, message: Message) -> None:
        if isinstance(message, CallFrame) and message.id <= self._last_id:
            refuse(Refusal.ID, f"call {message.id} after {self._last_id}")
        if isinstance(message, Cancel) and message.id > self._last_id:
            refuse(Refusal.ID, f"cancel of unknown call {message.id}")
        if isinstance(message, Welcome) == self._welcomed:
            refuse(Refusal.ORDER, f"{type(message).__name__} at this moment")
        self._welcomed = True
        if isinstance(message, CallFrame):
            if self._body is not None:
                refuse(Refusal.ORDER, f"call {message.id} while {self._last_id} runs")
            self._last_id = message.id
            self._body = Body(self, message.length)

    def _fill(self, size: int) -> int:
        """Appends up to `size` bytes to the buffer; 0 at the end of the stream."""
        chunk = os.read(self._fd, size)
        self._buffer += chunk
        self.ended = not chunk
        return len(chunk)

    def arrived(self, size: int) -> bytearray | None:
        """For `Body`: so many bytes of trailer, if all came along with the line."""
        if size > len(self._buffer):
            return None
        taken = self._buffer[:size]
        del self._buffer[:size]
        return taken

    def read_trailer(self, target: memoryview) -> int:
        """For `Body`: fills the start of `target`, at least one byte."""
        if self._buffer:
            size = min(len(target), len(self._buffer))
            target[:size] = self._buffer[:size]
            del self._buffer[:size]
            return size
        size = os.readv(self._fd, [target])
        if size == 0:
            self.ended = True
            refuse(Refusal.EOF, "the stream ended inside a trailer")
        return size


class Body(io.RawIOBase):
    """The trailer of one call: a binary reader that ends after `len` bytes.

    Read it before the first part or progress is sent: what is unread by then is
    dropped (both sides writing at once would block each other), and reading on raises
    ValueError. Owned by the call; using it after the call raises ValueError too.
    """

    def __init__(self, source: FrameReader, length: int) -> None:
        super().__init__()
        self._source = source
        self._dropped = False
        self.length = length  # bytes, all of it
        self.remaining = length  # bytes not read yet

    def readable(self) -> bool:
        return True

    # typeshed's WriteableBuffer has no run-time name before Python 3.12
    def readinto(self, target: Any, /) -> int:
        """Fills `target` as far as bytes are left (unlike a socket: no short reads)."""
        if self._dropped:
            raise ValueError(_DROPPED)
        view = memoryview(target).cast("B")[: self.remaining]
        filled = 0
        while filled < len(view):
            count = self._source.read_trailer(view[filled : filled + 2**30])
            filled += count
            self.remaining -= count
        return filled

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to `size` bytes; fewer only at the end. Negative or None: all."""
        if size is None or size < 0:
            return self.readall()
        target = bytearray(min(size, self.remaining))
        self.readinto(target)
        return bytes(target)

    def readall(self) -> bytes:
        """All that is left, as bytes; `buffer()` saves the copy."""
        return bytes(self.buffer())

    def buffer(self) -> bytearray:
        """All that is left, in one allocation of exactly that size."""
        if (arrived := self._source.arrived(self.remaining)) is not None:
            if self._dropped:
                raise ValueError(_DROPPED)
            self.remaining = 0
            return arrived
        target = bytearray(self.remaining)
        self.readinto(target)
        return target

    def discard(self) -> None:
        """Reads the rest into nowhere. Twice is harmless."""
        scratch = memoryview(bytearray(min(self.remaining, 2**20)))
        while self.remaining:
            count = self._source.read_trailer(scratch[: self.remaining])
            self.remaining -= count
            self._dropped = True

    def close(self) -> None:
        """A library that closes its input must not break the framing."""


class FrameWriter:
    """Writes frames to one descriptor, header and trailer in as few calls as go."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def write(self, header: Mapping[str, object], trailer: Bytes = b"") -> None:
        """Raises ParentGone when nobody reads; ValueError (nothing was written) for
        what cannot be sent, `LineTooLong` among it."""
        self.write_line(encode(header), trailer)

    def write_line(self, line: bytes, trailer: Bytes = b"") -> None:
        """Writes an encoded header line and its trailer."""
        trailing = memoryview(trailer).cast("B")
        if len(trailing) < _CHUNK:
            views = [memoryview(line + trailing)]  # cheaper than two
        else:
            views = [memoryview(line), trailing]
        try:
            while views := [view for view in views if len(view)]:
                written = os.writev(self._fd, views)
                for index, view in enumerate(views):
                    step = min(written, len(view))
                    views[index] = view[step:]
                    written -= step
        except BrokenPipeError as error:
            raise ParentGone("the service closed the pipe") from error


class LineTooLong(ValueError):
    """A header that does not fit MAX_LINE."""


def encode(header: Mapping[str, object]) -> bytes:
    """The header line with prefix and newline; lone surrogates become U+FFFD."""
    line = PREFIX + to_json(header, ascii_only=True)
    if len(line) > MAX_LINE:
        raise LineTooLong(f"header of {len(line)} bytes")
    return line + b"\n"
