"""The engines to compare with, each reading kept in the cache by hash and version."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from . import markdown
from .candidate import Candidate
from .corpus import Document


@dataclass(frozen=True)
class Reading:
    """What an engine said: its output, by pages where it tells them apart."""

    pages: list[str]
    failure: str | None = None

    @property
    def text(self) -> str:
        return "\n\n".join(self.pages)


def _pdfium(document: Document) -> list[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(document.pdf, password=document.password) as pdf:
        return [
            page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pdf
        ]


def _liteparse(document: Document) -> list[str]:
    from liteparse import LiteParse

    parser = LiteParse(
        ocr_enabled=False,
        output_format="markdown",
        password=document.password,
        quiet=True,
    )
    return [parser.parse(str(document.pdf)).text]


def _pdf_inspector(document: Document) -> list[str]:
    import pdf_inspector

    return [pdf_inspector.process_pdf(str(document.pdf)).markdown or ""]


_ENGINES: dict[str, tuple[str, Callable[[Document], list[str]]]] = {
    "pdfium": ("pypdfium2", _pdfium),
    "liteparse": ("liteparse", _liteparse),
    "pdf-inspector": ("pdf-inspector", _pdf_inspector),
}
NAMES = tuple(_ENGINES)


def read(name: str, document: Document, cache: Path) -> Reading:
    """Runs an engine once for each document; a failure is a reading without text."""
    package, engine = _ENGINES[name]
    folder = cache / f"{name}-{version(package)}"
    kept = folder / f"{document.cache_key}.json"
    if kept.exists():
        return Reading(**json.loads(kept.read_text("utf-8")))
    try:
        reading = Reading(engine(document))
    except Exception as failure:  # noqa: BLE001 - whatever an engine throws is a result
        reading = Reading([], f"{type(failure).__name__}: {failure}"[:200])
    folder.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(reading.__dict__), "utf-8")
    return reading


def candidate(name: str, document: Document, cache: Path) -> Candidate:
    reading = read(name, document, cache)
    if name == "pdfium":
        return Candidate(text=reading.text)
    return markdown.parse(reading.text)
