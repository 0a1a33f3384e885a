"""The frames as bare as they can be, for workers that misbehave on purpose."""

import json
import os
import signal
import sys
from pathlib import Path

os.setsid()
LIBC_PDEATHSIG = 1
try:
    import ctypes

    ctypes.CDLL(None).prctl(LIBC_PDEATHSIG, signal.SIGKILL)
except OSError:
    pass

FROM = os.fdopen(os.dup(0), "rb")
TO = os.fdopen(os.dup(1), "wb", buffering=0)
os.dup2(2, 1)


def raw(data):
    view = memoryview(data)
    while view:
        view = view[os.write(TO.fileno(), view) :]


def line(**header):
    return b"PX1 " + json.dumps(header, separators=(",", ":")).encode() + b"\n"


def send(trailer=b"", **header):
    if trailer:
        header["len"] = len(trailer)
    raw(line(**header) + trailer)


def read():
    line = FROM.readline()
    if not line:
        sys.exit(0)
    header = json.loads(line[4:])
    return header, FROM.read(header.get("len", 0))


def greeting():
    return {
        "proto": [1],
        "pid": os.getpid(),
        "python": "3",
        "runtime": "test",
        "ops": {"echo": {"version": 1}},
        "sandbox": {"level": "off"},
        "rss": rss(),
    }


def hello(**more):
    send(t="hello", **(greeting() | more))
    header, _ = read()
    assert header == {"t": "welcome", "proto": 1}, header
    send(t="ready")


def rss():
    with Path("/proc/self/statm").open() as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def part(call, seq, body, kind="page"):
    header = {"t": "part", "id": call["id"], "seq": seq, "kind": kind, "len": 0}
    send(body, **header)


def done(call, result=None, parts=0, total=0, trailer=b"", **more):
    answer = {
        "t": "done",
        "id": call["id"],
        "parts": parts,
        "bytes": total,
        "len": 0,
        "result": result or {},
        "mem": {"rss": rss()},
        "times": {"wall_ms": 0.0, "cpu_ms": 0.0},
    }
    send(trailer, **(answer | more))


def error(call, code, message, retire=False, **more):
    frame = {"t": "error", "id": call["id"], "code": code, "message": message}
    send(**(frame | {"retire": retire} | more))


def serve(answer):
    """answer(call, body) for each call, until told to retire."""
    hello()
    while True:
        header, body = read()
        if header["t"] == "retire":
            sys.exit(0)
        if header["t"] == "ping":
            send(t="pong")
        if header["t"] == "call":
            send(t="accepted", id=header["id"])
            answer(header, body)
