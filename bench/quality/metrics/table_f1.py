"""Table F1: cell adjacency as in the ICDAR 2013 table competition.

Every filled cell and its nearest filled neighbour to the right and below make a
relation (text, text, direction); blank cells between are skipped. The relations of all
tables of a document are compared as multisets, whitespace ignored. Counted over
relations, so an invented table costs precision and a missed one recall.
"""

from collections import Counter

from ..grid import Cell, Grid
from ..normal import squash
from ..tally import Tally

Relation = tuple[str, str, str]


def _neighbour(
    grid: Grid, cell: Cell, row: int, column: int, down: int, right: int
) -> Cell | None:
    while row < grid.rows and column < grid.columns:
        other = grid.at(row, column)
        if other is not None and other is not cell and squash(other.text):
            return other
        row, column = row + down, column + right
    return None


def relations(grid: Grid) -> Counter[Relation]:
    """A pair of cells counts once a direction, however many rows they share."""
    found: Counter[Relation] = Counter()
    for cell in grid.cells:
        if not squash(cell.text):
            continue
        seen: set[tuple[int, str]] = set()
        starts = [
            (row, cell.column + cell.column_span, 0, 1)
            for row in range(cell.row, cell.row + cell.row_span)
        ] + [
            (cell.row + cell.row_span, column, 1, 0)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        for row, column, down, right in starts:
            other = _neighbour(grid, cell, row, column, down, right)
            direction = "right" if right else "below"
            if other is not None and (id(other), direction) not in seen:
                seen.add((id(other), direction))
                found[squash(cell.text), squash(other.text), direction] += 1
    return found


def _all(grids: list[Grid]) -> Counter[Relation]:
    total: Counter[Relation] = Counter()
    for grid in grids:
        total += relations(grid)
    return total


def table_f1(truth: list[Grid], found: list[Grid]) -> Tally:
    true_pairs, found_pairs = _all(truth), _all(found)
    hits = (true_pairs & found_pairs).total()
    return Tally(hits, true_pairs.total(), found_pairs.total())
