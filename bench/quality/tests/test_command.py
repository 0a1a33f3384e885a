"""The command from end to end: a document with truth, a service, a table and JSON."""

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from quality.__main__ import main
from quality.sources import post

ANSWER: dict[str, Any] = {
    "text": "Sites\nSite | Low\nDunmere | 418\n",
    "elements": [
        {"index": 0, "type": "heading", "text": "Sites", "level": 1, "page": 1},
        {
            "index": 1,
            "type": "table",
            "text": "Site | Low\nDunmere | 418",
            "page": 1,
            "table": {
                "header_rows": 1,
                "cells": [
                    {"row": r, "column": c, "text": text, "header": r == 0}
                    for r, row in enumerate([["Site", "Low"], ["Dunmere", "418"]])
                    for c, text in enumerate(row)
                ],
            },
        },
    ],
    "chunks": [
        {
            "text": "Site | Low\nDunmere | 418",
            "embed_text": "Sites\nSite | Low\nDunmere | 418",
            "start": 6,
            "end": 30,
            "boxes": [],
        }
    ],
    "pages": [{"number": 1, "start": 0, "end": 31, "width": 9, "height": 9}],
}
TRUTH = {
    "blocks": [
        {"type": "H1", "text": "Sites", "page": 1},
        {
            "type": "Table",
            "text": "Site Low Dunmere 418",
            "page": 1,
            "header_rows": 1,
            "rows": [
                [{"text": "Site"}, {"text": "Low"}],
                [{"text": "Dunmere"}, {"text": "418"}],
            ],
        },
    ]
}


class _Service(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        form = self.headers["Content-Type"].startswith("multipart/form-data; ")
        known = body == b"%PDF-fake" or (form and "\r\npässword\r\n".encode() in body)
        problem = {"type": "/problems/not-a-pdf", "status": 415}
        self.send_response(200 if known else 415)
        self.end_headers()
        self.wfile.write(json.dumps(ANSWER if known else problem).encode())

    def log_message(self, *_: object) -> None:
        """Quiet: the test's own output is what is read."""


@pytest.fixture
def service() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    (folder / "synthetic").mkdir(parents=True)
    (folder / "synthetic/a.pdf").write_bytes(b"%PDF-fake")
    (folder / "synthetic/a.structure.json").write_text(json.dumps(TRUTH), "utf-8")
    record = {
        "path": "synthetic/a.pdf",
        "sha256": "0" * 64,
        "expected": "ok",
        "tags": ["text"],
        "ground_truth": ["synthetic/a.structure.json"],
    }
    (folder / "manifest.json").write_text(json.dumps({"files": [record]}), "utf-8")
    monkeypatch.setenv("PAGEBRIDGE_SHARED_DATA", str(folder))
    monkeypatch.setenv("PAGEBRIDGE_QUALITY_CACHE", str(tmp_path / "cache"))
    return folder


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["run.sh", *arguments])
    return main()


def test_refusal_of_the_service_is_a_reply(service: str, tmp_path: Path) -> None:
    odd = tmp_path / "odd.pdf"
    odd.write_bytes(b"no pdf")
    reply = post(service, odd)
    assert (reply.status, reply.body["type"]) == (415, "/problems/not-a-pdf")


def test_password_travels_as_a_form_part(service: str, data: Path) -> None:
    pdf = data / "synthetic/a.pdf"
    pdf.write_bytes(b"%PDF-locked")
    assert post(service, pdf).status == 415
    assert post(service, pdf, "pässword").status == 200


@pytest.mark.usefixtures("data")
def test_answers_are_fetched_kept_and_scored(
    service: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, kept = tmp_path / "quality.json", tmp_path / "answers"
    arguments = ("--baselines", "none", "--json", str(out))
    assert _run(monkeypatch, "--url", service, "--save", str(kept), *arguments) == 0
    figures = json.loads(out.read_text("utf-8"))["groups"]["synthetic"]["pagebridge"]
    wanted = ("rows", "headers", "facts", "table_f1", "teds", "heading_f1", "offsets")
    assert {name: figures[name]["value"] for name in wanted} == dict.fromkeys(wanted, 1)
    assert (kept / "synthetic/a.json").exists()
    assert "synthetic/tune" in capsys.readouterr().out


@pytest.mark.usefixtures("data")
def test_one_document_in_detail_names_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "answers/synthetic/a.json"
    kept.parent.mkdir(parents=True)
    poor = ANSWER | {"text": "Sites\nDunmere\n418\n", "chunks": [], "elements": []}
    kept.write_text(json.dumps(poor), "utf-8")
    folder = str(tmp_path / "answers")
    _run(monkeypatch, "--answers", folder, "--baselines", "none", "--file", "a.pdf")
    printed = capsys.readouterr().out
    assert "rows without their value\n  [Low] Dunmere = 418" in printed
    assert "- H1 p1 Sites" in printed


def test_without_ground_truth_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAGEBRIDGE_SHARED_DATA", str(tmp_path / "nowhere"))
    assert _run(monkeypatch) == 0
    assert "nothing measured" in capsys.readouterr().out


@pytest.mark.usefixtures("data")
def test_refused_document_counts_as_lost_and_as_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, earlier = tmp_path / "answers", tmp_path / "earlier.json"
    kept = folder / "synthetic/a.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps(ANSWER), "utf-8")
    arguments = ("--answers", str(folder), "--baselines", "none")
    _run(monkeypatch, *arguments, "--json", str(earlier))
    kept.write_text(json.dumps({"type": "/problems/worker-crashed"}), "utf-8")
    capsys.readouterr()
    _run(monkeypatch, *arguments, "--against", str(earlier))
    printed = capsys.readouterr().out
    assert "-1.000  text_f1 1.000 -> 0.000  synthetic/a.pdf" in printed


@pytest.mark.usefixtures("data")
def test_another_engine_is_measured_by_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "box/synthetic/a.txt"
    text.parent.mkdir(parents=True)
    text.write_text("Sites\nSite Low\nDunmere 418\n", "utf-8")
    place = f"pdfbox={tmp_path / 'box'}"
    _run(monkeypatch, "--baselines", "none", "--other", place, "--group", "all")
    printed = capsys.readouterr().out
    assert "all      pdfbox  of\ntext_f1   1.000   1" in printed
