"""Breaks the rules of the frames, one at a time."""

import time

import px1

LIES = {
    "totals": lambda c: (px1.part(c, 0, b"abc"), px1.done(c, parts=2, total=3)),
    "bytes": lambda c: (px1.part(c, 0, b"abc"), px1.done(c, parts=1, total=4)),
    "gap": lambda c: px1.part(c, 1, b"abc"),
    "id": lambda c: px1.part(dict(c, id=c["id"] - 1), 0, b"abc"),
    "future-id": lambda c: px1.done(dict(c, id=c["id"] + 1)),
    "negative": lambda c: px1.send(t="part", id=c["id"], seq=0, kind="page", len=-1),
    "huge": lambda c: px1.send(t="part", id=c["id"], seq=0, kind="page", len=2**62),
    "over-the-cap": lambda c: px1.send(
        t="part", id=c["id"], seq=0, kind="page", len=300 << 20
    ),
    "endless-header": lambda c: px1.raw(b"PX1 {" + b" " * (1 << 20)),
    "noise": lambda c: px1.raw(b"Warning: something\n"),
    "utf-8": lambda c: px1.raw(b'PX1 {"t":"progress","id":1,"x":"\xc0\x80"}\n'),
    "type": lambda c: px1.send(t="surprise", id=c["id"]),
    "deep": lambda c: px1.raw(b"PX1 " + b"[" * 60_000 + b"\n"),
    "twice": lambda c: (px1.done(c), px1.done(c)),
}


def answer(call, body):
    LIES[call["args"]["lie"]](call)
    time.sleep(600)


px1.serve(answer)
