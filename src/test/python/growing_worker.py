"""Takes as much memory as it is asked for; after `keep` it gives it back."""

import time

import px1

kept = []


def answer(call, body):
    kept.append(bytearray(b"m") * (call["args"].get("mb", 0) << 20))
    time.sleep(call["args"].get("sleep", 0))
    px1.done(call)


px1.serve(answer)
