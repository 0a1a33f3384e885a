"""Glyphs and paths as both loops read them, on small pages made here."""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2_raw as raw
import pytest
from pikepdf import Array, Dictionary, Name

from pagebridge_worker import page_arrays
from pagebridge_worker.glyph_loop import CompiledLoop, Loop, load_loop
from pagebridge_worker.glyph_twin import CtypesLoop
from tests.pdf_pages import FIXTURES, PageRead, read

# "fan-out" keeps PDFium busy for minutes, "amplified" asks for gigabytes.
READABLE = sorted(
    path
    for path in FIXTURES.glob("*.pdf")
    if path.stem not in ("amplified", "fan-out", "not-a-pdf", "truncated")
    and not path.stem.startswith("encrypted")
)
SETUP = "/F1 10 Tf 1 0 0 1 20 50 Tm"


@pytest.fixture(scope="module")
def twin() -> Loop:
    return CtypesLoop(raw)


@pytest.fixture(scope="module", params=["c", "ctypes"])
def loop(request: pytest.FixtureRequest) -> Loop:
    found = load_loop(raw, compiled=request.param == "c")
    if found.name != request.param:
        pytest.skip("no compiled loop: this environment has no C compiler")
    return found


def pdf(content: str, change: Callable[[pikepdf.Pdf], None] | None = None) -> bytes:
    """One page of 200 by 100 points with Helvetica as F1 and bold Courier as F2."""
    made = pikepdf.new()
    faces = {
        "/F1": "/Helvetica",
        "/F2": "/ABCDEF+Courier-BoldOblique",
    }
    fonts = {
        key: Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(face))
        for key, face in faces.items()
    }
    states = {"/Clear": Dictionary(ca=0), "/Half": Dictionary(ca=0.5)}
    page = made.add_blank_page(page_size=(200, 100))
    page.obj.Resources = Dictionary(
        Font=Dictionary(fonts), ExtGState=Dictionary(states), XObject=Dictionary()
    )
    page.obj.Contents = made.make_stream(content.encode("latin-1"))
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def page_of(
    loop: Loop, content: str, change: Callable[[pikepdf.Pdf], None] | None = None
) -> PageRead:
    return read(pdf(content, change), loop).pages[0]


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_both_loops_give_the_same_bytes(twin: Loop, path: Path) -> None:
    c, ctypes = read(path, pages=[[1, 5]]), read(path, twin, pages=[[1, 5]])
    assert len(c.pages) == len(ctypes.pages)
    for one, other in zip(c.pages, ctypes.pages, strict=True):
        one.json.pop("times"), other.json.pop("times")
        assert repr(one) == repr(other)  # NaN would equal nothing


