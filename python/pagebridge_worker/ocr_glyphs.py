"""Recognised lines become glyphs in the page's columns.

Glyphs are delivered as displayed: on a scan that lies sideways they carry its angle
(a quarter of a turn), as the glyphs of a sideways text layer do. A scan that is
slightly askew is delivered as if it were straight: everything is turned back about the
page's middle by the common slope of its lines, so that rows are rows; boxes are off by
as much at most (4 points at the margin of a page for half a degree).

Symbols of a word touch, whatever their ink does, because gaps mean blanks to layout.
A recognised blank is a glyph like any other, a line break is a generated one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from statistics import median

from pagebridge_worker.ocr import GreyImage, Line, Pixels, Word
from pagebridge_worker.page_arrays import GENERATED, OCR, PageArrays
from pagebridge_worker.page_view import View

ASCENT, DESCENT = 0.75, -0.22
FONT = {
    "name": "ocr",
    "family": "",
    "weight": 400,
    "italic": False,
    "fixed": False,
    "serif": False,
    "symbolic": False,
    "ascent": ASCENT,
    "descent": DESCENT,
}
_RISE = 0.72  # height of capitals and ascenders, per point of size
_NEARLY = 0.12  # sizes as near as this to the usual one are the usual one
_STRAIGHT, _MOST_ASKEW = 0.0015, 0.12  # radians
_LONG = 0.2  # of the width; shorter lines say little about the slope
_BARS = "|¦"
_HAIRLINE, _SPECK = 0.07, 0.1  # of the height of capitals
_BLACK = 0x000000FF

Turned = tuple[float, float]


def clean(lines: list[Line], least_confidence: float) -> list[Line]:
    """Without words nobody wrote: borders of cells read as bars, specks, noise."""
    for line in lines:
        cores = [_core(word, line.rise) for word in line.words]
        line.words = [w for w in cores if w and w.confidence >= least_confidence]
    return [line for line in lines if line.words]


def _core(word: Word, rise: float) -> Word | None:
    """The word without what is no character at its ends."""
    symbols = word.symbols
    while symbols and _is_no_character(*symbols[0], rise):
        symbols = symbols[1:]
    while symbols and _is_no_character(*symbols[-1], rise):
        symbols = symbols[:-1]
    if len(symbols) == len(word.symbols):
        return word
    if not symbols:
        return None
    x0, y0, x1, y1 = zip(*(box for _, box in symbols), strict=True)
    return Word(symbols, (min(x0), min(y0), max(x1), max(y1)), word.confidence)


def _is_no_character(text: str, box: Pixels, rise: float) -> bool:
    """A bar, a hairline read as some bracket, or a speck smaller than a full stop."""
    wide, high = box[2] - box[0], box[3] - box[1]
    hairline = not text.isalnum() and wide <= _HAIRLINE * rise and high >= rise / 2
    return text in _BARS or hairline or max(wide, high) <= _SPECK * rise


def slope(lines: list[Line], width: int) -> float:
    """By how many radians, clockwise, the lines stand askew; 0 when straight."""
    slopes = [
        math.atan2(y1 - y0, x1 - x0)
        for x0, y0, x1, y1 in (line.baseline for line in lines)
        if x1 - x0 > _LONG * width
    ]
    usual = median(slopes) if slopes else 0.0
    return usual if _STRAIGHT < abs(usual) < _MOST_ASKEW else 0.0


class GlyphWriter:
    """Appends to the arrays of one page; ``confidences`` is one a symbol, 0..100.

    ``font`` is the number of the font ``ocr`` on the page.
    """

    def __init__(
        self,
        arrays: PageArrays,
        view: View,
        image: GreyImage,
        orientation: int,
        font: int,
    ) -> None:
        self.confidences: list[float] = []
        self._arrays, self._view = arrays, view
        self._points = 72 / image.dpi
        self._middle = image.width * self._points / 2, image.height * self._points / 2
        self._image_width = image.width
        self._orientation = orientation
        self._angle = math.radians(orientation if orientation < 270 else -90)
        self._font = font

    def write(
        self, lines: list[Line], free: Callable[[float, float], bool] | None
    ) -> None:
        """Words whose middle (display points) is not ``free`` are left out."""
        askew = slope(lines, self._image_width)
        sine, cosine = math.sin(-askew), math.cos(-askew)
        middle_u, middle_v = self._middle

        def straight(x: float, y: float) -> Turned:
            u, v = x * self._points - middle_u, y * self._points - middle_v
            return (
                u * cosine - v * sine + middle_u,
                u * sine + v * cosine + middle_v,
            )

        sizes = [line.rise * self._points / _RISE for line in lines]
        letters = [
            size
            for size, line in zip(sizes, lines, strict=True)
            for word in line.words
            for _ in word.symbols
        ]
        usual = median(letters) if letters else 0.0
        for line, size in zip(lines, sizes, strict=True):
            near = abs(size - usual) <= _NEARLY * usual
            if not self._line(line, usual if near else size, straight, free):
                self._arrays.truncated |= 1
                return

    def _line(
        self,
        line: Line,
        size: float,
        straight: Callable[[float, float], Turned],
        free: Callable[[float, float], bool] | None,
    ) -> bool:
        size = round(2 * min(max(size, 1.0), 2000.0)) / 2
        x0, y0, x1, y1 = line.baseline
        _, base_left = straight(x0, y0)
        _, base_right = straight(x1, y1)
        base = (base_left + base_right) / 2
        pen: float | None = None
        for word in line.words:
            start, _ = straight(word.box[0], y0)
            end, _ = straight(word.box[2], y0)
            middle = self._display((start + end) / 2, base - size / 3)
            if free is not None and not free(*middle):
                continue
            if pen is not None:
                blank = pen, max(pen, start)
                self._put(" ", blank, base, size, OCR, word.confidence)
            self.confidences += [word.confidence] * len(word.symbols)
            for text, left, right in _tiled(word):
                span = straight(left, y0)[0], straight(right, y0)[0]
                if not self._put(text, span, base, size, OCR, word.confidence):
                    return False
            pen = end
        if pen is None:
            return True
        flags = OCR | GENERATED
        return self._put("\r", (pen, pen), base, size, flags, 0) and self._put(
            "\n", (pen, pen), base, size, flags, 0
        )

    def _put(
        self,
        text: str,
        span: tuple[float, float],
        base: float,
        size: float,
        flags: int,
        confidence: float,
    ) -> bool:
        """One glyph a code point; False when the columns are full."""
        arrays = self._arrays
        step = (span[1] - span[0]) / len(text)
        for k, character in enumerate(text):
            at = arrays.glyphs
            if at >= arrays.glyph_cap:
                return False
            left = span[0] + k * step
            ax, ay = self._display(left, base - ASCENT * size)
            bx, by = self._display(left + step, base - DESCENT * size)
            arrays.code[at] = ord(character)
            arrays.x0[at], arrays.x1[at] = min(ax, bx), max(ax, bx)
            arrays.y0[at], arrays.y1[at] = min(ay, by), max(ay, by)
            arrays.ox[at], arrays.oy[at] = self._display(left, base)
            arrays.size[at], arrays.angle[at] = size, self._angle
            arrays.font[at], arrays.flags[at] = self._font, flags
            arrays.mcid[at], arrays.rgba[at] = -1, _BLACK
            arrays.confidence[at] = min(100, max(0, round(confidence)))
            arrays.order[at] = 0  # what is recognised is seen
            arrays.glyphs = at + 1
        return True

    def _display(self, u: float, v: float) -> Turned:
        """From the upright image, in points, to the page as displayed."""
        wide, high = self._view.width, self._view.height
        if self._orientation == 90:
            return wide - v, u
        if self._orientation == 180:
            return wide - u, high - v
        if self._orientation == 270:
            return v, high - u
        return u, v


def _tiled(word: Word) -> Iterator[tuple[str, float, float]]:
    """Symbols in reading order with spans that touch from end to end of the word."""
    boxes = [box for _, box in word.symbols]
    order = sorted(range(len(boxes)), key=lambda k: boxes[k][0] + boxes[k][2])
    left, _, right, _ = word.box
    cuts = [float(left)]
    for before, after in pairwise(order):
        cut = _between(boxes[before], boxes[after])
        cuts.append(min(max(cut, cuts[-1]), float(right)))
    cuts.append(float(max(right, left)))
    spans = {k: (cuts[at], cuts[at + 1]) for at, k in enumerate(order)}
    for k, (text, _) in enumerate(word.symbols):
        yield text, *spans[k]


def _between(before: Pixels, after: Pixels) -> float:
    """Half way from ink to ink; from middle to middle where boxes overlap much."""
    if after[0] >= before[2] - (before[2] - before[0]) / 2:
        return (before[2] + after[0]) / 2
    return (before[0] + before[2] + after[0] + after[2]) / 4
