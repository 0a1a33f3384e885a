"""Markdown as a candidate: blocks, headings, tables by pipes and by HTML.

A Markdown-only engine has no chunks; its blocks (what stands between blank lines,
a table as a whole) take their place, each with nothing added.
"""

import re

from .candidate import Candidate, Chunk, Heading
from .grid import Cell, Grid
from .html_tables import tables as html_tables

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_CUT = re.compile(r"(?<!\\)\|")
_EMPHASIS = re.compile(r"(?<![\\\w])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_INNER_EMPHASIS = re.compile(r"\*\*(.+?)\*\*")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_NOTE = re.compile(r"\[\^([^\]]+)\]:?")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<!--.*?-->", re.S)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>$~&])")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&quot;": '"', "&amp;": "&"}
_LIST = re.compile(r"^\s*(?:[-*+]\s+|>\s?)")
_PAGE_RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$")


def plain(line: str) -> str:
    """A line of Markdown as a reader sees it."""
    line = _IMAGE.sub(r"\1", line)
    line = _LINK.sub(r"\1", line)
    line = _NOTE.sub(r"\1", line)
    line = re.sub(r"<br\s*/?>", " ", line)
    line = _TAG.sub("", line)
    for _ in range(2):
        line = _EMPHASIS.sub(r"\2", line)
    line = _INNER_EMPHASIS.sub(r"\1", line).replace("`", "")
    for entity, character in _ENTITIES.items():
        line = line.replace(entity, character)
    return _ESCAPE.sub(r"\1", line)


def _pipe_cells(line: str) -> list[str]:
    body = line.strip()
    body = body[1:] if body.startswith("|") else body
    body = body[:-1] if body.endswith("|") and not body.endswith("\\|") else body
    return [plain(cell).strip() for cell in _CUT.split(body)]


def _pipe_table(lines: list[str]) -> Grid:
    rule = next((i for i, line in enumerate(lines) if _RULE.match(line)), None)
    kept = [line for line in lines if not _RULE.match(line)]
    header_rows = rule if rule is not None else 0
    cells = [
        Cell(row, column, text, header=row < header_rows)
        for row, line in enumerate(kept)
        for column, text in enumerate(_pipe_cells(line))
    ]
    return Grid(cells, header_rows)


def _is_pipe(line: str) -> bool:
    return line.lstrip().startswith("|") and line.count("|") > 1


class _Reader:
    """Collects blocks line by line; the open paragraph ends at a blank line."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.tables: list[Grid] = []
        self.headings: list[Heading] = []
        self._open: list[str] = []

    def close(self) -> None:
        if self._open:
            self.blocks.append("\n".join(self._open))
            self._open = []

    def line(self, line: str) -> None:
        heading = _HEADING.match(line)
        if heading:
            self.close()
            text = plain(heading.group(2)).strip()
            self.headings.append(Heading(text, len(heading.group(1))))
            self.blocks.append(text)
        elif not line.strip() or _PAGE_RULE.match(line):
            self.close()
        else:
            self._open.append(plain(_LIST.sub("", line)))

    def code(self, line: str) -> None:
        self._open.append(line)

    def table(self, grid: Grid) -> None:
        self.close()
        self.tables.append(grid)
        self.blocks.append(grid.text)


def _html_end(lines: list[str], start: int) -> int:
    depth = 0
    for index in range(start, len(lines)):
        low = lines[index].lower()
        depth += low.count("<table") - low.count("</table")
        if depth <= 0:
            return index
    return len(lines) - 1


def parse(source: str) -> Candidate:
    """Reads Markdown into a candidate without offsets or boxes."""
    lines = source.replace("\f", "\n").split("\n")
    reader = _Reader()
    index, fenced = 0, False
    while index < len(lines):
        line = lines[index]
        if line.lstrip().startswith("```"):
            fenced = not fenced
            reader.close()
        elif fenced:
            reader.code(line)
        elif "<table" in line.lower():
            end = _html_end(lines, index)
            for grid in html_tables("\n".join(lines[index : end + 1])):
                reader.table(grid)
            index = end
        elif _is_pipe(line):
            end = index
            while end + 1 < len(lines) and _is_pipe(lines[end + 1]):
                end += 1
            reader.table(_pipe_table(lines[index : end + 1]))
            index = end
        else:
            reader.line(line)
        index += 1
    reader.close()
    return Candidate(
        text="\n".join(reader.blocks),
        tables=reader.tables,
        headings=reader.headings,
        chunks=[Chunk(block, block) for block in reader.blocks],
    )
