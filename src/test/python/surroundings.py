"""Tells what a worker finds around itself."""

import ctypes
import os

from pagebridge_worker import run

LIBC = ctypes.CDLL(None)
PR_GET_DUMPABLE = 3


def look(request, body):
    return {
        "environment": dict(os.environ),
        "dumpable": LIBC.prctl(PR_GET_DUMPABLE, 0, 0, 0, 0),
    }


run(look)
