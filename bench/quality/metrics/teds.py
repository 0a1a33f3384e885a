"""TEDS: 1 - tree edit distance / nodes of the larger tree, for each true table.

A table is a tree `table > row > cell`. Removing or adding a node costs 1; turning a
cell into another costs 1 when the spans differ, else the normalised edit distance of
their texts; rows and tables turn into their own kind for nothing. Header and body
cells are not told apart, as Markdown cannot say it for all of them. A true table is
compared with the output table that shares most of its words; each output table is used
once; a true table without one scores 0. Averaged over true tables.
"""

from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from ..grid import Grid
from ..normal import squash, words
from ..tally import Tally


@dataclass
class Node:
    kind: str
    text: str = ""
    spans: tuple[int, int] = (1, 1)
    children: list["Node"] = field(default_factory=list)


def tree(grid: Grid) -> Node:
    root = Node("table")
    for row in range(grid.rows):
        cells = [
            Node("cell", squash(cell.text), (cell.row_span, cell.column_span))
            for cell in grid.row_cells(row)
            if cell.row == row
        ]
        root.children.append(Node("row", children=cells))
    return root


class _Ordered:
    """Nodes in postorder with their leftmost leaves, and the key roots."""

    def __init__(self, root: Node) -> None:
        self.nodes: list[Node] = []
        self.leftmost: list[int] = []
        self._add(root)
        last = {left: index for index, left in enumerate(self.leftmost)}
        self.key_roots = sorted(last.values())

    def _add(self, node: Node) -> int:
        lefts = [self._add(child) for child in node.children]
        left = lefts[0] if lefts else len(self.nodes)
        self.nodes.append(node)
        self.leftmost.append(left)
        return left


def rename(a: Node, b: Node) -> float:
    if a.kind != b.kind or a.spans != b.spans:
        return 1.0
    if a.text == b.text:
        return 0.0
    return Levenshtein.normalized_distance(a.text, b.text)


def distance(first: Node, second: Node) -> float:
    """Tree edit distance by Zhang and Shasha (1989)."""
    a, b = _Ordered(first), _Ordered(second)
    known: list[list[float]] = [[0.0] * len(b.nodes) for _ in a.nodes]
    for i in a.key_roots:
        for j in b.key_roots:
            _forest(a, b, i, j, known)
    return known[-1][-1]


def _forest(a: _Ordered, b: _Ordered, i: int, j: int, known: list[list[float]]) -> None:
    low_i, low_j = a.leftmost[i], b.leftmost[j]
    above = [float(column) for column in range(j - low_j + 2)]
    table = [above]
    for x in range(low_i, i + 1):
        row = [above[0] + 1.0]
        whole_x = a.leftmost[x] == low_i
        base_row = table[a.leftmost[x] - low_i]
        known_x, node = known[x], a.nodes[x]
        for y in range(low_j, j + 1):
            column = y - low_j
            best = min(above[column + 1], row[column]) + 1.0
            if whole_x and b.leftmost[y] == low_j:
                best = min(best, above[column] + rename(node, b.nodes[y]))
                known_x[y] = best
            else:
                best = min(best, base_row[b.leftmost[y] - low_j] + known_x[y])
            row.append(best)
        table.append(row)
        above = row


def similarity(truth: Grid, found: Grid) -> float:
    first, second = tree(truth), tree(found)
    nodes = max(len(_Ordered(first).nodes), len(_Ordered(second).nodes))
    return max(0.0, 1.0 - distance(first, second) / nodes)


def pairs(truth: list[Grid], found: list[Grid]) -> list[tuple[int, int]]:
    """True and output tables by shared words, best pair first, each used once."""
    true_bags = [Counter(words(grid.text)) for grid in truth]
    found_bags = [Counter(words(grid.text)) for grid in found]
    scored = sorted(
        (
            (-2 * shared / (a.total() + b.total()), abs(i - j), i, j)
            for i, a in enumerate(true_bags)
            for j, b in enumerate(found_bags)
            if (shared := (a & b).total())
        ),
    )
    used_i: set[int] = set()
    used_j: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for _, _, i, j in scored:
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            chosen.append((i, j))
    return sorted(chosen)


def table_scores(truth: list[Grid], found: list[Grid]) -> list[float]:
    scores = [0.0] * len(truth)
    for i, j in pairs(truth, found):
        scores[i] = similarity(truth[i], found[j])
    return scores


def teds(truth: list[Grid], found: list[Grid]) -> Tally:
    return Tally(sum(table_scores(truth, found)), len(truth))


def teds_by_rules(truth: list[Grid], found: list[Grid]) -> tuple[Tally, Tally, Tally]:
    """All tables; those known to be ruled; those known not to be."""
    scores = table_scores(truth, found)

    def among(wanted: bool) -> Tally:
        chosen = [
            score
            for score, grid in zip(scores, truth, strict=True)
            if grid.ruled is wanted
        ]
        return Tally(sum(chosen), len(chosen))

    return Tally(sum(scores), len(truth)), among(True), among(False)
