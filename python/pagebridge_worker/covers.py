"""Makes sure that what was painted over text really hides it: by drawing the page once.

The glyph loop knows order, boxes and plain transparency. It does not know that a fill
is a hatching, that a layer is off, that an image has a mask or overprints: PDFium
tells none of that but by drawing. Only pages where something lies over text painted
before are drawn, coarsely and with a limit of time; what cannot be made sure hides
nothing.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterable
from typing import Any

from pagebridge_worker.page_arrays import (
    CLIPPED,
    COVERS,
    GENERATED,
    INVISIBLE,
    PageArrays,
)
from pagebridge_worker.page_image import Picture, RenderTimeout, draw_colours
from pagebridge_worker.page_view import View

_SECONDS = 0.5
_MOST_COVERS, _MOST_IMAGES = 64, 8  # of one page that are looked at
_MOST_GLYPHS = 60  # that are looked at under one of them
_MOST_PIXELS = 4_000_000  # of an image
_SAME_COLOUR = 12  # of 255, in each channel
_FILLED = (
    0.6  # share of the text's pixels in the cover's colour: others may be text on it
)
_FAINT = 10.0  # of 255: two means closer than that show the same
_RIM = 0.2  # of a glyph's box, at each side
_UNKNOWN_COLOUR_SPACE = 0  # a stencil has none

_Box = tuple[float, float, float, float]


class Covers:
    """For one page. ``raw`` is the module of PDFium's functions."""

    def __init__(self, raw: Any, document: Any, page: Any, view: View) -> None:
        self._raw, self._document, self._page = raw, document, page
        self._view = view

    def confirm(self, arrays: PageArrays) -> None:
        """Takes the mark from what hides nothing; without marks no order is sent."""
        if not arrays.ordered:
            return
        shapes = [at for at in range(arrays.paths) if arrays.paint[at] & COVERS]
        images = [at for at in range(arrays.images) if arrays.iover[at]]
        try:
            until = time.monotonic() + _SECONDS
            picture = draw_colours(self._raw, self._page, self._view, until)
        except (RenderTimeout, MemoryError):
            picture = None
        for number, at in enumerate(shapes):
            looked_at = picture if number < _MOST_COVERS else None
            if not looked_at or not _is_filled(arrays, at, looked_at):
                arrays.paint[at] &= ~COVERS
        for number, at in enumerate(images):
            looked_at = picture if number < _MOST_IMAGES else None
            if not looked_at or not self._is_shown(arrays, at, looked_at):
                arrays.iover[at] = 0
        kept = any(arrays.paint[at] & COVERS for at in shapes)
        arrays.ordered = int(kept or any(arrays.iover[at] for at in images))

    def _is_shown(self, arrays: PageArrays, at: int, picture: Picture) -> bool:
        """Where the text stands the page looks as the image does."""
        raw = self._raw
        image = ctypes.cast(arrays.ihandles[at], raw.FPDF_PAGEOBJECT)
        if arrays.ipixels[2 * at] * arrays.ipixels[2 * at + 1] > _MOST_PIXELS:
            return False
        about = raw.FPDF_IMAGEOBJ_METADATA()
        if not raw.FPDFImageObj_GetImageMetadata(
            image, self._page, ctypes.byref(about)
        ) or (about.colorspace == _UNKNOWN_COLOUR_SPACE and about.bits_per_pixel <= 1):
            return False
        bitmap = raw.FPDFImageObj_GetRenderedBitmap(self._document, self._page, image)
        if not bitmap:
            return False
        try:
            if raw.FPDFBitmap_GetFormat(bitmap) != raw.FPDFBitmap_BGRA:
                return False
            alone = Picture.of(raw, bitmap)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
        x0, y0, x1, y1 = (arrays.ibox[4 * at + side] for side in range(4))
        box = (x0, y0, x1, y1)
        glyphs = list(_glyphs_under(arrays, box, arrays.iorder[at]))
        return (
            bool(glyphs)
            and self._view.rotation == 0
            and all(_looks_alike(glyph, box, alone, picture) for glyph in glyphs)
        )


def _is_filled(arrays: PageArrays, at: int, picture: Picture) -> bool:
    box = (arrays.px0[at], arrays.py0[at], arrays.px1[at], arrays.py1[at])
    fill = arrays.fill[at]
    wanted = (fill >> 8 & 255, fill >> 16 & 255, fill >> 24 & 255)
    same = total = 0
    for glyph in _glyphs_under(arrays, box, arrays.porder[at]):
        for pixel in picture.pixels(glyph):
            total += 1
            same += all(
                abs(a - b) <= _SAME_COLOUR for a, b in zip(pixel, wanted, strict=True)
            )
    return total > 0 and same >= _FILLED * total


def _looks_alike(glyph: _Box, box: _Box, alone: Picture, picture: Picture) -> bool:
    """``alone`` is the whole image, which lies at ``box``."""
    wide, high = box[2] - box[0], box[3] - box[1]
    scale_x, scale_y = alone.width / wide, alone.height / high
    x0, y0 = (glyph[0] - box[0]) * scale_x, (glyph[1] - box[1]) * scale_y
    x1, y1 = (glyph[2] - box[0]) * scale_x, (glyph[3] - box[1]) * scale_y
    own = [] if alone.is_clear(x0, y0, x1, y1) else list(alone.between(x0, y0, x1, y1))
    shown = list(picture.pixels(glyph))
    if not own or not shown:
        return False
    return all(
        abs(sum(p[c] for p in own) / len(own) - sum(p[c] for p in shown) / len(shown))
        < _FAINT
        for c in range(3)
    )


def _glyphs_under(arrays: PageArrays, box: _Box, order: int) -> Iterable[_Box]:
    """The middle parts of the boxes of drawn glyphs painted before, the first ones."""
    found = 0
    for at in range(arrays.glyphs):
        if (
            not 0 < arrays.order[at] < order
            or arrays.code[at] in (0x20, 0xA0)
            or arrays.flags[at] & (GENERATED | INVISIBLE | CLIPPED)
        ):
            continue
        x0, y0, x1, y1 = arrays.x0[at], arrays.y0[at], arrays.x1[at], arrays.y1[at]
        across, down = _RIM * (x1 - x0), _RIM * (y1 - y0)
        inner = (x0 + across, y0 + down, x1 - across, y1 - down)
        if not (
            box[0] <= inner[0]
            and inner[2] <= box[2]
            and box[1] <= inner[1]
            and inner[3] <= box[3]
        ):
            continue
        yield inner
        found += 1
        if found >= _MOST_GLYPHS:
            return
