"""Header association: does a value's own column name the header above it?

For each record of a true table with headers, some output table must have a row whose
cells hold the label left of a cell with the value, and above that cell, in a column
it covers, a cell that holds the header. `headers` asks for the header nearest to the
value, `header_path` for every level of it. Blanks and currency signs are ignored in
values. Counted over records.
"""

from ..grid import Cell, Grid
from ..normal import squash, value_key
from ..records import Record, records
from ..tally import Tally


class _Searched:
    """An output table with its texts squashed once."""

    def __init__(self, grid: Grid) -> None:
        self._rows = [grid.row_cells(row) for row in range(grid.rows)]
        self._text = {id(cell): squash(cell.text) for cell in grid.cells}
        self._grid = grid
        self._value = {id(cell): value_key(cell.text) for cell in grid.cells}
        self._values = set(self._value.values())
        self._all = "".join(self._text.values())

    def _labelled(self, row: int, cell: Cell, label: str) -> bool:
        left = [c for c in self._rows[row] if c.column < cell.column]
        return label in "".join(self._text[id(c)] for c in left)

    def _above(self, row: int, cell: Cell) -> set[str]:
        columns = range(cell.column, cell.column + cell.column_span)
        return {
            self._text[id(above)]
            for higher in range(row)
            for column in columns
            if (above := self._grid.at(higher, column)) is not None
        }

    def owns(self, label: str, value: str, headers: list[str]) -> bool:
        if label not in self._all or value not in self._values:
            return False
        for row, cells in enumerate(self._rows):
            for cell in cells:
                if self._value[id(cell)] != value or cell.column == 0:
                    continue
                if self._labelled(row, cell, label):
                    above = self._above(row, cell)
                    if all(any(h in text for text in above) for h in headers):
                        return True
        return False


def missing_headers(
    truth: list[Grid], found: list[Grid], whole_path: bool = False
) -> tuple[list[Record], int]:
    """The records whose header is not over them, and how many were asked for."""
    searched = [_Searched(grid) for grid in found]
    wanted = [
        record
        for grid in truth
        if grid.has_headers and grid.scorable
        for record in records(grid)
        if record.header
    ]
    missing: list[Record] = []
    for record in wanted:
        path = record.header_path if whole_path else record.header_path[-1:]
        headers = [squash(text) for text in path]
        label, value = squash(record.label), value_key(record.value)
        if not any(table.owns(label, value, headers) for table in searched):
            missing.append(record)
    return missing, len(wanted)


def headers(truth: list[Grid], found: list[Grid], whole_path: bool = False) -> Tally:
    missing, wanted = missing_headers(truth, found, whole_path)
    return Tally(wanted - len(missing), wanted)
