"""Scores of many documents as tables for people and JSON for machines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .score import LOWER_IS_BETTER, METRICS, Scores
from .tally import Tally


@dataclass
class Report:
    """Scores by candidate and document."""

    scores: dict[str, dict[str, Scores]] = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(
        self, candidate: str, key: str, groups: tuple[str, ...], scores: Scores
    ) -> None:
        self.scores.setdefault(candidate, {})[key] = scores
        self.groups[key] = groups

    def group_names(self) -> list[str]:
        names = {name for groups in self.groups.values() for name in groups}
        last = ("all", "all untagged")
        return sorted(names - set(last)) + [name for name in last if name in names]

    def pooled(self, candidate: str, group: str) -> dict[str, Tally]:
        """The tallies of a group added up."""
        total: dict[str, Tally] = {}
        for key, scores in self.scores.get(candidate, {}).items():
            if group not in self.groups[key]:
                continue
            for metric, tally in scores.items():
                total[metric] = total[metric] + tally if metric in total else tally
        return total

    def worst(self, candidate: str, metric: str, count: int) -> list[tuple[str, Tally]]:
        """The documents that cost the metric most."""
        found = [
            (key, scores[metric])
            for key, scores in self.scores.get(candidate, {}).items()
            if metric in scores and scores[metric].value is not None
        ]
        if metric in LOWER_IS_BETTER:
            found.sort(key=lambda item: -item[1].hits)
        else:
            found.sort(key=lambda item: -item[1].lost)
        return found[:count]

    def as_json(self) -> dict[str, Any]:
        return {
            "groups": {
                group: {
                    candidate: _values(self.pooled(candidate, group))
                    for candidate in self.scores
                }
                for group in self.group_names()
            },
            "documents": {
                candidate: {key: _values(scores) for key, scores in by_key.items()}
                for candidate, by_key in self.scores.items()
            },
        }


def _values(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    return {
        metric: {
            "value": None if tally.value is None else round(tally.value, 4),
            "hits": round(tally.hits, 3),
            "truth": round(tally.truth, 3),
            **({} if tally.found is None else {"found": round(tally.found, 3)}),
        }
        for metric, tally in tallies.items()
        if tally.truth or tally.found
    }


def shown(tally: Tally | None) -> str:
    value = tally.value if tally is not None else None
    return "–" if value is None else f"{value:.3f}"


def _aligned(rows: list[list[str]]) -> Iterable[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [
            text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True)
        ]
        yield "  ".join(cells).rstrip()


def table(report: Report, group: str) -> str:
    """One group: metrics down, candidates across."""
    by_candidate = {name: report.pooled(name, group) for name in report.scores}
    rows = [[group, *by_candidate, "of"]]
    for metric in METRICS:
        tallies = [pooled.get(metric) for pooled in by_candidate.values()]
        counted = [t for t in tallies if t is not None and t.value is not None]
        if counted:
            mark = " ↓" if metric in LOWER_IS_BETTER else ""
            most = max(tally.truth for tally in counted)
            rows.append([metric + mark, *(shown(t) for t in tallies), f"{most:.0f}"])
    return "\n".join(_aligned(rows))


_DOCUMENTED = {
    "synthetic/tune": ("rows", "headers", "facts", "table_f1", "teds", "heading_f1"),
    "synthetic/check": ("rows", "headers", "facts", "table_f1", "teds", "heading_f1"),
    "synthetic": ("teds_ruled", "teds_open", "furniture_leak", "hidden"),
    "synthetic/digital": ("text_f1", "nid", "order_nid"),
    "icdar2013-eu": ("rows", "table_f1", "teds"),
    "opm-reports": ("facts", "teds", "heading_f1", "level_steps"),
    "opm-reports untagged": ("facts", "teds", "heading_f1", "level_steps"),
    "verapdf-ua1": ("text_f1", "heading_f1"),
    "scans": ("text_f1",),
    "all": (
        *("text_f1", "nid", "rows", "headers", "header_path", "facts", "table_f1"),
        *("teds", "heading_f1", "level_steps", "order_tau", "order_nid", "offsets"),
        *("boxes", "box_waste", "furniture_loss", "pages_emptied"),
    ),
    "all untagged": ("heading_f1", "heading_levels", "level_steps"),
}


def markdown(report: Report, candidates: Iterable[str]) -> str:
    """The table of docs/quality.md; a candidate that was not measured is left blank."""
    names = list(candidates)
    lines = [f"| set | metric | of | {' | '.join(names)} |"]
    lines.append("|---|---|---:|" + "---:|" * len(names))
    for group, metrics in _DOCUMENTED.items():
        pooled = [report.pooled(name, group) for name in names]
        for metric in metrics:
            tallies = [scores.get(metric) for scores in pooled]
            most = max((t.truth for t in tallies if t is not None), default=0)
            mark = " ↓" if metric in LOWER_IS_BETTER else ""
            cells = " | ".join(shown(t) for t in tallies)
            lines.append(f"| {group} | {metric}{mark} | {most:.0f} | {cells} |")
    return "\n".join(lines)
