"""As chattering_worker.py, with the runtime that users have, and a library in C."""

import ctypes
import os
import sys

from pagebridge_worker import run

LIBC = ctypes.CDLL(None)
TALK = "Warning: this library likes to talk. " * 28


def chatter():
    for _ in range(300):
        print(TALK)
        os.write(1, TALK.encode() + b"\n")
        LIBC.puts(TALK.encode())
        sys.stdout.write("PX1 {")
    LIBC.fflush(None)


chatter()


def x(request, body):
    chatter()
    yield "page", body.read()
    chatter()
    return {}


run(x)
