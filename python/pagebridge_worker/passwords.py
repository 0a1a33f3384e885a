"""The spellings under which a password may have been put into a document.

PDF asks writers for SASLprep (RFC 4013) since revision 5 of its encryption; many take
the bytes as typed, and two Unicode corrections changed what normalising gives. PDFium
itself tries UTF-8 against Latin-1, but does not normalise.
"""

from __future__ import annotations

import stringprep
import unicodedata

LONGEST = 1_024  # code points; a PDF password has 127 bytes


def spellings(password: str | None) -> list[bytes | None]:
    """UTF-8, most likely first, each once. ``[None]`` when there is no password."""
    if not password:
        return [None]
    prepared = _mapped(password[:LONGEST])
    forms = (
        password[:LONGEST],
        unicodedata.normalize("NFKC", prepared),
        unicodedata.ucd_3_2_0.normalize("NFKC", prepared),
        unicodedata.normalize("NFC", password[:LONGEST]),
    )
    return list(dict.fromkeys(form.encode("utf-8", "replace") for form in forms))


def _mapped(password: str) -> str:
    """SASLprep's mapping: odd blanks become blanks, invisible characters go."""
    return "".join(
        " " if stringprep.in_table_c12(letter) else letter
        for letter in password
        if not stringprep.in_table_b1(letter)
    )
