"""What crosses the pipe for one document: the trailers of the parts of ``extract``.

``document`` and ``page-error`` are one JSON object each. ``page`` is

    u32 json length | u32 glyphs n | u32 paths m | u32 0 | json | glyph columns | path
    columns

little-endian, columns as in ``glyph_loop.GLYPH_COLUMNS`` (49 bytes a glyph) and
``PATH_COLUMNS`` (30 bytes a path), each column whole before the next, no padding.
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
_HEAD = struct.Struct("<4I")

Part = tuple[str, bytes]


def pack_json(value: dict[str, Any]) -> bytes:
    """UTF-8 JSON; a lone surrogate that slipped through becomes ``?``."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", errors="replace")


def pack_page(
    page: dict[str, Any], glyph_columns: Sequence[bytes], path_columns: Sequence[bytes]
) -> bytes:
    """The trailer of a ``page`` part. Columns must agree on their counts."""
    head = pack_json(page)
    glyphs, glyph_rest = divmod(sum(map(len, glyph_columns)), GLYPH_BYTES)
    paths, path_rest = divmod(sum(map(len, path_columns)), PATH_BYTES)
    if glyph_rest or path_rest:
        raise ValueError("columns of different lengths")
    counts = _HEAD.pack(len(head), glyphs, paths, 0)
    return b"".join((counts, head, *glyph_columns, *path_columns))


def unpack_page(trailer: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """The reverse of ``pack_page`` for tests and tools: json, glyphs, paths."""
    length, glyphs, paths, _ = _HEAD.unpack_from(trailer)
    start = _HEAD.size + length
    end = start + glyphs * GLYPH_BYTES
    if end + paths * PATH_BYTES != len(trailer):
        raise ValueError("the trailer does not have the length its counts promise")
    page = json.loads(trailer[_HEAD.size : start])
    return page, trailer[start:end], trailer[end:]
