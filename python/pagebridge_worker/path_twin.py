"""Subpaths to path columns, as ``_paths.c`` does it; see there for the reasons."""

from __future__ import annotations

from dataclasses import dataclass, field

from pagebridge_worker.page_arrays import COVERS, PageArrays
from pagebridge_worker.twin_geometry import (
    Box,
    bounded,
    bounded_box,
    lower,
    nowhere,
    upper,
    within,
)

T_PATHS = 2
POINTS = 64
NEAR, LEAST_COVER = 0.05, 3


@dataclass
class Subpath:
    points: list[tuple[float, float]] = field(default_factory=list)
    closed: bool = False
    odd: bool = False
    box: Box = field(default_factory=nowhere)

    def straight(self, i: int, k: int) -> bool:
        (ax, ay), (bx, by) = self.points[i], self.points[k]
        return abs(ax - bx) < NEAR or abs(ay - by) < NEAR


@dataclass(frozen=True)
class Paint:
    bits: int
    clip: Box
    width: float
    stroke: int
    fill: int


def flush(arrays: PageArrays, sub: Subpath, paint: Paint) -> None:
    n, points = len(sub.points), sub.points
    if n > 2 and not sub.odd:
        (ax, ay), (bx, by) = points[0], points[n - 1]
        if abs(ax - bx) < 1e-4 and abs(ay - by) < 1e-4:
            n -= 1
            sub.closed = True
    if n < 2:
        return
    level = not sub.odd and all(sub.straight(i - 1, i) for i in range(1, n))
    if n > 2 and sub.closed:
        level = level and sub.straight(n - 1, 0)
    if not sub.odd and n == 2:
        _line(arrays, sub, 0, 1, paint)
    elif level and n == 4 and (sub.closed or paint.bits & 2) and sub.straight(3, 0):
        put(arrays, 1, sub.box, paint)
    elif level and paint.bits == 1:
        for i in range(1, n):
            _line(arrays, sub, i - 1, i, paint)
        if sub.closed and n > 2:
            _line(arrays, sub, n - 1, 0, paint)
    else:
        put(arrays, 2, sub.box, paint)


def _line(arrays: PageArrays, sub: Subpath, i: int, k: int, paint: Paint) -> None:
    start, end = sub.points[i], sub.points[k]
    if start[0] > end[0] or (start[0] == end[0] and start[1] > end[1]):
        start, end = end, start
    put(arrays, 0, (*start, *end), paint)


def put(arrays: PageArrays, kind: int, box: Box, paint: Paint) -> None:
    x0, y0, x1, y1 = box
    clip = paint.clip
    top, bottom = lower(y0, y1), upper(y0, y1)
    if not (x1 >= clip[0] and x0 <= clip[2] and bottom >= clip[1] and top <= clip[3]):
        return
    if not (kind == 0 and y0 != y1 and x0 != x1):
        x0, y0, x1, y1 = within((x0, top, x1, bottom), clip)
    if arrays.paths >= arrays.path_cap:
        arrays.truncated |= T_PATHS
        return
    at = arrays.paths
    arrays.paths = at + 1
    x0, y0, x1, y1 = bounded_box((x0, y0, x1, y1))
    bits = paint.bits
    if kind != 1 or x1 - x0 < LEAST_COVER or y1 - y0 < LEAST_COVER:
        bits &= ~COVERS
    if bits & COVERS:
        arrays.ordered = 1
    arrays.kind[at], arrays.paint[at] = kind, bits
    arrays.porder[at] = arrays.painted
    arrays.px0[at], arrays.py0[at], arrays.px1[at], arrays.py1[at] = x0, y0, x1, y1
    arrays.pwidth[at] = bounded(paint.width)
    arrays.stroke[at], arrays.fill[at] = paint.stroke, paint.fill
