"""What only shows on the packaged service: its contract, and the README's examples."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pdfplumber
import pikepdf
import pytest
from jsonschema import Draft202012Validator

from tests.running_service import JAR, ROOT, java_home, running_service

PDFS = ROOT / "src/test/resources/pdf"
EXAMPLES = ROOT / "examples/quickstart"

pytestmark = pytest.mark.skipif(not JAR.exists(), reason="needs the packaged service")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("service")
    with running_service(
        folder / "log",
        "pagebridge.pool.size=2",
        f"pagebridge.api.spool-directory={folder / 'spool'}",
    ) as address:
        yield address


def _run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=600,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    return done.stdout


def _described(service: str) -> dict[str, Any]:
    """The description; what it does not name is not valid."""
    api = httpx.get(f"{service}/q/openapi", params={"format": "json"}, timeout=60)
    described: dict[str, Any] = api.json()
    for schema in described["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return described


def _validator(described: dict[str, Any], name: str) -> Any:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return Draft202012Validator({**schema, "components": described["components"]})


def test_every_member_of_an_answer_is_described(service: str) -> None:
    """Tables, links, attachments, a refusal: the schemas leave out nothing."""
    described = _described(service)
    include = (
        "text,chunks,pages,elements,markdown,outline,links,form_fields,attachments,"
        "furniture,hidden"
    )
    documents = sorted(PDFS.glob("*.pdf"))
    assert documents
    seen: set[str] = set()
    for document in documents:
        answer = httpx.post(
            f"{service}/v1/extract",
            params={"include": include},
            content=document.read_bytes(),
            headers={"Content-Type": "application/pdf"},
            timeout=300,
        )
        name = "Answer" if answer.status_code == 200 else "Problem"
        _validator(described, name).validate(answer.json())
        seen.update(key for key, value in answer.json().items() if value)
    assert seen >= {"elements", "outline", "links", "markdown", "chunks", "retryable"}
    info = httpx.get(f"{service}/v1/info", timeout=60).json()
    _validator(described, "Info").validate(info)


def test_every_example_of_the_description_is_valid(service: str) -> None:
    """A problem's example is what the service says of that kind."""
    described = _described(service)
    examples = 0
    for path in described["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                for media_type, content in response["content"].items():
                    assert "example" in content or status == "200", (status, media_type)
                    if not media_type.endswith("json") or "example" not in content:
                        continue
                    if "$ref" not in content["schema"]:
                        continue
                    name = content["schema"]["$ref"].split("/")[-1]
                    example = content["example"]
                    _validator(described, name).validate(example)
                    examples += 1
                    if name == "Problem":
                        assert example["status"] == int(status)
                        page = httpx.get(f"{service}{example['type']}", timeout=60)
                        assert example["title"] in page.text
    assert examples > 12


def test_every_answer_is_documented(service: str, tmp_path: Path) -> None:
    """Requests made from the API description, seeded: no 500, nothing undocumented."""
    schema = httpx.get(
        f"{service}/q/openapi", params={"format": "json"}, timeout=60
    ).json()
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(schema))
    _run(
        Path(sys.executable).with_name("schemathesis"),
        "--config-file",
        Path(__file__).with_name("contract_requests.toml"),
        "run",
        path,
        "--url",
        service,
    )


def test_python_quick_start_finds_the_place(service: str) -> None:
    told = _run(
        sys.executable,
        EXAMPLES / "ask.py",
        service,
        PDFS / "report.pdf",
        "How many permits had Aldermoor in 2025?",
    )

    assert "Aldermoor | 376 | 135" in told
    assert re.search(r"-- report\.pdf, page 5, box [\d.]+,[\d.]+ to", told)


def test_java_quick_start_reads_to_the_end(service: str) -> None:
    libraries = ROOT / "target/quarkus-app/lib/main"
    told = _run(
        java_home() / "bin/java",
        "-cp",
        os.pathsep.join(str(jar) for jar in libraries.glob("*jackson*")),
        EXAMPLES / "Chunks.java",
        service,
        PDFS / "report.pdf",
    )

    chunks = httpx.post(
        f"{service}/v1/extract", content=(PDFS / "report.pdf").read_bytes(), timeout=60
    ).json()["chunks"]
    assert re.findall(r"^chunk (\S+):", told, re.M) == [c["id"] for c in chunks]
    assert "page 12 of 12" in told


