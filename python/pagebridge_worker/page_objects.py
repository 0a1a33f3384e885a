"""What a page holds beside glyphs and paths: fonts, images, links, fields, notes.

``raw`` is always the module of PDFium's functions, handed in by ``pdfium_engine``.
Handles are borrowed, except annotations, which are closed here. Boxes are points from
the top left of the page as displayed.
"""

from __future__ import annotations

import ctypes
import re
import time
from collections.abc import Callable
from ctypes import byref, c_float, c_int
from typing import Any

from pagebridge_worker.page_arrays import PageArrays
from pagebridge_worker.page_view import View
from pagebridge_worker.pdf_strings import Allowance, narrow, wide

_FONTS_KEPT = 4_000
ANNOTATIONS_PER_PAGE = 5_000  # of each sort: links, fields, annotations
_LOOKED_AT = 4 * ANNOTATIONS_PER_PAGE
_SECONDS = 2.0  # for the annotations of one page
# Standard fonts come without flags.
_FIXED_NAME = re.compile("courier|consolas|menlo|mono(?!type)")
_SUBSET = re.compile("[A-Z]{6}[+]")
_FIXED, _SERIF, _SYMBOLIC, _ITALIC, _FORCE_BOLD = 1, 2, 4, 64, 1 << 18
_HIDDEN = 1 << 1 | 1 << 5  # annotation flags Hidden and NoView
_POPUP = 16
_ANNOTATIONS = {
    1: "text",
    3: "freetext",
    4: "line",
    5: "square",
    6: "circle",
    7: "polygon",
    8: "polyline",
    9: "highlight",
    10: "underline",
    11: "squiggly",
    12: "strikeout",
    13: "stamp",
    14: "caret",
    15: "ink",
    17: "file-attachment",
    24: "watermark",
    28: "redact",
}
_FIELDS = {
    1: "button",
    2: "checkbox",
    3: "radio",
    4: "combo",
    5: "list",
    6: "text",
    7: "signature",
}
_WEIGHTS = (
    (("extralight", "ultralight"), 200),
    (("semibold", "demibold", "demi"), 600),
    (("extrabold", "ultrabold", "heavy", "black"), 800),
    (("bold", "cmbx", "cmssbx", "nimbusromno9l-medi", "nimbussanl-bold"), 700),
    (("thin", "hairline"), 100),
    (("light",), 300),
    (("medium",), 500),
)


