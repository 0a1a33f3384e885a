"""Accepts a call and says nothing more, not even when it is cancelled."""

import time

import px1


def answer(call, body):
    for seq in range(call["args"].get("parts", 0)):
        px1.part(call, seq, b"x" * call["args"].get("size", 10))
    time.sleep(call["args"].get("sleep", 600))
    px1.done(call, parts=call["args"].get("parts", 0), total=0)


px1.serve(answer)
