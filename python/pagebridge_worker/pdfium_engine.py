"""PDFium: opens an untrusted PDF and yields what is on its pages.

The only module that imports the library; the modules beside it get its functions
handed in. PDFium is made for one thread and keeps one error value: everything here
runs on the worker's main thread. Handles are owned by ``PdfDocument`` and
``_OpenPage``, which close children before parents and may be closed twice.
"""

from __future__ import annotations

import ctypes
import logging
import math
import time
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pypdfium2_raw as raw
from pypdfium2_raw.version import PDFIUM_INFO

from pagebridge_worker import ocr, page_objects
from pagebridge_worker.covers import Covers
from pagebridge_worker.document_content import DocumentContent
from pagebridge_worker.errors import DeadlineExceeded, HandlerError
from pagebridge_worker.glyph_loop import Loop, load_loop
from pagebridge_worker.ocr_page import PageOcr
from pagebridge_worker.page_arrays import TRUNCATED, Columns, PageArrays
from pagebridge_worker.page_request import PageRequest
from pagebridge_worker.page_view import View, page_view
from pagebridge_worker.pages import Part, pack_json, pack_page
from pagebridge_worker.passwords import spellings
from pagebridge_worker.struct_tags import TagReader

log = logging.getLogger(__name__)

_ERROR_PASSWORD, _ERROR_SECURITY = 4, 5
_FAILURES_IN_A_ROW = 200  # then the rest of the document is given up

_VERSION = str(PDFIUM_INFO)

raw.FPDF_InitLibrary()


PdfBytes = bytes | bytearray


class PdfDocument:
    """One open PDF. Use as a context manager; the bytes stay alive as long as it.

    PDFium reads where they lie: a bytearray must not be changed meanwhile.
    """

    def __init__(self, untrusted: PdfBytes, password: str | None = None) -> None:
        """Raises HandlerError pdf-encrypted or pdf-corrupt."""
        self._bytes = _address(untrusted)
        self.handle: Any = None
        self._form: Any = None
        self._form_callbacks: Any = None
        for spelling in spellings(password):
            self.handle = raw.FPDF_LoadMemDocument64(
                self._bytes, len(untrusted), spelling
            )
            if self.handle:
                return
            if (code := raw.FPDF_GetLastError()) != _ERROR_PASSWORD:
                raise _load_error(code, password)
        raise _load_error(_ERROR_PASSWORD, password)

    def __enter__(self) -> PdfDocument:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._form:
            raw.FPDFDOC_ExitFormFillEnvironment(self._form)
            self._form = None
        if self.handle:
            raw.FPDF_CloseDocument(self.handle)
            self.handle = None

    @property
    def page_count(self) -> int:
        """As the document claims; it may lie."""
        return int(raw.FPDF_GetPageCount(self.handle))

    @property
    def form(self) -> Any:
        """The form environment, made on first use; None without an AcroForm."""
        if self._form is None and raw.FPDF_GetFormType(self.handle) != 0:
            self._form_callbacks = raw.FPDF_FORMFILLINFO(version=2)
            self._form = raw.FPDFDOC_InitFormFillEnvironment(
                self.handle, self._form_callbacks
            )
        return self._form


def _address(untrusted: PdfBytes) -> Any:
    """What PDFium is given: the bytes themselves, or where a bytearray has them."""
    if isinstance(untrusted, bytearray) and untrusted:
        return ctypes.byref(ctypes.c_char.from_buffer(untrusted))
    return bytes(untrusted)


def _load_error(code: int, password: str | None) -> HandlerError:
    if code == _ERROR_PASSWORD:
        tried = bool(password)
        message = "the password does not open it" if tried else "it needs a password"
        return HandlerError("pdf-encrypted", message, {"password_tried": tried})
    if code == _ERROR_SECURITY:
        message = "its encryption is of a kind PDFium does not know"
        return HandlerError("pdf-encrypted", message, {"password_tried": False})
    return HandlerError("pdf-corrupt", f"PDFium cannot load it (error {code})", {})


class OpenPage:
    """One loaded page with its text page. Raises LookupError when it cannot be had."""

    def __init__(self, document: PdfDocument, index: int) -> None:
        self.text: Any = None
        self.handle = raw.FPDF_LoadPage(document.handle, index)
        if not self.handle:
            raise LookupError(f"PDFium error {raw.FPDF_GetLastError()}")

    def __enter__(self) -> OpenPage:
        return self

    def __exit__(self, *_: object) -> None:
        if self.text:
            raw.FPDFText_ClosePage(self.text)
            self.text = None
        if self.handle:
            raw.FPDF_ClosePage(self.handle)
            self.handle = None

    def load_text(self) -> int:
        """Builds the text page; the number of its characters."""
        self.text = raw.FPDFText_LoadPage(self.handle)
        if not self.text:
            raise LookupError("PDFium cannot read its text")
        return max(0, int(raw.FPDFText_CountChars(self.text)))

    def view(self) -> View:
        return page_view(raw, self.handle)


