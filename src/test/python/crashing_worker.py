"""Ends in the middle of a call, in the way it is asked to."""

import ctypes
import os
import signal
import sys
import time

import px1


def answer(call, body):
    how = call["args"].get("how")
    print("about to end:", how, file=sys.stderr, flush=True)
    if how == "segv":
        ctypes.string_at(8)
    elif how == "abort":
        os.abort()
    elif how == "bad-alloc":
        print("terminate called after throwing std::bad_alloc", file=sys.stderr)
        sys.stderr.flush()
        os.abort()
    elif how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how == "memory-error":
        px1.error(call, "out-of-memory", "MemoryError", retire=True)
        os._exit(70)
    elif how == "exit":
        os._exit(call["args"]["status"])
    elif how == "close":
        os.close(px1.TO.fileno())
        time.sleep(600)
    elif how == "in-frame":
        px1.raw(
            b'PX1 {"t":"part","id":%d,"seq":0,"kind":"page","len":100}\nabc'
            % call["id"]
        )
        ctypes.string_at(8)
    px1.done(call, {"pid": os.getpid()})


px1.serve(answer)
