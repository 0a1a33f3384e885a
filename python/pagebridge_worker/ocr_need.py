"""Whether a page needs OCR, from what the loop counted. Pure; never for good text."""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import dataclass
from typing import Literal

from pagebridge_worker.page_arrays import INVISIBLE, PageArrays
from pagebridge_worker.page_request import OcrMode

Reason = Literal["no-text", "garbled", "sparse", "forced", "existing-layer"]

FEW_CHARACTERS = 20
MOST_UNMAPPED = 0.15
_SPARSE_AREA, _SPARSE_CHARACTERS = 0.15, 300
_MOST_OF_A_PAGE, _HALF_A_PAGE = 0.6, 0.5
_OUTLINES = 60
_OUTLINE_POINTS = (2.0, 40.0)
_CELLS = 40  # a side of the grid on which images are laid
_COMMON = "aeinorst"  # 0.55 to 0.70 of letters in languages written in Latin letters
_FEWEST_COMMON, _ENOUGH_LETTERS = 0.42, 200
_CURVE, _FILLED = 2, 2


@dataclass(frozen=True)
class Need:
    """``language`` is how much (0..1) an existing layer reads as language."""

    reason: Reason
    language: float = 0.0


def need(arrays: PageArrays, mode: OcrMode) -> Need | None:
    """What the filled arrays of a page ask for."""
    if mode == "off":
        return None
    if mode == "force":
        return Need("forced")
    usable = arrays.visible - arrays.unmapped
    drawn = arrays.visible + arrays.invisible
    if usable >= _SPARSE_CHARACTERS and arrays.unmapped <= MOST_UNMAPPED * drawn:
        return Need("garbled") if _is_cipher(arrays) else None
    images = image_share(arrays) if arrays.images else 0.0
    if arrays.invisible >= FEW_CHARACTERS and images >= _HALF_A_PAGE:
        language = language_share(text_of(arrays, invisible=True))
        if language >= 0.7:
            return Need("existing-layer", round(language, 3))
    if drawn >= FEW_CHARACTERS and arrays.unmapped > MOST_UNMAPPED * drawn:
        return Need("garbled")
    if usable < FEW_CHARACTERS:
        empty = images >= _MOST_OF_A_PAGE or _has_outlines(arrays)
        return Need("no-text") if empty else None
    page_area = max(1.0, arrays.width * arrays.height)
    if images >= _HALF_A_PAGE and arrays.visible_area < _SPARSE_AREA * page_area:
        return Need("sparse")
    return None


def text_of(arrays: PageArrays, invisible: bool = False) -> str:
    """The characters of the page in the engine's order; only the invisible ones."""
    count = arrays.glyphs
    codes = ctypes.string_at(arrays.code, 4 * count).decode("utf-32-le", "replace")
    if not invisible or len(codes) != count:
        return codes
    flags = arrays.flags[:count]
    blanks = " \r\n\t"
    return "".join(
        code
        for code, flag in zip(codes, flags, strict=True)
        if flag & INVISIBLE or code in blanks
    )


def common_share(text: str) -> tuple[int, float]:
    """How many Latin letters, and the share of the most common ones among them."""
    lower = text.lower()
    letters = sum(lower.count(chr(code)) for code in range(ord("a"), ord("z") + 1))
    common = sum(lower.count(letter) for letter in _COMMON)
    return letters, common / letters if letters else 0.0


def other_script_share(text: str) -> float:
    """The share (0..1) of letters that are not written in Latin script."""
    letters = [character for character in text if character.isalpha()]
    others = sum(
        not (character.isascii() or "LATIN" in unicodedata.name(character, ""))
        for character in letters
    )
    return others / len(letters) if letters else 0.0


def _is_cipher(arrays: PageArrays) -> bool:
    """Letters that a broken font encoding has exchanged for each other."""
    letters, common = common_share(text_of(arrays))
    return letters >= _ENOUGH_LETTERS and common < _FEWEST_COMMON


def language_share(text: str) -> float:
    """The share of words, by length, that look like words of some language.

    A word is letters of one kind, or a number, with punctuation around it; Latin
    letters need a vowel and no long run without one.
    """
    good = total = 0
    for word in text.split():
        total += len(word)
        core = word.strip(".,;:!?()[]{}\"'“”‘’«»-–—/%$€£*")
        if not core or _is_word(core):
            good += len(word)
    letters, common = common_share(text)
    if letters >= _ENOUGH_LETTERS and common < _FEWEST_COMMON:
        return 0.0
    return good / total if total else 0.0


def _is_word(core: str) -> bool:
    if any(character.isdigit() for character in core):
        return all(character.isalnum() or character in ".,-–/:%'" for character in core)
    letters = core.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    if not letters.isalpha() or len(letters) > 40:
        return False
    if not letters.isascii():
        return True
    if letters.isupper() and len(letters) <= 6:
        return True
    lower = letters.lower()
    return len(lower) == 1 or any(vowel in lower for vowel in "aeiouy")


def image_share(arrays: PageArrays) -> float:
    """The share (0..1) of the page that images cover, counted on a grid."""
    across = _CELLS / max(arrays.width, 1e-3)
    down = _CELLS / max(arrays.height, 1e-3)
    row_bits = [0] * _CELLS
    for at in range(arrays.images):
        x0, y0, x1, y1 = arrays.ibox[4 * at : 4 * at + 4]
        left, right = _cells(x0 * across), _cells(x1 * across)
        bits = (1 << right) - (1 << left)
        for row in range(_cells(y0 * down), _cells(y1 * down)):
            row_bits[row] |= bits
    return sum(bits.bit_count() for bits in row_bits) / _CELLS**2


def _cells(value: float) -> int:
    """The first cell whose middle is not before ``value``."""
    return min(max(round(value), 0), _CELLS)


def _has_outlines(arrays: PageArrays) -> bool:
    """Many small filled shapes with curves: letters turned into paths."""
    smallest, largest = _OUTLINE_POINTS
    found = 0
    for at in range(min(arrays.paths, 20_000)):
        if arrays.kind[at] != _CURVE or not arrays.paint[at] & _FILLED:
            continue
        high = arrays.py1[at] - arrays.py0[at]
        wide = arrays.px1[at] - arrays.px0[at]
        if smallest <= high <= largest and 0.1 * high <= wide <= 2 * high:
            found += 1
    return found >= _OUTLINES
