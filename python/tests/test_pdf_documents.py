"""What belongs to the document, and what a page holds beside glyphs and paths."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from pagebridge_worker import page_objects, pdfium_engine
from pagebridge_worker.errors import Exit, HandlerError
from pagebridge_worker.page_request import PageRequest
from pagebridge_worker.passwords import spellings
from pagebridge_worker.pdf_strings import STRING_LIMIT, Allowance, clean, iso_date
from tests.pdf_pages import FIXTURES, read
from tests.px1 import PYTHON_FOLDER, WorkerProcess


def saved(made: pikepdf.Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    made.save(out, **how)
    return out.getvalue()


def blank(pages: int = 1) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(200, 100))
    return made


def annotated(**entries: Any) -> bytes:
    made = blank()
    mark = Dictionary(Type=Name.Annot, Rect=Array([10, 20, 60, 40]), **entries)
    made.pages[0].obj.Annots = Array([made.make_indirect(mark)])
    return saved(made)


def failure(untrusted: bytes | Path, **args: Any) -> HandlerError:
    with pytest.raises(HandlerError) as caught:
        read(untrusted, **args)
    return caught.value


def test_metadata_outline_labels_and_version() -> None:
    report = read(FIXTURES / "report.pdf").document
    assert report["metadata"]["title"] == "Annual Review 2025"
    assert report["metadata"]["created"] == "2025-01-01T00:00:00Z"
    assert (report["page_count"], report["pdf_version"]) == (12, "1.7")
    assert (report["encrypted"], report["tagged"]) == (False, False)
    assert report["language"] == "en"
    assert {entry["level"] for entry in report["outline"]} >= {1, 2}
    labels = [page.json["label"] for page in read(FIXTURES / "links.pdf").pages]
    assert labels[0] == "i"


def test_an_outline_entry_stands_where_its_heading_is_displayed() -> None:
    made = blank()
    made.pages[0].obj.Rotate = 90
    made.pages[0].obj.CropBox = Array([10, 0, 200, 100])
    with made.open_outline() as outline:
        item = pikepdf.OutlineItem("here", 0, "XYZ", left=50, top=80)
        outline.root.append(item)
    (entry,) = read(saved(made)).document["outline"]
    assert entry == {"title": "here", "level": 1, "page": 1, "y": 40.0}


def test_attachments_have_name_size_and_type() -> None:
    assert read(FIXTURES / "attachments.pdf").document["attachments"] == [
        {"name": "data.csv", "bytes": 24, "media_type": "text/csv"},
        {"name": "notes.txt", "bytes": 21, "media_type": "text/plain"},
    ]


def test_links_lead_to_addresses_and_to_pages() -> None:
    uri = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    (link,) = read(annotated(Subtype=Name.Link, A=uri)).pages[0].json["links"]
    assert link == {
        "uri": "https://example.org/",
        "page": None,
        "box": [10, 60, 60, 80],
    }
    goto = Array([0, Name.Fit])
    (link,) = read(annotated(Subtype=Name.Link, Dest=goto)).pages[0].json["links"]
    assert (link["uri"], link["page"]) == (None, 1)


def test_notes_are_read_unless_they_are_hidden() -> None:
    note = {"Subtype": Name.FreeText, "Contents": String("a nöte\x00!")}
    (found,) = read(annotated(**note)).pages[0].json["annotations"]
    assert found["type"] == "freetext" and found["box"] == [10, 60, 60, 80]
    assert found["text"].startswith("a nöte") and "\x00" not in found["text"]
    assert read(annotated(**note, F=2)).pages[0].json["annotations"] == []


def test_form_fields_of_every_type() -> None:
    canvas_bytes = io.BytesIO()
    canvas = Canvas(canvas_bytes)
    form = canvas.acroForm
    form.textfield(name="text", value="Ada", x=10, y=10)
    form.checkbox(name="on", checked=True, x=10, y=50)
    form.checkbox(name="off", checked=False, x=10, y=90)
    form.radio(name="radio", value="left", selected=True, x=10, y=130)
    form.radio(name="radio", value="right", selected=False, x=40, y=130)
    form.choice(name="combo", value="b", options=["a", "b"], x=10, y=170)
    form.listbox(name="list", value="two", options=["one", "two"], x=10, y=210)
    canvas.showPage()
    canvas.save()
    fields = read(canvas_bytes.getvalue()).pages[0].json["fields"]
    values = [(entry["name"], entry["type"], entry["value"]) for entry in fields]
    assert values == [
        ("text", "text", "Ada"),
        ("on", "checkbox", "Yes"),
        ("off", "checkbox", ""),
        ("radio", "radio", "left"),
        ("radio", "radio", ""),
        ("combo", "combo", "b"),
        ("list", "list", "two"),
    ]


def test_a_mark_whose_states_share_an_appearance_is_still_seen() -> None:
    fields = read(FIXTURES / "form.pdf").pages[0].json["fields"]
    assert [field["value"] for field in fields] == [
        "Ada Thorne",
        "Lowmarsh",
        "Yes",
        "North",
    ]


def test_a_signature_is_a_field_without_value() -> None:
    made = blank()
    widget = made.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String("signed"),
            Rect=Array([1, 1, 9, 9]),
        )
    )
    made.pages[0].obj.Annots = Array([widget])
    made.Root.AcroForm = Dictionary(Fields=Array([widget]))
    (found,) = read(saved(made)).pages[0].json["fields"]
    assert (found["name"], found["type"], found["value"]) == ("signed", "signature", "")


def test_tags_are_flat_with_parents_first_and_own_their_text() -> None:
    page = read(FIXTURES / "tagged.pdf").pages[0]
    tags = page.json["tags"]
    assert all(tag["parent"] < at for at, tag in enumerate(tags))
    heading = next(tag for tag in tags if tag["type"] == "H1")
    pairs = zip(page.glyphs["code"], page.glyphs["mcid"], strict=True)
    text = "".join(chr(code) for code, mcid in pairs if mcid in heading["mcids"])
    assert text.strip() == "Ledger reform"
    header_cells = [tag for tag in tags if tag["type"] == "TH"]
    assert header_cells and all(tag["scope"] for tag in header_cells)


def test_tags_carry_spans_alternatives_and_actual_text() -> None:
    made = blank()
    made.pages[0].obj.Contents = made.make_stream(b"/TD <</MCID 0>> BDC EMC")
    made.pages[0].obj.StructParents = 0
    spans = Dictionary(O=Name.Table, RowSpan=2, ColSpan=3)
    cell = made.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Cell,
            K=0,
            A=spans,
            Alt=String("picture"),
            ActualText=String("fi"),
            Pg=made.pages[0].obj,
        )
    )
    root = made.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([cell])))
    cell.P = root
    root.RoleMap = Dictionary(Cell=Name.TD)
    root.ParentTree = Dictionary(Nums=Array([0, Array([cell])]))
    made.Root.StructTreeRoot = root
    made.Root.MarkInfo = Dictionary(Marked=True)
    (tag,) = read(saved(made)).pages[0].json["tags"]
    assert tag == {
        "parent": -1,
        "type": "TD",
        "mcids": [0],
        "alt": "picture",
        "actual": "fi",
        "row_span": 2,
        "col_span": 3,
        "scope": None,
    }


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


@pytest.mark.parametrize(
    ("pdf_date", "iso"),
    [
        ("D:20190301120000+01'00'", "2019-03-01T12:00:00+01:00"),
        ("D:20190301120000Z", "2019-03-01T12:00:00Z"),
        ("D:201903", "2019-03-01"),
        ("2019-03-01T12:00:00Z", "2019-03-01T12:00:00Z"),
        ("D:20191301", None),
        ("D:20190301120000+99'00'", None),
        ("yesterday", None),
    ],
)
def test_dates_become_iso_8601(pdf_date: str, iso: str | None) -> None:
    assert iso_date(pdf_date) == iso
