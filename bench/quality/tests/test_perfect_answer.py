"""An answer made from the truth itself must score 1.0 (and 0.0 where less is better).

Runs over the synthetic documents of the shared data; skipped where there are none.
"""

from pathlib import Path
from typing import Any

import pytest

from quality import answer
from quality.corpus import Document, data_folder, manifest
from quality.grid import Grid
from quality.score import LOWER_IS_BETTER, score
from quality.truth import Truth

FOLDER = data_folder()
PRESENT = (FOLDER / "manifest.json").exists()


def _table(grid: Grid) -> dict[str, Any]:
    return {
        "header_rows": grid.header_rows,
        "continues": None,
        "cells": [
            {"row": c.row, "column": c.column, "text": c.text, "header": c.header}
            | {"row_span": c.row_span, "column_span": c.column_span}
            for c in grid.cells
        ],
    }


def perfect(truth: Truth) -> dict[str, Any]:
    """Every block an element and a chunk, tables in the form the contract asks for."""
    grids = iter(truth.first_tables)
    text, elements, chunks = "", [], []
    for index, block in enumerate(truth.blocks):
        table = _table(grid := next(grids)) if block.type == "Table" else None
        body = grid.text if table else block.read
        kind = "heading" if block.is_heading else "table" if table else "paragraph"
        start = len(text)
        chunks.append(
            {"text": body, "embed_text": body, "start": start, "end": start + len(body)}
        )
        text += body + "\n"
        elements.append(
            {"index": index, "type": kind, "text": body, "level": block.level}
            | {"table": table, "page": block.page}
        )
    elements += [{"index": -1, "type": "furniture", "text": t} for t in truth.furniture]
    page = {"number": 1, "start": 0, "end": len(text), "width": 9, "height": 9}
    return {"text": text, "elements": elements, "chunks": chunks, "pages": [page]}


def _synthetic() -> list[dict[str, Any]]:
    if not PRESENT:
        return []
    found = [r for r in manifest(FOLDER) if r["path"].startswith("synthetic/")]
    return [record for record in found if "41-long" not in record["path"]]


def _document(record: dict[str, Any]) -> Document:
    name = record["path"]
    truths = tuple(record["ground_truth"])
    return Document(name, Path(name), record["sha256"], None, (), truths, FOLDER)


@pytest.mark.skipif(not PRESENT, reason="no shared data")
@pytest.mark.parametrize("record", _synthetic(), ids=lambda r: Path(r["path"]).stem)
def test_truth_scores_itself_as_perfect(record: dict[str, Any]) -> None:
    truth = _document(record).truth()
    scores = score(truth, answer.parse(perfect(truth)))
    expected = {m: 0.0 if m in LOWER_IS_BETTER else 1.0 for m in scores}
    values = {m: t.value for m, t in scores.items() if t.value is not None}
    off = {m: v for m, v in values.items() if abs(v - expected[m]) > 1e-9}
    assert not off
