"""All measures of one reading of one document."""

from collections.abc import Callable

from .candidate import Candidate
from .grid import Grid
from .metrics.facts import facts
from .metrics.furniture import furniture_leak, furniture_loss
from .metrics.headers import headers
from .metrics.headings import heading_f1, heading_levels
from .metrics.hidden import hidden_text
from .metrics.nid import nid
from .metrics.offsets import offsets
from .metrics.order import order
from .metrics.rows import rows
from .metrics.table_f1 import table_f1
from .metrics.teds import pairs, teds_by_rules
from .metrics.text_f1 import text_f1
from .tally import Tally
from .truth import Truth

Scores = dict[str, Tally]
LOWER_IS_BETTER = frozenset(
    {"furniture_leak", "furniture_loss", "hidden", "box_waste", "pages_emptied"}
)
METRICS = (
    "text_f1",
    "nid",
    "rows",
    "headers",
    "header_path",
    "facts",
    "table_f1",
    "teds",
    "teds_ruled",
    "teds_open",
    "heading_f1",
    "heading_levels",
    "level_steps",
    "order_tau",
    "order_nid",
    "offsets",
    "boxes",
    "box_waste",
    "furniture_leak",
    "furniture_loss",
    "hidden",
    "pages_emptied",
)


def scorable(truth: list[Grid], found: list[Grid]) -> tuple[list[Grid], list[Grid]]:
    """Without true tables whose cells fill no rectangle, and without their finds."""
    odd = {i for i, grid in enumerate(truth) if not grid.scorable}
    theirs = {j for i, j in pairs(truth, found) if i in odd} if odd else set()
    return (
        [grid for i, grid in enumerate(truth) if i not in odd],
        [grid for j, grid in enumerate(found) if j not in theirs],
    )


def _fit(scores: Scores) -> float:
    return scores["teds" if "teds" in scores else "rows"].hits


def _table_scores(truth: Truth, candidate: Candidate) -> Scores:
    """Where annotators disagree, the reading of the tables that fits best counts."""
    best: Scores = {}
    for grids in truth.tables:
        scores: Scores = {"rows": rows(grids, candidate.text)}
        if candidate.tables is not None:
            scores["headers"] = headers(grids, candidate.tables)
            scores["header_path"] = headers(grids, candidate.tables, whole_path=True)
            wanted, found = scorable(grids, candidate.tables)
            scores["table_f1"] = table_f1(wanted, found)
            whole, ruled, without = teds_by_rules(wanted, found)
            scores |= {"teds": whole, "teds_ruled": ruled, "teds_open": without}
        if candidate.chunks is not None:
            scores["facts"] = facts(grids, candidate.chunks)
        if not best or _fit(scores) > _fit(best):
            best = scores
    return best


def score(
    truth: Truth,
    candidate: Candidate,
    checks: Callable[[], Scores] | None = None,
) -> Scores:
    """`checks` adds what needs the PDF itself (boxes, emptied pages)."""
    scores: Scores = {}
    if truth.text:
        scores["text_f1"] = text_f1(truth.text, candidate.text)
        scores["nid"] = nid(truth.text, candidate.text)
    scores |= _table_scores(truth, candidate)
    if truth.has_structure:
        scores["order_tau"], scores["order_nid"] = order(truth.blocks, candidate.text)
        true_headings = [block for block in truth.blocks if block.is_heading]
        if candidate.headings is not None:
            scores["heading_f1"] = heading_f1(true_headings, candidate.headings)
            levels, steps = heading_levels(true_headings, candidate.headings)
            scores["heading_levels"], scores["level_steps"] = levels, steps
    if candidate.chunks is not None:
        scores["furniture_leak"] = furniture_leak(truth, candidate.chunks)
        scores["hidden"] = hidden_text(truth.hidden, candidate.chunks)
    if candidate.furniture is not None:
        scores["furniture_loss"] = furniture_loss(
            truth, candidate.furniture, candidate.text
        )
    if candidate.exact_offsets:
        scores["offsets"] = offsets(candidate)
    if checks is not None:
        scores |= checks()
    return scores
