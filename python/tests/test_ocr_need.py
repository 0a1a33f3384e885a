"""When a page needs OCR, decided on arrays made by hand."""

from __future__ import annotations

import pytest

from pagebridge_worker.ocr import Line, Word
from pagebridge_worker.ocr_need import (
    image_share,
    language_share,
    need,
    other_script_share,
)
from pagebridge_worker.ocr_page import is_better
from pagebridge_worker.page_arrays import INVISIBLE, Columns, PageArrays
from pagebridge_worker.page_view import view_of

GOOD = "The harbour board of Hartwick measured the tariff and the ledger again. "
_COLUMNS = Columns()


def arrays_of(text: str, invisible: bool = False) -> PageArrays:
    """An A4 page with these characters, ten points each."""
    arrays = _COLUMNS.reset(view_of(0, 0, 595, 842, 0))
    for at, character in enumerate(text):
        arrays.code[at] = ord(character)
        arrays.flags[at] = INVISIBLE if invisible else 0
        if character == " ":
            arrays.blanks += 1
        elif invisible:
            arrays.invisible += 1
        else:
            arrays.visible += 1
            arrays.visible_area += 60
        if character == "\ufffd":
            arrays.unmapped += 1
    arrays.glyphs = len(text)
    return arrays


def picture(arrays: PageArrays, *box: float) -> None:
    for side, value in enumerate(box):
        arrays.ibox[4 * arrays.images + side] = value
    arrays.images += 1


def reason(arrays: PageArrays) -> str | None:
    found = need(arrays, "auto")
    return found.reason if found else None


def test_good_text_is_left_alone_whatever_lies_under_it() -> None:
    assert reason(arrays_of(GOOD * 10)) is None


@pytest.mark.parametrize(("share", "expected"), [(0.1, None), (0.2, "garbled")])
def test_unmapped_glyphs_count(share: float, expected: str | None) -> None:
    letters = GOOD.replace(" ", "") * 10
    unmapped = int(share * len(letters))
    assert reason(arrays_of("\ufffd" * unmapped + letters[unmapped:])) == expected


def test_letters_exchanged_for_each_other_are_garbled() -> None:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    moved = str.maketrans(alphabet, alphabet[3:] + alphabet[:3])
    assert reason(arrays_of(GOOD.lower().translate(moved) * 10)) == "garbled"


def test_modes() -> None:
    arrays = arrays_of(GOOD * 10)
    forced = need(arrays, "force")
    assert forced is not None and forced.reason == "forced"
    assert need(arrays_of("\ufffd" * 400), "off") is None


def test_layers_are_kept_when_they_read_as_language() -> None:
    for text, expected in ((GOOD, "existing-layer"), ("#x$ qz;t (]k ", "no-text")):
        arrays = arrays_of(text * 5, invisible=True)
        for at in range(0, 842, 100):  # scanned in strips
            picture(arrays, 0, at, 595, min(at + 100, 842))
        assert image_share(arrays) == 1
        assert reason(arrays) == expected


def test_letters_drawn_as_outlines_need_ocr() -> None:
    arrays = arrays_of("")
    for at in range(100):
        arrays.kind[at], arrays.paint[at] = 2, 2
        arrays.px0[at], arrays.px1[at] = 6 * at, 6 * at + 5
        arrays.py0[at], arrays.py1[at] = 100, 108
    arrays.paths = 100
    assert reason(arrays) == "no-text"
    arrays.paths = 10
    assert reason(arrays) is None


@pytest.mark.parametrize(
    "text", [GOOD, "Umsatzerlöse 2024: 1.234,5 Mio. €", "הלוח של העיר", "東京都の予算"]
)
def test_languages_read_as_language(text: str) -> None:
    assert language_share(text) > 0.8


@pytest.mark.parametrize(
    ("text", "share"),
    [("annual report", 0.0), ("Größe", 0.0), ("حبيبي", 1.0), ("12.5 %", 0.0)],
)
def test_letters_of_other_scripts_are_told_from_latin_ones(
    text: str, share: float
) -> None:
    assert other_script_share(text) == share


def test_arabic_page_is_not_replaced_by_what_english_data_make_of_it() -> None:
    """A fifth unmapped looks garbled; the rest is better than Latin letters."""
    arabic = "حبيبي حاسوب " * 20
    arrays = arrays_of("\ufffd" * 50 + arabic)
    box = (0, 0, 1, 1)
    word = Word([(letter, box) for letter in "habibi"], box, 90.0)
    assert reason(arrays) == "garbled"
    assert not is_better([Line((0, 0, 1, 0), 1, [word])], arrays)
    assert is_better([Line((0, 0, 1, 0), 1, [word])], arrays_of("\ufffd" * 50))
