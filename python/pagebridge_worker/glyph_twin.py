"""The glyph loop in ctypes: byte for byte what ``_glyphs.c`` gives, far slower.

For machines without a C compiler. Rule for rule and in the same order as the C file,
so read that one for the reasons; a change there is a change here, and a test compares
their bytes. Handles are plain addresses (None is the null pointer), numbers are
doubles until a column rounds them. One thread only, as PDFium itself.
"""

from __future__ import annotations

import ctypes
import logging
import math
from ctypes import POINTER, byref, c_double, c_int, c_void_p
from dataclasses import dataclass
from typing import Any

from pagebridge_worker import refused_memory
from pagebridge_worker.cover_twin import keep_over_text
from pagebridge_worker.object_twin import ObjectWalk
from pagebridge_worker.page_arrays import (
    ARTIFACT,
    BOLD,
    CLIPPED,
    GENERATED,
    HYPHEN,
    INVISIBLE,
    UNMAPPED,
    PageArrays,
)
from pagebridge_worker.twin_geometry import (
    Box,
    Matrix,
    Rect,
    bind,
    bounded,
    bounded_box,
    extend,
    nowhere,
)

log = logging.getLogger(__name__)

T_GLYPHS, T_FONTS = 1, 8
REACH, LARGEST = 4.0, 1e5


@dataclass
class _Run:
    """What stays the same for all glyphs of one text object."""

    clip: Box
    object: int | None = None
    font: int = 0
    flags: int = 0
    mcid: int = -1
    rgba: int = 255
    size: float = 0.0
    angle: float = 0.0
    order: int = 0


