"""The arguments of ``extract``, checked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from pagebridge_worker.errors import HandlerError

OcrMode = Literal["auto", "off", "force"]
_MAX_RANGES = 1_000


@dataclass(frozen=True)
class PageRequest:
    """What the caller wants. ``ranges`` count from 1, both ends included."""

    ranges: tuple[tuple[int, int | None], ...] | None = None
    password: str | None = None
    ocr: OcrMode = "auto"
    ocr_languages: str = "eng"
    max_pages: int = 10_000
    soft_seconds: float = 300.0
    soft_page_seconds: float = 0.0  # added for each page

    @classmethod
    def of(cls, args: Mapping[str, Any]) -> PageRequest:
        """From the call's ``args``; raises HandlerError invalid-request."""
        password = args.get("password")
        ocr = args.get("ocr", "auto")
        languages = args.get("ocr_languages") or "eng"
        if password is not None and not isinstance(password, str):
            raise _invalid("password is a string or null")
        if ocr not in ("auto", "off", "force"):
            raise _invalid("ocr is one of auto, off, force")
        if not isinstance(languages, str):
            raise _invalid("ocr_languages is a string such as eng+deu")
        return cls(
            ranges=_ranges(args.get("pages")),
            password=password,
            ocr=cast(OcrMode, ocr),
            ocr_languages=languages,
            max_pages=_positive(args, "max_pages", cls.max_pages),
            soft_seconds=_positive(args, "soft_ms", 300_000) / 1000,
            soft_page_seconds=_positive(args, "soft_page_ms", 0, least=0) / 1000,
        )

    def chosen(self, page_count: int) -> list[int]:
        """Page indexes from 0, ascending, each once; the claimed count may be a lie.

        Raises HandlerError too-many-pages before a page is read.
        """
        spans: list[list[int]] = []
        for first, last in sorted(
            (first, last or page_count) for first, last in self.ranges or ((1, None),)
        ):
            end = min(last, page_count)
            if spans and first <= spans[-1][1] + 1:
                spans[-1][1] = max(spans[-1][1], end)
            elif first <= end:
                spans.append([first, end])
        pages = sum(end - first + 1 for first, end in spans)
        if pages > self.max_pages:
            detail = {"pages": pages, "limit": self.max_pages}
            raise HandlerError("too-many-pages", "more pages than allowed", detail)
        return [page - 1 for first, end in spans for page in range(first, end + 1)]


def _ranges(value: Any) -> tuple[tuple[int, int | None], ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not 0 < len(value) <= _MAX_RANGES:
        raise _invalid("pages is null or a list of [first, last]")
    ranges = []
    for span in value:
        if not isinstance(span, list) or len(span) != 2:
            raise _invalid("a page range is [first, last]")
        first, last = span
        if not _whole(first) or first < 1:
            raise _invalid("a page range starts at 1 or later")
        if last is not None and (not _whole(last) or last < first):
            raise _invalid("a page range ends at its first page or later, or is null")
        ranges.append((first, last))
    return tuple(ranges)


def _positive(args: Mapping[str, Any], key: str, default: int, least: int = 1) -> int:
    value = args.get(key)
    if value is None:
        return default
    if not _whole(value) or value < least:
        raise _invalid(f"{key} is a whole number from {least} on")
    return cast(int, value)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _invalid(message: str) -> HandlerError:
    return HandlerError("invalid-request", message, {})
