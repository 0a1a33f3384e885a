"""What only shows on the packaged service: its contract, and the README's examples."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

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
