"""Writes what a worker sends for PDFs: one folder a PDF, one file a part.

dump.py FOLDER FILE.pdf…: FOLDER/…-FILE.pdf/0000.document, 0001.page … for the test
classes LayoutCost (CPU of layout and chunks in a warm JVM) and AnswerFiles, which need
no worker.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

from pagebridge_worker import pdfium_engine
from pagebridge_worker.page_request import PageRequest


def main() -> int:
    target, *pdfs = map(Path, sys.argv[1:])
    request = PageRequest.of({"pages": None, "ocr": "off"})
    for pdf in pdfs:
        folder = target / f"{pdf.parent.name}-{pdf.name}"
        folder.mkdir(parents=True, exist_ok=True)
        parts = pdfium_engine.extract(pdf.read_bytes(), request, lambda: False)
        for number, (kind, content) in enumerate(parts):
            (folder / f"{number:04}.{kind}").write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