class Extraction:
    """One call: a document part by part. ``result`` is complete at the end."""

    def __init__(
        self,
        document: PdfDocument,
        request: PageRequest,
        loop: Loop,
        columns: Columns,
        most_seconds: float,
    ) -> None:
        self.result = {"pages": 0, "page_errors": 0, "glyphs": 0, "truncated": False}
        self._document, self._request = document, request
        self._loop, self._columns = loop, columns
        self._content = DocumentContent(raw, document.handle)
        self._fonts = page_objects.Fonts(raw)
        self._tags = _tag_reader(loop)
        self._ocr = PageOcr(raw, request)
        self._begun = self._until = time.monotonic()
        self._most_seconds = most_seconds

    def parts(
        self, cancelled: Callable[[], bool], opened: Callable[[int], object]
    ) -> Iterator[Part]:
        count = self._document.page_count
        chosen = self._request.chosen(count)
        request = self._request
        granted = request.soft_seconds + request.soft_page_seconds * len(chosen)
        self._until = self._begun + min(granted, self._most_seconds)
        opened(len(chosen))
        engine = {
            "name": "pdfium",
            "version": _VERSION,
            "loop": self._loop.name,
        }
        content = self._content.read(count, engine)
        content["warnings"] += self._ocr.warnings()
        content["ocr_languages"] = self._ocr.languages
        late = False
        try:
            yield "document", pack_json(content)
        except DeadlineExceeded:
            late = True
        failures = 0
        for index in chosen:
            late = late or time.monotonic() > self._until
            if late or failures >= _FAILURES_IN_A_ROW:
                self.result["truncated"] = True
                return
            if cancelled():
                raise HandlerError("cancelled", "the caller is gone", {})
            kind, trailer = self._page(index)
            failures = failures + 1 if kind == "page-error" else 0
            try:
                yield kind, trailer
            except DeadlineExceeded:
                late = True

    def _page(self, index: int) -> Part:
        try:
            trailer = self._read(index)
        except LookupError as error:
            self.result["page_errors"] += 1
            problem = {
                "number": index + 1,
                "code": "page-load-failed",
                "message": str(error),
            }
            return "page-error", pack_json(problem)
        self.result["pages"] += 1
        return "page", trailer

    def _read(self, index: int) -> bytes:
        clock = time.perf_counter
        start = clock()
        with OpenPage(self._document, index) as page:
            loaded = clock()
            characters = page.load_text()
            text_ready = clock()
            view = page.view()
            arrays = self._columns.reset(view)
            self._loop.objects(page.handle, arrays)
            self._loop.glyphs(page.text, characters, arrays)
            Covers(raw, self._document.handle, page.handle, view).confirm(arrays)
            content = self._content_of(page, index, view, arrays)
            objects_ready = clock()
            self._ocr.run(page.handle, view, arrays, content, self._until)
            done = clock()
            content["times"] = {
                "load_ms": _ms(loaded - start),
                "text_ms": _ms(text_ready - loaded),
                "objects_ms": _ms(objects_ready - text_ready),
                "ocr_ms": _ms(done - objects_ready),
            }
            self.result["glyphs"] += arrays.glyphs
            columns = self._columns
            return pack_page(
                content,
                columns.glyph_bytes(),
                columns.path_bytes(),
                columns.order_bytes(),
            )

    def _content_of(
        self, page: OpenPage, index: int, view: View, arrays: PageArrays
    ) -> dict[str, Any]:
        document = self._document
        notes = page_objects.Annotations(raw, document.handle, document.form, view)
        notes.read(page.handle)
        tags, tags_cut = self._tags.tags(page.handle)
        truncated = [name for bit, name in TRUNCATED.items() if arrays.truncated & bit]
        truncated += ["annotations"] if notes.truncated else []
        truncated += ["tags"] if tags_cut else []
        drawn = arrays.glyphs - arrays.blanks
        return {
            "number": index + 1,
            "label": self._content.label(index),
            "width": round(view.width, 3),
            "height": round(view.height, 3),
            "rotation": view.rotation,
            "fonts": self._fonts.of(arrays),
            "images": page_objects.images(arrays),
            "links": notes.links,
            "fields": notes.fields,
            "annotations": notes.notes,
            "tags": tags,
            "ocr": None,
            "truncated": truncated,
            "unmapped": round(arrays.unmapped / drawn, 4) if drawn else 0.0,
        }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)


_TAG_READERS: dict[str, TagReader] = {}


def _tag_reader(loop: Loop) -> TagReader:
    """One for each sort of loop: its buffers are too large to be made per document."""
    if loop.name not in _TAG_READERS:
        _TAG_READERS[loop.name] = TagReader(raw, loop)
    return _TAG_READERS[loop.name]


_LOOP: Loop | None = None
_COLUMNS: Columns | None = None


def warm_up() -> None:
    """Loads the glyph loop and its columns, so that the first document need not.

    Tesseract's data are loaded for the first page that needs them: 0.2 s of CPU and
    50 MB, which most workers never spend.
    """
    global _LOOP, _COLUMNS
    _LOOP = _LOOP or load_loop(raw)
    _COLUMNS = _COLUMNS or Columns()


def describe() -> dict[str, Any]:
    """What this engine is and can."""
    return {
        "engine": "pdfium",
        "version": _VERSION,
        "ocr_engine": ocr.version(),
        "ocr_languages": ocr.installed(),
    }


def extract(
    untrusted: PdfBytes,
    request: PageRequest,
    cancelled: Callable[[], bool] = lambda: False,
    loop: Loop | None = None,
    opened: Callable[[int], object] = lambda pages: None,
    most_seconds: float | None = None,
) -> Generator[Part, None, dict[str, Any]]:
    """Yields the ``document`` part and one part a page; returns the ``done`` result.

    ``loop`` chooses how pages are read; the compiled one by default. ``opened`` is told
    how many pages will be read, before the first one. ``most_seconds`` bounds what the
    request grants.
    """
    warm_up()
    assert _LOOP is not None and _COLUMNS is not None
    with PdfDocument(untrusted, request.password) as document:
        extraction = Extraction(
            document, request, loop or _LOOP, _COLUMNS, most_seconds or math.inf
        )
        yield from extraction.parts(cancelled, opened)
        return extraction.result