class CtypesLoop:
    """See ``glyph_loop.Loop``. ``raw`` is the module of PDFium's functions."""

    name = "ctypes"
    tag_walk = None  # struct_tags walks by itself

    def __init__(self, raw: Any) -> None:
        log.warning("pages are read by the ctypes loop, many times slower than by C")
        refused_memory.tell()
        self._walk = ObjectWalk(raw)
        handle = (c_void_p, c_int)
        self._unicode = bind(raw, "FPDFText_GetUnicode", ctypes.c_uint, *handle)
        self._generated = bind(raw, "FPDFText_IsGenerated", c_int, *handle)
        self._hyphen = bind(raw, "FPDFText_IsHyphen", c_int, *handle)
        self._unmapped = bind(raw, "FPDFText_HasUnicodeMapError", c_int, *handle)
        self._loose = bind(
            raw, "FPDFText_GetLooseCharBox", c_int, *handle, POINTER(Rect)
        )
        pen = (POINTER(c_double), POINTER(c_double))
        self._origin = bind(raw, "FPDFText_GetCharOrigin", c_int, *handle, *pen)
        self._matrix = bind(raw, "FPDFText_GetMatrix", c_int, *handle, POINTER(Matrix))
        self._size = bind(raw, "FPDFText_GetFontSize", c_double, *handle)
        self._object = bind(raw, "FPDFText_GetTextObject", c_void_p, *handle)
        self._font = bind(raw, "FPDFTextObj_GetFont", c_void_p, c_void_p)
        self._mode = bind(raw, "FPDFTextObj_GetTextRenderMode", c_int, c_void_p)

    def objects(self, page: Any, arrays: PageArrays) -> None:
        self._walk.page(ctypes.cast(page, c_void_p).value, arrays)

    def glyphs(self, text: Any, count: int, arrays: PageArrays) -> None:
        address = ctypes.cast(text, c_void_p).value
        run = _Run((0.0, 0.0, arrays.width, arrays.height))
        last: Box = (0.0, 0.0, 0.0, 0.0)
        pen = (0.0, 0.0)
        at = 0
        while at < count:
            if arrays.glyphs >= arrays.glyph_cap:
                arrays.truncated |= T_GLYPHS
                break
            code = self._unicode(address, at)
            generated = self._generated(address, at) == 1
            found = None if generated else self._object(address, at)
            if found is not None and found != run.object:
                run = self._enter(arrays, address, at, found)
            flags, size = run.flags, run.size
            if generated:
                flags |= GENERATED
                box = _behind(last, run.angle)
            else:
                flags |= HYPHEN if self._hyphen(address, at) == 1 else 0
                flags |= UNMAPPED if self._unmapped(address, at) == 1 else 0
                pen, size, box = self._place(arrays, address, at, run)
                last = box
            if 0xD800 <= code < 0xDC00 and at + 1 < count:
                low = self._unicode(address, at + 1)
                if 0xDC00 <= low < 0xE000:
                    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
                    at += 1
            _store(arrays, run, (code, flags), box, pen, size)
            at += 1
        if arrays.ordered:
            keep_over_text(arrays)

    def _enter(self, arrays: PageArrays, text: Any, at: int, found: int) -> _Run:
        walk, view = self._walk, arrays.view
        mode = self._mode(found)
        colour = walk.stroke_colour if mode in (1, 5) else walk.fill_colour
        rgba = walk.colour(colour, found)
        flags = INVISIBLE if mode in (3, 7) or not rgba & 255 else 0
        flags |= BOLD if mode in (2, 6) else 0
        mcid, artifact = walk.mcid(found), walk.is_artifact(found)
        form = walk.inherited.get(found)
        if form:
            clip = form.clip
            mcid = form.mcid if mcid < 0 else mcid
            artifact = artifact or form.artifact
        else:
            whole = (0.0, 0.0, arrays.width, arrays.height)
            clip = walk.clip_of(arrays, tuple(view), found, whole)
        m = Matrix(1, 0, 0, 1, 0, 0)
        self._matrix(text, at, byref(m))
        size = self._size(text, at)
        sign = -1.0 if size < 0 else 1.0
        size = abs(size) * math.sqrt(m.c * m.c + m.d * m.d)
        angle = math.atan2(
            sign * (view[1] * m.a + view[3] * m.b),
            sign * (view[0] * m.a + view[2] * m.b),
        )
        return _Run(
            clip,
            found,
            _font_index(arrays, self._font(found)),
            flags | (ARTIFACT if artifact else 0),
            mcid,
            rgba,
            (size if size < LARGEST else LARGEST) if size >= 0 else 0.0,
            angle if abs(angle) >= 1e-4 else 0.0,
            walk.orders.get(found, 0) if arrays.ordered else 0,
        )

    def _place(
        self, arrays: PageArrays, text: Any, at: int, run: _Run
    ) -> tuple[tuple[float, float], float, Box]:
        """Pen, size and clamped loose box of a drawn glyph."""
        t = tuple(arrays.view)
        rect, x, y = Rect(), c_double(), c_double()
        placed = self._origin(text, at, byref(x), byref(y))
        boxed = self._loose(text, at, byref(rect))
        ux, uy = (x.value, y.value) if placed else (rect.left, rect.bottom)
        px = bounded(t[0] * ux + t[2] * uy + t[4])
        py = bounded(t[1] * ux + t[3] * uy + t[5])
        if boxed:
            box = extend(nowhere(), t, rect.left, rect.bottom)
            box = extend(box, t, rect.right, rect.top)
        else:
            box = (px, py, px, py)
        x0, y0, x1, y1 = bounded_box(box)
        size = run.size
        if not size > 0:
            wide, high = x1 - x0, y1 - y0
            size = wide if wide > high else high
            size = size if size < LARGEST else LARGEST
        x0, x1 = _near(x0, x1, px, size)
        y0, y1 = _near(y0, y1, py, size)
        if y1 - y0 < size / 16 and abs(math.sin(run.angle)) < 0.1:
            y0, y1 = py - 0.75 * size, py + 0.25 * size
        return (px, py), size, bounded_box((x0, y0, x1, y1))


