"""The engine over the shared collection of PDFs; skipped where that is not present.

A sample by default; ``PAGEBRIDGE_ALL_DATA=1`` takes every file.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2_raw as raw
import pytest

from pagebridge_worker.errors import HandlerError
from pagebridge_worker.glyph_twin import CtypesLoop
from tests.pdf_pages import SHARED, read, tokens
from tests.px1 import PYTHON_FOLDER, WorkerProcess

pytestmark = pytest.mark.skipif(
    not (SHARED / "manifest.json").is_file(), reason="the shared collection is absent"
)

SAMPLE = 1 if os.environ.get("PAGEBRIDGE_ALL_DATA") else 6
PAGES = 10  # of each file
SECONDS = 2.0
# Only the pool's kill ends these: one call of PDFium takes minutes.
NEED_A_KILL = {
    "content-bomb-1gb-spaces.pdf",
    "content-bomb-300mb-text.pdf",
    "form-xobject-fanout-1e8.pdf",
    "tounicode-amplify.pdf",
}
OUTCOMES = {"corrupt": "pdf-corrupt", "password-required": "pdf-encrypted"}


def _records() -> list[dict[str, Any]]:
    manifest = SHARED / "manifest.json"
    if not manifest.is_file():
        return []
    found: list[dict[str, Any]] = json.loads(manifest.read_text())["files"]
    return found


def _hostile(record: dict[str, Any]) -> bool:
    return bool(record["path"].startswith("hostile/"))


RECORDS = _records()
ORDINARY = [record for record in RECORDS if not _hostile(record)]
# Some damaged files open in other engines only: those are the fallback's.
READABLE = [
    record
    for record in ORDINARY
    if record["expected"] == record["checked"]["pdfium"]["outcome"] == "ok"
][::SAMPLE]
OTHERS = [record for record in ORDINARY if record["expected"] != "ok"]
HOSTILE = [record for record in RECORDS if _hostile(record)]


def _name(record: dict[str, Any]) -> str:
    return str(record["path"])


def _plain_text(path: Path, password: str | None) -> str:
    """PDFium's text as pypdfium2 gives it."""
    with pypdfium2.PdfDocument(path, password=password) as document:
        pages = []
        for index in range(min(len(document), PAGES)):
            try:
                page = document[index]
            except pypdfium2.PdfiumError:
                continue  # a page that is only claimed
            pages.append(page.get_textpage().get_text_range())
            page.close()
        return "\n".join(pages)


@pytest.mark.parametrize("record", READABLE, ids=_name)
def test_no_word_of_pdfiums_own_text_is_missing(record: dict[str, Any]) -> None:
    path, password = SHARED / record["path"], record.get("password")
    answer = read(path, password=password, pages=[[1, PAGES]])
    text = "\n".join(page.text for page in answer.pages)
    # Unmapped glyphs, which PDFium leaves out or gives as control characters.
    ours = tokens(text) | tokens(text.replace("\ufffd", ""))
    theirs = tokens(_plain_text(path, password).replace("\ufffe", "-"))
    missing = theirs - ours
    assert missing.total() <= theirs.total() * 0.002, missing


@pytest.mark.parametrize("record", READABLE[::4], ids=_name)
def test_both_loops_agree(record: dict[str, Any]) -> None:
    args = {"password": record.get("password"), "pages": [[1, 2]]}
    path = SHARED / record["path"]
    c, ctypes = read(path, None, **args), read(path, CtypesLoop(raw), **args)
    for one, other in zip(c.pages, ctypes.pages, strict=True):
        assert one.glyphs == other.glyphs and one.paths == other.paths


@pytest.mark.parametrize("record", OTHERS, ids=_name)
def test_what_cannot_be_read_is_named(record: dict[str, Any]) -> None:
    allowed = {record["expected"], *record.get("also_accepted", ())}
    try:
        pages = read(SHARED / record["path"], pages=[[1, PAGES]]).pages
        text = "".join(page.text for page in pages).strip()
        outcome = "ok" if text else "empty-text"
    except HandlerError as error:
        outcome = {code: name for name, code in OUTCOMES.items()}[error.code]
    assert outcome in allowed
    if record.get("with_password") == "ok":
        opened = read(SHARED / record["path"], password=record["password"])
        assert opened.pages


@pytest.fixture(scope="module")
def worker() -> Any:
    with WorkerProcess(PYTHON_FOLDER / "extract.py") as started:
        started.greet()
        yield started


@pytest.mark.parametrize("record", HOSTILE, ids=_name)
def test_one_worker_survives_hostile_files(
    worker: WorkerProcess, record: dict[str, Any]
) -> None:
    path = SHARED / record["path"]
    if path.name in NEED_A_KILL:
        pytest.skip("needs the pool's kill")
    started = time.monotonic()
    worker.call("extract", path.read_bytes(), ocr="off", max_pages=300)
    *parts, (last, _) = worker.answer()
    assert time.monotonic() - started < 4 * SECONDS
    allowed = {record["expected"], *record.get("also_accepted", ())}
    if last["t"] == "done":
        assert allowed & {"ok", "empty-text", "limit"}
        assert last["parts"] == len(parts)
    elif last["code"] == "too-many-pages":
        assert (record.get("pages") or 10**6) > 300 or "limit" in allowed
    else:
        outcome = {code: name for name, code in OUTCOMES.items()}[last["code"]]
        allowed.add(record["checked"]["pdfium"]["outcome"])
        assert outcome in allowed