def test_the_slow_loop_says_so(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert load_loop(raw, compiled=False).name == "ctypes"
    assert "slower" in caplog.text


def test_a_glyph_has_pen_box_size_and_colour(loop: Loop) -> None:
    page = page_of(loop, f"BT 1 0 0 rg {SETUP} (Ab) Tj ET")
    glyph = page.first("A")
    assert (glyph["ox"], glyph["oy"]) == pytest.approx((20, 50))
    assert glyph["x0"] <= 20 < glyph["x1"] and glyph["y0"] < 50 < glyph["y1"] < 55
    assert (glyph["size"], glyph["angle"]) == pytest.approx((10, 0))
    assert glyph["rgba"] == 0xFF0000FF and glyph["confidence"] == 255
    assert glyph["flags"] == 0 and glyph["mcid"] == -1


def test_the_effective_size_counts_all_matrices(loop: Loop) -> None:
    page = page_of(loop, "2 0 0 2 0 0 cm BT /F1 1 Tf 6 0 0 6 10 20 Tm (A) Tj ET")
    assert page.first("A")["size"] == pytest.approx(12)
    assert page.first("A")["ox"] == pytest.approx(20)


def test_a_quarter_turn_to_the_left_is_three_quarters_clockwise(loop: Loop) -> None:
    page = page_of(loop, "BT /F1 10 Tf 0 1 -1 0 50 20 Tm (A) Tj ET")
    assert page.first("A")["angle"] == pytest.approx(-math.pi / 2)


@pytest.mark.parametrize(
    ("rotation", "pen", "size"),
    [
        (0, (20, 50), (200, 100)),
        (90, (50, 20), (100, 200)),
        (180, (180, 50), (200, 100)),
        (270, (50, 180), (100, 200)),
    ],
)
def test_a_turned_page_is_read_as_displayed(
    loop: Loop, rotation: int, pen: tuple[float, float], size: tuple[float, float]
) -> None:
    def turn(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.Rotate = rotation

    page = page_of(loop, f"BT {SETUP} (A) Tj ET", turn)
    glyph = page.first("A")
    off = glyph["angle"] - math.radians(rotation)
    assert (glyph["ox"], glyph["oy"]) == pytest.approx(pen)
    assert math.remainder(off, 2 * math.pi) == pytest.approx(0, abs=1e-6)
    assert (page.json["width"], page.json["height"]) == size


def test_coordinates_start_at_the_crop_box_and_what_is_outside_is_marked(
    loop: Loop,
) -> None:
    def crop(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.CropBox = Array([10, 20, 100, 100])

    page = page_of(loop, f"BT {SETUP} (A) Tj 1 0 0 1 150 50 Tm (Z) Tj ET", crop)
    assert page.first("A")["ox"] == pytest.approx(10)
    assert page.first("A")["flags"] & 16 == 0
    assert page.first("Z")["flags"] & 16


def test_a_clip_hides_what_is_outside_of_it(loop: Loop) -> None:
    page = page_of(
        loop, f"q 0 0 60 90 re W n BT {SETUP} (A) Tj 1 0 0 1 90 50 Tm (Z) Tj ET Q"
    )
    assert [page.first(letter)["flags"] & 16 for letter in "AZ"] == [0, 16]


@pytest.mark.parametrize("setting", ["3 Tr", "7 Tr", "/Clear gs"])
def test_text_nobody_sees_is_marked_invisible(loop: Loop, setting: str) -> None:
    page = page_of(loop, f"BT {setting} {SETUP} (A) Tj ET")
    assert page.first("A")["flags"] & 8


def test_half_transparent_text_is_visible(loop: Loop) -> None:
    glyph = page_of(loop, f"BT /Half gs {SETUP} (A) Tj ET").first("A")
    assert glyph["flags"] & 8 == 0
    assert 120 <= glyph["rgba"] & 255 <= 135


def test_marked_content_gives_its_id_and_artifacts_are_marked(loop: Loop) -> None:
    page = page_of(
        loop,
        f"/P <</MCID 7>> BDC BT {SETUP} (A) Tj ET EMC "
        "/Artifact BMC BT /F1 10 Tf 1 0 0 1 20 80 Tm (Z) Tj ET EMC",
    )
    assert (page.first("A")["mcid"], page.first("Z")["mcid"]) == (7, -1)
    assert (page.first("A")["flags"] & 128, page.first("Z")["flags"] & 128) == (0, 128)


def test_text_in_a_form_takes_the_forms_marks_clip_and_matrix(loop: Loop) -> None:
    def add(made: pikepdf.Pdf) -> None:
        form = made.make_stream(b"BT /F1 10 Tf 1 0 0 1 0 5 Tm (A) Tj 70 0 Td (Z) Tj ET")
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([0, 0, 40, 40])
        form.Resources = Dictionary(Font=made.pages[0].obj.Resources.Font)
        made.pages[0].obj.Resources.XObject["/X"] = form

    page = page_of(loop, "/P <</MCID 3>> BDC q 1 0 0 1 20 40 cm /X Do Q EMC", add)
    glyph = page.first("A")
    assert glyph["mcid"] == 3 and glyph["flags"] == 0
    assert (glyph["ox"], glyph["oy"]) == pytest.approx((20, 55))
    assert page.first("Z")["flags"] & 16


def test_blanks_the_engine_adds_are_marked_generated(loop: Loop) -> None:
    page = page_of(loop, f"BT {SETUP} (one) Tj 60 0 Td (two) Tj 0 -20 Td (x) Tj ET")
    assert page.text.split() == ["one", "two", "x"]
    blanks = [
        flags & 1
        for code, flags in zip(page.glyphs["code"], page.glyphs["flags"], strict=True)
        if code in (10, 13, 32)
    ]
    assert blanks and all(blanks)


def test_a_hyphen_at_a_line_end_is_marked(loop: Loop) -> None:
    page = page_of(loop, f"BT {SETUP} (hyphen-) Tj 0 -12 Td (ation) Tj ET")
    assert page.first("-")["flags"] & 2


def test_glyphs_without_unicode_become_replacement_characters(loop: Loop) -> None:
    def unmap(made: pikepdf.Pdf) -> None:
        font = made.pages[0].obj.Resources.Font["/F1"]
        font.ToUnicode = made.make_stream(
            b"/CIDInit /ProcSet findresource begin begincmap "
            b"1 begincodespacerange <00> <FF> endcodespacerange "
            b"3 beginbfchar <41> <D800> <42> <0000> <43> <D83DDE00> endbfchar endcmap"
        )

    page = page_of(loop, f"BT {SETUP} (ABCD) Tj ET", unmap)
    codes = page.glyphs["code"]
    assert not any(code == 0 or 0xD800 <= code < 0xE000 for code in codes)
    assert 0x1F600 in codes
    for code, flags in zip(codes, page.glyphs["flags"], strict=True):
        assert (code == 0xFFFD) == bool(flags & 4)


def test_ligatures_and_bullets_of_tex_fonts_without_names_are_known(loop: Loop) -> None:
    def drawn(made: pikepdf.Pdf) -> None:
        codes = {"/a65": 65, "/a21": 21, "/a28": 28, "/a136": 136}
        names = [part for name, code in codes.items() for part in (code, Name(name))]
        square = b"600 0 0 0 600 700 d1 0 0 600 700 re f"
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 600, 700]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary({name: made.make_stream(square) for name in codes}),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array(names)),
            FirstChar=0,
            LastChar=136,
            Widths=Array([600] * 137),
        )
        made.pages[0].obj.Resources.Font.F3 = font

    page = page_of(loop, "BT /F3 10 Tf 20 50 Td (A\\034A\\025A\\210) Tj ET", drawn)

    assert page.text.startswith("A\ufb01A\u2013A\u2022")
    assert page.first("\ufb01")["flags"] & page_arrays.UNMAPPED


