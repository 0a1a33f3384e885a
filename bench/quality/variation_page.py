# ruff: noqa: SIM905  word lists are easier to read as one text
"""How the tables of the variations are set: rules, gutters, type, prose around them."""

import json
from dataclasses import dataclass
from typing import Any

from .variation_tables import Cell, Table
from .variation_text import Words

SERIF = ["Libertinus Serif", "New Computer Modern"]
SANS = ["Bitstream Vera Sans"]
RULES = "none header booktabs totals totals header-values grid rows zebra".split()


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True)
class Look:
    """All that is free about a table on its page."""

    paper: str
    font: str
    size: float
    small: float
    rules: str
    gutter: float
    leading: float
    split_signs: bool
    blank_after_sign: bool
    leaders: bool
    hang: bool
    wide_label: str
    head_align: str
    head_bold: bool
    title_align: str
    indent: float
    values_at: str
    setting: str
    """`plain`, `columns` (page of two columns), `beside` (prose right of it)."""
    breaks: str
    """How it goes on after a page break: `` (it fits), `repeated`, `absent`."""

    @staticmethod
    def of(words: Words, table: Table) -> "Look":
        random = words.random
        numeric = table.kinds.count("number")
        narrow = len(table.kinds) <= 3 and len(table.rows) <= 16
        settings = ["plain", "plain", "plain"] + ["columns", "beside"] * narrow
        setting = random.choice(settings)
        size = random.choice([8, 9, 9.5, 10, 10, 11, 12])
        size = min(size, 9) if len(table.kinds) > 4 else size
        cramped = setting != "plain"
        breaks = "" if cramped else random.choice(["", "", "", "repeated", "absent"])
        wide = "1fr" if numeric and not cramped else "auto"
        return Look(
            paper=random.choice(["us-letter", "a4"]),
            font=random.choice(SERIF + SANS),
            size=size,
            small=min(size, 7.5) if cramped else size * random.choice([1, 1, 0.9]),
            rules=random.choice(RULES),
            gutter=3 if cramped else random.choice([4, 5, 8, 12]),
            leading=random.choice([0.45, 0.55, 0.8, 1.1]),
            split_signs=random.random() < 0.5,
            blank_after_sign=random.random() < 0.6,
            leaders=wide == "1fr" and random.random() < 0.2,
            hang=random.random() < 0.3,
            wide_label=random.choice([wide, wide, "auto", "14em"]) if numeric else wide,
            head_align=random.choice(["center", "right", "right"]),
            head_bold=random.random() < 0.7,
            title_align=random.choice(["center", "center", "left"]),
            indent=random.choice([0.8, 1, 1.5]),
            values_at=random.choice(["bottom", "bottom", "top"]) if numeric else "top",
            setting=setting,
            breaks=breaks,
        )


