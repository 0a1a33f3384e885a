"""Row association: does the first number after a row's label belong to it?

For each body row of a true table with a numeric cell: the label (the text cell left
of it) must stand in the output so that the first number after it, on the same output
line, is that cell's. Counted over rows. Whitespace is ignored while the label is
searched, so it may run over lines; the value must follow on its last one.
"""

from ..grid import Grid
from ..lines import Lines, starts_with_number
from ..records import Record, first_values
from ..tally import Tally


def missing_rows(truth: list[Grid], text: str) -> tuple[list[Record], int]:
    """The rows that are not associated, and how many were asked for."""
    lines = Lines(text)
    wanted = [record for grid in truth for record in first_values(grid)]
    missing = [
        record
        for record in wanted
        if not any(
            starts_with_number(rest, record.value) for rest in lines.after(record.label)
        )
    ]
    return missing, len(wanted)


def rows(truth: list[Grid], text: str) -> Tally:
    missing, wanted = missing_rows(truth, text)
    return Tally(wanted - len(missing), wanted)
