"""The documents that are measured: `manifest.json` and the truth beside each PDF."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import truth
from .untag import without_tags

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
    """One PDF to be read; a tagged one appears a second time without its tags."""

    name: str
    pdf: Path
    sha256: str
    password: str | None
    group: str
    ground_truth: tuple[str, ...]
    folder: Path
    untagged: bool = False

    @property
    def key(self) -> str:
        """Where its answer lies: the path mirrored, `untagged/` in front of it."""
        return f"untagged/{self.name}" if self.untagged else self.name

    @property
    def cache_key(self) -> str:
        return self.sha256 + ("-untagged" if self.untagged else "")

    @property
    def groups(self) -> tuple[str, ...]:
        suffix = " untagged" if self.untagged else ""
        main = self.group.split("/")[0]
        names = dict.fromkeys((main, self.group, "all"))
        return tuple(name + suffix for name in names)

    def truth(self) -> truth.Truth:
        return truth.load(self.folder, list(self.ground_truth))


def manifest(folder: Path) -> list[dict[str, Any]]:
    written = json.loads((folder / "manifest.json").read_text("utf-8"))
    records: list[dict[str, Any]] = written["files"]
    return records


def documents(folder: Path, cache: Path) -> list[Document]:
    """Every document with ground truth that can be opened, in a fixed order."""
    kept = sorted(
        (r for r in manifest(folder) if r["ground_truth"] and _opens(r)),
        key=lambda record: str(record["path"]),
    )
    halves = _halves([r["path"] for r in manifest(folder)])
    found: list[Document] = []
    for record in kept:
        name = record["path"]
        document = Document(
            name=name,
            pdf=folder / name,
            sha256=record["sha256"],
            password=record.get("password"),
            group=halves.get(name, name.split("/")[0]),
            ground_truth=tuple(record["ground_truth"]),
            folder=folder,
        )
        found.append(document)
        if "tagged" in record["tags"] and not record.get("password"):
            bare = without_tags(document.pdf, cache / "untagged", document.sha256)
            if bare is not None:
                found.append(_bare(document, bare))
    return found


def _bare(document: Document, pdf: Path) -> Document:
    return Document(
        name=document.name,
        pdf=pdf,
        sha256=document.sha256,
        password=None,
        group=document.group,
        ground_truth=document.ground_truth,
        folder=document.folder,
        untagged=True,
    )


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
