"""Where our own answers come from: a folder of JSON files, or a running service."""

import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from . import markdown
from .answer import INCLUDE, parse
from .candidate import Candidate
from .corpus import Document

_PATIENCE = 300.0
_AT_ONCE = 2
_BOUNDARY = "pagebridge-quality-5d7f0c9e"


@dataclass(frozen=True)
class Reply:
    """One HTTP answer; status 0 when there was none."""

    status: int
    body: dict[str, Any]
    seconds: float


def _request(url: str, pdf: Path, password: str | None) -> Request:
    """A raw body, or a form where a password may hold any character."""
    target, content = f"{url.rstrip('/')}/v1/extract", pdf.read_bytes()
    headers = {"Accept": "application/json"}
    if password is None:
        headers["Content-Type"] = "application/pdf"
        headers["X-Filename"] = quote(pdf.name)
        target = f"{target}?include={INCLUDE}"
        return Request(target, content, headers, method="POST")  # noqa: S310
    fields = (("include", INCLUDE), ("password", password))
    form = "".join(
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n'
        f"Content-Type: text/plain; charset=UTF-8\r\n\r\n{value}\r\n"
        for name, value in fields
    ) + (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; '
        'filename="document.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    )
    body = form.encode() + content + f"\r\n--{_BOUNDARY}--\r\n".encode()
    headers["Content-Type"] = f"multipart/form-data; boundary={_BOUNDARY}"
    return Request(target, body, headers, method="POST")  # noqa: S310


def post(url: str, pdf: Path, password: str | None = None) -> Reply:
    request = _request(url, pdf, password)
    begun = monotonic()
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
            status, body = answer.status, answer.read()
    except HTTPError as refused:
        status, body = refused.code, refused.read()
    except (URLError, OSError) as broken:
        return Reply(0, {"detail": str(broken)}, monotonic() - begun)
    try:
        parsed = json.loads(body)
    except ValueError:
        parsed = {"detail": f"not JSON: {body[:80]!r}"}
    return Reply(status, parsed, monotonic() - begun)


class Folder:
    """Answers as files: the PDF's path mirrored, `.json` for `.pdf`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def candidate(self, document: Document) -> Candidate | None:
        """Nothing without a file; a refusal (a problem) is a reading without text."""
        path = (self._folder / document.key).with_suffix(".json")
        if not path.exists():
            return None
        body: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if "text" not in body:
            return Candidate("", tables=[], headings=[], chunks=[], furniture=[])
        return parse(body)


def written(folder: Path, document: Document) -> Candidate | None:
    """Any other engine's output, kept as `.md` (Markdown) or `.txt` (plain text)."""
    path = folder / document.key
    for ending, read in ((".md", markdown.parse), (".txt", Candidate)):
        file = path.with_suffix(ending)
        if file.exists():
            return read(file.read_text("utf-8"))
    return None


def fetch(
    url: str, documents: Iterable[Document], folder: Path, say: Callable[[str], None]
) -> None:
    """Asks a running service for every document, two at a time, into a folder."""

    def one(document: Document) -> None:
        reply = post(url, document.pdf, document.password)
        path = (folder / document.key).with_suffix(".json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(reply.body), "utf-8")
        if reply.status != 200:
            detail = reply.body.get("detail")
            say(f"{document.key}: {reply.status} {reply.body.get('type', '')} {detail}")

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(one, documents))
