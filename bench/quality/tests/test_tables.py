"""Table measures on tables small enough to count by hand."""

import pytest

from quality.candidate import Chunk
from quality.grid import Cell, Grid
from quality.html_tables import tables
from quality.metrics.facts import facts, missing_facts
from quality.metrics.headers import headers
from quality.metrics.rows import rows
from quality.metrics.table_f1 import relations, table_f1
from quality.metrics.teds import (
    Node,
    distance,
    pairs,
    rename,
    similarity,
    teds,
    tree,
)
from quality.records import first_values, records

STATEMENT = """<table><thead>
<tr><th></th><th colspan=2>Year ended</th></tr>
<tr><th></th><th>2024</th><th>2023</th></tr></thead><tbody>
<tr><td>Net sales</td><td>$ 9,416</td><td>$ 49,096</td></tr>
<tr><td>Cost of sales</td><td>(66,444)</td><td>(50,556)</td></tr>
</tbody></table>"""


@pytest.fixture
def statement() -> Grid:
    (grid,) = tables(STATEMENT)
    return grid


def simple(*lines: str, header_rows: int = 1) -> Grid:
    cells = [
        Cell(row, column, text.strip(), header=row < header_rows)
        for row, line in enumerate(lines)
        for column, text in enumerate(line.split("|"))
    ]
    return Grid(cells, header_rows)


def test_html_table_knows_its_spans_and_header_rows(statement: Grid) -> None:
    assert (statement.rows, statement.columns, statement.header_rows) == (4, 3, 2)
    spanning = statement.at(0, 2)
    assert spanning is not None
    assert spanning.text == "Year ended"


def test_records_carry_label_value_and_every_header_level(statement: Grid) -> None:
    first = records(statement)[0]
    assert (first.label, first.value) == ("Net sales", "$ 9,416")
    assert first.header_path == ("Year ended", "2024")
    assert len(records(statement)) == 4


def test_first_value_belongs_to_the_text_left_of_it() -> None:
    grid = simple("No.|Site|Work|Cost", "1|Lowmarsh|ledger|62,266")
    (record,) = first_values(grid)
    assert (record.label, record.value) == ("ledger", "62,266")


def test_row_counts_when_its_first_number_follows_its_label(statement: Grid) -> None:
    text = "Net sales .... $ 9,416 $ 49,096\nCost of\nsales (66,444) (50,556)"
    assert rows([statement], text).value == 1.0


def test_row_is_lost_when_labels_and_numbers_stand_apart(statement: Grid) -> None:
    text = "Net sales\nCost of sales\n$ 9,416 $ 49,096\n(66,444) (50,556)"
    assert rows([statement], text).value == 0.0


def test_row_is_lost_when_another_column_comes_first(statement: Grid) -> None:
    text = "Net sales 49,096 9,416\nCost of sales (66,444) (50,556)"
    assert rows([statement], text).value == 0.5


def test_header_is_right_in_the_same_table(statement: Grid) -> None:
    assert headers([statement], [statement]).value == 1.0
    assert headers([statement], [statement], whole_path=True).value == 1.0


def test_header_in_another_column_does_not_count(statement: Grid) -> None:
    shifted = simple(
        "2024|2023|",
        "Net sales|$ 9,416|$ 49,096",
        "Cost of sales|(66,444)|(50,556)",
    )
    assert headers([statement], [shifted]).value == 0.0


def test_spanning_header_written_once_loses_the_path_only(statement: Grid) -> None:
    flat = simple(
        "|Year ended|",
        "|2024|2023",
        "Net sales|$ 9,416|$ 49,096",
        "Cost of sales|(66,444)|(50,556)",
    )
    assert headers([statement], [flat]).value == 1.0
    assert headers([statement], [flat], whole_path=True).value == 0.5


def test_fact_needs_header_label_and_value_in_one_chunk(statement: Grid) -> None:
    head, first, second = (
        "| 2024 | 2023",
        "Net sales | $ 9,416 | $ 49,096",
        "Cost of sales | (66,444) | (50,556)",
    )
    whole = [Chunk("", "\n".join((head, first, second)))]
    assert facts([statement], whole).value == 1.0
    parted = [Chunk("", f"{head}\n{first}"), Chunk("", second)]
    assert facts([statement], parted).value == 0.5
    missing, _ = missing_facts([statement], parted)
    assert {record.label for record in missing} == {"Cost of sales"}


def test_fact_needs_label_and_value_on_one_line(statement: Grid) -> None:
    apart = "2024 2023\nNet sales\nCost of sales\n$ 9,416 $ 49,096\n(66,444) (50,556)"
    assert facts([statement], [Chunk("", apart)]).value == 0.0


def test_two_by_two_table_has_four_relations() -> None:
    grid = simple("a|b", "c|d")
    assert relations(grid).total() == 4


def test_blank_cells_are_skipped_by_relations() -> None:
    grid = simple("a||b", "c|d|")
    assert set(relations(grid)) == {
        ("a", "b", "right"),
        ("a", "c", "below"),
        ("c", "d", "right"),
    }


def test_spanning_cell_is_next_to_each_cell_below_it(statement: Grid) -> None:
    found = relations(statement)
    assert found["Yearended", "2024", "below"] == 1
    assert found["Yearended", "2023", "below"] == 1


def test_table_f1_of_a_lost_column() -> None:
    truth, found = simple("a|b", "c|d"), simple("a", "c")
    tally = table_f1([truth], [found])
    assert (tally.hits, tally.truth, tally.found) == (1, 4, 1)
    assert tally.value == pytest.approx(0.4)


def test_invented_table_costs_precision() -> None:
    truth = simple("a|b", "c|d")
    tally = table_f1([truth], [truth, simple("x|y", "z|w")])
    assert tally.value == pytest.approx(8 / 12)


def test_tree_distance_counts_removed_nodes() -> None:
    truth, found = simple("a|b", "c|d"), simple("a|b")
    # table, two rows, four cells; one row with its two cells is missing
    assert distance(tree(truth), tree(found)) == 3
    assert similarity(truth, found) == pytest.approx(1 - 3 / 7)


def test_tree_distance_of_a_changed_text_is_its_share() -> None:
    truth, found = simple("abcd|b"), simple("abce|b")
    assert distance(tree(truth), tree(found)) == pytest.approx(0.25)


def test_changed_span_costs_a_node() -> None:
    truth = Grid([Cell(0, 0, "a", column_span=2)])
    assert distance(tree(truth), tree(simple("a"))) == 1


def test_teds_of_a_missing_table_is_zero() -> None:
    truth = [simple("a|b"), simple("c|d")]
    assert teds(truth, [simple("c|d")]).value == 0.5
    assert pairs(truth, [simple("c|d")]) == [(1, 0)]


def test_tree_distance_agrees_with_another_implementation(statement: Grid) -> None:
    """APTED finds the same distance, here and on a table with a lost column."""
    apted = pytest.importorskip("apted")

    class Costs(apted.Config):  # type: ignore[misc, name-defined]
        def rename(self, first: Node, second: Node) -> float:
            return rename(first, second)

        def children(self, node: Node) -> list[Node]:
            return node.children

    narrow = simple("2024", "Net sale", "Cost of sales", "(66,444)")
    for found in (statement, narrow):
        first, second = tree(statement), tree(found)
        theirs = apted.APTED(first, second, Costs()).compute_edit_distance()
        assert distance(first, second) == pytest.approx(theirs)
