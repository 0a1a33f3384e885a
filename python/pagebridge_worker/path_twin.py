"""The other half of ``glyph_twin``: page objects to path and image columns.

See ``_glyphs.c`` for the reasons behind each rule.
"""

from __future__ import annotations

import ctypes
import math
from ctypes import POINTER, byref, c_float, c_int, c_uint, c_ulong, c_void_p
from dataclasses import dataclass, field
from typing import Any

from pagebridge_worker.glyph_loop import PageArrays
from pagebridge_worker.twin_geometry import (
    Affine,
    Box,
    Matrix,
    Read,
    bind,
    bounded,
    bounded_box,
    compose,
    extend,
    lower,
    moved,
    nowhere,
    upper,
    within,
)

T_PATHS, T_IMAGES, T_OBJECTS = 2, 4, 16
POINTS, CLIPS, CLIP_POINTS, INHERITED = 64, 16, 256, 1 << 16
NEAR = 0.05
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_CURVE, _MOVE = 1, 2


@dataclass(frozen=True)
class Inherited:
    """What a text object inside a form takes from the form, in display space."""

    clip: Box
    mcid: int
    artifact: bool


@dataclass
class _Subpath:
    points: list[tuple[float, float]] = field(default_factory=list)
    closed: bool = False
    odd: bool = False
    box: Box = field(default_factory=nowhere)

    def straight(self, i: int, k: int) -> bool:
        (ax, ay), (bx, by) = self.points[i], self.points[k]
        return abs(ax - bx) < NEAR or abs(ay - by) < NEAR


@dataclass(frozen=True)
class _Paint:
    bits: int
    clip: Box
    width: float
    stroke: int
    fill: int


