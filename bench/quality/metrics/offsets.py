"""Offsets: `text[start:end] == chunk.text` for every chunk, 1.000 or broken.

Pages count too: each must begin where the one before ended or later, and a chunk must
lie inside the pages' range.
"""

from ..candidate import Candidate
from ..tally import Tally


def offsets(candidate: Candidate) -> Tally:
    right = sum(
        candidate.text[chunk.start : chunk.end] == chunk.text
        for chunk in candidate.chunks or ()
    )
    total = len(candidate.chunks or ())
    previous = 0
    for page in candidate.pages:
        right += previous <= page.start <= page.end <= len(candidate.text)
        previous = page.end
        total += 1
    return Tally(right, total)
