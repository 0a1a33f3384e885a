"""OCR of the pages that need it: from the filled arrays to arrays with OCR in them."""

from __future__ import annotations

import logging
import time
from typing import Any

from pagebridge_worker import ocr, ocr_need
from pagebridge_worker.ocr_glyphs import FONT, GlyphWriter, clean
from pagebridge_worker.ocr_need import Need
from pagebridge_worker.page_arrays import (
    CLIPPED,
    GENERATED,
    GLYPH_COLUMNS,
    GLYPH_ORDER,
    INVISIBLE,
    OCR,
    PageArrays,
)
from pagebridge_worker.page_image import RenderTimeout, render
from pagebridge_worker.page_request import PageRequest
from pagebridge_worker.page_view import View

log = logging.getLogger(__name__)

_DPI = 300
_MOST_SECONDS = 60.0  # for one page
_LEAST_SECONDS = 0.5
_UNSURE = 0.6  # below, without a sure orientation, the other three are tried
_LEAST_CONFIDENCE, _LEAST_BESIDE_TEXT = 10.0, 50.0
_GOOD_WORD = 60.0  # such words say which of two turns is right
_GOOD_ENOUGH = 0.5  # below, garbled text is not replaced
_CELL = 8.0  # points

Recognised = tuple[list[ocr.Line], ocr.GreyImage, int]


class PageOcr:
    """For one call. ``languages`` is what can be recognised here; empty: nothing."""

    def __init__(self, raw: Any, request: PageRequest) -> None:
        """Raises HandlerError invalid-request for languages that are not installed."""
        self.languages = ocr.installed()
        self._raw, self._request = raw, request
        if request.ocr != "off" and self.languages:
            ocr.check_languages(request.ocr_languages, self.languages)

    def warnings(self) -> list[dict[str, str]]:
        """For the ``document`` part."""
        if self.languages or self._request.ocr == "off":
            return []
        message = "Tesseract or its language data are missing: nothing is recognised"
        return [{"code": "ocr-unavailable", "message": message}]

    def run(
        self,
        page: Any,
        view: View,
        arrays: PageArrays,
        content: dict[str, Any],
        until: float,
    ) -> None:
        """Recognises the page if it needs that, and says so in ``content``.

        ``until`` is a value of time.monotonic(). A page that takes too long keeps the
        glyphs it had, and ``truncated`` names ``ocr``.
        """
        found = ocr_need.need(arrays, self._request.ocr)
        if found is None:
            return
        if found.reason == "existing-layer":
            _uncover(arrays)
            content["ocr"] = self._run_of("existing-layer", 0, found.language)
            return
        if not self.languages:
            return
        until = min(until, time.monotonic() + _MOST_SECONDS)
        try:
            recognised = self._recognise(page, view, found, until)
        except (ocr.OcrTimeout, RenderTimeout, MemoryError) as error:
            log.warning("OCR of a page given up: %s", type(error).__name__)
            content["truncated"].append("ocr")
            return
        self._take(found, recognised, view, arrays, content)

    def _recognise(
        self, page: Any, view: View, found: Need, until: float
    ) -> Recognised:
        image = render(self._raw, page, view, _DPI, 0, until)
        turned, sure = ocr.orientation(image)
        if turned:
            del image  # its 25 MB are needed for the next
            best = self._read_turned(page, view, found, turned, until)
        else:
            best = self._read(image, found, turned, until)
        if sure or found.reason == "sparse" or _mean(best[0]) >= _UNSURE:
            return best
        for other in (90, 270, 180):
            try:
                again = self._read_turned(page, view, found, other, until)
            except (ocr.OcrTimeout, RenderTimeout):
                break
            if _weight(again[0], _GOOD_WORD) > 1.2 * _weight(best[0], _GOOD_WORD):
                best = again
        return best

    def _read_turned(
        self, page: Any, view: View, found: Need, turned: int, until: float
    ) -> Recognised:
        upright = (360 - turned) % 360
        image = render(self._raw, page, view, _DPI, upright, until)
        return self._read(image, found, turned, until)

    def _read(
        self, image: ocr.GreyImage, found: Need, turned: int, until: float
    ) -> Recognised:
        left = until - time.monotonic()
        if left < _LEAST_SECONDS:
            raise ocr.OcrTimeout
        lines = ocr.read(image, self._request.ocr_languages, left)
        beside_text = found.reason == "sparse"
        least = _LEAST_BESIDE_TEXT if beside_text else _LEAST_CONFIDENCE
        return clean(lines, least), image, turned

    def _take(
        self,
        found: Need,
        recognised: Recognised,
        view: View,
        arrays: PageArrays,
        content: dict[str, Any],
    ) -> None:
        lines, image, turned = recognised
        if found.reason == "garbled" and not is_better(lines, arrays):
            return
        free = None
        if found.reason in ("garbled", "forced"):
            arrays.glyphs = 0
            content["unmapped"] = 0.0
        else:
            _drop_invisible(arrays)
            free = _Occupied(arrays).free
        writer = GlyphWriter(arrays, view, image, turned, len(content["fonts"]))
        content["fonts"].append(FONT)
        writer.write(lines, free)
        confidences = writer.confidences
        mean = sum(confidences) / len(confidences) / 100 if confidences else 0.0
        content["ocr"] = self._run_of(found.reason, turned, mean)

    def _run_of(self, reason: str, turned: int, confidence: float) -> dict[str, Any]:
        return {
            "languages": self._request.ocr_languages,
            "orientation": turned,
            "mean_confidence": round(min(max(confidence, 0.0), 1.0), 4),
            "reason": reason,
        }


