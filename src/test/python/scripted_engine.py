"""A PDF engine that plays what the document says, for tests of everything above it.

The body holds one order after its `%PDF-` line: `crash` (SIGSEGV after the first page),
`exit`, `sleep`, `burn`, `memory`, `swell` (until it is killed), `slow` (a page every
200 ms), `encrypted`, `corrupt`, `lie` (about its totals),
`garbage` (a page that is no page), `astral` (text beyond 16 bits, right-to-left and
combining), `trace` (the text is the trace context that the call came with). Else it
answers with `pages` pages (default 2) of two words each.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import re
import signal
import struct
import sys
import time
from collections.abc import Generator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "python"))

from pagebridge_worker import Body, Call, HandlerError, run

_ASTRAL = "𝒳𝒴 été 👩‍🚀 שלום 表格 words"


def document(pages: int) -> bytes:
    return json.dumps(
        {
            "page_count": pages,
            "pdf_version": "1.7",
            "encrypted": False,
            "tagged": False,
            "language": "en",
            "metadata": {"title": "Obedience"},
            "outline": [],
            "attachments": [],
            "limits": {},
            "engine": {"name": "pdfium", "version": "0", "loop": "c"},
            "warnings": [],
        }
    ).encode()


def page(number: int, text: str = "obedient words") -> bytes:
    font = {"name": "F", "family": "F", "weight": 400, "italic": False, "fixed": False}
    font |= {"serif": False, "symbolic": False, "ascent": 0.8, "descent": -0.2}
    header = json.dumps(
        {
            "number": number,
            "label": None,
            "width": 612.0,
            "height": 792.0,
            "rotation": 0,
            "fonts": [font],
            "images": [],
            "links": [],
            "fields": [],
            "annotations": [],
            "tags": [],
            "ocr": None,
            "truncated": [],
            "unmapped": 0.0,
            "times": {},
        }
    ).encode()
    n = len(text)
    left = [72.0 + 6 * i for i in range(n)]
    floats = [left, [100.0] * n, [x + 6 for x in left], [112.0] * n]
    floats += [left, [110.0] * n, [12.0] * n, [0.0] * n]
    blank = [1 if c == " " else 0 for c in text]
    return b"".join(
        [
            struct.pack("<IIII", len(header), n, 0, 0),
            header,
            struct.pack(f"<{n}i", *map(ord, text)),
            *[struct.pack(f"<{n}f", *column) for column in floats],
            struct.pack(f"<{n}H", *[0] * n),
            struct.pack(f"<{n}H", *blank),
            struct.pack(f"<{n}i", *[-1] * n),
            struct.pack(f"<{n}I", *[0x000000FF] * n),
            bytes([255] * n),
        ]
    )


def extract(
    request: dict[str, object], body: Body, call: Call
) -> Generator[tuple[str, bytes], None, dict[str, object]]:
    content = body.read().decode("latin-1")
    order = re.search(r"%PDF-\S*\s+(\w+)", content)
    pages = re.search(r"pages (\d+)", content)
    count = int(pages[1]) if pages else 2
    match order[1] if order else "":
        case "encrypted":
            tried = request.get("password") is not None
            raise HandlerError("pdf-encrypted", "locked", {"password_tried": tried})
        case "corrupt":
            raise HandlerError("pdf-corrupt", "no page tree")
        case "exit":
            os._exit(3)
        case "memory":
            raise MemoryError
        case "swell":  # shared pages: no limit of its own stops it, only the pool
            kept = []
            while True:
                kept.append(mmap.mmap(-1, 16 << 20))
                kept[-1].write(b"m" * (16 << 20))
                time.sleep(0.02)
        case "burn":
            yield "document", document(count)
            hashlib.pbkdf2_hmac("sha256", b"", b"", 2_000_000_000)  # in C, for minutes
        case "sleep":
            yield "document", document(count)
            time.sleep(600)
        case "crash":
            yield "document", document(count)
            yield "page", page(1)
            os.kill(os.getpid(), signal.SIGSEGV)
        case "garbage":
            yield "document", document(count)
            yield "page", b"\xff" * 64
    text = _ASTRAL if order and order[1] == "astral" else "obedient words"
    slow = order is not None and order[1] == "slow"
    lie = 1 if order is not None and order[1] == "lie" else 0
    yield "document", document(count)
    if order is not None and order[1] == "trace":
        text = str(call.traceparent)
    for number in range(1, count + 1):
        if slow:
            time.sleep(0.2)
        yield "page", page(number, text)
    glyphs = count * len(text)
    return {
        "pages": count + lie,
        "page_errors": 0,
        "glyphs": glyphs,
        "truncated": False,
    }


run({"extract": extract})
