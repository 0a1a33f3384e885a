"""What is checked against the PDF itself: boxes of words, pages that came out empty."""

from pathlib import Path

from .candidate import Candidate
from .corpus import Document
from .score import Scores


def checks(document: Document, candidate: Candidate, cache: Path) -> Scores:
    if not candidate.exact_offsets:
        return {}
    from .metrics.boxes import boxes
    from .metrics.emptied import pages_emptied
    from .words_on_page import page_words

    inside, waste = boxes(candidate, page_words(document, cache))
    return {
        "boxes": inside,
        "box_waste": waste,
        "pages_emptied": pages_emptied(candidate, document, cache),
    }
