"""The table model that truth, our elements and parsed Markdown share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .normal import collapse


@dataclass(frozen=True)
class Cell:
    """A cell and the grid positions it covers; rows and columns count from 0."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass
class Grid:
    """A table. INVARIANT: no two cells cover the same position (first one wins)."""

    cells: list[Cell]
    header_rows: int = 0
    page: int | None = None
    has_headers: bool = True
    """False when the truth does not say which rows are headers (ICDAR)."""
    scorable: bool = True
    """False when the truth's own cells do not fill a rectangle."""
    ruled: bool | None = None
    """Whether lines part the true table's cells, where the truth says so."""
    rows: int = field(init=False)
    columns: int = field(init=False)
    _at: dict[tuple[int, int], Cell] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self._at.setdefault((row, column), cell)
        self.rows = 1 + max((row for row, _ in self._at), default=-1)
        self.columns = 1 + max((column for _, column in self._at), default=-1)

    def at(self, row: int, column: int) -> Cell | None:
        return self._at.get((row, column))

    def row_cells(self, row: int) -> list[Cell]:
        """The cells covering a row, left to right, each once."""
        found: list[Cell] = []
        for column in range(self.columns):
            cell = self._at.get((row, column))
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    def lines(self) -> list[str]:
        """One line a row; a cell that spans rows stands in its first one."""
        return [
            " | ".join(
                collapse(cell.text) for cell in self.row_cells(row) if cell.row == row
            )
            for row in range(self.rows)
        ]

    @property
    def text(self) -> str:
        return "\n".join(self.lines())


@dataclass(frozen=True)
class FlowCell:
    """A cell as HTML writes it: its column follows from what stands before it."""

    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False


def flow(rows: Iterable[Sequence[FlowCell]]) -> list[Cell]:
    """Places the cells of table rows as a browser does."""
    taken: set[tuple[int, int]] = set()
    placed: list[Cell] = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            height, width = min(cell.row_span, 1000), min(cell.column_span, 1000)
            taken.update(
                (row + down, column + right)
                for down in range(height)
                for right in range(width)
            )
            placed.append(Cell(row, column, cell.text, height, width, cell.header))
            column += width
    return placed


def leading_header_rows(cells: Sequence[Cell]) -> int:
    """How many rows from the top hold header cells only."""
    plain = [cell.row for cell in cells if not cell.header and cell.text.strip()]
    top = min(plain, default=1 + max((cell.row for cell in cells), default=-1))
    return top if any(cell.header for cell in cells) else 0


def joined(first: Grid, second: Grid) -> Grid:
    """A table and its continuation as one; a repeated header is dropped."""
    repeated = 0
    if (
        second.header_rows
        and second.lines()[: second.header_rows]
        == (first.lines()[: second.header_rows])
    ):
        repeated = second.header_rows
    offset = first.rows - repeated
    moved = [
        Cell(c.row + offset, c.column, c.text, c.row_span, c.column_span, c.header)
        for c in second.cells
        if c.row >= repeated
    ]
    return Grid([*first.cells, *moved], first.header_rows, first.page)
