"""What was painted over text, as ``_covers.c`` finds it; see there for the reasons."""

from __future__ import annotations

from pagebridge_worker.page_arrays import (
    CLIPPED,
    COVERS,
    GENERATED,
    INVISIBLE,
    PageArrays,
)
from pagebridge_worker.twin_geometry import Box

_Glyph = tuple[int, float, float]


def keep_over_text(arrays: PageArrays) -> None:
    arrays.ordered = 0
    glyphs = _drawn(arrays)
    for at in range(arrays.paths):
        if not arrays.paint[at] & COVERS:
            continue
        sides = (arrays.px0[at], arrays.py0[at], arrays.px1[at], arrays.py1[at])
        if _lies_over(glyphs, sides, arrays.porder[at]):
            arrays.ordered = 1
        else:
            arrays.paint[at] &= ~COVERS
    for at in range(arrays.images):
        if arrays.iover[at]:
            x0, y0, x1, y1 = (arrays.ibox[4 * at + side] for side in range(4))
            over = _lies_over(glyphs, (x0, y0, x1, y1), arrays.iorder[at])
            arrays.iover[at] = int(over)
            arrays.ordered |= int(over)


def _drawn(arrays: PageArrays) -> list[_Glyph]:
    """Place in the order of painting and middle of each glyph that can be hidden."""
    return [
        (
            arrays.order[at],
            (arrays.x0[at] + arrays.x1[at]) / 2,
            (arrays.y0[at] + arrays.y1[at]) / 2,
        )
        for at in range(arrays.glyphs)
        if arrays.order[at]
        and arrays.code[at] not in (0x20, 0xA0)
        and not arrays.flags[at] & (GENERATED | INVISIBLE | CLIPPED)
    ]


def _lies_over(glyphs: list[_Glyph], box: Box, order: int) -> bool:
    x0, y0, x1, y1 = box
    return any(place < order and x0 < x < x1 and y0 < y < y1 for place, x, y in glyphs)
