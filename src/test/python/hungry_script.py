"""Takes memory in one go, faster than anybody can watch, or step by step."""

import mmap
import os
import time

from pagebridge_worker import run

kept = []


def eat(request, body):
    yield "pid", b"%d" % os.getpid()
    for _ in range(request.get("steps", 1)):
        flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE
        kept.append(mmap.mmap(-1, request.get("mb", 0) << 20 or 4096, flags=flags))
        time.sleep(request.get("pause", 0))
    return {"steps": len(kept)}


run(eat)
