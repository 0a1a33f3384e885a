"""Markdown, answers and truth files become the same model."""

import json
from pathlib import Path
from typing import Any

from quality import answer, markdown
from quality.truth import load

SOURCE = """# Report **one**

Some *plain* text with a [link](http://x.y).

| Site | Low |
|---|---:|
| A\\|B | 713 |

<table><tr><th>H</th></tr><tr><td>v</td></tr></table>

- item one

```
code  kept
```
"""


def test_markdown_becomes_headings_tables_and_blocks() -> None:
    found = markdown.parse(SOURCE)
    assert found.headings is not None
    assert [(h.text, h.level) for h in found.headings] == [("Report one", 1)]
    assert found.tables is not None
    pipes, embedded = found.tables
    assert pipes.lines() == ["Site | Low", "A|B | 713"]
    assert (pipes.header_rows, embedded.header_rows) == (1, 1)
    assert "Some plain text with a link." in found.text
    assert "item one" in found.text
    assert "code  kept" in found.text
    assert found.chunks is not None
    assert len(found.chunks) == 6


def test_underscores_inside_words_stay() -> None:
    assert markdown.plain("a snake_case_name and 2 * 3 * 4") == (
        "a snake_case_name and 2 * 3 * 4"
    )


def _table(index: int, rows: list[list[str]], continues: int | None) -> dict[str, Any]:
    cells = [
        {"row": r, "column": c, "row_span": 1, "column_span": 1, "text": text}
        | {"header": r == 0}
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    table = {"header_rows": 1, "continues": continues, "cells": cells}
    return {"index": index, "type": "table", "text": "", "page": 1, "table": table}


def test_continued_table_is_one_table_without_its_second_header() -> None:
    body = {
        "text": "Title",
        "elements": [
            {"index": 0, "type": "title", "text": "Title", "level": None, "page": 1},
            _table(1, [["a", "b"], ["c", "d"]], None),
            _table(2, [["a", "b"], ["e", "f"]], 1),
            {"index": 3, "type": "furniture", "text": "7", "page": 1},
        ],
        "chunks": [
            {"text": "Title", "embed_text": "Title", "start": 0, "end": 5}
            | {"boxes": [{"page": 1, "x0": 0, "y0": 1, "x1": 2, "y1": 3}]}
        ],
        "pages": [{"number": 1, "start": 0, "end": 5, "width": 9, "height": 9}],
    }
    found = answer.parse(body)
    assert found.tables is not None
    assert [grid.lines() for grid in found.tables] == [["a | b", "c | d", "e | f"]]
    assert found.headings is not None
    assert found.headings[0].level is None
    assert found.furniture == ["7"]


def test_structure_truth_keeps_labels_and_leaves_artifacts_out(tmp_path: Path) -> None:
    blocks = [
        {"type": "H1", "text": "Top", "page": 1},
        {"type": "LI", "text": "first", "label": "•", "depth": 1, "page": 1},
        {"type": "Artifact", "text": "noise", "page": 1},
        {
            "type": "Table",
            "text": "a b",
            "page": 2,
            "header_rows": 1,
            "rows": [[{"text": "a"}], [{"text": "b"}]],
        },
    ]
    written = {
        "blocks": blocks,
        "furniture": {"header": 'odd: "Chapter N"; even: "N Title"'},
        "hidden": [{"text": "secret"}],
    }
    (tmp_path / "x.structure.json").write_text(json.dumps(written), "utf-8")
    truth = load(tmp_path, ["x.structure.json"])
    assert truth.text == "Top\n• first\na b"
    assert truth.furniture == ["Chapter N", "N Title"]
    assert truth.hidden == ["secret"]
    assert truth.first_tables[0].header_rows == 1


def test_icdar_annotators_are_alternatives(tmp_path: Path) -> None:
    cell = {"col": 0, "text": "v", "rowspan": 1, "colspan": 1}
    tables = [
        {"id": f"eu-009{reader}:1", "page": 1, "rows": [[cell]]} for reader in "ab"
    ]
    path = tmp_path / "eu-009.tables.json"
    path.write_text(json.dumps({"tables": tables}), "utf-8")
    truth = load(tmp_path, ["eu-009.tables.json"])
    assert len(truth.tables) == 2
    assert not truth.first_tables[0].has_headers
