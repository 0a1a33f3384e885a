"""Headings: F1 by exact text, and whether the levels agree.

`heading_f1`: true and found headings as multisets of texts, whitespace ignored.
`heading_levels`: headings matched in order (longest common subsequence by text); the
found levels are shifted so that the topmost matched level is the truth's; share with
the same level. `level_steps`: share of neighbouring matched pairs whose level changes
by the same amount. Headings without a level (our title, tags `H`) count for
the F1 only.
"""

from collections import Counter
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from ..candidate import Heading
from ..normal import squash
from ..tally import Tally
from ..truth import Block


def heading_f1(truth: list[Block], found: list[Heading]) -> Tally:
    true_texts = Counter(squash(block.text) for block in truth)
    found_texts = Counter(squash(heading.text) for heading in found)
    hits = (true_texts & found_texts).total()
    return Tally(hits, true_texts.total(), found_texts.total())


def _matched(truth: list[Block], found: list[Heading]) -> list[tuple[int, int]]:
    ours = [squash(heading.text) for heading in found]
    theirs = [squash(block.text) for block in truth]
    pairs: list[tuple[int, int]] = []
    for op in LCSseq.opcodes(theirs, ours):
        if op.tag == "equal":
            span = range(op.src_end - op.src_start)
            for step in span:
                level = truth[op.src_start + step].level
                other = found[op.dest_start + step].level
                if level is not None and other is not None:
                    pairs.append((level, other))
    return pairs


def heading_levels(truth: list[Block], found: list[Heading]) -> tuple[Tally, Tally]:
    """Level agreement and agreement of the steps."""
    pairs = _matched(truth, found)
    if not pairs:
        return Tally(0, 0), Tally(0, 0)
    shift = min(level for level, _ in pairs) - min(other for _, other in pairs)
    same = sum(level == other + shift for level, other in pairs)
    steps = sum(b[0] - a[0] == b[1] - a[1] for a, b in pairwise(pairs))
    return Tally(same, len(pairs)), Tally(steps, len(pairs) - 1)