class Setter:
    """Typst source of one table."""

    def __init__(self, table: Table, look: Look) -> None:
        self.table, self.look = table, look
        self.split = [
            look.split_signs and any(row[i].sign for row in table.rows)
            for i in range(len(table.kinds))
        ]
        self.starts: list[int] = []
        at = 0
        for split in self.split:
            self.starts.append(at)
            at += 1 + split
        self.count = at

    def source(self) -> str:
        look, table = self.look, self.table
        stroke = "0.5pt" if look.rules == "grid" else "none"
        options = [
            f"columns: ({', '.join(self._widths())},)",
            f"stroke: {stroke}",
            f"inset: (x, y) => (x: {look.gutter / 2}pt, y: {look.leading / 2}em)",
        ]
        if look.rules == "zebra":
            options.append("fill: (x, y) => if calc.odd(y) { luma(235) }")
        parts = self._head()
        for number, row in enumerate(table.rows):
            if look.rules == "totals" and number in table.totals:
                parts.append("table.hline(start: 1, stroke: 0.4pt)")
            parts += self._row(row, header=False)
            if look.rules == "rows":
                parts.append("table.hline(stroke: 0.3pt + luma(120))")
        if look.rules == "booktabs":
            parts.append("table.hline(stroke: 0.8pt)")
        body = f"table({', '.join(options + parts)})"
        setup = f"set par(justify: false, leading: 0.45em); set text({look.small}pt)"
        return f"{{ {setup}; {body} }}"

    def _widths(self) -> list[str]:
        widths: list[str] = []
        numeric = "number" in self.table.kinds
        for kind, split in zip(self.table.kinds, self.split, strict=True):
            if kind == "label":
                widths.append(self.look.wide_label if numeric else "1fr")
            elif kind == "text":
                widths.append("auto" if numeric else "1.4fr")
            else:
                widths += ["auto"] * (1 + split)
        if self.table.kinds[0] == "text":
            return ["auto", "1fr", *["auto"] * (len(widths) - 2)]
        return widths

    def _head(self) -> list[str]:
        if not self.table.head:
            return []
        cells: list[str] = []
        under: list[str] = []
        for number, row in enumerate(self.table.head):
            cells += self._row(row, header=True)
            if number + 1 < len(self.table.head) and self.look.rules in (
                "booktabs",
                "totals",
                "header-values",
            ):
                cells += self._spanning(row)
        repeat = "false" if self.look.breaks == "absent" else "true"
        parts = [f"table.header(repeat: {repeat}, {', '.join(cells)})"]
        if self.look.rules in ("header", "booktabs", "totals"):
            under = ["table.hline(stroke: 0.6pt)"]
        elif self.look.rules == "header-values":
            under = ["table.hline(start: 1, stroke: 0.6pt)"]
        if self.look.rules == "booktabs":
            parts.insert(0, "table.hline(stroke: 0.8pt)")
        return parts + under

    def _spanning(self, row: list[Cell]) -> list[str]:
        """A short rule under each header that spans."""
        lines: list[str] = []
        column = 0
        for cell in row:
            if cell.columns > 1:
                end = column + cell.columns
                stop = self.starts[end] if end < len(self.starts) else self.count
                start = self.starts[column]
                lines.append(f"table.hline(start: {start}, end: {stop}, stroke: 0.4pt)")
            column += cell.columns
        return lines

    def _row(self, row: list[Cell], header: bool) -> list[str]:
        made: list[str] = []
        column = len(self.table.kinds) - sum(cell.columns for cell in row)
        for cell in row:
            made += self._cell(cell, column, header)
            column += cell.columns
        return made

    def _cell(self, cell: Cell, column: int, header: bool) -> list[str]:
        look = self.look
        kind = self.table.kinds[column]
        end = column + cell.columns
        stop = self.starts[end] if end < len(self.starts) else self.count
        span = stop - self.starts[column]
        lines = "; linebreak(); ".join(quoted(t) for t in cell.text.split("\n"))
        text = f"{{ {lines} }}"
        bold = cell.bold or (header and look.head_bold)
        text = f"strong({text})" if bold else text
        if cell.mark:
            text = f"{{ {text}; super({quoted(cell.mark)}) }}"
        if header:
            left = kind in ("label", "text")
            align = (
                "left" if left else "center" if cell.columns > 1 else look.head_align
            )
            options = f"colspan: {span}, rowspan: {cell.rows}, align: {align} + bottom"
            return [f"table.cell({options}, {text})"]
        if kind == "label":
            indent = cell.level * look.indent
            wrapped = f"par(hanging-indent: 1em, {text})" if cell.level else text
            if look.leaders and len(self.table.rows) and cell.text and not cell.bold:
                text = f"{{ {text}; [ ]; box(width: 1fr, repeat[.]) }}"
                wrapped = text
            body = f"pad(left: {indent}em, {wrapped})" if indent else wrapped
            return [f"table.cell(align: left + {look.values_at}, {body})"]
        if kind == "text":
            return [f"table.cell(align: left + top, {text})"]
        ending = "" if cell.text.endswith(")") or not look.hang else "; hide([)])"
        at = f"align: {'center' if kind == 'note' else 'right'} + {look.values_at}"
        number = f"{{ {text}{ending} }}"
        if self.split[column]:
            sign = f"table.cell(align: left + {look.values_at}, {quoted(cell.sign)})"
            return [sign, f"table.cell({at}, {number})"]
        blank = " " if look.blank_after_sign else ""
        sign = f"{quoted(cell.sign + blank)}; " if cell.sign else ""
        return [f"table.cell({at}, {{ {sign}{number} }})"]


def document(words: Words, table: Table) -> tuple[str, list[dict[str, Any]]]:
    """Typst source of a whole document, and its blocks in reading order."""
    look = Look.of(words, table)
    truth: list[dict[str, Any]] = []
    parts: list[str] = []

    def prose(count: int, sentences: int = 4) -> str:
        made = []
        for _ in range(count):
            text = words.paragraph(sentences)
            truth.append({"type": "P", "text": text})
            made.append(f"par({quoted(text)})")
        return "{ " + "; ".join(made) + " }"

    columns = ", columns: 2" if look.setting == "columns" else ""
    parts.append(f'set page(paper: "{look.paper}", margin: 2.2cm{columns})')
    parts.append(f"set text(font: {quoted(look.font)}, size: {look.size}pt)")
    parts.append("set par(justify: true)")
    if look.breaks:
        parts += [prose(1), f"v({words.random.choice([45, 52, 60])}%)"]
    elif words.chance(0.7):
        parts.append(prose(words.random.randint(1, 3)))
    for number, title in enumerate(table.titles):
        weight = "strong" if words.chance(0.8) else "emph"
        parts.append(f"align({look.title_align}, {weight}({quoted(title)}))")
        truth.append({"type": "P" if number else "H1", "text": title})
    if table.units:
        parts.append(f"align({look.title_align}, {quoted(table.units)})")
        truth.append({"type": "P", "text": table.units})
    body = Setter(table, look).source()
    truth.append(table.truth())
    if look.setting == "beside":
        text = prose(2)
        parts.append(f"grid(columns: (1fr, 1fr), column-gutter: 14pt, {body}, {text})")
    else:
        parts.append(body)
    for note in table.notes:
        parts.append(f"text({look.small * 0.85}pt, {quoted(note)})")
        parts.append("linebreak()")
        truth.append({"type": "P", "text": note})
    if words.chance(0.7):
        parts.append(prose(words.random.randint(1, 3)))
    return "\n".join("#" + part for part in parts), truth
