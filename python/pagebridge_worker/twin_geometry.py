"""Boxes, matrices and bindings that both halves of the ctypes loop share."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from ctypes import c_float, c_void_p
from typing import Any

Box = tuple[float, float, float, float]
Affine = Sequence[float]
Read = Callable[..., Any]

FARTHEST = 1e6  # no coordinate beyond it leaves


class Rect(ctypes.Structure):
    _fields_ = [(side, c_float) for side in ("left", "top", "right", "bottom")]


class Matrix(ctypes.Structure):
    _fields_ = [(name, c_float) for name in "abcdef"]


def bind(raw: Any, name: str, result: Any, *arguments: Any) -> Read:
    """PDFium's function with plain addresses for handles."""
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address or 0)


def bounded(value: float) -> float:
    if value > FARTHEST:
        return FARTHEST
    if value < -FARTHEST:
        return -FARTHEST
    return value if value == value else 0.0


def bounded_box(box: Box) -> Box:
    return bounded(box[0]), bounded(box[1]), bounded(box[2]), bounded(box[3])


def nowhere() -> Box:
    return 1e30, 1e30, -1e30, -1e30


# Not min and max: those treat NaN otherwise.
def lower(a: float, b: float) -> float:
    return a if a < b else b


def upper(a: float, b: float) -> float:
    return a if a > b else b


def moved(t: Affine, x: float, y: float) -> tuple[float, float]:
    return t[0] * x + t[2] * y + t[4], t[1] * x + t[3] * y + t[5]


def extend(box: Box, t: Affine, x: float, y: float) -> Box:
    u, v = moved(t, x, y)
    return lower(box[0], u), lower(box[1], v), upper(box[2], u), upper(box[3], v)


def compose(t: Affine, m: Matrix) -> Affine:
    return (
        t[0] * m.a + t[2] * m.b,
        t[1] * m.a + t[3] * m.b,
        t[0] * m.c + t[2] * m.d,
        t[1] * m.c + t[3] * m.d,
        t[0] * m.e + t[2] * m.f + t[4],
        t[1] * m.e + t[3] * m.f + t[5],
    )


def within(box: Box, clip: Box) -> Box:
    return (
        upper(box[0], clip[0]),
        upper(box[1], clip[1]),
        lower(box[2], clip[2]),
        lower(box[3], clip[3]),
    )
