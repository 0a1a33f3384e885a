"""What a document really says: the truth files beside the PDFs."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .grid import Cell, FlowCell, Grid, flow, leading_header_rows
from .html_tables import tables as html_tables
from .markdown import parse as parse_markdown

_HEADINGS = {"H", "H1", "H2", "H3", "H4", "H5", "H6"}
_RULED = {"ruled": True, "borderless": False, "fin": False, "hlines": False}
_UNREAD = {"Artifact", "Figure"}


@dataclass(frozen=True)
class Block:
    type: str
    text: str
    page: int | None = None
    label: str = ""
    """The marker of a list item or note; `text` goes without it."""

    @property
    def read(self) -> str:
        """As a reader reads it."""
        return f"{self.label} {self.text}".strip()

    @property
    def is_heading(self) -> bool:
        return self.type in _HEADINGS

    @property
    def level(self) -> int | None:
        return int(self.type[1:]) if self.type[1:].isdigit() else None


@dataclass
class Truth:
    """All that is known of one document; what is not known is empty or `None`."""

    blocks: list[Block] = field(default_factory=list)
    text: str = ""
    tables: list[list[Grid]] = field(default_factory=list)
    """Alternatives: each entry is one full reading of the document's tables."""
    furniture: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def has_structure(self) -> bool:
        return bool(self.blocks)

    @property
    def first_tables(self) -> list[Grid]:
        return self.tables[0] if self.tables else []


def _structure_grid(block: dict[str, Any]) -> Grid:
    rows: list[list[dict[str, Any]]] = block["rows"]
    if all("col" in cell for row in rows for cell in row):
        cells = [
            Cell(
                index,
                cell["col"],
                cell["text"],
                cell.get("rowspan", 1),
                cell.get("colspan", 1),
                bool(cell.get("header")),
            )
            for index, row in enumerate(rows)
            for cell in row
        ]
    else:
        cells = flow(
            [
                FlowCell(
                    cell["text"],
                    cell.get("rowspan", 1),
                    cell.get("colspan", 1),
                    bool(cell.get("header")),
                )
                for cell in row
            ]
            for row in rows
        )
    header_rows = block.get("header_rows", leading_header_rows(cells))
    return Grid(
        cells,
        header_rows,
        block.get("page"),
        has_headers=header_rows > 0,
        scorable=block.get("grid_ok", True),
        ruled=_RULED.get(block.get("style", "")),
    )


def _furniture(written: Any) -> list[str]:
    """Lists of lines, or one sentence that quotes them with N for the number."""
    lines: list[str] = []
    for band in written.values() if isinstance(written, dict) else ():
        if isinstance(band, str):
            lines += re.findall(r'"([^"]+)"', band)
        else:
            lines += band
    return lines


def _structure(path: Path) -> Truth:
    written = json.loads(path.read_text("utf-8"))
    blocks = [
        Block(b["type"], b["text"], b.get("page"), b.get("label") or "")
        for b in written["blocks"]
        if b["type"] not in _UNREAD
    ]
    grids = [_structure_grid(b) for b in written["blocks"] if b["type"] == "Table"]
    return Truth(
        blocks=blocks,
        text="\n".join(block.read for block in blocks),
        tables=[grids] if grids else [],
        furniture=_furniture(written.get("furniture")),
        hidden=[hidden["text"] for hidden in written.get("hidden", [])],
    )


def _icdar_grid(table: dict[str, Any]) -> Grid:
    cells = [
        Cell(index, cell["col"], cell["text"], cell["rowspan"], cell["colspan"])
        for index, row in enumerate(table["rows"])
        for cell in row
    ]
    return Grid(cells, 0, table["page"], has_headers=False)


def _icdar(path: Path) -> list[list[Grid]]:
    """One reading of the tables, or one per annotator (`eu-009a:`, `eu-009b:`)."""
    readings: dict[str, list[Grid]] = {}
    for table in json.loads(path.read_text("utf-8"))["tables"]:
        readings.setdefault(table["id"].split(":")[0], []).append(_icdar_grid(table))
    return list(readings.values())


def load(folder: Path, names: list[str]) -> Truth:
    """Merges the truth files of one record; the structure is the richest of them."""
    truth = Truth()
    by_kind = {".".join(name.rsplit(".", 2)[-2:]): folder / name for name in names}
    if "structure.json" in by_kind:
        truth = _structure(by_kind["structure.json"])
    if not truth.text and "truth.txt" in by_kind:
        truth.text = by_kind["truth.txt"].read_text("utf-8")
    if not truth.text and "truth.md" in by_kind:
        truth.text = parse_markdown(by_kind["truth.md"].read_text("utf-8")).text
    if not truth.tables and "tables.html" in by_kind:
        truth.tables = [html_tables(by_kind["tables.html"].read_text("utf-8"))]
    if "tables.json" in by_kind:
        truth.tables = _icdar(by_kind["tables.json"])
    return truth
