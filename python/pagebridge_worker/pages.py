"""What crosses the pipe for one document: the trailers of the parts of ``extract``.

``document`` and ``page-error`` are one JSON object each. ``page`` is

    u32 json length | u32 glyphs n | u32 paths m | u32 bits | json | glyph columns |
    path columns | paint order

little-endian, columns as in ``page_arrays.GLYPH_COLUMNS`` (49 bytes a glyph) and
``PATH_COLUMNS`` (30 bytes a path), each column whole before the next, no padding.
Bit 0 of the bits: two columns of i32 follow, the places of glyphs and of paths in the
order of painting (0 unknown). They are there when something may cover earlier text.
Coordinates are points from the top left corner of the page as displayed.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Sequence
from typing import Any

if sys.byteorder != "little":  # the columns are sent as they lie in memory
    raise ImportError("pagebridge_worker needs a little-endian machine")

GLYPH_BYTES = 49
PATH_BYTES = 30
ORDER_BYTES = 4
ORDERED = 1
_HEAD = struct.Struct("<4I")

Part = tuple[str, bytes]


def pack_json(value: dict[str, Any]) -> bytes:
    """UTF-8 JSON; a lone surrogate that slipped through becomes ``?``."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", errors="replace")


def pack_page(
    page: dict[str, Any],
    glyph_columns: Sequence[bytes],
    path_columns: Sequence[bytes],
    order_columns: Sequence[bytes] = (),
) -> bytes:
    """The trailer of a ``page`` part. Columns must agree on their counts."""
    head = pack_json(page)
    glyphs, glyph_rest = divmod(sum(map(len, glyph_columns)), GLYPH_BYTES)
    paths, path_rest = divmod(sum(map(len, path_columns)), PATH_BYTES)
    if glyph_rest or path_rest:
        raise ValueError("columns of different lengths")
    if order_columns and sum(map(len, order_columns)) != ORDER_BYTES * (glyphs + paths):
        raise ValueError("the order of painting has another length")
    counts = _HEAD.pack(len(head), glyphs, paths, ORDERED if order_columns else 0)
    return b"".join((counts, head, *glyph_columns, *path_columns, *order_columns))


def unpack_page(trailer: bytes) -> tuple[dict[str, Any], bytes, bytes, bytes]:
    """The reverse of ``pack_page`` for tests and tools: json, glyphs, paths, order."""
    length, glyphs, paths, bits = _HEAD.unpack_from(trailer)
    start = _HEAD.size + length
    end = start + glyphs * GLYPH_BYTES
    rest = end + paths * PATH_BYTES
    order = ORDER_BYTES * (glyphs + paths) if bits & ORDERED else 0
    if rest + order != len(trailer):
        raise ValueError("the trailer does not have the length its counts promise")
    page = json.loads(trailer[_HEAD.size : start])
    return page, trailer[start:end], trailer[end:rest], trailer[rest:]
