"""A page's part of the structure tree, flat: parents first, in reading order.

Every element names its parent by index and the marked content ids it owns itself.
``raw`` is the module of PDFium's functions; the tree is opened and closed here.
"""

from __future__ import annotations

import ctypes
from ctypes import byref, c_float, c_ulong
from typing import Any

from pagebridge_worker.pdf_strings import clean, wide

TAGS_PER_PAGE = 50_000
DEPTH = 64
_MCIDS_PER_TAG = 10_000
_CELLS = ("TD", "TH")


def tags(raw: Any, page: Any) -> tuple[list[dict[str, Any]], bool]:
    """The page's elements and whether a cap cut them. Empty without a tree."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return [], False
    try:
        return _Flattening(raw).run(tree)
    finally:
        raw.FPDF_StructTree_Close(tree)


class _Flattening:
    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._found: list[dict[str, Any]] = []
        self._cut = False

    def run(self, tree: Any) -> tuple[list[dict[str, Any]], bool]:
        raw = self._raw
        count = min(max(0, raw.FPDF_StructTree_CountChildren(tree)), TAGS_PER_PAGE)
        waiting = [
            (raw.FPDF_StructTree_GetChildAtIndex(tree, at), -1, 1)
            for at in reversed(range(count))
        ]
        path: set[int] = set()
        while waiting:
            element, parent, depth = waiting.pop()
            address = ctypes.cast(element, ctypes.c_void_p).value if element else None
            if address is None or address in path:
                continue  # a null child, or one already seen: a loop
            if len(self._found) >= TAGS_PER_PAGE or depth > DEPTH:
                self._cut = True
                continue
            path.add(address)
            index = len(self._found)
            children = self._take(element, parent)
            waiting.extend((child, index, depth + 1) for child in reversed(children))
        return self._found, self._cut

    def _take(self, element: Any, parent: int) -> list[Any]:
        """Adds one element and returns its child elements."""
        raw = self._raw
        kind = self._string(raw.FPDF_StructElement_GetType, element)
        children: list[Any] = []
        mcids: list[int] = []
        count = raw.FPDF_StructElement_CountChildren(element)
        for at in range(min(max(0, count), TAGS_PER_PAGE)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                children.append(child)
                continue
            mcid = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
            if mcid >= 0 and len(mcids) < _MCIDS_PER_TAG:
                mcids.append(mcid)
        tag: dict[str, Any] = {
            "parent": parent,
            "type": kind,
            "mcids": mcids,
            "alt": self._string(raw.FPDF_StructElement_GetAltText, element) or None,
            "actual": self._string(raw.FPDF_StructElement_GetActualText, element)
            or None,
            "row_span": 1,
            "col_span": 1,
            "scope": None,
        }
        if kind in _CELLS:
            self._cell(element, tag)
        self._found.append(tag)
        return children

    def _string(self, function: Any, element: Any) -> str:
        return wide(lambda buffer, size: function(element, buffer, size))

    def _cell(self, element: Any, tag: dict[str, Any]) -> None:
        """The table attributes: spans and the scope of a header cell."""
        raw = self._raw
        for at in range(min(8, raw.FPDF_StructElement_GetAttributeCount(element))):
            attributes = raw.FPDF_StructElement_GetAttributeAtIndex(element, at)
            if not attributes:
                continue
            tag["row_span"] = self._span(attributes, b"RowSpan") or tag["row_span"]
            tag["col_span"] = self._span(attributes, b"ColSpan") or tag["col_span"]
            tag["scope"] = self._name(attributes, b"Scope") or tag["scope"]

    def _span(self, attributes: Any, key: bytes) -> int | None:
        value = self._raw.FPDF_StructElement_Attr_GetValue(attributes, key)
        number = c_float()
        if not value or not self._raw.FPDF_StructElement_Attr_GetNumberValue(
            value, byref(number)
        ):
            return None
        return int(number.value) if 1 <= number.value <= 1_000 else None

    def _name(self, attributes: Any, key: bytes) -> str | None:
        value = self._raw.FPDF_StructElement_Attr_GetValue(attributes, key)
        buffer, length = (ctypes.c_ushort * 32)(), c_ulong()
        if not value or not self._raw.FPDF_StructElement_Attr_GetStringValue(
            value, buffer, ctypes.sizeof(buffer), byref(length)
        ):
            return None
        data = bytes(buffer)[: min(length.value, ctypes.sizeof(buffer))]
        text = data[: len(data) - len(data) % 2].decode("utf-16-le", errors="replace")
        return clean(text.removesuffix("\0")) or None