class Fonts:
    """The fonts of one document. PDFium may give the address of a font that is gone
    to the next one, so an entry counts only while name and flags are the same."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._known: dict[tuple[int, str, int], dict[str, Any]] = {}

    def of(self, arrays: PageArrays) -> list[dict[str, Any]]:
        """In the order the glyphs number them; ascent and descent per point of size.

        A page with glyphs, even if all are generated, has a font.
        """
        handles = [arrays.font_handles[at] for at in range(arrays.fonts)]
        return [self._font(at) for at in handles or ([0] if arrays.glyphs else [])]

    def _font(self, handle: int | None) -> dict[str, Any]:
        raw = self._raw
        font = ctypes.cast(handle or 0, raw.FPDF_FONT)
        name = narrow(lambda to, size: raw.FPDFFont_GetBaseFontName(font, to, size))
        flags = max(0, raw.FPDFFont_GetFlags(font))
        key = (handle or 0, name, flags)
        if key not in self._known:
            if len(self._known) >= _FONTS_KEPT:
                self._known.clear()
            self._known[key] = _font(raw, font, _SUBSET.sub("", name, count=1), flags)
        return self._known[key]


def _font(raw: Any, font: Any, name: str, flags: int) -> dict[str, Any]:
    family = narrow(lambda buffer, size: raw.FPDFFont_GetFamilyName(font, buffer, size))
    angle, ascent, descent = c_int(), c_float(), c_float()
    raw.FPDFFont_GetItalicAngle(font, byref(angle))
    raw.FPDFFont_GetAscent(font, 1.0, byref(ascent))
    raw.FPDFFont_GetDescent(font, 1.0, byref(descent))
    lower = name.lower()
    slanted = "italic" in lower or "oblique" in lower
    return {
        "name": name,
        "family": _SUBSET.sub("", family, count=1),
        "weight": _weight(lower, raw.FPDFFont_GetWeight(font), flags),
        "italic": slanted or bool(flags & _ITALIC) or angle.value != 0,
        "fixed": bool(flags & _FIXED) or bool(_FIXED_NAME.search(lower)),
        "serif": bool(flags & _SERIF),
        "symbolic": bool(flags & _SYMBOLIC),
        "ascent": _per_point(ascent.value),
        "descent": _per_point(descent.value),
    }


def _per_point(value: float) -> float:
    return round(value, 4) if -10 < value < 10 else 0.0


def _weight(lower_name: str, engine_weight: int, flags: int) -> int:
    """By name, then by the force-bold flag, then by PDFium's guess from the stems.

    The guess is rough (350 for an ordinary face, 570 for a bold one): two answers.
    """
    for words, weight in _WEIGHTS:
        if any(word in lower_name for word in words):
            return weight
    return 700 if flags & _FORCE_BOLD or 560 <= engine_weight <= 950 else 400


def images(arrays: PageArrays) -> list[dict[str, Any]]:
    """The parts of images inside the page and their clip, with their pixel sizes.

    One that hides text has its place in the order of painting.
    """
    found = []
    for at in range(arrays.images):
        image: dict[str, Any] = {
            "box": [round(arrays.ibox[4 * at + side], 2) for side in range(4)],
            "pixels": [arrays.ipixels[2 * at], arrays.ipixels[2 * at + 1]],
        }
        if arrays.iover[at]:
            image["covers"] = arrays.iorder[at]
        found.append(image)
    return found


class Annotations:
    """One page's links, form fields and notes with text, hidden ones left out."""

    def __init__(self, raw: Any, document: Any, form: Any, view: View) -> None:
        self.links: list[dict[str, Any]] = []
        self.fields: list[dict[str, Any]] = []
        self.notes: list[dict[str, Any]] = []
        self._allowance = Allowance()
        self.truncated = False
        self._raw, self._document, self._form, self._view = raw, document, form, view

    def read(self, page: Any) -> None:
        raw = self._raw
        count = raw.FPDFPage_GetAnnotCount(page)
        self.truncated = count > _LOOKED_AT
        until = time.monotonic() + _SECONDS
        for index in range(min(count, _LOOKED_AT)):
            if time.monotonic() > until or self._allowance.exceeded:
                self.truncated = True
                break
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if not annotation:
                continue
            try:
                self._take(annotation)
            finally:
                raw.FPDFPage_CloseAnnot(annotation)

    def _take(self, annotation: Any) -> None:
        raw = self._raw
        if raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            return
        subtype = raw.FPDFAnnot_GetSubtype(annotation)
        if subtype == raw.FPDF_ANNOT_LINK:
            self._add(self.links, self._link(annotation), annotation)
        elif subtype == raw.FPDF_ANNOT_WIDGET:
            if self._form:
                self._add(self.fields, self._field(annotation), annotation)
        elif subtype != _POPUP:
            text = self._string(annotation, b"Contents")
            kind = _ANNOTATIONS.get(subtype, "other")
            if text.strip():
                self._add(self.notes, {"type": kind, "text": text}, annotation)

    def _add(
        self, to: list[dict[str, Any]], entry: dict[str, Any] | None, annotation: Any
    ) -> None:
        rect = self._raw.FS_RECTF()
        if entry is None or not self._raw.FPDFAnnot_GetRect(annotation, byref(rect)):
            return
        strings = (value for value in entry.values() if isinstance(value, str))
        if len(to) >= ANNOTATIONS_PER_PAGE or not self._allowance.spend(*strings):
            self.truncated = True
            return
        corners = (rect.left, rect.bottom, rect.right, rect.top)
        if all(value == value for value in corners):  # no NaN
            to.append({**entry, "box": self._view.box(*corners)})

    def _link(self, annotation: Any) -> dict[str, Any] | None:
        raw, document = self._raw, self._document
        link = raw.FPDFAnnot_GetLink(annotation)
        if not link:
            return None
        target = raw.FPDFLink_GetDest(document, link)
        uri = None
        action = None if target else raw.FPDFLink_GetAction(link)
        if action:
            kind = raw.FPDFAction_GetType(action)
            if kind == raw.PDFACTION_URI:
                uri = narrow(
                    lambda buffer, size: raw.FPDFAction_GetURIPath(
                        document, action, buffer, size
                    )
                )
            elif kind == raw.PDFACTION_GOTO:
                target = raw.FPDFAction_GetDest(document, action)
        page = raw.FPDFDest_GetDestPageIndex(document, target) if target else -1
        if not uri and page < 0:
            return None
        return {"uri": uri, "page": page + 1 if page >= 0 else None}

    def _field(self, annotation: Any) -> dict[str, Any] | None:
        raw, form = self._raw, self._form
        kind = _FIELDS.get(raw.FPDFAnnot_GetFormFieldType(form, annotation))
        if kind is None:
            return None

        def read(function: Any) -> str:
            return wide(lambda buffer, size: function(form, annotation, buffer, size))

        if kind in ("checkbox", "radio"):
            value = self._checked(annotation, kind, read)
        elif kind == "list":
            value = self._chosen(annotation) or read(raw.FPDFAnnot_GetFormFieldValue)
        elif kind in ("text", "combo"):
            value = read(raw.FPDFAnnot_GetFormFieldValue)
        else:
            value = ""
        return {
            "name": read(raw.FPDFAnnot_GetFormFieldName),
            "type": kind,
            "value": value,
        }

    def _checked(self, annotation: Any, kind: str, read: Callable[[Any], str]) -> str:
        """The export value of a mark that is set, else nothing.

        PDFium sees no mark where both states share one appearance; the widget's
        own state then tells, and without one the field's value.
        """
        raw = self._raw
        state = self._string(annotation, b"AS")
        if not state and kind == "checkbox":
            state = read(raw.FPDFAnnot_GetFormFieldValue)
        if raw.FPDFAnnot_IsChecked(self._form, annotation):
            return read(raw.FPDFAnnot_GetFormFieldExportValue) or state or "Yes"
        return "" if state == "Off" else state

    def _chosen(self, annotation: Any) -> str:
        raw, form = self._raw, self._form
        options = range(min(1_000, raw.FPDFAnnot_GetOptionCount(form, annotation)))
        return "\n".join(
            wide(
                lambda buffer, size, at=option: raw.FPDFAnnot_GetOptionLabel(  # type: ignore[misc]
                    form, annotation, at, buffer, size
                )
            )
            for option in options
            if raw.FPDFAnnot_IsOptionSelected(form, annotation, option)
        )

    def _string(self, annotation: Any, key: bytes) -> str:
        return wide(
            lambda buffer, size: self._raw.FPDFAnnot_GetStringValue(
                annotation, key, buffer, size
            )
        )
