"""The worker that reads PDFs, telling what its engine took: for ReadingCost.

``own_us`` and ``own_cpu_us`` in the result are wall and CPU time inside the engine,
``began_ns`` and ``body_ns`` when the handler began and when it had the whole PDF, by
the clock that is also the JVM's ``nanoTime``.
What is left of a call is the bridge: the PDF's bytes, frames, parts, waking up.
``BENCH_PIPE_BYTES`` makes the outgoing pipe another size, to see what that would bring.
"""

from __future__ import annotations

# First, before any library can print: takes the pipe to the service.
from pagebridge_worker import run  # isort: skip

import fcntl
import os
import time
from collections.abc import Generator, Mapping
from typing import Any

from pagebridge_worker import channel, pdfium_engine
from pagebridge_worker.call import Call
from pagebridge_worker.page_request import PageRequest
from pagebridge_worker.pages import Part
from pagebridge_worker.protocol import Body


def extract(
    args: Mapping[str, Any], body: Body, call: Call
) -> Generator[Part, None, dict[str, Any]]:
    began = time.monotonic_ns()
    untrusted = body.buffer()
    received = time.monotonic_ns()
    wall, cpu = -time.perf_counter_ns(), -time.thread_time_ns()
    parts = pdfium_engine.extract(untrusted, PageRequest.of(args), call.cancelled)
    while True:
        try:
            part = next(parts)
        except StopIteration as end:
            wall, cpu = wall + time.perf_counter_ns(), cpu + time.thread_time_ns()
            return end.value | {
                "own_us": wall // 1000,
                "own_cpu_us": cpu // 1000,
                "began_ns": began,
                "body_ns": received,
            }
        wall, cpu = wall + time.perf_counter_ns(), cpu + time.thread_time_ns()
        yield part
        wall, cpu = wall - time.perf_counter_ns(), cpu - time.thread_time_ns()


def empty(args: Mapping[str, Any], body: Body) -> dict[str, int]:
    """A call with nothing to do."""
    return {"began_ns": time.monotonic_ns()}


if __name__ == "__main__":
    if pipe_bytes := int(os.environ.get("BENCH_PIPE_BYTES", "0")):
        fcntl.fcntl(channel.take().outgoing, fcntl.F_SETPIPE_SZ, pipe_bytes)
    run({"extract": extract, "empty": empty}, warm_up=pdfium_engine.warm_up)