class ObjectWalk:
    """Walks a page's objects. ``inherited`` holds for the page walked last."""

    def __init__(self, raw: Any) -> None:
        self.inherited: dict[int, Inherited] = {}

        def named(name: str, *arguments: Any, result: Any = c_int) -> Read:
            return bind(raw, name, result, c_void_p, *arguments)

        real, whole = POINTER(c_float), POINTER(c_uint)
        self.mcid = named("FPDFPageObj_GetMarkedContentID")
        self.fill_colour = named("FPDFPageObj_GetFillColor", *[whole] * 4)
        self.stroke_colour = named("FPDFPageObj_GetStrokeColor", *[whole] * 4)
        self._marks = named("FPDFPageObj_CountMarks")
        self._mark = named("FPDFPageObj_GetMark", c_ulong, result=c_void_p)
        self._mark_name = named(
            "FPDFPageObjMark_GetName", c_void_p, c_ulong, POINTER(c_ulong)
        )
        self._stroke_width = named("FPDFPageObj_GetStrokeWidth", real)
        self._type = named("FPDFPageObj_GetType")
        self._matrix = named("FPDFPageObj_GetMatrix", POINTER(Matrix))
        self._bounds = named("FPDFPageObj_GetBounds", *[real] * 4)
        self._clip = named("FPDFPageObj_GetClipPath", result=c_void_p)
        self._clip_paths = named("FPDFClipPath_CountPaths")
        self._clip_segments = named("FPDFClipPath_CountPathSegments", c_int)
        self._clip_segment = named(
            "FPDFClipPath_GetPathSegment", c_int, c_int, result=c_void_p
        )
        self._segments = named("FPDFPath_CountSegments")
        self._segment = named("FPDFPath_GetPathSegment", c_int, result=c_void_p)
        self._point = named("FPDFPathSegment_GetPoint", real, real)
        self._segment_type = named("FPDFPathSegment_GetType")
        self._close = named("FPDFPathSegment_GetClose")
        self._draw_mode = named("FPDFPath_GetDrawMode", POINTER(c_int), POINTER(c_int))
        self._pixels = named("FPDFImageObj_GetImagePixelSize", whole, whole)
        self._count = named("FPDFPage_CountObjects")
        self._get = named("FPDFPage_GetObject", c_int, result=c_void_p)
        self._inner_count = named("FPDFFormObj_CountObjects")
        self._inner = named("FPDFFormObj_GetObject", c_ulong, result=c_void_p)

    def page(self, page: int | None, arrays: PageArrays) -> None:
        everything = (0.0, 0.0, arrays.width, arrays.height)
        self.inherited.clear()
        view = tuple(arrays.view)
        for at in range(self._count(page)):
            if arrays.objects > arrays.object_cap:
                break
            self._visit(arrays, self._get(page, at), view, everything, -1, False, 0)

    def colour(self, read: Read, found: int) -> int:
        r, g, b, a = c_uint(0), c_uint(0), c_uint(0), c_uint(255)
        if not read(found, byref(r), byref(g), byref(b), byref(a)):
            return 255
        red, green, blue = r.value & 255, g.value & 255, b.value & 255
        return red << 24 | green << 16 | blue << 8 | (a.value & 255)

    def is_artifact(self, found: int | None) -> bool:
        wanted = "Artifact\0".encode("utf-16-le")
        for at in range(min(self._marks(found), 32)):
            name, length = ctypes.create_string_buffer(32), c_ulong()
            mark = self._mark(found, at)
            if self._mark_name(mark, name, 32, byref(length)) and (
                length.value == len(wanted) and name.raw[: len(wanted)] == wanted
            ):
                return True
        return False

    def clip_of(
        self, arrays: PageArrays, t: Affine, found: int | None, clip: Box
    ) -> Box:
        path = self._clip(found)
        for i in range(min(self._clip_paths(path), CLIPS) if path else 0):
            points = self._clip_segments(path, i)
            if points <= 0 or points > CLIP_POINTS:
                continue
            if arrays.objects > arrays.object_cap - points:
                arrays.truncated |= T_OBJECTS
                break
            arrays.objects += points
            box = nowhere()
            for k in range(points):
                x, y = self._position(self._clip_segment(path, i, k))
                box = extend(box, t, x, y)
            clip = within(clip, box)
        return clip

    def _position(self, segment: int | None) -> tuple[float, float]:
        x, y = c_float(0), c_float(0)
        self._point(segment, byref(x), byref(y))
        return x.value, y.value

    def _own_matrix(self, found: int | None) -> Matrix:
        m = Matrix(1, 0, 0, 1, 0, 0)
        self._matrix(found, byref(m))
        return m

    def _visit(
        self,
        arrays: PageArrays,
        found: int | None,
        form: Affine,
        clip: Box,
        mcid: int,
        artifact: bool,
        depth: int,
    ) -> None:
        arrays.objects += 1
        if arrays.objects > arrays.object_cap:
            arrays.truncated |= T_OBJECTS
            return
        kind = self._type(found)
        if kind == _TEXT and depth > 0 and len(self.inherited) < INHERITED:
            own_clip = self.clip_of(arrays, form, found, clip)
            self.inherited[found or 0] = Inherited(own_clip, mcid, artifact)
        elif kind == _PATH:
            self._path(arrays, found, form, clip)
        elif kind == _IMAGE:
            self._image(arrays, found, form, clip)
        elif kind == _SHADING:
            self._shading(arrays, found, form, clip)
        elif kind == _FORM and depth < arrays.depth_cap:
            inner = compose(form, self._own_matrix(found))
            inside = self.clip_of(arrays, form, found, clip)
            own = self.mcid(found)
            mcid = own if own >= 0 else mcid
            artifact = artifact or self.is_artifact(found)
            for at in range(self._inner_count(found)):
                if arrays.objects > arrays.object_cap:
                    break
                child = self._inner(found, at)
                self._visit(arrays, child, inner, inside, mcid, artifact, depth + 1)

    def _shading(
        self, arrays: PageArrays, found: int | None, form: Affine, clip: Box
    ) -> None:
        left, low, right, high = c_float(0), c_float(0), c_float(0), c_float(0)
        sides = (byref(left), byref(low), byref(right), byref(high))
        if not self._bounds(found, *sides):
            return
        box = extend(nowhere(), form, left.value, low.value)
        box = extend(box, form, right.value, high.value)
        clip = self.clip_of(arrays, form, found, clip)
        _put(arrays, 2, box, _Paint(2, clip, 0.0, 0, 0x808080FF))

    def _image(
        self, arrays: PageArrays, found: int | None, form: Affine, clip: Box
    ) -> None:
        t = compose(form, self._own_matrix(found))
        box = nowhere()
        for corner in range(4):
            box = extend(box, t, corner & 1, corner >> 1)
        box = within(box, self.clip_of(arrays, form, found, clip))
        if not (box[2] > box[0] and box[3] > box[1]):
            return
        if arrays.images >= arrays.image_cap:
            arrays.truncated |= T_IMAGES
            return
        wide, high = c_uint(0), c_uint(0)
        self._pixels(found, byref(wide), byref(high))
        at = arrays.images
        for side, value in enumerate(bounded_box(box)):
            arrays.ibox[4 * at + side] = value
        arrays.ipixels[2 * at] = wide.value & 0x7FFFFFFF
        arrays.ipixels[2 * at + 1] = high.value & 0x7FFFFFFF
        arrays.images = at + 1

    def _path(
        self, arrays: PageArrays, found: int | None, form: Affine, clip: Box
    ) -> None:
        filled, stroked, wide = c_int(0), c_int(0), c_float(0)
        self._draw_mode(found, byref(filled), byref(stroked))
        assert found is not None
        stroke = self.colour(self.stroke_colour, found) if stroked.value else 0
        fill = self.colour(self.fill_colour, found) if filled.value else 0
        bits = (1 if stroke & 255 else 0) | (2 if fill & 255 else 0)
        if not bits:
            return
        t = compose(form, self._own_matrix(found))
        self._stroke_width(found, byref(wide))
        clip = self.clip_of(arrays, form, found, clip)
        scale = math.sqrt(abs(t[0] * t[3] - t[1] * t[2])) if bits & 1 else 0.0
        paint = _Paint(
            bits, clip, wide.value * scale if bits & 1 else 0.0, stroke, fill
        )
        sub = _Subpath()
        for at in range(self._segments(found)):
            segment = self._segment(found, at)
            arrays.objects += 1
            if arrays.objects > arrays.object_cap:
                arrays.truncated |= T_OBJECTS
                break
            kind = self._segment_type(segment)
            x, y = self._position(segment)
            if kind == _MOVE:
                _flush(arrays, sub, paint)
                sub = _Subpath()
            if kind == _CURVE or len(sub.points) >= POINTS:
                sub.odd = True
            if len(sub.points) < POINTS:
                sub.points.append(moved(t, x, y))
            sub.box = extend(sub.box, t, x, y)
            if self._close(segment):
                sub.closed = True
        _flush(arrays, sub, paint)


def _flush(arrays: PageArrays, sub: _Subpath, paint: _Paint) -> None:
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
        _put(arrays, 1, sub.box, paint)
    elif level and paint.bits == 1:
        for i in range(1, n):
            _line(arrays, sub, i - 1, i, paint)
        if sub.closed and n > 2:
            _line(arrays, sub, n - 1, 0, paint)
    else:
        _put(arrays, 2, sub.box, paint)


def _line(arrays: PageArrays, sub: _Subpath, i: int, k: int, paint: _Paint) -> None:
    start, end = sub.points[i], sub.points[k]
    if start[0] > end[0] or (start[0] == end[0] and start[1] > end[1]):
        start, end = end, start
    _put(arrays, 0, (*start, *end), paint)


def _put(arrays: PageArrays, kind: int, box: Box, paint: _Paint) -> None:
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
    arrays.kind[at], arrays.paint[at] = kind, paint.bits
    x0, y0, x1, y1 = bounded_box((x0, y0, x1, y1))
    arrays.px0[at], arrays.py0[at], arrays.px1[at], arrays.py1[at] = x0, y0, x1, y1
    arrays.pwidth[at] = bounded(paint.width)
    arrays.stroke[at], arrays.fill[at] = paint.stroke, paint.fill
