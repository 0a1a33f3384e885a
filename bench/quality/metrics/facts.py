"""Fact recall: can a retriever answer from one chunk?

For each record of a true table with headers, one chunk's `embed_text` must hold the
column header, and on one of its lines the label followed by the value. Whitespace is
ignored in labels and headers. Counted over records.
"""

from ..candidate import Chunk
from ..grid import Grid
from ..lines import Lines, holds_value
from ..records import Record, records
from ..tally import Tally


def _holds(chunk: Lines, record: Record) -> bool:
    return chunk.holds(record.header) and any(
        holds_value(rest, record.value) for rest in chunk.after(record.label)
    )


def missing_facts(truth: list[Grid], chunks: list[Chunk]) -> tuple[list[Record], int]:
    """The records no chunk can answer, and how many were asked for."""
    searched = [Lines(chunk.embed_text) for chunk in chunks]
    wanted = [
        record
        for grid in truth
        if grid.has_headers and grid.scorable
        for record in records(grid)
        if record.header
    ]
    missing = [
        record
        for record in wanted
        if not any(_holds(chunk, record) for chunk in searched)
    ]
    return missing, len(wanted)


def facts(truth: list[Grid], chunks: list[Chunk]) -> Tally:
    missing, wanted = missing_facts(truth, chunks)
    return Tally(wanted - len(missing), wanted)
