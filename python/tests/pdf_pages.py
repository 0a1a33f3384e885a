"""What the engine's tests share: its parts in readable form, and where PDFs are."""

from __future__ import annotations

import io
import json
import os
import re
import struct
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from pagebridge_worker import pdfium_engine
from pagebridge_worker.glyph_loop import Loop
from pagebridge_worker.page_arrays import (
    GLYPH_COLUMNS,
    GLYPH_ORDER,
    PATH_COLUMNS,
    PATH_ORDER,
)
from pagebridge_worker.page_request import PageRequest
from pagebridge_worker.pages import unpack_page

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "src/test/resources/pdf"
SHARED = Path(os.environ.get("PAGEBRIDGE_SHARED_DATA", ROOT.parent / "shared/data"))
_FORMATS = {
    "c_int": "i",
    "c_uint": "I",
    "c_float": "f",
    "c_ushort": "H",
    "c_ubyte": "B",
}


@dataclass
class PageRead:
    """One ``page`` part: its JSON and its columns by name."""

    json: dict[str, Any]
    glyphs: dict[str, tuple[Any, ...]]
    paths: dict[str, tuple[Any, ...]]

    @property
    def text(self) -> str:
        return "".join(map(chr, self.glyphs["code"]))

    def first(self, text: str) -> dict[str, Any]:
        """The attributes of the glyph where ``text`` begins."""
        at = self.text.index(text)
        return {name: values[at] for name, values in self.glyphs.items()}


@dataclass
class DocumentRead:
    """A whole answer of ``extract``."""

    document: dict[str, Any] = field(default_factory=dict)
    pages: list[PageRead] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
    result: dict[str, Any] = field(default_factory=dict)


def read(
    untrusted: bytes | Path, loop: Loop | None = None, **args: Any
) -> DocumentRead:
    """Extracts without OCR; ``args`` are those of the call."""
    data = untrusted if isinstance(untrusted, bytes) else untrusted.read_bytes()
    request = PageRequest.of({"ocr": "off", **args})
    parts = pdfium_engine.extract(data, request, loop=loop)
    answer = DocumentRead()
    while True:
        try:
            kind, trailer = next(parts)
        except StopIteration as end:
            answer.result = end.value
            return answer
        if kind == "page":
            answer.pages.append(unpack(trailer))
        elif kind == "document":
            answer.document = json.loads(trailer)
        else:
            answer.errors.append(json.loads(trailer))


def unpack(trailer: bytes) -> PageRead:
    page, glyphs, paths, order = unpack_page(trailer)
    read = PageRead(
        page, _columns(GLYPH_COLUMNS, glyphs), _columns(PATH_COLUMNS, paths)
    )
    if order:
        end = 4 * len(read.glyphs["code"])
        read.glyphs |= _columns(GLYPH_ORDER, order[:end])
        read.paths |= _columns(PATH_ORDER, order[end:])
    return read


def _columns(columns: list[tuple[str, Any]], data: bytes) -> dict[str, tuple[Any, ...]]:
    codes = [_FORMATS[kind.__name__] for _, kind in columns]
    count = len(data) // struct.calcsize("<" + "".join(codes))
    found: dict[str, tuple[Any, ...]] = {}
    offset = 0
    for (name, _), code in zip(columns, codes, strict=True):
        found[name] = struct.unpack_from(f"<{count}{code}", data, offset)
        offset += struct.calcsize(f"<{count}{code}")
    return found


def tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def saved(made: pikepdf.Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    made.save(out, **how)
    return out.getvalue()


def blank(pages: int = 1) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(200, 100))
    return made


def annotated(**entries: Any) -> bytes:
    made = blank()
    mark = Dictionary(Type=Name.Annot, Rect=Array([10, 20, 60, 40]), **entries)
    made.pages[0].obj.Annots = Array([made.make_indirect(mark)])
    return saved(made)
