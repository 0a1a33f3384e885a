"""HTML tables as grids: the truth's files, embedded HTML in Markdown."""

from typing import Any

from lxml import html

from .grid import Cell, FlowCell, Grid, flow, leading_header_rows


def _span(element: Any, name: str) -> int:
    written = element.get(name, "1")
    return max(1, int(written)) if written.isdigit() else 1


def _text(element: Any) -> str:
    for line_break in element.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    return str(element.text_content()).strip()


def _rows(table: Any) -> list[list[FlowCell]]:
    rows: list[list[FlowCell]] = []
    for tr in table.iter("tr"):
        in_head = any(parent.tag == "thead" for parent in tr.iterancestors())
        rows.append(
            [
                FlowCell(
                    _text(cell),
                    _span(cell, "rowspan"),
                    _span(cell, "colspan"),
                    in_head or cell.tag == "th",
                )
                for cell in tr
                if cell.tag in ("td", "th")
            ]
        )
    return rows


def tables(source: str) -> list[Grid]:
    """Every table in an HTML text, in order; no table, no grid."""
    if "<table" not in source.lower():
        return []
    grids: list[Grid] = []
    for table in html.fromstring(f"<div>{source}</div>").iter("table"):
        cells: list[Cell] = flow(_rows(table))
        if cells:
            grids.append(Grid(cells, leading_header_rows(cells)))
    return grids