def _near(low: float, high: float, pen: float, size: float) -> tuple[float, float]:
    """One side of a box, cut to the pen's surroundings when it is absurd."""
    reach = REACH * size
    if not (high - low < reach and low > pen - reach and high < pen + reach):
        low = low if low > pen - size else pen - size
        high = high if high < pen + size else pen + size
    return (low, high) if high >= low else (pen, pen)


def _behind(last: Box, angle: float) -> Box:
    """Where a generated glyph goes: the far edge of the glyph before."""
    x0, y0, x1, y1 = last
    across = math.sin(angle)
    if across > 0.7:
        return x0, y1, x1, y1
    if across < -0.7:
        return x0, y0, x1, y0
    return (x0, y0, x0, y1) if math.cos(angle) < 0 else (x1, y0, x1, y1)


def _font_index(arrays: PageArrays, font: int | None) -> int:
    for at in range(arrays.fonts):
        if arrays.font_handles[at] == font:
            return at
    if arrays.fonts < arrays.font_cap:
        arrays.font_handles[arrays.fonts] = font
        arrays.fonts += 1
    else:
        arrays.truncated |= T_FONTS
    return int(arrays.fonts) - 1


# TeX's fonts drawn by pixels name no characters: signs of OT1, T1 and TS1.
_TEX_SIGNS = (0x201C, 0x201D, 0x201E, 0xAB, 0xBB, 0x2013, 0x2014)
_TEX = {
    **{0x0B + i: 0xFB00 + i for i in range(5) if i != 2},
    **{0x10 + i: sign for i, sign in enumerate(_TEX_SIGNS)},
    **{0x1B + i: 0xFB00 + i for i in range(5)},
    0x88: 0x2022,
}


def _sane(code: int, flags: int) -> tuple[int, int]:
    if flags & HYPHEN and code in (2, 0xFFFE, 0xFFFF):
        return ord("-"), flags
    if flags & UNMAPPED and not flags & GENERATED:
        code = _TEX.get(code, code)
    if code in (9, 10, 13):
        return code if flags & GENERATED else ord(" "), flags
    control = code < 32 or 127 <= code < 160 or 0xD800 <= code < 0xE000
    if control or code > 0x10FFFF or code & 0xFFFE == 0xFFFE or code == 0xFFFD:
        return 0xFFFD, flags | UNMAPPED
    return code, flags


def _store(
    arrays: PageArrays,
    run: _Run,
    coded: tuple[int, int],
    box: Box,
    pen: tuple[float, float],
    size: float,
) -> None:
    x0, y0, x1, y1 = box
    code, flags = coded
    x, y, clip = (x0 + x1) / 2, (y0 + y1) / 2, run.clip
    if not (clip[0] <= x <= clip[2] and clip[1] <= y <= clip[3]):
        flags |= CLIPPED
    code, flags = _sane(code, flags)
    at = arrays.glyphs
    arrays.glyphs = at + 1
    arrays.code[at] = code
    arrays.x0[at], arrays.y0[at], arrays.x1[at], arrays.y1[at] = box
    arrays.ox[at], arrays.oy[at] = x0 if flags & GENERATED else pen[0], pen[1]
    arrays.size[at], arrays.angle[at] = size, run.angle
    arrays.font[at], arrays.flags[at], arrays.mcid[at] = run.font, flags, run.mcid
    arrays.rgba[at], arrays.confidence[at] = run.rgba, 255
    arrays.order[at] = run.order
    if flags & GENERATED or code in (0x20, 0xA0):
        arrays.blanks += 1
        return
    if flags & UNMAPPED or 0xE000 <= code < 0xF900:
        arrays.unmapped += 1
    if flags & INVISIBLE:
        arrays.invisible += 1
    elif not flags & CLIPPED:
        arrays.visible += 1
        arrays.visible_area += (x1 - x0) * (y1 - y0)
