"""Boxes: does a chunk's box hold the chunk's words, and nothing else?

Words that stand exactly once on a page, both in our page text and in pdfplumber's
reading, with the same word before or after them, tell without doubt which chunk they
belong to (three characters or more).
`boxes`: share of them whose box lies inside one of their chunk's boxes on that page,
with 2 points of tolerance, as libraries disagree on ascent and descent.
`box_waste`: share of the known words with their centre inside a chunk's boxes that
belong to another chunk or to no chunk. Lower is better.
"""

import re
from bisect import bisect_right
from collections import Counter

from ..candidate import Box, Candidate, PageSpan
from ..normal import nfkc
from ..tally import Tally
from ..words_on_page import PageWords

_TOLERANCE = 2.0
_RUN = re.compile(r"[^\s|]+")

Rectangle = tuple[float, float, float, float]


def _inside(word: Rectangle, box: Box, slack: float) -> bool:
    x0, y0, x1, y1 = word
    return (
        box.x0 - slack <= x0
        and box.y0 - slack <= y0
        and x1 <= box.x1 + slack
        and y1 <= box.y1 + slack
    )


def _known(
    candidate: Candidate, page: PageSpan, read: PageWords
) -> list[tuple[int, Rectangle]]:
    """Words of one page that are surely the same: offset in our text, box."""
    runs = list(_RUN.finditer(candidate.text, page.start, page.end))
    ours = ["", *(nfkc(run.group()) for run in runs), ""]
    theirs = ["", *(nfkc(word[0]) for word in read.words), ""]
    our_count, their_count = Counter(ours), Counter(theirs)
    our_place = {text: place for place, text in enumerate(ours)}
    known: list[tuple[int, Rectangle]] = []
    for there in range(1, len(theirs) - 1):
        text = theirs[there]
        if len(text) < 3 or our_count[text] != 1 or their_count[text] != 1:
            continue
        here = our_place[text]
        before = ours[here - 1] == theirs[there - 1]
        if before or ours[here + 1] == theirs[there + 1]:
            known.append((runs[here - 1].start(), read.words[there - 1][1:]))
    return known


def boxes(candidate: Candidate, read: dict[int, PageWords]) -> tuple[Tally, Tally]:
    chunks = sorted(candidate.chunks or [], key=lambda chunk: chunk.start)
    starts = [chunk.start for chunk in chunks]
    inside = asked = foreign = held = 0
    for page in candidate.pages:
        words = read.get(page.number)
        if words is None or abs(words.width - page.width) > 1.5:
            continue
        on_page = [
            (index, [box for box in chunk.boxes if box.page == page.number])
            for index, chunk in enumerate(chunks)
            if any(box.page == page.number for box in chunk.boxes)
        ]
        for offset, word in _known(candidate, page, words):
            own = bisect_right(starts, offset) - 1
            belongs = own >= 0 and offset < chunks[own].end
            if belongs:
                asked += 1
                inside += any(
                    box.page == page.number and _inside(word, box, _TOLERANCE)
                    for box in chunks[own].boxes
                )
            x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
            for index, held_by in on_page:
                if any(_inside((x, y, x, y), box, 0.0) for box in held_by):
                    held += 1
                    foreign += index != own or not belongs
    return Tally(inside, asked), Tally(foreign, held)
