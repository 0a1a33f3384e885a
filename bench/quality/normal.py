"""One way to normalise text, used on both sides of every comparison.

Text read from tags has a blank misplaced now and then ("Objective 1 .3"), so texts
are compared either with all whitespace removed (`squash`) or by words (`words`).
"""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"), None)
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|"
    r"[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+"
)
_NUMBER = re.compile(r"\d(?:[\d.,:/'’\-]*\d)?")
_CURRENCY = re.compile(r"[$€£¥]")
_LETTER = re.compile(r"[^\W\d_]")


def nfkc(text: str) -> str:
    """Compatibility form, without characters that nobody sees."""
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE)


def collapse(text: str) -> str:
    """Every run of whitespace as one blank, none at the ends."""
    return _BLANKS.sub(" ", nfkc(text)).strip()


@lru_cache(200_000)
def squash(text: str) -> str:
    """No whitespace at all: for texts whose blanks cannot be trusted."""
    return _BLANKS.sub("", nfkc(text))


def words(text: str) -> list[str]:
    """Runs of letters and digits; each CJK character is a word of its own."""
    return _WORD.findall(nfkc(text))


def numbers(text: str) -> list[str]:
    """The numbers in reading order, without currency, sign, percent, brackets."""
    return _NUMBER.findall(nfkc(text))


def value_key(text: str) -> str:
    """A value without blanks and currency signs, which may have cells of their own."""
    key = squash(text)
    return _CURRENCY.sub("", key) or key


def has_letter(text: str) -> bool:
    return bool(_LETTER.search(text))


def is_value(text: str) -> bool:
    """A cell that holds a number and no letter: `$ (1,234)`, `26.07.2024`, `7 %`."""
    return bool(numbers(text)) and not has_letter(text)
