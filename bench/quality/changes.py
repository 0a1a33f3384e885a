"""What changed since an earlier run: documents that lost or won, by metric."""

import json
from pathlib import Path
from typing import Any

from .score import LOWER_IS_BETTER, METRICS

_NOISE = 0.0005


def _value(documents: dict[str, Any], key: str, metric: str) -> float | None:
    value = documents.get(key, {}).get(metric, {}).get("value")
    return float(value) if value is not None else None


def changes(now: dict[str, Any], before: Path, candidate: str, most: int) -> str:
    """Both runs as their JSON says it; the greatest losses first, then the gains."""
    earlier = json.loads(before.read_text("utf-8"))["documents"].get(candidate, {})
    later = now["documents"].get(candidate, {})
    found: list[tuple[float, str]] = []
    for key in later:
        for metric in METRICS:
            old, new = _value(earlier, key, metric), _value(later, key, metric)
            if old is None or new is None or abs(new - old) <= _NOISE:
                continue
            gain = old - new if metric in LOWER_IS_BETTER else new - old
            found.append((gain, f"{gain:+.3f}  {metric} {old:.3f} -> {new:.3f}  {key}"))
    found.sort()
    lost = [line for gain, line in found if gain < 0]
    won = [line for gain, line in reversed(found) if gain > 0]
    lines = [f"since {before.name}: {len(lost)} figures lost, {len(won)} won"]
    for kind in (lost, won):
        lines += [f"  {line}" for line in kind[:most]]
        if len(kind) > most:
            lines.append("  …")
    return "\n".join(lines)
