"""The loop that fills a page's arrays: compiled or ctypes.

``load_loop`` prefers ``_glyphs*.so`` beside this file (made when the environment is
made) and falls back to ``glyph_twin``, which gives the same bytes some twenty times
slower. One thread, as PDFium itself.
"""

from __future__ import annotations

import ctypes
import logging
from ctypes import c_int32, c_uint8, c_void_p
from pathlib import Path
from typing import Any, Protocol

from pagebridge_worker.page_arrays import PageArrays

log = logging.getLogger(__name__)


class Loop(Protocol):
    """Reads a loaded page into the arrays. ``objects`` goes first, then ``glyphs``."""

    name: str
    tag_walk: Any  # pb_tags of _glyphs.c, or None

    def objects(self, page: Any, arrays: PageArrays) -> None: ...

    def glyphs(self, text: Any, count: int, arrays: PageArrays) -> None: ...


class CompiledLoop:
    """The loop in ``_glyphs.c``; it gets PDFium's addresses, never its headers."""

    name = "c"

    def __init__(self, library: Path, raw: Any) -> None:
        self._library = ctypes.CDLL(str(library))
        names = ctypes.string_at(
            ctypes.addressof(c_uint8.in_dll(self._library, "pb_names"))
        )
        addresses = [
            ctypes.cast(getattr(raw, name), c_void_p).value
            for name in names.decode("ascii").split()
        ]
        self._library.pb_bind((c_void_p * len(addresses))(*addresses))
        self._library.pb_tell_refused_memory()
        self._objects = self._library.pb_objects
        self._objects.argtypes = [c_void_p, ctypes.POINTER(PageArrays)]
        self._objects.restype = None
        self._glyphs = self._library.pb_glyphs
        self._glyphs.argtypes = [c_void_p, c_int32, ctypes.POINTER(PageArrays)]
        self._glyphs.restype = None
        self.tag_walk = self._library.pb_tags
        self.tag_walk.argtypes = [c_void_p, c_void_p]
        self.tag_walk.restype = None

    def objects(self, page: Any, arrays: PageArrays) -> None:
        self._objects(ctypes.cast(page, c_void_p), ctypes.byref(arrays))

    def glyphs(self, text: Any, count: int, arrays: PageArrays) -> None:
        self._glyphs(ctypes.cast(text, c_void_p), count, ctypes.byref(arrays))


def load_loop(raw: Any, compiled: bool = True) -> Loop:
    """The compiled loop when it can be loaded, else the twin; says which was missed.

    ``raw`` is the module of PDFium's functions. ``compiled=False`` asks for the twin.
    """
    folder = Path(__file__).parent
    for library in sorted(folder.glob("_glyphs*.so")) if compiled else []:
        try:
            return CompiledLoop(library, raw)
        except (OSError, AttributeError, ValueError) as error:
            log.warning("compiled glyph loop %s not usable: %s", library.name, error)
    if compiled:
        log.warning("no compiled glyph loop: pages are read slower by ctypes")
    from pagebridge_worker.glyph_twin import CtypesLoop

    return CtypesLoop(raw)
