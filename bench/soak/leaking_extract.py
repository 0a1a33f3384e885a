"""The extraction worker with a library that leaks on purpose: 2 MB a document."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

# First, before any library can print: takes the pipe to the service.
from pagebridge_worker import run  # isort: skip

from collections.abc import Generator, Mapping
from typing import Any

from extract import extract
from pagebridge_worker import pdfium_engine
from pagebridge_worker.call import Call
from pagebridge_worker.pages import Part
from pagebridge_worker.protocol import Body

_LEAK = 2_000_000
_leaked: list[bytearray] = []


def leaking(
    args: Mapping[str, Any], body: Body, call: Call
) -> Generator[Part, None, dict[str, Any]]:
    """As ``extract``, and keeps 2 MB that are really touched."""
    _leaked.append(bytearray(b"\x01") * _LEAK)
    return (yield from extract(args, body, call))


if __name__ == "__main__":
    run({"extract": leaking}, warm_up=pdfium_engine.warm_up)
