"""The flat arrays of one page, in the order of the wire and of ``struct Page``.

One ``Columns`` lives as long as the process: what it holds is only valid until the
next page. One thread, as PDFium itself.
"""

from __future__ import annotations

import ctypes
from ctypes import c_double, c_float, c_int32, c_uint8, c_uint16, c_uint32, c_void_p
from typing import Any

from pagebridge_worker.page_view import View

GLYPHS_PER_PAGE = 200_000
PATHS_PER_PAGE = 60_000
IMAGES_PER_PAGE = 2_000
FONTS_PER_PAGE = 2_000
OBJECTS_PER_PAGE = 2_000_000
FORM_DEPTH = 16

GENERATED, HYPHEN, UNMAPPED, INVISIBLE = 1, 2, 4, 8
CLIPPED, OCR, BOLD, ARTIFACT = 16, 32, 64, 128
COVERS = 4  # of a path: it hides what was painted before it
TRUNCATED = {1: "glyphs", 2: "paths", 4: "images", 8: "fonts", 16: "objects"}

# In the order of the wire and of struct Page in _glyphs.c.
GLYPH_COLUMNS: list[tuple[str, Any]] = [
    ("code", c_int32),
    *((name, c_float) for name in ("x0", "y0", "x1", "y1", "ox", "oy")),
    *((name, c_float) for name in ("size", "angle")),
    ("font", c_uint16),
    ("flags", c_uint16),
    ("mcid", c_int32),
    ("rgba", c_uint32),
    ("confidence", c_uint8),
]
PATH_COLUMNS: list[tuple[str, Any]] = [
    ("kind", c_uint8),
    ("paint", c_uint8),
    *((name, c_float) for name in ("px0", "py0", "px1", "py1", "pwidth")),
    ("stroke", c_uint32),
    ("fill", c_uint32),
]
# Sent only for pages where something may cover what was painted before it.
GLYPH_ORDER: list[tuple[str, Any]] = [("order", c_int32)]
PATH_ORDER: list[tuple[str, Any]] = [("porder", c_int32)]
_CAPS = ("glyph_cap", "path_cap", "image_cap", "font_cap", "object_cap", "depth_cap")
_COUNTS = ("glyphs", "paths", "images", "fonts", "objects", "truncated")
_STATISTICS = ("visible", "invisible", "unmapped", "blanks")
_ORDER = ("painted", "first_text", "ordered", "unused")


class PageArrays(ctypes.Structure):
    """Mirror of ``struct Page``: what a loop needs to know, counts, column pointers."""

    _fields_ = [
        ("view", c_double * 6),
        ("width", c_double),
        ("height", c_double),
        ("visible_area", c_double),
        *((name, c_int32) for name in (*_CAPS, *_COUNTS, *_STATISTICS, *_ORDER)),
        *((n, ctypes.POINTER(kind)) for n, kind in GLYPH_COLUMNS + GLYPH_ORDER),
        *((n, ctypes.POINTER(kind)) for n, kind in PATH_COLUMNS + PATH_ORDER),
        ("ibox", ctypes.POINTER(c_float)),
        ("ipixels", ctypes.POINTER(c_int32)),
        ("iorder", ctypes.POINTER(c_int32)),
        ("iover", ctypes.POINTER(c_uint8)),
        ("ihandles", ctypes.POINTER(c_void_p)),
        ("font_handles", ctypes.POINTER(c_void_p)),
    ]


class Columns:
    """Owns the memory behind a ``PageArrays`` and cuts wire bytes out of it."""

    def __init__(self) -> None:
        self.arrays = PageArrays()
        self._owned: list[Any] = []
        for columns, cap in (
            (GLYPH_COLUMNS + GLYPH_ORDER, GLYPHS_PER_PAGE),
            (PATH_COLUMNS + PATH_ORDER, PATHS_PER_PAGE),
        ):
            for name, kind in columns:
                self._own(name, kind, cap)
        self._own("ibox", c_float, 4 * IMAGES_PER_PAGE)
        self._own("ipixels", c_int32, 2 * IMAGES_PER_PAGE)
        self._own("iorder", c_int32, IMAGES_PER_PAGE)
        self._own("iover", c_uint8, IMAGES_PER_PAGE)
        self._own("ihandles", c_void_p, IMAGES_PER_PAGE)
        self._own("font_handles", c_void_p, FONTS_PER_PAGE)

    def _own(self, name: str, kind: Any, count: int) -> None:
        memory = (kind * count)()
        self._owned.append(memory)
        setattr(self.arrays, name, ctypes.cast(memory, ctypes.POINTER(kind)))

    def reset(self, view: View) -> PageArrays:
        """Empties the arrays for a page seen through ``view``."""
        arrays = self.arrays
        arrays.view = (c_double * 6)(*view.matrix)
        arrays.width, arrays.height = view.width, view.height
        arrays.glyph_cap, arrays.path_cap = GLYPHS_PER_PAGE, PATHS_PER_PAGE
        arrays.image_cap, arrays.font_cap = IMAGES_PER_PAGE, FONTS_PER_PAGE
        arrays.object_cap, arrays.depth_cap = OBJECTS_PER_PAGE, FORM_DEPTH
        arrays.visible_area = 0
        for name in (*_COUNTS, *_STATISTICS, *_ORDER):
            setattr(arrays, name, 0)
        return arrays

    def glyph_bytes(self) -> list[bytes]:
        return self._cut(GLYPH_COLUMNS, self.arrays.glyphs)

    def path_bytes(self) -> list[bytes]:
        return self._cut(PATH_COLUMNS, self.arrays.paths)

    def order_bytes(self) -> list[bytes]:
        """Nothing for a page where nothing may cover anything."""
        if not self.arrays.ordered:
            return []
        return self._cut(GLYPH_ORDER, self.arrays.glyphs) + self._cut(
            PATH_ORDER, self.arrays.paths
        )

    def _cut(self, columns: list[tuple[str, Any]], count: int) -> list[bytes]:
        return [
            ctypes.string_at(getattr(self.arrays, name), count * ctypes.sizeof(kind))
            for name, kind in columns
        ]
