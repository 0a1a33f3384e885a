"""From a page's user space to the page as displayed."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

_FARTHEST = 100_000.0  # points from the origin; no sound page reaches so far
_LETTER = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True)
class View:
    """User space to display space: points, origin top left, y down."""

    matrix: tuple[float, float, float, float, float, float]
    width: float
    height: float
    rotation: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> list[float]:
        """The display box of two opposite corners, whole hundredths of a point."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        corners = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        return [round(min(max(value, -1e6), 1e6), 2) for value in corners]


def view_of(
    left: float, bottom: float, right: float, top: float, rotation: int
) -> View:
    """The view of a crop box turned clockwise by 0, 90, 180 or 270 degrees."""
    wide, high = right - left, top - bottom
    if rotation == 90:
        return View((0, 1, 1, 0, -bottom, -left), high, wide, rotation)
    if rotation == 180:
        return View((-1, 0, 0, 1, right, -bottom), wide, high, rotation)
    if rotation == 270:
        return View((0, -1, -1, 0, top, right), high, wide, rotation)
    return View((1, 0, 0, -1, -left, top), wide, high, 0)


def page_view(raw: Any, page: Any) -> View:
    """The crop box as displayed; US Letter when the boxes make no sense."""
    rect = raw.FS_RECTF()
    rotation = (raw.FPDFPage_GetRotation(page) % 4) * 90
    found = raw.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
    sides = (rect.left, rect.bottom, rect.right, rect.top)
    if not found or not all(map(math.isfinite, sides)):
        return view_of(*_LETTER, rotation)
    left, bottom, right, top = (min(max(v, -_FARTHEST), _FARTHEST) for v in sides)
    if right <= left or top <= bottom:
        return view_of(*_LETTER, rotation)
    return view_of(left, bottom, right, top, rotation)
