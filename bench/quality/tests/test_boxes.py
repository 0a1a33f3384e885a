"""Boxes against words read by another library."""

from quality.candidate import Box, Candidate, Chunk, PageSpan
from quality.metrics.boxes import boxes
from quality.words_on_page import PageWords

TEXT = "alpha beta\ngamma delta"


def _candidate(first: Box, second: Box) -> Candidate:
    return Candidate(
        text=TEXT,
        chunks=[
            Chunk("alpha beta", "", 0, 10, (first,)),
            Chunk("gamma delta", "", 11, 22, (second,)),
        ],
        pages=[PageSpan(1, 0, 22, 100, 100)],
        exact_offsets=True,
    )


def _page(width: float = 100) -> dict[int, PageWords]:
    words = [
        ("alpha", 10.0, 10.0, 30.0, 20.0),
        ("beta", 35.0, 10.0, 50.0, 20.0),
        ("gamma", 10.0, 40.0, 30.0, 50.0),
        ("delta", 35.0, 40.0, 50.0, 50.0),
    ]
    return {1: PageWords(width, 100, words)}


def test_right_boxes_hold_their_words_and_no_others() -> None:
    tight = _candidate(Box(1, 10, 10, 50, 20), Box(1, 10, 40, 50, 50))
    inside, waste = boxes(tight, _page())
    assert (inside.value, inside.truth) == (1.0, 4)
    assert waste.value == 0.0


def test_too_small_a_box_loses_words_and_too_large_a_one_wastes() -> None:
    odd = _candidate(Box(1, 10, 10, 32, 20), Box(1, 0, 0, 100, 100))
    inside, waste = boxes(odd, _page())
    assert inside.value == 0.75
    # the large box holds four known words, two of them the other chunk's
    assert waste.value == 2 / 5


def test_box_on_another_page_does_not_count() -> None:
    elsewhere = _candidate(Box(2, 0, 0, 100, 100), Box(1, 10, 40, 50, 50))
    inside, _ = boxes(elsewhere, _page())
    assert inside.value == 0.5


def test_page_of_another_size_is_left_out() -> None:
    tight = _candidate(Box(1, 10, 10, 50, 20), Box(1, 10, 40, 50, 50))
    inside, _ = boxes(tight, _page(width=200))
    assert inside.value is None


def test_word_between_other_neighbours_is_left_out() -> None:
    tight = _candidate(Box(1, 10, 10, 50, 20), Box(1, 10, 40, 50, 50))
    page = _page()
    page[1].words.append(page[1].words.pop(0))
    inside, _ = boxes(tight, page)
    assert inside.truth == 3
