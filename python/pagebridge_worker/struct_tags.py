"""A page's part of the structure tree, flat: parents first, in reading order.

Every element names its parent by index and the marked content ids it owns itself.
``raw`` is the module of PDFium's functions; the tree is opened and closed here.
A tagged page has some fifty elements and a root with a child for every page of the
document, so the small reading functions are bound to plain addresses, which is three
times faster, and keep the interpreter's lock.
"""

from __future__ import annotations

import ctypes
from ctypes import byref, c_char_p, c_float, c_int, c_ulong, c_void_p
from itertools import repeat
from typing import Any

from pagebridge_worker.pdf_strings import Allowance, clean, wide

TAGS_PER_PAGE = 50_000
DEPTH = 64
MCIDS_PER_PAGE = 200_000
_CELLS = ("TD", "TH")


class TagReader:
    """Reads the trees of one process's pages, one after the other."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
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

    def tags(self, page: Any) -> tuple[list[dict[str, Any]], bool]:
        """The page's elements and whether a cap cut them. Empty without a tree."""
        tree = self.raw.FPDF_StructTree_GetForPage(page)
        if not tree:
            return [], False
        try:
            return _Flattening(self).run(ctypes.cast(tree, c_void_p).value)
        finally:
            self.raw.FPDF_StructTree_Close(tree)


def _quick(raw: Any, name: str, result: Any, *arguments: Any) -> Any:
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


class _Flattening:
    def __init__(self, reader: TagReader) -> None:
        self._reader = reader
        self._found: list[dict[str, Any]] = []
        self._cut = False
        self._mcids = 0
        self._allowance = Allowance()
        self._known: dict[bytes, str] = {}

    def run(self, tree: int | None) -> tuple[list[dict[str, Any]], bool]:
        roots = self._children(self._reader.roots(tree))
        found = list(map(self._reader.root, repeat(tree), roots))
        waiting = [(child, -1, 1) for child in reversed(found) if child]
        seen: set[int] = set()
        while waiting:
            element, parent, depth = waiting.pop()
            if element in seen:
                continue  # a loop, or a child of two parents
            if len(self._found) >= TAGS_PER_PAGE or depth > DEPTH:
                self._cut = True
                continue
            seen.add(element)
            index = len(self._found)
            children = self._take(element, parent)
            if len(waiting) + len(children) > 2 * TAGS_PER_PAGE:
                self._cut = True
                continue
            waiting.extend((child, index, depth + 1) for child in reversed(children))
        return self._found, self._cut

    def _children(self, count: int) -> range:
        self._cut = self._cut or count > TAGS_PER_PAGE
        return range(min(max(0, count), TAGS_PER_PAGE))

    def _take(self, element: int, parent: int) -> list[int]:
        """Adds one element and returns its child elements."""
        reader = self._reader
        kind = self._string(reader.kind, element) or ""
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
        self._mcids += len(mcids)
        if self._mcids > MCIDS_PER_PAGE:
            mcids, self._cut = [], True
        tag: dict[str, Any] = {
            "parent": parent,
            "type": kind,
            "mcids": mcids,
            "alt": self._string(reader.alt, element),
            "actual": self._string(reader.actual, element),
            "row_span": 1,
            "col_span": 1,
            "scope": None,
        }
        if kind in _CELLS:
            self._cell(element, tag)
        self._found.append(tag)
        return children

    def _string(self, function: Any, element: int) -> str | None:
        reader = self._reader
        length = function(element, reader.address, 512)
        if length <= 2:
            return None
        if length > 512:
            text = wide(lambda buffer, size: function(element, buffer, size))
        else:
            data = ctypes.string_at(reader.address, length - 2)
            known = self._known.get(data)
            if known is None:
                known = clean(data.decode("utf-16-le", errors="replace"))
                self._known[data] = known
            text = known
        if not self._allowance.spend(text):
            self._cut = True
            return None
        return text or None

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
