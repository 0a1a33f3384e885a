"""A grey picture of a page, or of a page turned, with bounds on pixels and time.

``raw`` is the module of PDFium's functions. Annotations and form fields are left out:
their text crosses the pipe by itself.
"""

from __future__ import annotations

import ctypes
import time
from typing import Any

from pagebridge_worker.ocr import GreyImage
from pagebridge_worker.page_view import View

MOST_PIXELS = 25_000_000
_MOST_A_SIDE = 32_000  # Tesseract takes no longer side
_POINTS_AN_INCH = 72


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
        _draw(raw, page, bitmap, columns, rows, turn, until)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * rows)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return GreyImage(pixels, columns, rows, stride, scale * _POINTS_AN_INCH)


def _draw(
    raw: Any, page: Any, bitmap: Any, columns: int, rows: int, turn: int, until: float
) -> None:
    pause = raw.IFSDK_PAUSE(version=1)
    answer = type(pause.NeedToPauseNow)
    pause.NeedToPauseNow = answer(lambda _: time.monotonic() > until)
    place = (0, 0, columns, rows, turn // 90 % 4, raw.FPDF_GRAYSCALE)
    state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, *place, ctypes.byref(pause))
    raw.FPDF_RenderPage_Close(page)
    if state == raw.FPDF_RENDER_TOBECONTINUED:
        raise RenderTimeout
