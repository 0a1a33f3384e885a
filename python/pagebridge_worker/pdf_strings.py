"""Strings out of PDFium: bounded, and fit for UTF-8 from the moment they are read."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable

STRING_LIMIT = 32_768  # code points; longer values are cut
_UNITS = 8 << 20  # a string above this is not fetched at all
_UNFIT = re.compile("[\ud800-\udfff\x00]")
_DATE = re.compile(
    r"\s*(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*"
    r"(?:([Zz])|([+-])(\d\d)'?(\d\d)?'?)?"
)
_ISO_DATE = re.compile(
    r"\s*\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
)


def clean(text: str) -> str:
    """Without NUL and lone surrogates (replaced by U+FFFD), cut to the limit."""
    return _UNFIT.sub("\ufffd", text[:STRING_LIMIT])


_usual = (ctypes.c_ushort * 256)()  # one thread, and no reading inside a reading


def wide(read: Callable[[ctypes.Array[ctypes.c_ushort], int], int]) -> str:
    """A UTF-16 string of PDFium: ``read(buffer, bytes)`` says how many bytes it has.

    The usual string costs one call; a longer one a second with a buffer made to
    measure, never above the limit.
    """
    buffer: ctypes.Array[ctypes.c_ushort] = _usual
    length = read(buffer, ctypes.sizeof(buffer))
    if length > ctypes.sizeof(buffer):
        buffer = (ctypes.c_ushort * min((length + 1) // 2, _UNITS))()
        if read(buffer, ctypes.sizeof(buffer)) > ctypes.sizeof(buffer):
            return "\ufffd"  # PDFium fills all or nothing
    if length < 2:
        return ""
    data = ctypes.string_at(buffer, length - length % 2)
    return clean(data.decode("utf-16-le", errors="replace").removesuffix("\0"))


def narrow(read: Callable[[ctypes.Array[ctypes.c_char], int], int]) -> str:
    """The same for byte strings (font names, URIs): UTF-8, else Latin-1."""
    buffer = ctypes.create_string_buffer(256)
    length = read(buffer, len(buffer))
    if length > len(buffer):
        length = min(length, STRING_LIMIT)
        buffer = ctypes.create_string_buffer(length)
        if read(buffer, length) > length:
            return ""
    data = buffer.raw[: max(0, length)].split(b"\0", 1)[0]
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        return clean(data.decode("latin-1"))


class Allowance:
    """How many code points of strings one page, or one document, may still have.

    Each string has a limit, and so has their number, but not their product.
    """

    def __init__(self, characters: int = 1_000_000) -> None:
        self.exceeded = False
        self._left = characters

    def spend(self, *texts: str | None) -> bool:
        """False, and from then on always, when it is used up."""
        self._left -= sum(len(text) for text in texts if text)
        self.exceeded = self.exceeded or self._left < 0
        return not self.exceeded


def iso_date(value: str) -> str | None:
    """``D:20190301120000+01'00'`` as ``2019-03-01T12:00:00+01:00``; None if unsound."""
    iso = _ISO_DATE.match(value)
    if iso:
        return iso.group().strip()
    found = _DATE.match(value)
    if not found:
        return None
    year, month, day, hour, minute, second, zulu, sign, east, part = found.groups()
    limits = (
        (month, 1, 12),
        (day, 1, 31),
        (hour, 0, 23),
        (minute, 0, 59),
        (second, 0, 60),
        (east, 0, 23),
        (part, 0, 59),
    )
    if any(text and not low <= int(text) <= high for text, low, high in limits):
        return None
    date = f"{year}-{month or '01'}-{day or '01'}"
    if hour is None:
        return date
    zone = "Z" if zulu else f"{sign}{east}:{part or '00'}" if sign else ""
    return f"{date}T{hour}:{minute or '00'}:{second or '00'}{zone}"
