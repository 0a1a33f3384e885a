"""Behaves: answers with its body in parts of at most `step` bytes."""

import hashlib
import os
import time

import px1


def answer(call, body):
    args = call["args"]
    step = args.get("step", 1 << 20)
    pieces = [body[i : i + step] for i in range(0, len(body), step)]
    time.sleep(args.get("sleep", 0))
    for seq, piece in enumerate(pieces):
        px1.part(call, seq, piece)
        time.sleep(args.get("pause", 0))
    result = {
        "sha256": hashlib.sha256(body).hexdigest() if args.get("hash") else None,
        "pid": os.getpid(),
        "say": args.get("say"),
    }
    px1.done(call, result, len(pieces), len(body))


px1.serve(answer)
