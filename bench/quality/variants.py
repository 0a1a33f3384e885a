"""Copies of a document that ask the same question the hard way, kept by hash.

A tagged file without its tags, as most real PDFs have none; a scan that was fed to the
scanner sideways or upside down.
"""

from collections.abc import Callable
from pathlib import Path

import pikepdf

TURNS = (90, 180, 270)


def _copy(
    pdf: Path, target: Path, change: Callable[[pikepdf.Pdf], bool]
) -> Path | None:
    """The changed copy; nothing when there is nothing to change or no way to do it."""
    refused = target.with_suffix(".none")
    if target.exists():
        return target
    if refused.exists():
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with pikepdf.open(pdf) as document:
            if change(document):
                partial = target.with_suffix(".part")
                document.save(partial, deterministic_id=True)
                partial.rename(target)
                return target
    except pikepdf.PdfError:
        pass
    refused.touch()
    return None


def _untag(document: pikepdf.Pdf) -> bool:
    tagged = "/StructTreeRoot" in document.Root
    for name in ("/StructTreeRoot", "/MarkInfo"):
        if name in document.Root:
            del document.Root[name]
    return tagged


def without_tags(pdf: Path, folder: Path, sha256: str) -> Path | None:
    """Deletes `/StructTreeRoot` and `/MarkInfo`."""
    return _copy(pdf, folder / "untagged" / f"{sha256}.pdf", _untag)


def turned(pdf: Path, folder: Path, sha256: str, degrees: int) -> Path | None:
    """Every page turned clockwise by a multiple of 90 degrees."""

    def turn(document: pikepdf.Pdf) -> bool:
        for page in document.pages:
            page.rotate(degrees, relative=True)
        return True

    return _copy(pdf, folder / f"turned-{degrees}" / f"{sha256}.pdf", turn)
