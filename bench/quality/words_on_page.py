"""Words with boxes as another library (pdfplumber) reads them, kept in the cache."""

import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from .corpus import Document

_MOST_PAGES = 40


@dataclass(frozen=True)
class PageWords:
    """Words `(text, x0, y0, x1, y1)`, points from the top left of the crop box."""

    width: float
    height: float
    words: list[tuple[str, float, float, float, float]]


def _read(document: Document) -> dict[int, PageWords]:
    import pdfplumber

    found: dict[int, PageWords] = {}
    with pdfplumber.open(document.pdf, password=document.password or "") as pdf:
        for page in pdf.pages[:_MOST_PAGES]:
            left, top, right, bottom = page.cropbox
            found[page.page_number] = PageWords(
                round(right - left, 2),
                round(bottom - top, 2),
                [
                    (
                        word["text"],
                        round(word["x0"] - left, 2),
                        round(word["top"] - top, 2),
                        round(word["x1"] - left, 2),
                        round(word["bottom"] - top, 2),
                    )
                    for word in page.extract_words()
                ],
            )
            page.close()
    return found


def page_words(document: Document, cache: Path) -> dict[int, PageWords]:
    """The words of the first 40 pages; nothing when pdfplumber cannot read it."""
    folder = cache / f"pdfplumber-{version('pdfplumber')}"
    kept = folder / f"{document.cache_key}.json"
    if not kept.exists():
        try:
            read = _read(document)
        except Exception:  # noqa: BLE001 - a second opinion that is not to be had
            read = {}
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps({n: p.__dict__ for n, p in read.items()}), "utf-8")
    written = json.loads(kept.read_text("utf-8"))
    return {int(number): PageWords(**page) for number, page in written.items()}
