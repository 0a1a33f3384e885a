"""What the service says, checked: every field has its type and range here or the
frame is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from .errors import ProtocolError, Refusal

PROTOCOL: Final = 1
_PRINTABLE: Final = bytes(range(0x20, 0x7F))
_LARGEST_ID: Final = 2**53
_LARGEST_DEADLINE_MS: Final = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Welcome:
    """The service speaks `PROTOCOL`; the worker may say `ready`."""


@dataclass(slots=True)  # not frozen: that costs a microsecond a field
class CallFrame:
    """One job. `length` bytes of body follow; `deadline_ms` counts from now."""

    id: int
    op: str
    deadline_ms: int | None
    length: int
    args: dict[str, Any]
    request_id: str | None = None
    traceparent: str | None = None
    accept: bool = True  # False: answered at once, without `accepted`


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop call `id` at the next opportunity. Stale ones are ignored."""

    id: int


@dataclass(frozen=True, slots=True)
class Ping:
    """Asks for `pong`."""


@dataclass(frozen=True, slots=True)
class Retire:
    """Finish the call under way, then end with status 0."""


Message = Welcome | CallFrame | Cancel | Ping | Retire


def refuse(reason: Refusal, message: str) -> NoReturn:
    raise ProtocolError(reason, message)


def parse(line: bytes, max_trailer: int) -> Message:
    """Turns a header line (without prefix and newline) into a message."""
    header = _object(line)
    match header.get("t"):
        case "welcome":
            message: Message = _welcome(header)
        case "call":
            return _call(header, _length(header, max_trailer))
        case "cancel":
            message = Cancel(_id(header))
        case "ping":
            message = Ping()
        case "retire":
            message = Retire()
        case unknown:
            refuse(Refusal.TYPE, f"unknown t {unknown!r:.40}")
    if _length(header, max_trailer):
        refuse(Refusal.LEN, "this frame has no trailer")
    return message


def _object(line: bytes) -> dict[str, Any]:
    if line.translate(None, _PRINTABLE):
        refuse(Refusal.ENCODING, "byte outside 0x20..0x7e")
    try:
        header, end = _decode(str(line, "ascii"))
        if end != len(line):
            refuse(Refusal.JSON, "something behind the object")
    except (ValueError, RecursionError) as error:
        refuse(Refusal.JSON, str(error)[:200])
    if not isinstance(header, dict):
        refuse(Refusal.JSON, "not an object")
    return header


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_decode: Final = json.JSONDecoder(parse_constant=_no_constant).raw_decode


def _length(header: dict[str, Any], max_trailer: int) -> int:
    length = header.get("len", 0)
    if type(length) is not int or not 0 <= length <= max_trailer:
        refuse(Refusal.LEN, f"len {length!r:.40} is not in 0..{max_trailer}")
    return length


def _id(header: dict[str, Any]) -> int:
    number = header.get("id")
    if type(number) is not int or not 0 < number <= _LARGEST_ID:
        refuse(Refusal.ID, f"id {number!r:.40}")
    return number


def _welcome(header: dict[str, Any]) -> Welcome:
    if header.get("proto") != PROTOCOL:
        refuse(Refusal.FIELD, f"proto {header.get('proto')!r:.40}")
    return Welcome()


def _call(header: dict[str, Any], length: int) -> CallFrame:
    number = _id(header)
    op = header.get("op")
    if not isinstance(op, str) or not op:
        refuse(Refusal.FIELD, "op is not a name")
    deadline = header.get("deadline_ms")
    if deadline is not None and (
        type(deadline) is not int or not 0 < deadline <= _LARGEST_DEADLINE_MS
    ):
        refuse(Refusal.FIELD, f"deadline_ms {deadline!r:.40}")
    args = header.get("args", {})
    if not isinstance(args, dict):
        refuse(Refusal.FIELD, "args is not an object")
    accept = header.get("accept", True)
    if type(accept) is not bool:
        refuse(Refusal.FIELD, f"accept {accept!r:.40}")
    return CallFrame(
        number,
        op,
        deadline,
        length,
        args,
        _text(header, "request_id") if "request_id" in header else None,
        _text(header, "traceparent") if "traceparent" in header else None,
        accept,
    )


def _text(header: dict[str, Any], key: str) -> str:
    """For log lines only: one line, short."""
    text = header[key]
    if not isinstance(text, str):
        refuse(Refusal.FIELD, f"{key} is not text")
    return "".join(c if c.isprintable() else "?" for c in text[:128])
