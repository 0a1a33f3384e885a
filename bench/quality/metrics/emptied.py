"""Pages emptied: pages with text for PDFium that are empty in our answer.

A page counts when PDFium reads 20 characters or more on it, blanks left out, and our
page's `start` and `end` enclose none. Out of such pages; 0 is the only good value.
"""

from pathlib import Path

from ..baselines import read
from ..candidate import Candidate
from ..corpus import Document
from ..normal import squash
from ..tally import Tally

_SOME = 20


def pages_emptied(candidate: Candidate, document: Document, cache: Path) -> Tally:
    theirs = read("pdfium", document, cache).pages
    full = {n for n, text in enumerate(theirs, 1) if len(squash(text)) >= _SOME}
    ours = {
        page.number: squash(candidate.text[page.start : page.end])
        for page in candidate.pages
    }
    return Tally(sum(not ours.get(number) for number in full), len(full))
