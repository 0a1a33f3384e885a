"""Reading order: are the true blocks read one after the other?

Blocks other than tables are found in the candidate's text by their first 32 characters
(whitespace ignored, at least 12) where these stand exactly once in the truth; a block
that stands twice in the candidate's text counts as lost.
`order_tau`: Kendall's tau of their places, averaged over files with two blocks or more.
`order_nid`: 1 - indel distance / total length of the two sequences of blocks (true
order; found order), all blocks counted, so a lost block costs too.
"""

from bisect import bisect_left, insort

from rapidfuzz.distance import Indel

from ..normal import squash
from ..tally import Tally, mean
from ..truth import Block

_KEY, _SHORTEST = 32, 12


def _places(truth: list[Block], found: str) -> tuple[list[int], int]:
    """Where each block begins (-1 not found), for blocks with a key of their own."""
    whole = squash("\n".join(block.text for block in truth))
    keys = [squash(b.text)[:_KEY] for b in truth if b.type != "Table"]
    own = [k for k in keys if len(k) >= _SHORTEST and whole.count(k) == 1]
    text = squash(found)
    places: list[int] = []
    for key in own:
        place = text.find(key)
        if place >= 0 and text.find(key, place + 1) >= 0:
            place = -1
        places.append(place)
    return places, len(own)


def tau(places: list[int]) -> float:
    """Kendall's tau of a sequence without equal values against its sorted self."""
    pairs = len(places) * (len(places) - 1) // 2
    seen: list[int] = []
    inversions = 0
    for place in places:
        inversions += len(seen) - bisect_left(seen, place)
        insort(seen, place)
    return 1.0 - 2.0 * inversions / pairs


def order(truth: list[Block], found: str) -> tuple[Tally, Tally]:
    """tau and NID over blocks."""
    places, total = _places(truth, found)
    there = [place for place in places if place >= 0]
    if total < 2:
        return Tally(0, 0), Tally(0, 0)
    distinct = list(dict.fromkeys(there))
    sequence = sorted(range(len(there)), key=there.__getitem__)
    known = [index for index, place in enumerate(places) if place >= 0]
    found_order = [known[index] for index in sequence]
    blocks = mean(Indel.normalized_similarity(list(range(total)), found_order))
    if len(distinct) < 2:
        return Tally(0, 0), blocks
    return mean(tau(distinct)), blocks
