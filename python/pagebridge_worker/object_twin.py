"""The other half of ``glyph_twin``: page objects to columns and paint order.

See ``_objects.c``, ``_paths.c`` and ``_around.c`` for the reasons behind each rule.
"""

from __future__ import annotations

import ctypes
import math
from ctypes import POINTER, byref, c_float, c_int, c_uint, c_ulong, c_void_p
from dataclasses import dataclass
from typing import Any

from pagebridge_worker.page_arrays import COVERS, PageArrays
from pagebridge_worker.path_twin import POINTS, Paint, Subpath, flush, put
from pagebridge_worker.twin_geometry import (
    Affine,
    Box,
    Matrix,
    Read,
    bind,
    bounded_box,
    compose,
    extend,
    moved,
    nowhere,
    within,
)

T_IMAGES, T_OBJECTS = 4, 16
CLIPS, CLIP_POINTS, INHERITED = 16, 256, 1 << 16
LARGEST_COVER = 0.5  # of the page
PATTERN = 0xBFBFBFFF
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_CURVE, _MOVE = 1, 2


@dataclass(frozen=True)
class Inherited:
    """What a text object inside a form takes from the form, in display space."""

    clip: Box
    mcid: int
    artifact: bool


@dataclass(frozen=True)
class _Around:
    """What is around an object: the forms that hold it, and the page."""

    form: Affine
    clip: Box
    mcid: int = -1
    artifact: bool = False
    clear: bool = True
    depth: int = 0


