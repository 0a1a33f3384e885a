"""What a reader takes from a table: (row label, column header, value) records.

Body rows are those below the header rows. The label of a row is its leftmost cell
with a letter in it, a cell of this row alone before one that spans rows; without such
a cell the leftmost one. Every other cell with a letter or digit in it to the right of
the label is a value (`$` and `–` alone are not);
its header is the filled header cell nearest above it in its own column, its header
path every header cell above it, top to bottom, each once.
"""

from dataclasses import dataclass

from .grid import Cell, Grid
from .normal import has_letter, is_value, squash, words


@dataclass(frozen=True)
class Record:
    label: str
    value: str
    header_path: tuple[str, ...]
    row: int

    @property
    def header(self) -> str:
        return self.header_path[-1] if self.header_path else ""

    def __str__(self) -> str:
        return f"[{' > '.join(self.header_path)}] {self.label} = {self.value}"


def _label(cells: list[Cell]) -> Cell | None:
    filled = [cell for cell in cells if squash(cell.text)]
    lettered = [cell for cell in filled if has_letter(cell.text)]
    own = [cell for cell in lettered if cell.row_span == 1]
    return next(iter(own or lettered or filled), None)


def header_path(grid: Grid, row: int, column: int) -> tuple[str, ...]:
    path: list[str] = []
    for above in range(min(row, grid.header_rows)):
        cell = grid.at(above, column)
        if cell is not None and squash(cell.text) and cell.text not in path:
            path.append(cell.text)
    return tuple(path)


def records(grid: Grid) -> list[Record]:
    """All records of a true table, row by row."""
    found: list[Record] = []
    for row in range(grid.header_rows, grid.rows):
        cells = [cell for cell in grid.row_cells(row) if cell.row == row]
        label = _label(grid.row_cells(row))
        if label is None:
            continue
        found.extend(
            Record(label.text, c.text, header_path(grid, row, c.column), row)
            for c in cells
            if c.column > label.column and words(c.text)
        )
    return found


def first_values(grid: Grid) -> list[Record]:
    """One record a row: its first numeric cell and the text cell left of that."""
    found: list[Record] = []
    for row in range(grid.header_rows, grid.rows):
        label: Cell | None = None
        for cell in grid.row_cells(row):
            if cell.row != row and has_letter(cell.text):
                continue
            if label is not None and is_value(cell.text):
                path = header_path(grid, row, cell.column)
                found.append(Record(label.text, cell.text, path, row))
                break
            if has_letter(cell.text):
                label = cell
    return found