def _uncover(arrays: PageArrays) -> None:
    """The invisible layer of a scan is what its reader sees."""
    for at in range(arrays.glyphs):
        if arrays.flags[at] & INVISIBLE:
            arrays.flags[at] = arrays.flags[at] & ~INVISIBLE | OCR


def _drop_invisible(arrays: PageArrays) -> None:
    """What stays is moved together in its order."""
    flags = arrays.flags[: arrays.glyphs]
    keep = [at for at, flag in enumerate(flags) if not flag & INVISIBLE]
    if len(keep) < len(flags):
        for name, _ in GLYPH_COLUMNS + GLYPH_ORDER:
            column = getattr(arrays, name)
            for to, at in enumerate(keep):
                column[to] = column[at]
        arrays.glyphs = len(keep)


class _Occupied:
    """Where visible text stands, on a grid."""

    def __init__(self, arrays: PageArrays) -> None:
        self._cells: set[tuple[int, int]] = set()
        for at in range(arrays.glyphs):
            if arrays.flags[at] & (GENERATED | CLIPPED | INVISIBLE):
                continue
            box = (arrays.x0[at], arrays.y0[at], arrays.x1[at], arrays.y1[at])
            x0, y0, x1, y1 = (int(max(-1e4, min(1e4, side)) // _CELL) for side in box)
            for x in range(x0, min(x1, x0 + 50) + 1):
                self._cells |= {(x, y) for y in range(y0, min(y1, y0 + 50) + 1)}

    def free(self, x: float, y: float) -> bool:
        return (int(x // _CELL), int(y // _CELL)) not in self._cells


def is_better(lines: list[ocr.Line], arrays: PageArrays) -> bool:
    """Garbled text is replaced by what reads well, and by nothing else."""
    text = " ".join(word.text for line in lines for word in line.words)
    if not lines or _mean(lines) < _GOOD_ENOUGH:
        return False
    mapped = arrays.unmapped <= ocr_need.MOST_UNMAPPED * (
        arrays.visible + arrays.invisible
    )
    before = ocr_need.text_of(arrays)
    # Latin letters read off a page in another script: the wrong language data.
    if ocr_need.other_script_share(before) > ocr_need.other_script_share(text) + 0.3:
        return False
    if not mapped:
        return True
    _, common = ocr_need.common_share(text)
    _, common_before = ocr_need.common_share(before)
    return common > common_before + 0.08


def _weight(lines: list[ocr.Line], least: float = 0.0) -> float:
    """Confidence times symbols, of words with at least that confidence."""
    words = (word for line in lines for word in line.words if word.confidence >= least)
    return sum(word.confidence * len(word.symbols) for word in words)


def _mean(lines: list[ocr.Line]) -> float:
    """Mean confidence of the symbols, 0..1."""
    symbols = sum(len(word.symbols) for line in lines for word in line.words)
    return _weight(lines) / symbols / 100 if symbols else 0.0
