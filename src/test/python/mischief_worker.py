"""Keeps the letter of the frames and tries what it can, or breaks them unexpectedly.

What comes before the first call is named by the first argument, what comes with a call
by the call.
"""

import os
import signal
import sys
import time

import px1

START = sys.argv[1] if len(sys.argv) > 1 else ""
CAP = 1 << 20


def dribble(data):
    for at in range(len(data)):
        px1.raw(data[at : at + 1])
        time.sleep(0.05)


def flood(**frame):
    while True:
        px1.send(**frame)


def padded(length, **header):
    """A line of exactly that many bytes before the newline."""
    empty = len(px1.line(pad="", **header)) - 1
    px1.raw(px1.line(pad="x" * (length - empty), **header))


def header_of(length):
    def tell(call):
        padded(length, t="progress", id=call["id"], done=1, total=1)
        px1.done(call)

    return tell


def part_of(length):
    def tell(call):
        px1.part(call, 0, b"x" * length)
        px1.done(call, parts=1, total=length)

    return tell


def empty_parts(call):
    for seq in range(10**9):
        px1.part(call, seq, b"")


def afterwards(act):
    def tell(call):
        px1.done(call)
        time.sleep(0.1)
        act(call)

    return tell


CALLS = {
    "slow-header": lambda c: dribble(
        px1.line(t="progress", id=c["id"], done=1, total=1000) * 99
    ),
    "slow-body": lambda c: (
        px1.raw(px1.line(t="part", id=c["id"], seq=0, kind="page", len=10_000)),
        dribble(b"x" * 10_000),
    ),
    "stopped": lambda c: os.kill(os.getpid(), signal.SIGSTOP),
    "accepted-twice": lambda c: px1.send(t="accepted", id=c["id"]),
    "ready-again": lambda c: px1.send(t="ready"),
    "hello-again": lambda c: px1.send(t="hello", proto=[1]),
    "fatal": lambda c: px1.send(t="fatal", code="x", message="x"),
    "pong": lambda c: flood(t="pong"),
    "big-number": lambda c: px1.raw(
        b'PX1 {"t":"progress","id":1,"done":1' + b"0" * 60_000 + b',"total":1}\n'
    ),
    "big-exponent": lambda c: px1.raw(
        b'PX1 {"t":"progress","id":1,"done":1e999999999,"total":1}\n'
    ),
    "no-result": lambda c: px1.raw(
        b'PX1 {"t":"done","id":%d,"parts":0,"bytes":0,"len":3}\n{x}' % c["id"]
    ),
    "two-keys": lambda c: px1.raw(
        b'PX1 {"t":"part","id":%d,"seq":0,"kind":"page","len":1,"len":99}\nx' % c["id"]
    ),
    "trailer-where-none-is": lambda c: px1.send(
        b"x", t="progress", id=c["id"], done=1, total=1
    ),
    "full-header": header_of(65_536),
    "over-full-header": header_of(65_537),
    "full-part": part_of(CAP),
    "over-full-part": part_of(CAP + 1),
    "empty-parts": empty_parts,
    "noise-afterwards": afterwards(
        lambda c: px1.raw(b"Segmentation fault, just kidding\n")
    ),
    "part-afterwards": afterwards(lambda c: px1.part(c, 0, b"of the last call")),
    "exit-afterwards": afterwards(lambda c: os._exit(0)),
    "ignores-signals": lambda c: (
        [
            signal.signal(number, signal.SIG_IGN)
            for number in range(1, 65)
            if number not in (9, 19, 32, 33)
        ]
        and time.sleep(600)
    ),
    "fine": lambda c: px1.done(c, {"pid": os.getpid()}),
}


def answer(call, body):
    CALLS[call["args"].get("do", "fine")](call)


if START == "die-before-ready":
    px1.send(t="hello", **px1.greeting())
    os._exit(0)
if START == "stop-before-ready":
    px1.send(t="hello", **px1.greeting())
    os.kill(os.getpid(), signal.SIGSTOP)
if START == "call-before-ready":
    px1.send(t="hello", **px1.greeting())
    px1.send(t="done", id=1, parts=0, bytes=0, len=0)
    time.sleep(600)
if START == "die-after-ready":
    px1.hello()
    os._exit(0)
if START in ("full", "partial", "off"):
    GREETING = px1.greeting
    px1.greeting = lambda: GREETING() | {"sandbox": {"level": START}}
px1.serve(answer)
