"""One document in detail: what is missing, what is too much. For layout work."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from .candidate import Candidate
from .metrics.facts import missing_facts
from .metrics.furniture import leaked_lines, lost_lines
from .metrics.headers import missing_headers
from .metrics.rows import missing_rows
from .metrics.teds import pairs, similarity
from .normal import collapse, squash, words
from .report import shown
from .score import LOWER_IS_BETTER, METRICS, Scores
from .truth import Truth

_MOST = 25


def _listed(title: str, lines: Iterable[str], most: int) -> list[str]:
    shown_lines = list(islice(lines, most + 1))
    if not shown_lines:
        return []
    more = ["  …"] if len(shown_lines) > most else []
    return ["", title, *(f"  {line}" for line in shown_lines[:most]), *more]


def _head(scores: Scores) -> list[str]:
    cells: list[str] = []
    for metric in METRICS:
        tally = scores.get(metric)
        if tally is not None and tally.value is not None:
            mark = "↓" if metric in LOWER_IS_BETTER else ""
            counts = "" if tally.truth == 1 else f" ({tally.hits:g}/{tally.truth:g})"
            cells.append(f"{metric}{mark} {shown(tally)}{counts}")
    return ["  " + "   ".join(cells[i : i + 5]) for i in range(0, len(cells), 5)]


def _tables(truth: Truth, candidate: Candidate) -> list[str]:
    wanted, found = truth.first_tables, candidate.tables or []
    matched = dict(pairs(wanted, found))
    lines: list[str] = []
    for i, grid in enumerate(wanted):
        where = f"table {i + 1} (page {grid.page}) {grid.rows}x{grid.columns}"
        if i not in matched:
            lines.append(f"{where}: no output table")
            continue
        other = found[matched[i]]
        lines.append(
            f"{where}: found {other.rows}x{other.columns} "
            f"header rows {grid.header_rows}/{other.header_rows} "
            f"TEDS {similarity(grid, other):.3f}"
        )
    unused = set(range(len(found))) - set(matched.values())
    lines += [
        f"not in the truth: {found[j].rows}x{found[j].columns} "
        f"{collapse(found[j].text)[:60]!r}"
        for j in sorted(unused)
    ]
    return lines


def _grid_diff(truth: Truth, candidate: Candidate) -> Iterable[str]:
    wanted, found = truth.first_tables, candidate.tables or []
    for i, j in pairs(wanted, found):
        ours = [squash(line) for line in found[j].lines()]
        theirs = [squash(line) for line in wanted[i].lines()]
        for line, key in zip(wanted[i].lines(), theirs, strict=True):
            if key not in ours:
                yield f"{i + 1} - {line}"
        for line, key in zip(found[j].lines(), ours, strict=True):
            if key not in theirs:
                yield f"{i + 1} + {line}"


def _headings(truth: Truth, candidate: Candidate) -> Iterable[str]:
    wanted = Counter(squash(b.text) for b in truth.blocks if b.is_heading)
    found = Counter(squash(h.text) for h in candidate.headings or [])
    missing, extra = wanted - found, found - wanted
    for block in truth.blocks:
        if block.is_heading and missing[squash(block.text)] > 0:
            missing[squash(block.text)] -= 1
            yield f"- {block.type} p{block.page} {collapse(block.text)}"
    for heading in candidate.headings or []:
        if extra[squash(heading.text)] > 0:
            extra[squash(heading.text)] -= 1
            yield f"+ H{heading.level} {collapse(heading.text)[:100]}"


def _words(truth: Truth, candidate: Candidate) -> Iterable[str]:
    wanted, found = Counter(words(truth.text)), Counter(words(candidate.text))
    for sign, counted in (("-", wanted - found), ("+", found - wanted)):
        top = [f"{word}×{n}" if n > 1 else word for word, n in counted.most_common(40)]
        if top:
            yield f"{sign} {counted.total()}: {' '.join(top)}"


def explain(
    key: str,
    truth: Truth,
    candidate: Candidate,
    scores: Scores,
    most: int = _MOST,
) -> str:
    lines = [key, *_head(scores)]
    tables = truth.first_tables
    if tables and candidate.tables is not None:
        lines += _listed("tables", _tables(truth, candidate), most)
        diff = _grid_diff(truth, candidate)
        lines += _listed("table rows (- truth, + found)", diff, 2 * most)
    if tables:
        rows, _ = missing_rows(tables, candidate.text)
        lines += _listed("rows without their value", map(str, rows), most)
    if tables and candidate.tables is not None:
        headers, _ = missing_headers(tables, candidate.tables)
        lines += _listed("values without their header", map(str, headers), most)
    if tables and candidate.chunks is not None:
        facts, _ = missing_facts(tables, candidate.chunks)
        lines += _listed("facts no chunk holds", map(str, facts), most)
    if truth.has_structure and candidate.headings is not None:
        headings = _headings(truth, candidate)
        lines += _listed("headings (- truth, + found)", headings, most)
    if truth.text:
        lines += _listed("words (- truth, + found)", _words(truth, candidate), most)
    if candidate.chunks is not None and truth.furniture:
        leaked = leaked_lines(truth, candidate.chunks)
        lines += _listed("furniture in chunks", leaked, most)
    if candidate.furniture:
        lost = lost_lines(truth, candidate.furniture, candidate.text)
        lines += _listed("body taken for furniture", lost, most)
    return "\n".join(lines)
