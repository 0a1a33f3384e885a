"""Scans for tests: made of the fixtures' one, with what is known to stand on them."""

from __future__ import annotations

import io
import json
import re
import struct
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2_raw as raw
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pagebridge_worker import pdfium_engine
from pagebridge_worker.page_image import render
from pagebridge_worker.page_request import PageRequest
from pagebridge_worker.pages import GLYPH_BYTES, unpack_page
from pagebridge_worker.pdfium_engine import OpenPage, PdfDocument

PDFS = Path(__file__).parents[2] / "src/test/resources/pdf"


@dataclass(frozen=True)
class Glyph:
    """One row of the glyph columns; points from the top left corner."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    origin_x: float
    origin_y: float
    size: float
    angle: float
    font: int
    flags: int
    mcid: int
    rgba: int
    confidence: int


@dataclass(frozen=True)
class ReadPage:
    json: dict[str, Any]
    glyphs: list[Glyph]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True)
class ReadDocument:
    json: dict[str, Any]
    pages: list[ReadPage]


def page_of(trailer: bytes) -> ReadPage:
    page, columns, _, _ = unpack_page(trailer)
    count = len(columns) // GLYPH_BYTES
    start = 0
    values = []
    for kind in ("i", *"ffffffff", "H", "H", "i", "I", "B"):
        column = struct.Struct(f"<{count}{kind}")
        values.append(column.unpack_from(columns, start))
        start += column.size
    return ReadPage(
        page, [Glyph(chr(row[0]), *row[1:]) for row in zip(*values, strict=True)]
    )


def read(pdf: bytes, **request: Any) -> ReadDocument:
    """Extracts in this process."""
    parts = list(pdfium_engine.extract(pdf, PageRequest(**request)))
    assert parts[0][0] == "document"
    assert all(kind == "page" for kind, _ in parts[1:])
    return ReadDocument(
        json.loads(parts[0][1]), [page_of(trailer) for _, trailer in parts[1:]]
    )


def truth(name: str) -> str:
    fixtures = json.loads((PDFS / "fixtures.json").read_text())
    (fixture,) = (each for each in fixtures if each["file"] == name)
    pieces = []
    for block in fixture["blocks"]:
        pieces.append(block.get("text", ""))
        pieces += [cell["text"] for row in block.get("rows", []) for cell in row]
    return " ".join(pieces)


def token_f1(text: str, expected: str) -> float:
    """Of the words as a bag, case and punctuation aside."""
    found = Counter(re.findall(r"\w+", text.lower()))
    wanted = Counter(re.findall(r"\w+", expected.lower()))
    return 2 * (found & wanted).total() / max(1, found.total() + wanted.total())


def turned_pages(pdf: bytes) -> bytes:
    """Its first page four times, with /Rotate 0, 90, 180 and 270."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        first = document.pages[0]
        for rotation in (90, 180, 270):
            document.pages.append(first)
            document.pages[-1].Rotate = rotation
        return _saved(document)


def scan() -> Image.Image:
    """The fixture's scanned page as a picture of 200 dots an inch."""
    untrusted = (PDFS / "scanned.pdf").read_bytes()
    with PdfDocument(untrusted) as document, OpenPage(document, 0) as page:
        until = time.monotonic() + 60
        grey = render(raw, page.handle, page.view(), 200, 0, until)
    rows = Image.frombytes("L", (grey.stride, grey.height), grey.pixels)
    return rows.crop((0, 0, grey.width, grey.height))


def pdf_of(
    image: Image.Image,
    invisible: str = "",
    visible: str = "",
    box: tuple[float, float, float, float] = (0, 0, 420, 595),
) -> bytes:
    """One page with the image in a box (x, y, width, height) and text over it."""
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(420, 595), invariant=True)
    canvas.drawImage(ImageReader(image), *box)
    text = canvas.beginText(40, 560)
    text.setFont("Helvetica", 8)
    text.setTextRenderMode(3)
    text.textLines(invisible)
    text.setTextRenderMode(0)
    text.textLines(visible)
    canvas.drawText(text)
    canvas.save()
    return page.getvalue()


def _saved(document: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
