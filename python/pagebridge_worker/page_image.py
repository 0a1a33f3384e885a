"""A picture of a page, or of a page turned, with bounds on pixels and time.

``raw`` is the module of PDFium's functions. Annotations and form fields are left out:
their text crosses the pipe by itself.
"""

from __future__ import annotations

import ctypes
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pagebridge_worker.ocr import GreyImage
from pagebridge_worker.page_view import View

MOST_PIXELS = 25_000_000
_MOST_COLOURED = 4_000_000
_MOST_A_SIDE = 32_000  # Tesseract takes no longer side
_POINTS_AN_INCH = 72


@dataclass(frozen=True)
class Picture:
    """Pixels of four bytes, blue first; ``scale`` of them to a point."""

    data: bytes
    width: int
    height: int
    stride: int
    scale: float = 1.0

    @staticmethod
    def of(raw: Any, bitmap: Any, scale: float = 1.0) -> Picture:
        """A copy; the bitmap stays the caller's."""
        width = int(raw.FPDFBitmap_GetWidth(bitmap))
        height = int(raw.FPDFBitmap_GetHeight(bitmap))
        stride = int(raw.FPDFBitmap_GetStride(bitmap))
        start = raw.FPDFBitmap_GetBuffer(bitmap)
        return Picture(
            ctypes.string_at(start, stride * height), width, height, stride, scale
        )

    def pixels(self, box: tuple[float, float, float, float]) -> Iterator[bytes]:
        """Blue, green and red of each pixel in a box given in points."""
        x0, y0, x1, y1 = (side * self.scale for side in box)
        return self.between(x0, y0, x1, y1)

    def between(self, x0: float, y0: float, x1: float, y1: float) -> Iterator[bytes]:
        """The same for a box in pixels."""
        for row in self._rows(x0, y0, x1, y1):
            for at in range(0, len(row), 4):
                yield row[at : at + 3]

    def is_clear(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether something under one of these pixels would be seen."""
        rows = self._rows(x0, y0, x1, y1)
        return any(row[3::4].strip(b"\xff") for row in rows)

    def _rows(self, x0: float, y0: float, x1: float, y1: float) -> Iterator[bytes]:
        left, right = max(0, int(x0)), min(self.width, math.ceil(x1))
        for y in range(max(0, int(y0)), min(self.height, math.ceil(y1))):
            start = y * self.stride
            yield self.data[start + 4 * left : start + 4 * right]


class RenderTimeout(Exception):
    """Drawing the page took longer than it may."""


def render(
    raw: Any, page: Any, view: View, dpi: float, turn: int, until: float
) -> GreyImage:
    """The page turned clockwise by ``turn`` degrees, a multiple of 90.

    The resolution is lower than ``dpi`` where the pixels would be too many; ``until``
    is a value of time.monotonic(). Raises RenderTimeout or MemoryError.
    """
    wide, high = view.width, view.height
    if turn % 180:
        wide, high = high, wide
    scale = min(
        dpi / _POINTS_AN_INCH,
        (MOST_PIXELS / (wide * high)) ** 0.5,
        _MOST_A_SIDE / max(wide, high),
    )
    columns, rows = max(1, int(wide * scale)), max(1, int(high * scale))
    bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise MemoryError(f"no bitmap of {columns} x {rows}")
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        _draw(raw, page, bitmap, columns, rows, turn, until, raw.FPDF_GRAYSCALE)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * rows)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return GreyImage(pixels, columns, rows, stride, scale * _POINTS_AN_INCH)


def draw_colours(raw: Any, page: Any, view: View, until: float) -> Picture:
    """The page in colours, at most twice as many pixels a side as it has points."""
    area = max(1.0, view.width * view.height)
    scale = min(2.0, (_MOST_COLOURED / area) ** 0.5)
    columns, rows = max(1, int(view.width * scale)), max(1, int(view.height * scale))
    bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        raise MemoryError(f"no bitmap of {columns} x {rows}")
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        _draw(raw, page, bitmap, columns, rows, 0, until, 0)
        return Picture.of(raw, bitmap, scale)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _draw(
    raw: Any,
    page: Any,
    bitmap: Any,
    columns: int,
    rows: int,
    turn: int,
    until: float,
    flags: int,
) -> None:
    pause = raw.IFSDK_PAUSE(version=1)
    answer = type(pause.NeedToPauseNow)
    pause.NeedToPauseNow = answer(lambda _: time.monotonic() > until)
    place = (0, 0, columns, rows, turn // 90 % 4, flags)
    state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, *place, ctypes.byref(pause))
    raw.FPDF_RenderPage_Close(page)
    if state == raw.FPDF_RENDER_TOBECONTINUED:
        raise RenderTimeout
