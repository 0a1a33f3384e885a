"""What the first complete version should reach, and whether a report does."""

from dataclasses import dataclass

from .report import Report, shown
from .score import LOWER_IS_BETTER


@dataclass(frozen=True)
class Target:
    metric: str
    group: str
    bound: float

    def met(self, value: float) -> bool:
        # figures are printed with three digits, so compared with three
        value = round(value, 3)
        if self.metric in LOWER_IS_BETTER:
            return value <= self.bound
        return value >= self.bound


TARGETS = (
    Target("rows", "all", 0.99),
    Target("headers", "all", 0.90),
    Target("facts", "all", 0.90),
    Target("table_f1", "icdar2013-eu", 0.85),
    Target("teds_ruled", "synthetic", 0.85),
    Target("teds_open", "synthetic", 0.70),
    Target("heading_f1", "all", 0.82),
    Target("heading_f1", "all untagged", 0.70),
    Target("level_steps", "all", 0.88),
    Target("nid", "synthetic/digital", 0.945),
    Target("offsets", "all", 1.0),
    Target("boxes", "all", 0.995),
    Target("furniture_leak", "all", 0.01),
    Target("furniture_loss", "all", 0.005),
    Target("hidden", "all", 0.0),
    Target("pages_emptied", "all", 0.0),
    Target("text_f1", "scans", 0.95),
    Target("text_f1", "scans turned-90", 0.95),
    Target("text_f1", "scans turned-180", 0.95),
    Target("text_f1", "scans turned-270", 0.95),
)


def against_targets(report: Report, candidate: str) -> str:
    """One line a target. Text must not be below PDFium's own in any group either."""
    lines = ["targets"]
    for target in TARGETS:
        tally = report.pooled(candidate, target.group).get(target.metric)
        if tally is None or tally.value is None:
            continue
        sign = "<=" if target.metric in LOWER_IS_BETTER else ">="
        verdict = "met   " if target.met(tally.value) else "MISSED"
        lines.append(
            f"  {verdict} {target.metric} ({target.group}) "
            f"{shown(tally)} {sign} {target.bound}"
        )
    for group in report.group_names():
        ours = report.pooled(candidate, group).get("text_f1")
        theirs = report.pooled("pdfium", group).get("text_f1")
        ours_value = ours.value if ours else None
        floor = theirs.value if theirs else None
        if ours_value is None or floor is None or ours_value >= floor - 0.0005:
            continue
        lines.append(f"  MISSED text_f1 ({group}) {shown(ours)} < PDFium's {floor:.3f}")
    return "\n".join(lines)
