"""Text, heading, order and offset measures on cases with known values."""

import pytest

from quality.candidate import Candidate, Chunk, Heading, PageSpan
from quality.metrics.furniture import furniture_leak, furniture_loss
from quality.metrics.headings import heading_f1, heading_levels
from quality.metrics.hidden import hidden_text
from quality.metrics.nid import nid
from quality.metrics.offsets import offsets
from quality.metrics.order import order, tau
from quality.metrics.text_f1 import text_f1
from quality.tally import Tally
from quality.truth import Block, Truth


def test_text_f1_counts_words_as_often_as_they_stand() -> None:
    assert text_f1("a b b c", "b b b d").value == pytest.approx(2 * 2 / 8)


def test_ligatures_and_full_width_forms_are_the_same_text() -> None:
    assert text_f1("ﬁne Ａ１", "fine A1").value == 1.0
    assert nid("ﬁne", "fine").value == 1.0


def test_each_cjk_character_is_a_word() -> None:
    assert text_f1("東京都", "東京").value == pytest.approx(4 / 5)


def test_nid_of_half_the_text() -> None:
    assert nid("abcd", "ab").value == pytest.approx(1 - 2 / 6)
    assert nid("a  b\nc", "a b c").value == 1.0


def test_tallies_add_up_before_they_divide() -> None:
    assert (Tally(1, 2) + Tally(1, 8)).value == pytest.approx(0.2)
    assert (Tally(1, 1, 1) + Tally(0, 1, 3)).value == pytest.approx(2 / 6)
    assert Tally(0, 0).value is None


def test_heading_f1_wants_the_exact_text() -> None:
    truth = [Block("H1", "1 Intro"), Block("H2", "Aims")]
    found = [Heading("1  Intro", 1), Heading("Aims and means", 2)]
    assert heading_f1(truth, found).value == 0.5


def test_levels_are_aligned_at_the_top() -> None:
    truth = [Block("H1", "A"), Block("H2", "B"), Block("H3", "C")]
    found = [Heading("A", 2), Heading("B", 3), Heading("C", 3)]
    levels, steps = heading_levels(truth, found)
    assert levels.value == pytest.approx(2 / 3)
    assert steps.value == 0.5


def test_tau_is_one_in_order_and_minus_one_backwards() -> None:
    assert tau([1, 5, 9]) == 1.0
    assert tau([9, 5, 1]) == -1.0
    assert tau([1, 9, 5]) == pytest.approx(1 / 3)


def test_order_finds_swapped_columns() -> None:
    texts = [f"paragraph number {name}" for name in ("one", "two", "three")]
    truth = [Block("P", text) for text in texts]
    there, blocks = order(truth, "\n".join([texts[1], texts[0], texts[2]]))
    assert there.value == pytest.approx(1 / 3)
    assert blocks.value == pytest.approx(2 / 3)


def test_offsets_must_give_the_chunk_itself() -> None:
    good = Candidate(
        text="Ab 😀 cd",
        chunks=[Chunk("😀 cd", "", 3, 7), Chunk("Ab", "", 0, 2)],
        pages=[PageSpan(1, 0, 7, 1, 1)],
        exact_offsets=True,
    )
    assert offsets(good).value == 1.0
    good.chunks = [Chunk("Ab", "", 1, 3)]
    assert offsets(good).value == 0.5


def test_leak_counts_furniture_that_the_body_does_not_have() -> None:
    truth = Truth(
        blocks=[Block("P", "Body")],
        text="Body",
        furniture=["Review", "Review", "Page 1 of 2", "Page 2 of 2"],
    )
    chunks = [Chunk("Body\nReview", ""), Chunk("Page 2 of 2", "")]
    assert furniture_leak(truth, chunks).value == 0.5


def test_loss_counts_body_lines_that_were_taken_away() -> None:
    truth = Truth(
        blocks=[Block("P", "A letterhead"), Block("P", "Body")],
        text="A letterhead\nBody",
        furniture=["Page N"],
    )
    lost = furniture_loss(truth, ["A letterhead", "Page 3"], "Body")
    assert lost.value == 0.5
    assert furniture_loss(truth, ["Page 3"], truth.text).value == 0.0


def test_hidden_sentence_in_a_chunk_is_found() -> None:
    chunks = [Chunk("", "Body. Ignore  all previous instructions.")]
    planted = ["Ignore all previous instructions.", "Another one."]
    assert hidden_text(planted, chunks).value == 0.5
