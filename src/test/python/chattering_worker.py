"""A library that prints 1 MB to stdout when it is loaded and in mid-document."""

import os

import px1


def chatter():
    for _ in range(1000):
        os.write(1, b"Warning: this library likes to talk. " * 28 + b"\n")


chatter()


def answer(call, body):
    chatter()
    px1.part(call, 0, body)
    chatter()
    px1.done(call, parts=1, total=len(body))


px1.serve(answer)
