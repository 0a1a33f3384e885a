"""The workers' engine in a process without a bridge: for the class ReadingCost.

Reads paths from stdin, one a line; answers each with the CPU microseconds that reading
the whole PDF took.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

from pagebridge_worker import pdfium_engine
from pagebridge_worker.page_request import PageRequest

for line in sys.stdin:
    pdf = Path(line.rstrip("\n")).read_bytes()
    start = time.process_time_ns()
    request = PageRequest.of({"pages": None, "ocr": "off"})
    for _ in pdfium_engine.extract(pdf, request, lambda: False):
        pass
    print((time.process_time_ns() - start) // 1000, flush=True)
