"""Our own answers: the JSON of `POST /v1/extract` as a candidate."""

from typing import Any

from .candidate import Box, Candidate, Chunk, Heading, PageSpan
from .grid import Cell, Grid, joined, leading_header_rows

INCLUDE = "text,chunks,pages,elements,markdown,furniture,hidden"
_TITLES = ("title", "heading")
_FURNITURE = ("furniture", "header", "footer", "page-number", "page_number")


def _grid(table: dict[str, Any], page: int | None) -> Grid:
    cells = [
        Cell(
            row=cell["row"],
            column=cell["column"],
            text=cell["text"],
            row_span=cell.get("row_span") or 1,
            column_span=cell.get("column_span") or 1,
            header=bool(cell.get("header")),
        )
        for cell in table["cells"]
    ]
    header_rows = table.get("header_rows")
    if header_rows is None:
        header_rows = leading_header_rows(cells)
    return Grid(cells, header_rows, page)


def _tables(elements: list[dict[str, Any]]) -> list[Grid]:
    """Tables in order; one that `continues` an earlier element is joined to it."""
    by_element: dict[int | None, int] = {}
    grids: list[Grid] = []
    for element in elements:
        table = element.get("table")
        if not table:
            continue
        grid = _grid(table, element.get("page"))
        continued = by_element.get(table.get("continues"))
        if continued is None:
            by_element[element["index"]] = len(grids)
            grids.append(grid)
        else:
            by_element[element["index"]] = continued
            grids[continued] = joined(grids[continued], grid)
    return grids


def _box(box: dict[str, Any]) -> Box:
    return Box(box["page"], box["x0"], box["y0"], box["x1"], box["y1"])


def parse(answer: dict[str, Any]) -> Candidate:
    """Reads an answer that was asked for with `include=INCLUDE`."""
    elements: list[dict[str, Any]] = answer.get("elements") or []
    return Candidate(
        text=answer["text"],
        tables=_tables(elements),
        headings=[
            Heading(e["text"], e.get("level")) for e in elements if e["type"] in _TITLES
        ],
        chunks=[
            Chunk(
                chunk["text"],
                chunk["embed_text"],
                chunk["start"],
                chunk["end"],
                tuple(_box(box) for box in chunk.get("boxes") or ()),
            )
            for chunk in answer["chunks"]
        ],
        furniture=[e["text"] for e in elements if e["type"] in _FURNITURE],
        pages=[
            PageSpan(p["number"], p["start"], p["end"], p["width"], p["height"])
            for p in answer.get("pages") or []
        ],
        exact_offsets=True,
    )
