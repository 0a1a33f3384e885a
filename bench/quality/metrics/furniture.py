"""Furniture: running lines in chunks (leak), and body lines taken for them (loss).

`furniture_leak`: lines of the true furniture, digits as `#`, that stand as lines of
their own in chunk texts more often than in the true body; out of all furniture lines.
Lower is better. `furniture_loss`: elements marked as furniture whose text (six letters
or more) stands in the true body more often than in the text that was kept; out of the
true body's blocks. Lower is better.
"""

import re
from collections import Counter

from ..candidate import Chunk
from ..normal import squash
from ..tally import Tally
from ..truth import Block, Truth

_DIGITS = re.compile(r"\d+")
_NUMBER_MARK = re.compile(r"\bN\b")


def _key(line: str) -> str:
    return _DIGITS.sub("#", squash(line)).lower()


def _true_key(line: str) -> str:
    return _key(_NUMBER_MARK.sub("7", line))


def leaked_lines(truth: Truth, chunks: list[Chunk]) -> Counter[str]:
    wanted = Counter(_true_key(line) for line in truth.furniture)
    body = Counter(_key(line) for line in truth.text.split("\n"))
    for grid in truth.first_tables:
        body.update(_key(cell.text) for cell in grid.cells)
    found = Counter(_key(line) for chunk in chunks for line in chunk.text.split("\n"))
    over = found - body
    return Counter({key: min(over[key], n) for key, n in wanted.items() if over[key]})


def furniture_leak(truth: Truth, chunks: list[Chunk]) -> Tally:
    if not truth.furniture:
        return Tally(0, 0)
    leaked = leaked_lines(truth, chunks).total()
    return Tally(leaked, max(len(truth.furniture), leaked))


def lost_lines(truth: Truth, furniture: list[str], text: str) -> list[str]:
    known = {_true_key(line) for line in truth.furniture}
    body, kept = squash(truth.text), squash(text)
    lost: list[str] = []
    for line in furniture:
        key = squash(line)
        if len(key) < 6 or _key(line) in known:
            continue
        if body.count(key) > kept.count(key):
            lost.append(line)
    return lost


def furniture_loss(truth: Truth, furniture: list[str], text: str) -> Tally:
    body: list[Block] = truth.blocks
    if not body:
        return Tally(0, 0)
    return Tally(len(lost_lines(truth, furniture, text)), len(body))
