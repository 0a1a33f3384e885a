"""The tables of the variations: what stands in each cell, before it is set."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .variation_text import (
    COMPARED,
    ENDS,
    FORM,
    GOODS,
    MONTHS,
    OFFERS,
    PLACES,
    SESSIONS,
    STATEMENTS,
    TITLES,
    UNITS,
    Entry,
    Words,
)


@dataclass
class Cell:
    text: str
    columns: int = 1
    rows: int = 1
    bold: bool = False
    level: int = 0
    sign: str = ""
    """A currency sign in front of the value."""
    mark: str = ""
    """A footnote's mark, raised."""

    def truth(self) -> dict[str, Any]:
        sign = f"{self.sign} " if self.sign else ""
        text = f"{sign}{self.text}{self.mark}".replace("\n", " ")
        return {"text": text, "colspan": self.columns, "rowspan": self.rows}


@dataclass
class Table:
    """`kinds`: of each column, `label`, `number`, `note` or `text`."""

    kinds: list[str]
    head: list[list[Cell]]
    rows: list[list[Cell]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    units: str = ""
    notes: list[str] = field(default_factory=list)
    totals: set[int] = field(default_factory=set)
    """Body rows that are totals."""

    def truth(self) -> dict[str, Any]:
        lines = [[cell.truth() for cell in row] for row in self.head + self.rows]
        text = "\n".join(
            " ".join(c["text"] for c in line if c["text"]) for line in lines
        )
        return {
            "type": "Table",
            "header_rows": len(self.head),
            "rows": lines,
            "text": text,
        }


def _number(words: Words, low: int = 100, high: int = 99_999) -> str:
    chance = words.random.random()
    if chance < 0.06:
        return words.random.choice(["—", "–", "-"])
    text = words.amount(low, high)
    return f"({text})" if chance < 0.2 else text


def _periods(words: Words, count: int, kind: str) -> tuple[list[list[Cell]], int]:
    """Header rows over `count` or a few more value columns, and how many those are."""
    year, end = words.random.randint(2012, 2026), words.random.choice(ENDS)
    years = [str(year - i) for i in range(count)]
    form = words.random.randrange(4 if kind != "balance" else 3)
    if form == 0:
        return [[Cell(y) for y in years]], count
    if form == 1 and count <= 3:
        broken = "\n" if words.chance(0.5) else " "
        return [[Cell(f"{end}{broken}{y}") for y in years]], count
    if form == 3:
        groups = words.random.choice([("Three", "Nine"), ("Three", "Six")])
        top = [Cell(f"{g} months ended {end}".strip(","), 2) for g in groups]
        return [top, [Cell(y) for y in _pair(year) * 2]], 4
    over = f"Year ended {end}" if kind != "balance" else f"As of {end}"
    return [[Cell(over, count)], [Cell(y) for y in years]], count


def _pair(year: int) -> list[str]:
    return [str(year), str(year - 1)]


def _chosen(words: Words, entries: list[Entry]) -> list[Entry]:
    """Some lines left out at random, captions and totals kept."""
    return [e for e in entries if e.caption or e.total or words.chance(0.85)]


def statement(words: Words) -> Table:
    kind = words.random.choice(list(STATEMENTS))
    deep, case = words.chance(0.8), words.random.choice([str.upper, str.title])
    if kind == "equity":
        names = ["Common stock", "Additional\npaid-in capital", "Accumulated\ndeficit"]
        names += ["Total equity"]
        head, count = [[Cell(name) for name in names]], 4
    else:
        head, count = _periods(words, words.random.choice([2, 2, 2, 3, 3, 5]), kind)
    noted = kind != "equity" and words.chance(0.2)
    percent = kind == "income" and count == 2 and words.chance(0.4)
    units = words.random.choice(UNITS)
    inside = words.chance(0.25)
    kinds = ["label"] + ["note"] * noted + ["number"] * (count + percent)
    for number, row in enumerate(head):
        last = number == len(head) - 1
        corner = Cell(units if inside and last else "")
        extra = [Cell("Note" if last else "")] if noted else []
        row[:0] = [corner, *extra]
        if percent:
            row.append(Cell("% change" if last else ""))
    table = Table(kinds, head, [], [TITLES[kind]], "" if inside else units)
    signs, first = words.chance(0.8), True
    firm = words.random.choice(["Kestrelby Holdings, Inc.", "Vexford Foods plc", ""])
    table.titles[:0] = [case(firm)] if firm else []
    for entry in _chosen(words, STATEMENTS[kind]):
        level = entry.level + (1 if entry.total and deep and kind == "balance" else 0)
        shouted = entry.caption and entry.label.isupper()
        bold = shouted or (entry.total and words.chance(0.7))
        row = [Cell(entry.label, bold=bold, level=level)]
        if noted:
            cited = not entry.caption and words.chance(0.3)
            row.append(Cell(str(words.random.randint(2, 29)) if cited else ""))
        for _ in range(count):
            sign = "$" if signs and (first or entry.total) else ""
            text = "" if entry.caption else _number(words)
            small = entry.label in ("Basic", "Diluted")
            if small:
                text = f"{words.random.uniform(0.1, 9):.2f}"
            row.append(Cell(text, bold=bold, sign=sign if text else ""))
        if percent:
            share = f"{words.random.uniform(-30, 30):.1f}%"
            row.append(Cell("" if entry.caption else share))
        first = first and entry.caption
        if entry.total:
            table.totals.add(len(table.rows))
        table.rows.append(row)
    return table


def statistics(words: Words) -> Table:
    """Two levels of header or one, places under regions, marks and totals."""
    groups = words.random.choice([[], ["Households", "Persons"], ["2024", "2025"]])
    names = words.random.sample(
        ["Total", "Urban", "Rural", "Male", "Female", "Share (%)", "Change"], 3
    )
    if groups:
        names = names[:2]
        top = [Cell("Region", rows=2)] + [Cell(g, len(names)) for g in groups]
        head = [top, [Cell(n) for _ in groups for n in names]]
    else:
        head = [[Cell("Region")] + [Cell(n) for n in [*names, "Density\nper km²"]]]
    count = len(names) * len(groups) if groups else len(names) + 1
    table = Table(["label"] + ["number"] * count, head)
    table.titles = [
        f"Table {words.random.randint(1, 30)}. Population by region and type"
    ]
    table.units = words.random.choice(["", "(thousands)", "Number of persons"])
    places = words.random.sample(PLACES, 14)
    nested = words.chance(0.6)

    def line(label: str, level: int = 0, bold: bool = False, mark: str = "") -> None:
        values = []
        for _ in range(count):
            text = words.amount(12, 980_000) if words.chance(0.93) else ".."
            values.append(Cell(text, bold=bold))
        table.rows.append([Cell(label, bold=bold, level=level, mark=mark), *values])

    if words.chance(0.5):
        table.totals.add(0)
        line("All regions", bold=words.chance(0.5))
    for index, place in enumerate(places):
        if nested and index % 5 == 0:
            label = f"{words.random.choice(['Northern', 'Coastal', 'Inner'])} {place}"
            if words.chance(0.5):
                empty = [Cell("") for _ in range(count)]
                table.rows.append([Cell(label, bold=words.chance(0.5)), *empty])
            else:
                line(label, bold=words.chance(0.3))
            continue
        mark = words.random.choice("12") if words.chance(0.12) else ""
        line(place, int(nested), mark=mark)
    if words.chance(0.5):
        table.totals.add(len(table.rows))
        line("Total", bold=True)
    table.notes = ["1 Provisional.", "2 Estimate of the survey office."]
    return table


def comparison(words: Words) -> Table:
    offers = words.random.sample(OFFERS, words.random.choice([2, 3]))
    topics = words.random.sample(list(COMPARED), words.random.randint(5, 8))
    head = [[Cell("Topic")] + [Cell(offer) for offer in offers]]
    rows = []
    for topic in topics:
        texts = words.random.sample(COMPARED[topic].split(" | "), len(offers))
        rows.append([Cell(topic)] + [Cell(text) for text in texts])
    return Table(["label"] + ["text"] * len(offers), head, rows)


def form(words: Words) -> Table:
    chosen = words.random.sample(list(FORM), 8)
    colon = words.random.choice(["", ":"])
    rows = [[Cell(label + colon), Cell(FORM[label])] for label in chosen]
    return Table(["label", "text"], [], rows)


def prices(words: Words) -> Table:
    head = [[Cell(t) for t in ("Item", "Description", "Unit", "Price")]]
    kinds = ["label", "text", "text", "number"]
    more = words.chance(0.5)
    if more:
        head[0] += [Cell("Quantity"), Cell("Amount")]
        kinds += ["number", "number"]
    rows = []
    for goods in words.random.sample(GOODS, words.random.randint(5, 9)):
        code = f"{words.random.choice('ABKM')}-{words.random.randint(100, 999)}"
        unit = words.random.choice(["each", "set", "m", "kg"])
        price = f"{words.random.uniform(2, 1900):,.2f}"
        row = [Cell(code), Cell(goods), Cell(unit), Cell(price)]
        if more:
            row += [Cell(words.amount(1, 40)), Cell(words.amount(50, 9000) + ".00")]
        rows.append(row)
    sign = words.random.choice(["$", "€", ""])
    for row in rows:
        row[3].sign = sign
    return Table(kinds, head, rows, ["Price list"], words.random.choice(["", "EUR"]))


def schedule(words: Words) -> Table:
    head = [[Cell("Time"), Cell("Session"), Cell("Room"), Cell("Chair")]]
    rows, hour = [], 8
    for session in words.random.sample(SESSIONS, words.random.randint(5, 8)):
        time = f"{hour:02}:{words.random.choice(['00', '15', '30'])}"
        room = words.random.choice(["Hall A", "Hall B", "Annex", "Room 12"])
        chair = words.random.choice(["A. Thorne", "J. Marrow", "P. Vex", "to be named"])
        rows.append([Cell(time), Cell(session), Cell(room), Cell(chair)])
        hour += 1
    return Table(["text", "label", "text", "text"], head, rows)


def months(words: Words) -> Table:
    """Twelve rows and as many periods as fit: the series of a yearbook."""
    start = words.random.randint(2014, 2019)
    years = [str(start + i) for i in range(words.random.choice([4, 5, 6]))]
    head = [[Cell("Month")] + [Cell(year) for year in years]]
    rows = []
    for month in MONTHS:
        values = [f"{words.random.uniform(0, 99):.1f}" for _ in years]
        rows.append([Cell(month)] + [Cell(value) for value in values])
    table = Table(["label"] + ["number"] * len(years), head, rows)
    table.titles = ["Rainfall by month"]
    table.units = words.random.choice(["mm", "(in millimetres)"])
    return table


MAKERS: list[Callable[[Words], Table]] = [
    statement,
    statement,
    statement,
    statistics,
    statistics,
    comparison,
    form,
    prices,
    schedule,
    months,
]