def _extract(service: str, pdf: bytes, **options: str) -> dict[str, Any]:
    answer = httpx.post(
        f"{service}/v1/extract", content=pdf, params=options, timeout=120
    )
    assert answer.status_code == 200, answer.text
    read: dict[str, Any] = answer.json()
    return read


@pytest.mark.parametrize("name", ["report", "footnotes", "tables", "tagged", "paper"])
def test_a_page_inserted_in_front_changes_no_other_chunks_id(
    service: str, name: str
) -> None:
    """By the caller's key: the document's bytes are others, its chunks are not."""
    pdf = PDFS / f"{name}.pdf"
    with pikepdf.open(pdf) as report, pikepdf.open(PDFS / "lists.pdf") as other:
        report.pages.insert(0, other.pages[0])
        inserted = io.BytesIO()
        report.save(inserted)
    before = _extract(service, pdf.read_bytes(), source_id="r-7")
    after = _extract(service, inserted.getvalue(), source_id="r-7")

    ids = [chunk["id"] for chunk in before["chunks"]]
    assert after["document"]["page_count"] == before["document"]["page_count"] + 1
    assert after["document"]["id"] == before["document"]["id"]
    assert [c["id"] for c in after["chunks"]][-len(ids) :] == ids
    assert after["chunks"][-1]["pages"] != before["chunks"][-1]["pages"]


@pytest.mark.parametrize("name", ["report", "two-columns", "footnotes", "tables"])
def test_boxes_hold_their_words_and_on_prose_little_else(
    service: str, name: str
) -> None:
    """As pdfplumber reads the words, which knows nothing of our engines."""
    pdf = PDFS / f"{name}.pdf"
    answer = _extract(service, pdf.read_bytes())
    known = held = 0
    inked = boxed = 0.0
    with pdfplumber.open(pdf) as read:
        for page in read.pages:
            words = [w for w in page.extract_words() if len(w["text"]) > 3]
            # A word that stands once on its page and once in one chunk is that chunk's.
            once = Counter(word["text"] for word in words)
            for chunk in answer["chunks"]:
                boxes = [b for b in chunk["boxes"] if b["page"] == page.page_number]
                for word in words if boxes else []:
                    if once[word["text"]] == 1 and _only_in(
                        answer, chunk, word["text"]
                    ):
                        known += 1
                        held += any(_holds_centre(box, word) for box in boxes)
                if chunk["type"] == "text":
                    boxed += sum(_area(box) for box in boxes)
                    inked += _lines_area(page.extract_words(), boxes)
    assert known > 40
    assert held / known >= 0.995
    # A box from the text to its footnotes, or around a drawing, is wide by contract.
    if name in {"report", "two-columns"}:
        assert 0.05 < 1 - inked / boxed <= 0.35


def _only_in(answer: dict[str, Any], chunk: dict[str, Any], word: str) -> bool:
    return [c["id"] for c in answer["chunks"] if word in c["text"]] == [chunk["id"]]


def _holds_centre(box: dict[str, float], word: dict[str, Any]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box["x0"] <= x <= box["x1"] and box["y0"] <= y <= box["y1"])


def _area(box: dict[str, float]) -> float:
    return (box["x1"] - box["x0"]) * (box["y1"] - box["y0"])


def _lines_area(words: list[dict[str, Any]], boxes: list[dict[str, float]]) -> float:
    """Of the lines inside the boxes, each from its first to its last word."""
    area = 0.0
    for box in boxes:
        lines: dict[int, list[dict[str, Any]]] = {}
        for word in words:
            if _holds_centre(box, word):
                lines.setdefault(round(word["bottom"]), []).append(word)
        for line in lines.values():
            width = max(w["x1"] for w in line) - min(w["x0"] for w in line)
            # Leading belongs to the line: 1.2 times the size of its letters.
            area += width * 1.2 * max(w["bottom"] - w["top"] for w in line)
    return area


@pytest.mark.parametrize("name", ["ask.py", "Chunks.java"])
def test_readme_quotes_the_examples(name: str) -> None:
    """Every quoted line stands in the file, in that order."""
    readme = (ROOT / "README.md").read_text()
    quoted = re.search(
        rf"\(examples/quickstart/{re.escape(name)}\).*?```\w+\n(.*?)```", readme, re.S
    )
    assert quoted
    lines = iter((EXAMPLES / name).read_text().splitlines())
    for line in quoted[1].splitlines():
        assert line.strip() in {"", "…"} or line in lines, line
