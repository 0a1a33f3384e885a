"""JSON as the service wants it: compact, and without halves of characters."""

from __future__ import annotations

import json
import json.encoder
from collections.abc import Callable, Mapping
from typing import Any, Final


def _writer(ascii_only: bool) -> Callable[[object], str]:
    encoder = json.JSONEncoder(
        separators=(",", ":"), allow_nan=False, ensure_ascii=ascii_only
    )
    # What `encode` makes anew for every value, without its look for circles. The C
    # part of the library is optional.
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return encoder.encode
    text_of = (
        json.encoder.encode_basestring_ascii
        if ascii_only
        else json.encoder.encode_basestring
    )
    pieces: Any = make(
        None, encoder.default, text_of, None, ":", ",", False, False, False
    )

    def write(value: object) -> str:
        try:
            return "".join(pieces(value, 0))
        except (ValueError, TypeError, RecursionError):
            return encoder.encode(value)  # says what is wrong with it

    return write


_ascii: Final = _writer(ascii_only=True)
_unicode: Final = _writer(ascii_only=False)


def to_json(value: object, ascii_only: bool = False) -> bytes:
    """Compact JSON; raises ValueError or TypeError for what JSON does not know."""
    if ascii_only:
        text = _ascii(value)
        if "\\ud" in text:
            text = _ascii(_without_lone_surrogates(value))
        return text.encode()
    text = _unicode(value)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _unicode(_without_lone_surrogates(value)).encode()


def _without_lone_surrogates(value: object) -> object:
    if isinstance(value, str):
        pairs_joined = value.encode("utf-16-le", "surrogatepass")
        return pairs_joined.decode("utf-16-le", "replace")
    if isinstance(value, Mapping):
        return {
            _without_lone_surrogates(key): _without_lone_surrogates(item)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_without_lone_surrogates(item) for item in value]
    return value
