"""A page's part of the structure tree, flat: parents first, in reading order.

Every element names its parent by index and the marked content ids it owns itself.
``raw`` is the module of PDFium's functions; the tree is opened and closed here.
The tree is walked by C where there is a compiler, else here; its elements are described
here. A tagged page has some fifty of them, so the small reading functions are bound to
plain addresses, which is three times faster, and keep the interpreter's lock.
"""

from __future__ import annotations

import ctypes
from ctypes import byref, c_char_p, c_float, c_int, c_uint8, c_ulong, c_void_p
from itertools import repeat
from typing import Any

from pagebridge_worker.glyph_loop import Loop
from pagebridge_worker.pdf_strings import Allowance, clean, wide

TAGS_PER_PAGE = 50_000
DEPTH = 64
MCIDS_PER_PAGE = 200_000
_TYPE_BYTES = 64  # as the compiled walk reads them
_ALT, _ACTUAL, _LONG_TYPE = 1, 2, 4
_CELLS = ("TD", "TH")
_COLUMNS: dict[str, tuple[Any, int]] = {
    "element": (c_void_p, TAGS_PER_PAGE),
    "parent": (c_int, TAGS_PER_PAGE),
    "first": (c_int, TAGS_PER_PAGE),
    "own": (c_int, TAGS_PER_PAGE),
    "type": (c_uint8, TAGS_PER_PAGE * _TYPE_BYTES),
    "texts": (c_uint8, TAGS_PER_PAGE),
    "mcid": (c_int, MCIDS_PER_PAGE),
}


class TagArrays(ctypes.Structure):
    """Mirror of ``struct Tags`` in ``_glyphs.c``."""

    _fields_ = [
        *((name, c_int) for name in ("count", "mcids", "cut", "unused")),
        *((name, c_void_p) for name in _COLUMNS),
    ]


class TagReader:
    """Reads the trees of one process's pages, one after the other."""

    def __init__(self, raw: Any, loop: Loop) -> None:
        self.raw = raw
        self._walk = loop.tag_walk
        handle, text = c_void_p, (c_void_p, c_void_p, c_ulong)
        self.roots = _quick(raw, "FPDF_StructTree_CountChildren", c_int, handle)
        self.root = _quick(
            raw, "FPDF_StructTree_GetChildAtIndex", handle, handle, c_int
        )
        self.count = _quick(raw, "FPDF_StructElement_CountChildren", c_int, handle)
        self.child = _quick(
            raw, "FPDF_StructElement_GetChildAtIndex", handle, handle, c_int
        )
        self.mcid = _quick(
            raw, "FPDF_StructElement_GetChildMarkedContentID", c_int, handle, c_int
        )
        self.kind = _quick(raw, "FPDF_StructElement_GetType", c_ulong, *text)
        self.alt = _quick(raw, "FPDF_StructElement_GetAltText", c_ulong, *text)
        self.actual = _quick(raw, "FPDF_StructElement_GetActualText", c_ulong, *text)
        self.attributes = _quick(
            raw, "FPDF_StructElement_GetAttributeCount", c_int, handle
        )
        self.attribute = _quick(
            raw, "FPDF_StructElement_GetAttributeAtIndex", handle, handle, c_int
        )
        self.value = _quick(
            raw, "FPDF_StructElement_Attr_GetValue", handle, handle, c_char_p
        )
        self.buffer = (ctypes.c_ushort * 256)()
        self.address = ctypes.addressof(self.buffer)
        self._columns: dict[str, Any] = {}
        self._arrays = TagArrays()

    def tags(self, page: Any) -> tuple[list[dict[str, Any]], bool]:
        """The page's elements and whether a cap cut them. Empty without a tree."""
        tree = self.raw.FPDF_StructTree_GetForPage(page)
        if not tree:
            return [], False
        try:
            address = ctypes.cast(tree, c_void_p).value
            return _Description(self).run(*(self._rows(address)))
        finally:
            self.raw.FPDF_StructTree_Close(tree)

    def _rows(self, tree: int | None) -> tuple[list[_Row], bool]:
        if not self._walk:
            return _Walk(self).run(tree)
        arrays, column = self._arrays, self._columns
        if not column:  # five megabytes, on the first tagged page
            for name, (kind, length) in _COLUMNS.items():
                column[name] = (kind * length)()
                setattr(arrays, name, ctypes.addressof(column[name]))
        arrays.count = arrays.mcids = arrays.cut = 0
        self._walk(tree, ctypes.byref(arrays))
        count = arrays.count
        types = ctypes.string_at(arrays.type, count * _TYPE_BYTES)
        mcids = column["mcid"][: arrays.mcids]
        kinds = [
            types[at : at + _TYPE_BYTES]
            for at in range(0, count * _TYPE_BYTES, _TYPE_BYTES)
        ]
        own = [
            mcids[first : first + length]
            for first, length in zip(
                column["first"][:count], column["own"][:count], strict=True
            )
        ]
        rows = zip(
            column["element"][:count],
            column["parent"][:count],
            own,
            kinds,
            column["texts"][:count],
            strict=True,
        )
        return list(rows), bool(arrays.cut)


# element, parent, mcids, type as far as it was read, which texts there may be
_Row = tuple[int, int, list[int], bytes, int]


def _quick(raw: Any, name: str, result: Any, *arguments: Any) -> Any:
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


