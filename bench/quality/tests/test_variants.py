"""Copies without tags and turned copies."""

from pathlib import Path

import pikepdf

from quality.variants import turned, without_tags


def _pdf(path: Path, tagged: bool) -> Path:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 100))
        if tagged:
            document.Root["/StructTreeRoot"] = pikepdf.Dictionary()
            document.Root["/MarkInfo"] = pikepdf.Dictionary(Marked=True)
        document.save(path)
    return path


def test_tags_are_gone_and_the_copy_is_kept(tmp_path: Path) -> None:
    source = _pdf(tmp_path / "a.pdf", tagged=True)
    copy = without_tags(source, tmp_path / "cache", "abc")
    assert copy is not None
    with pikepdf.open(copy) as document:
        assert "/StructTreeRoot" not in document.Root
        assert "/MarkInfo" not in document.Root
    assert without_tags(source, tmp_path / "cache", "abc") == copy


def test_file_without_tags_has_no_such_variant(tmp_path: Path) -> None:
    source = _pdf(tmp_path / "a.pdf", tagged=False)
    assert without_tags(source, tmp_path / "cache", "abc") is None
    assert without_tags(source, tmp_path / "cache", "abc") is None


def test_broken_file_has_no_variant(tmp_path: Path) -> None:
    broken = tmp_path / "b.pdf"
    broken.write_bytes(b"nothing")
    assert without_tags(broken, tmp_path / "cache", "abc") is None


def test_turned_copy_is_turned(tmp_path: Path) -> None:
    copy = turned(_pdf(tmp_path / "a.pdf", tagged=False), tmp_path, "abc", 90)
    assert copy is not None
    with pikepdf.open(copy) as document:
        assert document.pages[0].obj["/Rotate"] == 90