def test_fonts_are_described(loop: Loop) -> None:
    page = page_of(loop, f"BT {SETUP} (A) Tj /F2 10 Tf (Z) Tj ET")
    plain, bold = (page.json["fonts"][page.first(letter)["font"]] for letter in "AZ")
    assert (plain["weight"], plain["italic"], plain["fixed"]) == (400, False, False)
    assert (bold["weight"], bold["italic"], bold["fixed"]) == (700, True, True)
    assert (plain["name"], bold["name"]) == ("Helvetica", "Courier-BoldOblique")
    assert all(0.5 < font["ascent"] < 1.2 for font in (plain, bold))
    assert all(-0.5 < font["descent"] < 0 for font in (plain, bold))


def test_more_fonts_than_allowed_keep_every_index_valid(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_arrays, "FONTS_PER_PAGE", 1)
    page = page_of(loop, f"BT {SETUP} (A) Tj /F2 10 Tf (Z) Tj ET")
    assert len(page.json["fonts"]) == 1 and set(page.glyphs["font"]) == {0}
    assert page.json["truncated"] == ["fonts"]


def test_caps_cut_and_say_so(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_arrays, "GLYPHS_PER_PAGE", 3)
    monkeypatch.setattr(page_arrays, "PATHS_PER_PAGE", 1)
    page = page_of(loop, f"0 0 m 9 9 l S 0 0 m 8 8 l S BT {SETUP} (Abcd) Tj ET")
    assert (page.text, len(page.paths["kind"])) == ("Abc", 1)
    assert page.json["truncated"] == ["glyphs", "paths"]


def test_absurd_numbers_stay_in_range(loop: Loop) -> None:
    huge = "9" * 30
    page = page_of(
        loop,
        f"{huge} 0 0 {huge} 0 0 cm 0 0 m {huge} 1 l S {huge} w 1 1 5 5 re S "
        f"BT /F1 {huge} Tf {huge} 0 0 {huge} {huge} 5 Tm (A) Tj ET",
    )
    for columns in (page.glyphs, page.paths):
        for values in columns.values():
            if values and isinstance(values[0], float):
                assert all(abs(value) <= 1e6 for value in values)  # false for NaN
    for low, high in (("x0", "x1"), ("y0", "y1")):
        pairs = zip(page.glyphs[low], page.glyphs[high], strict=True)
        assert all(a <= b for a, b in pairs)


