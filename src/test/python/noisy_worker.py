"""Writes 10 MB to stderr during a call."""

import os

import px1


def answer(call, body):
    for i in range(10_000):
        os.write(2, b"%06d " % i + b"n" * 1000 + b"\n")
    px1.done(call)


px1.serve(answer)
