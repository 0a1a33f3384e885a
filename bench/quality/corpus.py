"""The documents that are measured: `manifest.json` and the truth beside each PDF."""

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import truth
from .variants import TURNS, turned, without_tags

_PROJECT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """`PAGEBRIDGE_SHARED_DATA`, or `../shared/data` beside the checkout."""
    given = os.environ.get("PAGEBRIDGE_SHARED_DATA")
    return Path(given) if given else _PROJECT.parent / "shared" / "data"


def cache_folder() -> Path:
    """`PAGEBRIDGE_QUALITY_CACHE`, or a folder in the user's cache."""
    given = os.environ.get("PAGEBRIDGE_QUALITY_CACHE")
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "pagebridge-quality"


@dataclass(frozen=True)
class Document:
    """One PDF to be read; a tagged one and a scan appear again as variants."""

    name: str
    pdf: Path
    sha256: str
    password: str | None
    groups: tuple[str, ...]
    ground_truth: tuple[str, ...]
    folder: Path
    variant: str = ""
    """`untagged`, `turned-90` …; empty for the file as it is."""

    @property
    def key(self) -> str:
        """Where its answer lies: the path mirrored, the variant in front of it."""
        return f"{self.variant}/{self.name}" if self.variant else self.name

    @property
    def cache_key(self) -> str:
        return f"{self.sha256}-{self.variant}" if self.variant else self.sha256

    def truth(self) -> truth.Truth:
        return truth.load(self.folder, list(self.ground_truth))


def manifest(folder: Path) -> list[dict[str, Any]]:
    written = json.loads((folder / "manifest.json").read_text("utf-8"))
    records: list[dict[str, Any]] = written["files"]
    return records


def documents(folder: Path, cache: Path) -> list[Document]:
    """Every document with ground truth that can be opened, in a fixed order."""
    records = manifest(folder)
    halves = _halves([record["path"] for record in records])
    kept = [record for record in records if record["ground_truth"] and _opens(record)]
    found: list[Document] = []
    for record in sorted(kept, key=lambda record: str(record["path"])):
        name, tags = record["path"], set(record["tags"])
        document = Document(
            name=name,
            pdf=folder / name,
            sha256=record["sha256"],
            password=record.get("password"),
            groups=_groups(name, tags, halves),
            ground_truth=tuple(record["ground_truth"]),
            folder=folder,
        )
        found.append(document)
        if not document.password:
            found += _variants(document, tags, cache)
    return found


def _groups(name: str, tags: set[str], halves: dict[str, str]) -> tuple[str, ...]:
    main = name.split("/")[0]
    groups = [main, halves[name]] if name in halves else [main]
    if "no-text" in tags and "ocr" in tags:
        groups.append("scans")
    elif main == "synthetic" and "ocr" not in tags:
        groups.append("synthetic/digital")
    return (*groups, "all")


def _variants(document: Document, tags: set[str], cache: Path) -> list[Document]:
    """Without tags in groups of their own; turned scans in one group a turn."""
    found: list[Document] = []
    if "tagged" in tags:
        bare = without_tags(document.pdf, cache, document.sha256)
        if bare is not None:
            groups = tuple(f"{group} untagged" for group in document.groups)
            found.append(replace(document, pdf=bare, groups=groups, variant="untagged"))
    for degrees in TURNS if "scans" in document.groups else ():
        copy = turned(document.pdf, cache, document.sha256, degrees)
        if copy is not None:
            variant = f"turned-{degrees}"
            groups = (f"scans {variant}",)
            found.append(replace(document, pdf=copy, groups=groups, variant=variant))
    return found


def _opens(record: dict[str, Any]) -> bool:
    outcome = record.get("with_password") or record["expected"]
    if record["expected"] == "password-required":
        return bool(record.get("password")) and outcome == "ok"
    return outcome in ("ok", "empty-text")


def _halves(names: list[str]) -> dict[str, str]:
    """Even synthetic files are for tuning, odd ones for checking."""
    synthetic = sorted(name for name in names if name.startswith("synthetic/"))
    return {
        name: "synthetic/tune" if index % 2 == 0 else "synthetic/check"
        for index, name in enumerate(synthetic)
    }