class ObjectWalk:
    """Walks a page's objects. ``inherited`` holds for the page walked last."""

    def __init__(self, raw: Any) -> None:
        self.inherited: dict[int, Inherited] = {}
        self.orders: dict[int, int] = {}

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
        self._see_through = named("FPDFPageObj_HasTransparency")
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
        bare = _Around(tuple(arrays.view), (0.0, 0.0, arrays.width, arrays.height))
        self.inherited.clear()
        self.orders.clear()
        for at in range(self._count(page)):
            if arrays.objects > arrays.object_cap:
                break
            self._visit(arrays, self._get(page, at), bare)

    def colour(self, read: Read, found: int) -> int:
        r, g, b, a = c_uint(0), c_uint(0), c_uint(0), c_uint(255)
        if not read(found, byref(r), byref(g), byref(b), byref(a)):
            return 255
        red, green, blue = r.value & 255, g.value & 255, b.value & 255
        return red << 24 | green << 16 | blue << 8 | (a.value & 255)

    def is_artifact(self, found: int | None) -> bool:
        return self._has_mark(found, "Artifact")

    def _has_mark(self, found: int | None, wanted_name: str) -> bool:
        wanted = f"{wanted_name}\0".encode("utf-16-le")
        for at in range(min(self._marks(found), 32)):
            name, length = ctypes.create_string_buffer(32), c_ulong()
            mark = self._mark(found, at)
            if self._mark_name(mark, name, 32, byref(length)) and (
                length.value == len(wanted) and name.raw[: len(wanted)] == wanted
            ):
                return True
        return False

    def _is_clear(self, found: int | None, t: Affine) -> bool:
        return (
            not self._see_through(found)
            and not self._has_mark(found, "OC")
            and self._is_cut_straight(found, t)
        )

    def _is_cut_straight(self, found: int | None, t: Affine) -> bool:
        path = self._clip(found)
        count = self._clip_paths(path) if path else 0
        if count > CLIPS:
            return False
        for i in range(count):
            points = self._clip_segments(path, i)
            if not 4 <= points <= 5:
                return False
            before = (0.0, 0.0)
            for k in range(points):
                segment = self._clip_segment(path, i, k)
                x, y = self._position(segment)
                here = (t[0] * x + t[2] * y, t[1] * x + t[3] * y)
                crooked = (
                    abs(here[0] - before[0]) > 0.05 and abs(here[1] - before[1]) > 0.05
                )
                if k and (self._segment_type(segment) != 0 or crooked):
                    return False
                before = here
        return True

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

    def _visit(self, arrays: PageArrays, found: int | None, around: _Around) -> None:
        arrays.objects += 1
        if arrays.objects > arrays.object_cap:
            arrays.truncated |= T_OBJECTS
            return
        kind = self._type(found)
        if kind != _FORM:
            arrays.painted += 1
        if kind == _TEXT:
            self._text(arrays, found, around)
        elif kind == _PATH:
            self._path(arrays, found, around)
        elif kind == _IMAGE:
            self._image(arrays, found, around)
        elif kind == _SHADING:
            self._shading(arrays, found, around)
        elif kind == _FORM and around.depth < arrays.depth_cap:
            own = self.mcid(found)
            inner = _Around(
                compose(around.form, self._own_matrix(found)),
                self.clip_of(arrays, around.form, found, around.clip),
                own if own >= 0 else around.mcid,
                around.artifact or self.is_artifact(found),
                around.clear and self._is_clear(found, around.form),
                around.depth + 1,
            )
            for at in range(self._inner_count(found)):
                if arrays.objects > arrays.object_cap:
                    break
                self._visit(arrays, self._inner(found, at), inner)

    def _text(self, arrays: PageArrays, found: int | None, around: _Around) -> None:
        if not arrays.first_text:
            arrays.first_text = arrays.painted
        if len(self.orders) < INHERITED:
            self.orders[found or 0] = arrays.painted
        if around.depth > 0 and len(self.inherited) < INHERITED:
            clip = self.clip_of(arrays, around.form, found, around.clip)
            self.inherited[found or 0] = Inherited(clip, around.mcid, around.artifact)

    def _shading(self, arrays: PageArrays, found: int | None, around: _Around) -> None:
        left, low, right, high = c_float(0), c_float(0), c_float(0), c_float(0)
        sides = (byref(left), byref(low), byref(right), byref(high))
        if not self._bounds(found, *sides):
            return
        box = extend(nowhere(), around.form, left.value, low.value)
        box = extend(box, around.form, right.value, high.value)
        clip = self.clip_of(arrays, around.form, found, around.clip)
        put(arrays, 2, box, Paint(2, clip, 0.0, 0, 0x808080FF))

    def _image(self, arrays: PageArrays, found: int | None, around: _Around) -> None:
        t = compose(around.form, self._own_matrix(found))
        whole = nowhere()
        for corner in range(4):
            whole = extend(whole, t, corner & 1, corner >> 1)
        clip = self.clip_of(arrays, around.form, found, around.clip)
        box = within(whole, clip)
        if not (box[2] > box[0] and box[3] > box[1]):
            return
        if arrays.images >= arrays.image_cap:
            arrays.truncated |= T_IMAGES
            return
        wide, high = c_uint(0), c_uint(0)
        self._pixels(found, byref(wide), byref(high))
        at = arrays.images
        box = bounded_box(box)
        for side, value in enumerate(box):
            arrays.ibox[4 * at + side] = value
        arrays.ipixels[2 * at] = wide.value & 0x7FFFFFFF
        arrays.ipixels[2 * at + 1] = high.value & 0x7FFFFFFF
        arrays.ihandles[at], arrays.iorder[at] = found, arrays.painted
        arrays.iover[at] = 0
        arrays.images = at + 1
        upright = abs(t[1]) + abs(t[2]) < 1e-3 or abs(t[0]) + abs(t[3]) < 1e-3
        if upright and self._is_cover(arrays, found, around, whole, box):
            arrays.iover[at] = arrays.ordered = 1

    def _is_cover(
        self,
        arrays: PageArrays,
        found: int | None,
        around: _Around,
        whole: Box,
        shown: Box,
    ) -> bool:
        page = arrays.width * arrays.height
        return (
            bool(arrays.first_text)
            and around.clear
            and around.depth == 0
            and (whole[2] - whole[0]) * (whole[3] - whole[1]) < 4 * page
            and (shown[2] - shown[0]) * (shown[3] - shown[1]) < LARGEST_COVER * page
            and self._is_clear(found, around.form)
        )

    def _path(self, arrays: PageArrays, found: int | None, around: _Around) -> None:
        filled, stroked, wide = c_int(0), c_int(0), c_float(0)
        self._draw_mode(found, byref(filled), byref(stroked))
        assert found is not None
        stroke = self.colour(self.stroke_colour, found) if stroked.value else 0
        fill = self.colour(self.fill_colour, found) if filled.value else 0
        bits = (1 if stroke & 255 else 0) | (2 if fill & 255 else 0)
        if not bits:
            return
        t = compose(around.form, self._own_matrix(found))
        self._stroke_width(found, byref(wide))
        clip = self.clip_of(arrays, around.form, found, around.clip)
        scale = math.sqrt(abs(t[0] * t[3] - t[1] * t[2])) if bits & 1 else 0.0
        width = wide.value * scale if bits & 1 else 0.0
        paint = Paint(bits, clip, width, stroke, fill)
        sub, moves = Subpath(), 0
        for at in range(self._segments(found)):
            segment = self._segment(found, at)
            arrays.objects += 1
            if arrays.objects > arrays.object_cap:
                arrays.truncated |= T_OBJECTS
                break
            kind = self._segment_type(segment)
            x, y = self._position(segment)
            if kind == _MOVE:
                moves += 1
                flush(arrays, sub, paint)
                sub = Subpath()
            if kind == _CURVE or len(sub.points) >= POINTS:
                sub.odd = True
            if len(sub.points) < POINTS:
                sub.points.append(moved(t, x, y))
            sub.box = extend(sub.box, t, x, y)
            if self._close(segment):
                sub.closed = True
        alone = moves == 1 and not sub.odd and len(sub.points) < 6
        solid = fill & 255 == 255 and fill != PATTERN
        hides = bool(arrays.first_text) and alone and solid and around.clear
        if hides and self._is_clear(found, around.form):
            paint = Paint(bits | COVERS, clip, width, stroke, fill)
        flush(arrays, sub, paint)
