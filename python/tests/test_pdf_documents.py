"""What belongs to the document, and what a page holds beside glyphs and paths."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from pagebridge_worker.pdf_strings import iso_date
from tests.pdf_pages import FIXTURES, annotated, blank, read, saved


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
