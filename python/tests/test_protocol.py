"""PX1 against the golden frames, without a process."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pagebridge_worker.errors import ParentGone, ProtocolError, Refusal
from pagebridge_worker.json_text import to_json
from pagebridge_worker.messages import CallFrame, Cancel
from pagebridge_worker.protocol import (
    MAX_LINE,
    FrameReader,
    FrameWriter,
    LineTooLong,
    encode,
)

GOLDEN = Path(__file__).parents[2] / "src/test/resources/px1/golden-frames.txt"


@dataclass
class Golden:
    name: str = ""
    to: str = ""
    line: bytes = b""
    length: int = 0
    trailer: bytes = b""
    expect: str = ""
    exact: bool = False
    given: dict[str, str] = field(default_factory=dict)


def read_golden_frames() -> list[Golden]:
    records = []
    for block in GOLDEN.read_text("ascii").split("\n\n"):
        record = Golden()
        for text in block.splitlines():
            if text.startswith("#") or not text:
                continue
            key, value = text.split(None, 1)
            match key:
                case "frame":
                    record.name = value
                case "to" | "expect":
                    setattr(record, key, value)
                case "line":
                    record.line = value.encode()
                case "length":
                    record.length = int(value)
                case "trailer":
                    record.trailer = bytes.fromhex(value)
                case "given":
                    record.given = dict(pair.split("=") for pair in value.split())
                case "write":
                    record.exact = value == "exact"
                case _:
                    raise ValueError(text)
        if record.name:
            record.line = unescape(record.line, record.length)
            records.append(record)
    return records


def unescape(text: bytes, length: int) -> bytes:
    out = bytearray()
    pad_at = -1
    i = 0
    while i < len(text):
        if text[i : i + 1] != b"\\":
            out += text[i : i + 1]
            i += 1
            continue
        kind = text[i + 1 : i + 2]
        i += 2
        if kind == b"x":
            out.append(int(text[i : i + 2], 16))
            i += 2
        elif kind == b"p":
            pad_at = len(out)
        else:
            out += {b"n": b"\n", b"\\": b"\\"}[kind]
    if pad_at >= 0:
        out[pad_at:pad_at] = b"a" * (length + 1 - len(out))
    return bytes(out)


FRAMES = read_golden_frames()
TO_WORKER = [frame for frame in FRAMES if frame.to == "worker"]
FROM_WORKER = [frame for frame in FRAMES if frame.to == "service"]


@contextmanager
def reader_of(content: bytes, cap: int = 2**20) -> Iterator[FrameReader]:
    """A reader of a pipe that holds `content` and is closed."""
    incoming, outgoing = os.pipe()

    def feed() -> None:
        with os.fdopen(outgoing, "wb") as stream:
            stream.write(content)

    feeder = threading.Thread(target=feed)
    feeder.start()
    try:
        yield FrameReader(incoming, cap)
    finally:
        while os.read(incoming, 65_536):
            pass
        feeder.join()
        os.close(incoming)


def line(**header: object) -> bytes:
    return encode(header)


WELCOME = line(t="welcome", proto=1)


@pytest.mark.parametrize("frame", TO_WORKER, ids=lambda frame: frame.name)
def test_reads_every_golden_frame_as_expected(frame: Golden) -> None:
    before = b"" if frame.given.get("state") == "starting" else WELCOME
    busy = int(frame.given.get("call", 0))
    if busy:
        before += line(t="call", id=busy, op="x", len=0, args={})
    cap = int(frame.given.get("cap", 2**20))
    with reader_of(before + frame.line + frame.trailer, cap) as reader:
        for _ in range(before.count(b"\n")):
            reader.next()
        if frame.expect == "ok":
            message = reader.next()
            assert message is not None
            if isinstance(message, CallFrame):
                assert reader.body is not None
                assert reader.body.read() == frame.trailer
            assert reader.next() is None
        else:
            with pytest.raises(ProtocolError) as refused:
                if reader.next() and reader.body:
                    reader.body.read()
            assert f"refused {refused.value.reason}" == frame.expect


@pytest.mark.parametrize(
    "frame", [f for f in FROM_WORKER if f.exact], ids=lambda frame: frame.name
)
def test_writes_the_golden_bytes(frame: Golden) -> None:
    header = json.loads(frame.line[4:])
    assert encode(header) == frame.line
    assert len(frame.trailer) == header.get("len", 0)


def test_golden_frames_cover_every_refusal() -> None:
    refused = {frame.expect for frame in TO_WORKER if frame.expect != "ok"}
    assert refused == {f"refused {reason}" for reason in Refusal}


def test_call_carries_its_fields() -> None:
    (golden,) = (frame for frame in FRAMES if frame.name == "call-with-trace")
    with reader_of(WELCOME + golden.line) as reader:
        reader.next()
        call = reader.next()
    assert isinstance(call, CallFrame)
    assert (call.id, call.op, call.deadline_ms, call.length) == (8, "extract", 1, 0)
    assert call.request_id == "r-1"
    assert call.traceparent is not None
    assert call.traceparent.startswith("00-")


def test_lone_surrogates_are_replaced_and_pairs_kept() -> None:
    broken: dict[str, Any] = {"a\ud800": ["x\udfffy", "\ud83d\udd11", "\U0001f511"]}
    assert json.loads(to_json(broken, ascii_only=True)) == {
        "a\ufffd": ["x\ufffdy", "\U0001f511", "\U0001f511"]
    }
    assert to_json({"a": "\udc00ä"}) == '{"a":"\ufffdä"}'.encode()


def test_text_that_looks_like_an_escape_is_kept() -> None:
    text = "\\ud800 and \\u0000"
    assert json.loads(to_json({"a": text}, ascii_only=True)) == {"a": text}


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_json_does_not_know_are_not_written(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode({"t": "progress", "done": number})


def test_header_over_the_limit_is_not_written() -> None:
    fits = MAX_LINE - len(b'PX1 {"t":""}')
    assert len(encode({"t": "a" * fits})) == MAX_LINE + 1
    with pytest.raises(LineTooLong):
        encode({"t": "a" * (fits + 1)})


def test_body_ends_where_its_frame_ends() -> None:
    call = line(t="call", id=1, op="x", len=6, args={}) + b"abcdef"
    with reader_of(WELCOME + call + line(t="cancel", id=1)) as reader:
        reader.next()
        reader.next()
        body = reader.body
        assert body is not None
        assert body.read(4) == b"abcd"
        assert (body.length, body.remaining) == (6, 2)
        assert body.read(10**15) == b"ef"
        assert body.read() == b""
        body.close()
        assert reader.next() == Cancel(1)


def test_body_reads_into_any_buffer_without_short_reads() -> None:
    content = bytes(range(256)) * 2000
    call = line(t="call", id=1, op="x", len=len(content), args={}) + content
    with reader_of(WELCOME + call) as reader:
        reader.next()
        reader.next()
        assert reader.body is not None
        target = bytearray(len(content) + 5)
        assert reader.body.readinto(target) == len(content)
        assert target == content + bytes(5)


def test_dropped_body_cannot_be_read_on() -> None:
    call = line(t="call", id=1, op="x", len=3, args={}) + b"abc"
    with reader_of(WELCOME + call) as reader:
        reader.next()
        reader.next()
        assert reader.body is not None
        reader.body.discard()
        with pytest.raises(ValueError, match="dropped"):
            reader.body.read()


def test_poll_never_waits_and_sees_only_whole_frames() -> None:
    incoming, outgoing = os.pipe()
    reader = FrameReader(incoming)
    assert reader.poll() is None
    os.write(outgoing, WELCOME[:9])
    assert reader.poll() is None
    os.write(outgoing, WELCOME[9:])
    assert reader.poll() is not None
    os.close(outgoing)
    assert reader.poll() is None
    assert reader.ended
    os.close(incoming)


def test_poll_leaves_the_trailer_alone() -> None:
    call = line(t="call", id=1, op="x", len=17, args={})
    with reader_of(WELCOME + call + line(t="ping")) as reader:
        reader.next()
        reader.next()
        assert reader.poll() is None
        assert reader.body is not None
        assert reader.body.remaining == 17


def test_writing_to_nobody_says_so() -> None:
    incoming, outgoing = os.pipe()
    os.close(incoming)
    with pytest.raises(ParentGone):
        FrameWriter(outgoing).write({"t": "pong"})
    os.close(outgoing)


def test_large_frames_are_written_whole() -> None:
    incoming, outgoing = os.pipe()
    received: list[bytes] = []

    def drain() -> None:
        with os.fdopen(incoming, "rb") as stream:
            received.append(stream.read())

    thread = threading.Thread(target=drain)
    thread.start()
    content = os.urandom(3_000_000)
    FrameWriter(outgoing).write({"t": "part", "len": len(content)}, content)
    os.close(outgoing)
    thread.join()
    assert received[0] == b'PX1 {"t":"part","len":3000000}\n' + content
