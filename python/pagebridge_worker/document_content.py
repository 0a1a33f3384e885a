"""What belongs to the whole document: metadata, outline, page labels, attachments.

``raw`` is the module of PDFium's functions. Everything is bounded: an outline may be
a loop, a name tree a maze, and looking up one target page may walk the page tree.
"""

from __future__ import annotations

import ctypes
import time
from ctypes import byref, c_float, c_int, c_ulong
from typing import Any

from pagebridge_worker.page_arrays import GLYPHS_PER_PAGE, PATHS_PER_PAGE
from pagebridge_worker.page_view import View, page_view
from pagebridge_worker.pdf_strings import Allowance, iso_date, wide

OUTLINE_ENTRIES = 10_000
OUTLINE_DEPTH = 32
ATTACHMENTS = 1_000
_SIZES = 8  # of pages that the outline leads to
_SECONDS = 2.0  # for the outline, and again for the attachments
_METADATA = {
    "title": b"Title",
    "author": b"Author",
    "subject": b"Subject",
    "keywords": b"Keywords",
    "creator": b"Creator",
    "producer": b"Producer",
    "created": b"CreationDate",
    "modified": b"ModDate",
}


class DocumentContent:
    """Reads one open document. Borrows the handle; ``warnings`` grows while reading."""

    def __init__(self, raw: Any, document: Any) -> None:
        self._views: dict[tuple[float, float], View | None] = {}
        self._allowance = Allowance()
        self.warnings: list[dict[str, str]] = []
        self._raw, self._document = raw, document

    def read(self, page_count: int, engine: dict[str, str]) -> dict[str, Any]:
        """The JSON of the ``document`` part."""
        raw, document = self._raw, self._document
        version = c_int()
        known = raw.FPDF_GetFileVersion(document, byref(version)) and version.value > 0
        return {
            "page_count": page_count,
            "pdf_version": f"{version.value // 10}.{version.value % 10}"
            if known
            else None,
            "encrypted": raw.FPDF_GetSecurityHandlerRevision(document) >= 0,
            "tagged": bool(raw.FPDFCatalog_IsTagged(document)),
            "language": self._language(),
            "metadata": self._metadata(),
            "outline": self._outline(),
            "attachments": self._attachments(),
            "limits": {
                "max_glyphs_per_page": GLYPHS_PER_PAGE,
                "max_paths_per_page": PATHS_PER_PAGE,
            },
            "engine": engine,
            "warnings": self.warnings,
        }

    def label(self, index: int) -> str | None:
        """The printed number of the page at ``index`` (from 0), when it has one."""
        raw, document = self._raw, self._document
        text = wide(
            lambda buffer, size: raw.FPDF_GetPageLabel(document, index, buffer, size)
        )
        return text or None

    def _warn(self, code: str, message: str) -> None:
        self.warnings.append({"code": code, "message": message})

    def _language(self) -> str | None:
        raw, document = self._raw, self._document
        text = wide(
            lambda buffer, size: raw.FPDFCatalog_GetLanguage(document, buffer, size)
        )
        return text.strip() or None

    def _metadata(self) -> dict[str, str]:
        raw, document = self._raw, self._document
        found: dict[str, str] = {}
        for name, key in _METADATA.items():
            text: str | None = wide(
                lambda buffer, size, key=key: raw.FPDF_GetMetaText(  # type: ignore[misc]
                    document, key, buffer, size
                )
            ).strip()
            if name in ("created", "modified"):
                text = iso_date(text or "")
            if text:
                found[name] = text
        return found

    def _outline(self) -> list[dict[str, Any]]:
        """Depth first; an entry met before, too deep or one too many ends it."""
        raw, document = self._raw, self._document
        entries: list[dict[str, Any]] = []
        seen: set[int] = set()
        until = time.monotonic() + _SECONDS
        first = raw.FPDFBookmark_GetFirstChild(document, None)
        waiting = [(first, 1)] if first else []
        while waiting:
            bookmark, level = waiting.pop()
            address = ctypes.cast(bookmark, ctypes.c_void_p).value or 0
            if address in seen:
                self._warn("outline-loop", "the outline refers to itself; cut there")
                continue
            cut = self._allowance.exceeded or time.monotonic() > until
            if len(entries) >= OUTLINE_ENTRIES or cut:
                self._warn(
                    "outline-cut", f"only {len(entries)} outline entries were read"
                )
                break
            seen.add(address)
            entries.append(self._entry(bookmark, level))
            sibling = raw.FPDFBookmark_GetNextSibling(document, bookmark)
            if sibling:
                waiting.append((sibling, level))
            child = raw.FPDFBookmark_GetFirstChild(document, bookmark)
            if child and level < OUTLINE_DEPTH:
                waiting.append((child, level + 1))
        return entries

    def _entry(self, bookmark: Any, level: int) -> dict[str, Any]:
        raw, document = self._raw, self._document
        title = wide(
            lambda buffer, size: raw.FPDFBookmark_GetTitle(bookmark, buffer, size)
        )
        self._allowance.spend(title)
        target = raw.FPDFBookmark_GetDest(document, bookmark)
        if not target:
            action = raw.FPDFBookmark_GetAction(bookmark)
            if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_GOTO:
                target = raw.FPDFAction_GetDest(document, action)
        page = raw.FPDFDest_GetDestPageIndex(document, target) if target else -1
        return {
            "title": title,
            "level": level,
            "page": page + 1 if page >= 0 else None,
            "y": self._height(target, page) if page >= 0 else None,
        }

    def _height(self, target: Any, page: int) -> float | None:
        """The target's distance from the top of its page as displayed."""
        raw = self._raw
        has_x, has_y, has_zoom = c_int(), c_int(), c_int()
        x, y, zoom = c_float(), c_float(), c_float()
        flags = (byref(has_x), byref(has_y), byref(has_zoom))
        found = raw.FPDFDest_GetLocationInPage(
            target, *flags, byref(x), byref(y), byref(zoom)
        )
        view = self._view(page) if found and has_y.value else None
        if view is None:
            return None
        below_top = view.point(x.value if has_x.value else 0.0, y.value)[1]
        if below_top != below_top:
            return None
        return round(min(max(below_top, 0.0), view.height), 2)

    def _view(self, page: int) -> View | None:
        """Loading a page costs milliseconds, so one is loaded of each size only.

        Taken to be true for all pages of that size: the same crop box and rotation.
        """
        raw, size = self._raw, self._raw.FS_SIZEF()
        if not raw.FPDF_GetPageSizeByIndexF(self._document, page, byref(size)):
            return None
        key = (round(size.width, 1), round(size.height, 1))
        if key not in self._views and len(self._views) < _SIZES:
            handle = raw.FPDF_LoadPage(self._document, page)
            self._views[key] = page_view(raw, handle) if handle else None
            if handle:
                raw.FPDF_ClosePage(handle)
        return self._views.get(key)

    def _attachments(self) -> list[dict[str, Any]]:
        raw = self._raw
        count = raw.FPDFDoc_GetAttachmentCount(self._document)
        if count > ATTACHMENTS:
            self._warn("attachments-cut", f"only {ATTACHMENTS} attachments are named")
        found = []
        until = time.monotonic() + _SECONDS
        for index in range(min(count, ATTACHMENTS)):
            if self._allowance.exceeded or time.monotonic() > until:
                self._warn("attachments-cut", f"only {index} attachments are named")
                break
            attachment = raw.FPDFDoc_GetAttachment(self._document, index)
            if attachment:
                found.append(self._attachment(attachment))
        return found

    def _attachment(self, attachment: Any) -> dict[str, Any]:
        raw = self._raw
        length = c_ulong()
        raw.FPDFAttachment_GetFile(attachment, None, 0, byref(length))
        media_type = wide(
            lambda buffer, size: raw.FPDFAttachment_GetSubtype(attachment, buffer, size)
        )
        name = wide(
            lambda buffer, size: raw.FPDFAttachment_GetName(attachment, buffer, size)
        )
        self._allowance.spend(name, media_type)
        return {
            "name": name,
            "bytes": length.value,
            "media_type": media_type or None,
        }
