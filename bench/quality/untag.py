"""A tagged PDF with its tags taken away, as most real PDFs have none."""

from pathlib import Path

import pikepdf


def without_tags(pdf: Path, folder: Path, sha256: str) -> Path | None:
    """Deletes `/StructTreeRoot` and `/MarkInfo`; the copy is kept by hash.

    Nothing when the file has no tags or cannot be rewritten.
    """
    target = folder / f"{sha256}.pdf"
    refused = folder / f"{sha256}.none"
    if target.exists():
        return target
    if refused.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with pikepdf.open(pdf) as document:
            if "/StructTreeRoot" not in document.Root:
                refused.touch()
                return None
            for name in ("/StructTreeRoot", "/MarkInfo"):
                if name in document.Root:
                    del document.Root[name]
            partial = target.with_suffix(".part")
            document.save(partial, deterministic_id=True)
            partial.rename(target)
    except pikepdf.PdfError:
        refused.touch()
        return None
    return target
