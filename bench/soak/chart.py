"""A small line chart as SVG, without a plotting library."""

from __future__ import annotations

from html import escape

_COLOURS = ("#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad")
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 860, 440, 70, 50, 20, 80


def _step(most: float) -> float:
    """A round distance between grid lines, for five to ten of them."""
    size = 1.0
    while most / size > 10:
        size *= 10
    return next(s for s in (size / 5, size / 2, size) if most / s <= 10)


def lines(
    title: str, x_label: str, y_label: str, curves: dict[str, list[tuple[float, float]]]
) -> str:
    """``curves`` maps a name to points; both axes start at 0."""
    most_x = max((x for curve in curves.values() for x, _ in curve), default=1) or 1
    most_y = max((y for curve in curves.values() for _, y in curve), default=1) or 1
    wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def at(x: float, y: float) -> str:
        return f"{_LEFT + wide * x / most_x:.1f},{_TOP + high * (1 - y / most_y):.1f}"

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        f'<text x="{_LEFT}" y="28" font-size="16">{escape(title)}</text>',
    ]
    for most, horizontal in ((most_y, True), (most_x, False)):
        value, step = 0.0, _step(most)
        while value <= most:
            start = at(0, value) if horizontal else at(value, 0)
            left, top = start.split(",")
            if horizontal:
                end = at(most_x, value)
                out.append(f'<polyline points="{start} {end}" stroke="#dddddd"/>')
                out.append(
                    f'<text x="{float(left) - 6}" y="{float(top) + 4}" '
                    f'text-anchor="end">{value:g}</text>'
                )
            else:
                out.append(
                    f'<text x="{left}" y="{float(top) + 18}" '
                    f'text-anchor="middle">{value:g}</text>'
                )
            value += step
    middle = _LEFT + wide / 2
    foot = _HEIGHT - 44
    out.append(
        f'<text x="{middle}" y="{foot}" text-anchor="middle">{escape(x_label)}</text>'
    )
    out.append(
        f'<text x="{_LEFT}" y="{_TOP - 6}" text-anchor="end">{escape(y_label)}</text>'
    )
    for number, (name, curve) in enumerate(curves.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        points = " ".join(at(x, y) for x, y in curve)
        out.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" '
            'stroke-width="1.5"/>'
        )
        x = _LEFT + number * wide / max(1, len(curves))
        out.append(
            f'<text x="{x:.0f}" y="{_HEIGHT - 16}" fill="{colour}">'
            f"{escape(name)}</text>"
        )
    out.append("</svg>")
    return "\n".join(out) + "\n"