def test_paths_are_segments_rectangles_or_boxes(loop: Loop) -> None:
    page = page_of(
        loop,
        "2 w 0 0 1 RG 10 10 m 90 10 l S 0 1 0 rg 20 20 30 40 re f "
        "100 10 m 120 60 140 60 150 10 c S 10 90 m 20 70 l S",
    )
    paths = page.paths
    assert paths["kind"] == (0, 1, 2, 0)
    assert paths["paint"] == (1, 2, 1, 1)
    assert (paths["stroke"][0], paths["fill"][1]) == (0x0000FFFF, 0x00FF00FF)
    assert paths["pwidth"][0] == pytest.approx(2)
    boxes = list(
        zip(*(paths[side] for side in ("px0", "py0", "px1", "py1")), strict=True)
    )
    assert boxes[0] == pytest.approx((10, 90, 90, 90))
    assert boxes[1] == pytest.approx((20, 40, 50, 80))
    assert boxes[3] == pytest.approx((10, 10, 20, 30))  # slanted: as drawn


def test_a_box_drawn_by_lines_is_a_rectangle_and_an_open_one_is_lines(
    loop: Loop,
) -> None:
    closed = page_of(loop, "10 10 m 50 10 l 50 40 l 10 40 l h S")
    opened = page_of(loop, "10 10 m 50 10 l 50 40 l S")
    assert (closed.paths["kind"], opened.paths["kind"]) == ((1,), (0, 0))


def test_images_have_boxes_and_pixels(loop: Loop) -> None:
    page = page_of(
        loop,
        "q 50 0 0 20 10 30 cm BI /W 2 /H 1 /BPC 8 /CS /G ID \x01\x02 EI Q",
    )
    assert page.json["images"] == [{"box": [10, 50, 60, 70], "pixels": [2, 1]}]


def test_the_compiled_loop_was_tested() -> None:
    found = load_loop(raw)
    if not isinstance(found, CompiledLoop):
        pytest.skip("no compiled loop: this environment has no C compiler")
    assert found.name == "c"


def test_text_of_an_absurdly_large_page_is_on_the_page(loop: Loop) -> None:
    def enlarge(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.MediaBox = Array([0, 0, 20_000_000, 20_000_000])

    page = page_of(loop, f"BT {SETUP} (A) Tj ET", enlarge)
    glyph = page.first("A")
    assert glyph["flags"] == 0
    assert glyph["oy"] == pytest.approx(page.json["height"] - 50)


def test_the_order_of_painting_is_sent_where_something_hides_text(loop: Loop) -> None:
    page = page_of(loop, f"BT {SETUP} (Ab) Tj ET 1 g 10 40 60 30 re f")
    (rule,) = range(len(page.paths["kind"]))
    assert page.paths["paint"][rule] & page_arrays.COVERS
    assert page.first("A")["order"] == 1 and page.paths["porder"][rule] == 2


@pytest.mark.parametrize(
    "content",
    [
        f"1 g 10 40 60 30 re f 0 g BT {SETUP} (Ab) Tj ET",
        f"BT {SETUP} (Ab) Tj ET 1 g 100 40 60 30 re f",
        f"BT {SETUP} (Ab) Tj ET /Half gs 1 g 10 40 60 30 re f",
        f"BT {SETUP} (Ab) Tj ET 1 g 10 40 60 2 re f",
    ],
    ids=["before", "beside", "half transparent", "a line"],
)
def test_nothing_is_said_of_order_where_nothing_hides(loop: Loop, content: str) -> None:
    page = page_of(loop, content)
    assert "order" not in page.glyphs
    assert not any(paint & page_arrays.COVERS for paint in page.paths["paint"])


def test_a_flood_of_covers_hides_only_as_many_as_are_looked_at(loop: Loop) -> None:
    flood = "10 40 60 30 re f " * 3_000
    page = page_of(loop, f"BT {SETUP} (Ab) Tj ET 1 g {flood}")
    hiding = [paint for paint in page.paths["paint"] if paint & page_arrays.COVERS]
    assert len(page.paths["paint"]) == 3_000 and 0 < len(hiding) < 100
