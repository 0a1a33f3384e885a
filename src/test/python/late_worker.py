"""Answers the first call long after its time; ignores whatever it is told meanwhile."""

import os
import time

import px1


def answer(call, body):
    time.sleep(call["args"].get("sleep", 0))
    px1.part(call, 0, body)
    px1.done(call, {"pid": os.getpid()}, 1, len(body))


px1.serve(answer)