class _Walk:
    """What ``pb_tags`` does."""

    def __init__(self, reader: TagReader) -> None:
        self._reader = reader
        self._rows: list[_Row] = []
        self._cut = False
        self._mcids = 0

    def run(self, tree: int | None) -> tuple[list[_Row], bool]:
        roots = self._children(self._reader.roots(tree))
        found = list(map(self._reader.root, repeat(tree), roots))
        waiting = [(child, -1, 1) for child in reversed(found) if child]
        met: set[int] = set()
        while waiting:
            element, parent, depth = waiting.pop()
            if element in met:
                continue  # a loop, or a child of two parents
            if len(self._rows) >= TAGS_PER_PAGE or depth > DEPTH:
                self._cut = True
                continue
            met.add(element)
            index = len(self._rows)
            children = self._take(element, parent)
            if len(waiting) + len(children) > 2 * TAGS_PER_PAGE:
                self._cut = True
                continue
            waiting.extend((child, index, depth + 1) for child in reversed(children))
        return self._rows, self._cut

    def _children(self, count: int) -> range:
        self._cut = self._cut or count > TAGS_PER_PAGE
        return range(min(max(0, count), TAGS_PER_PAGE))

    def _take(self, element: int, parent: int) -> list[int]:
        """Adds one element and returns its child elements."""
        reader = self._reader
        children: list[int] = []
        mcids: list[int] = []
        for at in self._children(reader.count(element)):
            child = reader.child(element, at)
            if child:
                children.append(child)
                continue
            mcid = reader.mcid(element, at)
            if mcid >= 0:
                mcids.append(mcid)
        if self._mcids + len(mcids) > MCIDS_PER_PAGE:
            mcids, self._cut = [], True
        self._mcids += len(mcids)
        self._rows.append((element, parent, mcids, b"", _ALT | _ACTUAL | _LONG_TYPE))
        return children


class _Description:
    """Adds the strings and the table attributes of the elements."""

    def __init__(self, reader: TagReader) -> None:
        self._reader = reader
        self._cut = False
        self._allowance = Allowance()
        self._known: dict[bytes, str] = {}

    def run(self, rows: list[_Row], cut: bool) -> tuple[list[dict[str, Any]], bool]:
        found = [self._tag(*row) for row in rows]
        return found, cut or self._cut

    def _tag(
        self, element: int, parent: int, mcids: list[int], name: bytes, texts: int
    ) -> dict[str, Any]:
        reader = self._reader
        if texts & _LONG_TYPE:
            kind = self._string(reader.kind, element) or ""
        else:
            kind = self._text(name) or ""
        tag: dict[str, Any] = {
            "parent": parent,
            "type": kind,
            "mcids": mcids,
            "alt": self._string(reader.alt, element) if texts & _ALT else None,
            "actual": self._string(reader.actual, element) if texts & _ACTUAL else None,
            "row_span": 1,
            "col_span": 1,
            "scope": None,
        }
        if kind in _CELLS:
            self._cell(element, tag)
        return tag

    def _text(self, data: bytes) -> str | None:
        text = self._known.get(data)
        if text is None:
            text = clean(data.decode("utf-16-le", errors="replace").rstrip("\0"))
            self._known[data] = text
        return self._allowed(text)

    def _allowed(self, text: str) -> str | None:
        if not self._allowance.spend(text):
            self._cut = True
            return None
        return text or None

    def _string(self, function: Any, element: int) -> str | None:
        reader = self._reader
        length = function(element, reader.address, 512)
        if length <= 2:
            return None
        if length > 512:
            read = wide(lambda buffer, size: function(element, buffer, size))
            return self._allowed(read.rstrip("\ufffd"))  # NULs at its own end
        return self._text(ctypes.string_at(reader.address, length - 2))

    def _cell(self, element: int, tag: dict[str, Any]) -> None:
        """The table attributes: spans and the scope of a header cell."""
        reader = self._reader
        for at in range(min(8, reader.attributes(element))):
            attributes = reader.attribute(element, at)
            if not attributes:
                continue
            tag["row_span"] = self._span(attributes, b"RowSpan") or tag["row_span"]
            tag["col_span"] = self._span(attributes, b"ColSpan") or tag["col_span"]
            tag["scope"] = self._name(attributes, b"Scope") or tag["scope"]

    def _span(self, attributes: int, key: bytes) -> int | None:
        raw, number = self._reader.raw, c_float()
        value = self._reader.value(attributes, key)
        if not value or not raw.FPDF_StructElement_Attr_GetNumberValue(
            ctypes.cast(value, raw.FPDF_STRUCTELEMENT_ATTR_VALUE), byref(number)
        ):
            return None
        return int(number.value) if 1 <= number.value <= 1_000 else None

    def _name(self, attributes: int, key: bytes) -> str | None:
        raw, length = self._reader.raw, c_ulong()
        value = self._reader.value(attributes, key)
        buffer = (ctypes.c_ushort * 32)()
        if not value or not raw.FPDF_StructElement_Attr_GetStringValue(
            ctypes.cast(value, raw.FPDF_STRUCTELEMENT_ATTR_VALUE),
            buffer,
            ctypes.sizeof(buffer),
            byref(length),
        ):
            return None
        data = bytes(buffer)[: min(length.value, ctypes.sizeof(buffer))]
        text = data[: len(data) - len(data) % 2].decode("utf-16-le", errors="replace")
        return clean(text.removesuffix("\0")) or None
