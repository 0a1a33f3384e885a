"""What a document may not: open without its password, hold too much, lie."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Dictionary, Name, String

from pagebridge_worker import page_objects, pdfium_engine
from pagebridge_worker.errors import Exit, HandlerError
from pagebridge_worker.page_request import PageRequest
from pagebridge_worker.passwords import spellings
from pagebridge_worker.pdf_strings import STRING_LIMIT, Allowance, clean
from tests.pdf_pages import FIXTURES, annotated, blank, read, saved
from tests.px1 import PYTHON_FOLDER, WorkerProcess


def failure(untrusted: bytes | Path, **args: Any) -> HandlerError:
    with pytest.raises(HandlerError) as caught:
        read(untrusted, **args)
    return caught.value


@pytest.mark.parametrize(
    ("file", "passwords"),
    [
        ("encrypted-user.pdf", ("open sesame", "owner")),
        ("encrypted-aes256.pdf", ("pässword", "pa\u0308ssword", "p\u00adässword")),
    ],
)
def test_any_usual_spelling_of_a_password_opens(
    file: str, passwords: tuple[str, ...]
) -> None:
    for password in passwords:
        opened = read(FIXTURES / file, password=password)
        assert opened.document["encrypted"] and "Confidential" in opened.pages[0].text


def test_a_missing_password_is_told_from_a_wrong_one() -> None:
    for password, tried in ((None, False), ("", False), ("wrong", True)):
        error = failure(FIXTURES / "encrypted-user.pdf", password=password)
        assert error.code == "pdf-encrypted"
        assert error.detail == {"password_tried": tried}
        assert "wrong" not in error.message


def test_an_owner_password_alone_locks_nobody_out() -> None:
    for password in (None, "", "owner"):
        assert read(FIXTURES / "encrypted-owner.pdf", password=password).pages


def test_spellings_of_a_password_are_tried_as_typed_first() -> None:
    typed = unicodedata.normalize("NFD", "\u00a0é")
    assert spellings(typed)[:2] == [typed.encode(), " é".encode()]
    assert spellings("plain") == [b"plain"]
    assert spellings("") == [None]


def test_what_is_no_pdf_is_corrupt() -> None:
    for name in ("truncated.pdf", "not-a-pdf.pdf"):
        assert failure(FIXTURES / name).code == "pdf-corrupt"
    assert failure(b"").code == "pdf-corrupt"


def test_a_page_that_cannot_be_loaded_is_an_error_among_pages() -> None:
    made = blank(3)
    made.Root.Pages.Kids[1] = made.make_indirect(Dictionary(Type=Name.Catalog))
    answer = read(saved(made))
    assert [page.json["number"] for page in answer.pages] == [1, 3]
    (error,) = answer.errors
    assert (error["number"], error["code"]) == (2, "page-load-failed")
    assert (answer.result["pages"], answer.result["page_errors"]) == (2, 1)


def test_a_page_count_that_lies_gives_the_pages_there_are() -> None:
    made = blank(2)
    made.Root.Pages.Count = 5_000
    answer = read(saved(made))
    assert answer.result["pages"] == 2
    assert len(answer.errors) <= 200


def test_only_chosen_pages_come_and_none_beyond_the_end() -> None:
    chosen = read(FIXTURES / "report.pdf", pages=[[11, None], [2, 3], [3, 3], [90, 99]])
    assert [page.json["number"] for page in chosen.pages] == [2, 3, 11, 12]
    beyond = read(FIXTURES / "report.pdf", pages=[[13, None]])
    assert beyond.document["page_count"] == 12
    assert beyond.result == {
        "pages": 0,
        "page_errors": 0,
        "glyphs": 0,
        "truncated": False,
    }


def test_more_pages_than_allowed_are_refused_before_any_is_read() -> None:
    error = failure(FIXTURES / "report.pdf", max_pages=5)
    assert error.code == "too-many-pages" and error.detail == {"pages": 12, "limit": 5}
    assert len(read(FIXTURES / "report.pdf", max_pages=5, pages=[[1, 5]]).pages) == 5


def test_the_soft_deadline_stops_between_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter(range(0, 10_000, 5))
    monkeypatch.setattr("time.monotonic", lambda: next(seconds))
    answer = read(FIXTURES / "report.pdf", soft_ms=60_000)
    assert 0 < answer.result["pages"] < 12 and answer.result["truncated"]


@pytest.mark.parametrize(
    ("args", "seconds"),
    [
        ({"soft_ms": 1_000, "soft_page_ms": 500}, 1 + 3 * 0.5),
        ({"soft_ms": 1_000, "soft_page_ms": 500_000}, 100),
        ({"soft_ms": 1_000}, 1),
    ],
)
def test_a_document_has_time_by_the_pages_that_are_asked_for(
    args: dict[str, int], seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 7.0)
    told: list[int] = []
    pdf = (FIXTURES / "report.pdf").read_bytes()
    request = PageRequest.of({"pages": [[4, 6]], **args})
    reading = pdfium_engine.extract(pdf, request, opened=told.append, most_seconds=100)
    next(reading)
    assert told == [3]
    monkeypatch.setattr("time.monotonic", lambda: 7 + seconds - 0.1)
    assert next(reading)[0] == "page"
    monkeypatch.setattr("time.monotonic", lambda: 7 + seconds + 0.1)
    with pytest.raises(StopIteration) as end:
        next(reading)
    assert end.value.value["truncated"] and end.value.value["pages"] == 1


def test_the_deadline_of_the_call_ends_a_document_with_what_was_read() -> None:
    pdf = (FIXTURES / "report.pdf").read_bytes()
    with WorkerProcess(PYTHON_FOLDER / "extract.py") as worker:
        worker.greet()
        frame = {"t": "call", "id": 1, "op": "extract", "deadline_ms": 1, "args": {}}
        worker.send(frame | {"len": len(pdf)}, pdf)
        worker.receive()
        progress = {"t": "progress", "id": 1, "done": 0, "total": 12}
        assert worker.receive()[0] == progress
        done, _ = worker.answer()[-1]
    assert done["t"] == "done" and done["truncated"]
    assert done["result"]["pages"] < 12


WITHOUT_C = """
from pathlib import Path
from pagebridge_worker import run
Path.glob = lambda folder, pattern: iter(())  # no compiled loop beside the module
from extract import extract
from pagebridge_worker import pdfium_engine
run({"extract": extract}, warm_up=pdfium_engine.warm_up)
"""


@pytest.mark.parametrize("compiled", [True, False])
def test_a_page_that_takes_all_memory_is_told_from_a_crash(
    compiled: bool, tmp_path: Path
) -> None:
    if compiled and not any(Path(pdfium_engine.__file__).parent.glob("_glyphs*.so")):
        pytest.skip("no compiled loop: this environment has no C compiler")
    script = PYTHON_FOLDER / "extract.py"
    if not compiled:
        script = tmp_path / "without_c.py"
        script.write_text(WITHOUT_C)
    pdf = (FIXTURES / "fan-out.pdf").read_bytes()
    few = {"PAGEBRIDGE_MEMORY_BYTES": str(200 << 20)}
    with WorkerProcess(script, few) as worker:
        worker.greet()
        worker.call("extract", pdf)
        assert worker.process.wait(60) == Exit.OUT_OF_MEMORY


def test_a_caller_that_is_gone_stops_the_work() -> None:
    data = (FIXTURES / "report.pdf").read_bytes()
    parts = pdfium_engine.extract(data, PageRequest(ocr="off"), lambda: True)
    assert next(parts)[0] == "document"
    with pytest.raises(HandlerError, match="gone"):
        next(parts)


def test_all_strings_of_a_page_together_are_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_objects, "Allowance", lambda: Allowance(10))
    note = {"Subtype": Name.FreeText, "Contents": String("longer than ten")}
    page = read(annotated(**note)).pages[0].json
    assert page["annotations"] == [] and page["truncated"] == ["annotations"]


def test_strings_are_cut_and_fit_for_utf_8() -> None:
    assert clean("a\0b\ud800c") == "a\ufffdb\ufffdc"
    assert len(clean("x" * 99_999)) == STRING_LIMIT
    long_note = {"Subtype": Name.FreeText, "Contents": String("ü" * 50_000)}
    (found,) = read(annotated(**long_note)).pages[0].json["annotations"]
    assert len(found["text"]) == STRING_LIMIT
