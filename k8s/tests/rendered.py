"""The manifests as a cluster would get them, and what to ask of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

if shutil.which("kubectl") is None:
    pytest.skip("kubectl is not installed", allow_module_level=True)

K8S = Path(__file__).parents[1]
PLAIN = ["base", "overlays/dev", "overlays/production"]
TREES = [*PLAIN, "overlays/production + monitoring"]

Manifest = dict[str, Any]


@cache
def rendered(tree: str) -> tuple[Manifest, ...]:
    overlay, _, component = tree.partition(" + ")
    if not component:
        return _kustomize(K8S / overlay)
    with TemporaryDirectory(dir=K8S, prefix=".test-") as folder:
        lines = [
            "apiVersion: kustomize.config.k8s.io/v1beta1",
            "kind: Kustomization",
            f"resources: [../{overlay}]",
            f"components: [../components/{component}]",
        ]
        (Path(folder) / "kustomization.yaml").write_text("\n".join(lines))
        return _kustomize(Path(folder))


def _kustomize(folder: Path) -> tuple[Manifest, ...]:
    done = subprocess.run(
        ["kubectl", "kustomize", folder], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return tuple(yaml.safe_load_all(done.stdout))


def one(tree: str, kind: str, name: str | None = None) -> Manifest:
    (found,) = [
        item
        for item in rendered(tree)
        if item["kind"] == kind and name in (None, item["metadata"]["name"])
    ]
    return found


def pod(tree: str) -> Manifest:
    spec: Manifest = one(tree, "Deployment")["spec"]["template"]["spec"]
    return spec


def settings(tree: str) -> dict[str, str]:
    """What the container's environment holds: the ConfigMap it names, and its own."""
    (container,) = pod(tree)["containers"]
    found: dict[str, str] = {}
    for source in container["envFrom"]:
        name = source["configMapRef"]["name"]
        found |= one(tree, "ConfigMap", name)["data"]
    return found | {e["name"]: e.get("value", "") for e in container.get("env", [])}


def defaults() -> dict[str, str]:
    """README's settings table, which SettingsTest holds to the configuration."""
    readme = (K8S.parent / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `pagebridge\.\S+` \| `(\w+)` \| (.*?) \|", readme, re.M)
    assert len(rows) > 40
    return dict(rows)


def mebibytes(text: str) -> int:
    match = re.fullmatch(r"(\d+)(m|M|Mi|g|G|Gi)", text)
    assert match, f"{text} is no memory size"
    return int(match[1]) * (1024 if match[2][0] in "gG" else 1)


def seconds(text: str) -> int:
    match = re.fullmatch(r"PT(\d+)([SM])", text)
    assert match, f"{text} is no duration in seconds or minutes"
    return int(match[1]) * (60 if match[2] == "M" else 1)
