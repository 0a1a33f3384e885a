"""The manifests render, fit the real schemas, and lose no hardening unnoticed."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

K8S = Path(__file__).parent
TREES = ["base", "overlays/dev", "overlays/production"]
KUBERNETES = "1.32"

pytestmark = pytest.mark.skipif(
    shutil.which("kubectl") is None, reason="kubectl is not installed"
)


@cache
def rendered(tree: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        ["kubectl", "kustomize", K8S / tree], capture_output=True, text=True, check=True
    )
    return list(yaml.safe_load_all(done.stdout))


def one(tree: str, kind: str) -> dict[str, Any]:
    (found,) = [item for item in rendered(tree) if item["kind"] == kind]
    return found


def pod(tree: str) -> dict[str, Any]:
    spec: dict[str, Any] = one(tree, "Deployment")["spec"]["template"]["spec"]
    return spec


def mebibytes(text: str) -> int:
    match = re.fullmatch(r"(\d+)(m|M|Mi|g|G|Gi)", text)
    assert match, f"{text} is no memory size"
    return int(match[1]) * (1024 if match[2][0] in "gG" else 1)


@pytest.mark.parametrize("tree", TREES)
def test_fits_the_schemas(tree: str) -> None:
    """Unknown or misspelt fields count as errors."""
    for item in rendered(tree):
        kubernetes_validate.validate(item, KUBERNETES, strict=True)


@pytest.mark.parametrize("tree", TREES)
def test_pod_is_restricted(tree: str) -> None:
    """The Pod Security Standard 'restricted', and no token of the cluster."""
    spec = pod(tree)
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["runAsUser"] >= 10_000
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not {"hostNetwork", "hostPID", "hostIPC", "hostUsers"} & set(spec)
    for volume in spec["volumes"]:
        assert set(volume) - {"name"} <= {"emptyDir", "secret", "configMap"}


@pytest.mark.parametrize("tree", TREES)
def test_every_container_is_hardened(tree: str) -> None:
    spec = pod(tree)
    for container in spec["containers"] + spec.get("initContainers", []):
        context = container["securityContext"]
        assert context["allowPrivilegeEscalation"] is False
        assert context["readOnlyRootFilesystem"] is True
        assert context["privileged"] is False
        assert context["capabilities"] == {"drop": ["ALL"]}
        limits = container["resources"]["limits"]
        assert limits["memory"] == container["resources"]["requests"]["memory"]
        assert "cpu" in container["resources"]["requests"]
        for port in container["ports"]:
            assert "hostPort" not in port
        assert ":" in container["image"]
        assert not container["image"].endswith(":latest")


@pytest.mark.parametrize("tree", TREES)
def test_probes_use_the_management_port(tree: str) -> None:
    (container,) = pod(tree)["containers"]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"]["port"] == "management"


@pytest.mark.parametrize("tree", TREES)
def test_nothing_goes_out(tree: str) -> None:
    policy = one(tree, "NetworkPolicy")["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    assert policy["egress"] == []


@pytest.mark.parametrize("tree", TREES)
def test_selectors_meet_the_pods(tree: str) -> None:
    deployment = one(tree, "Deployment")["spec"]
    labels = deployment["template"]["metadata"]["labels"].items()
    selectors = [
        deployment["selector"]["matchLabels"],
        one(tree, "Service")["spec"]["selector"],
        one(tree, "PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
        one(tree, "NetworkPolicy")["spec"]["podSelector"]["matchLabels"],
    ]
    for selector in selectors:
        assert selector
        assert selector.items() <= labels


@pytest.mark.parametrize("tree", TREES)
def test_rollout_never_loses_capacity(tree: str) -> None:
    rolling = one(tree, "Deployment")["spec"]["strategy"]["rollingUpdate"]
    assert rolling == {"maxUnavailable": 0, "maxSurge": 1}


@pytest.mark.parametrize("tree", TREES)
def test_memory_adds_up(tree: str) -> None:
    """Heap, workers, PDFBox children and reserves fill the limit exactly."""
    settings = one(tree, "ConfigMap")["data"]
    heap = re.search(r"-Xmx(\w+)", settings["JDK_JAVA_OPTIONS"])
    assert heap
    java = mebibytes(heap[1]) + 256
    workers = int(settings["PAGEBRIDGE_POOL_SIZE"])
    workers += int(settings["PAGEBRIDGE_POOL_STANDBY"])
    workers *= mebibytes(settings["PAGEBRIDGE_POOL_WORKER_MEMORY"])
    (container,) = pod(tree)["containers"]
    limit = mebibytes(container["resources"]["limits"]["memory"])
    children = int(settings["PAGEBRIDGE_PDFBOX_SIZE"]) + 1
    children *= mebibytes(settings["PAGEBRIDGE_PDFBOX_MEMORY"])
    assert java + workers + children + 256 == limit


@pytest.mark.parametrize("tree", TREES)
def test_grace_period_covers_the_drain(tree: str) -> None:
    drain = one(tree, "ConfigMap")["data"]["PAGEBRIDGE_API_DRAIN_TIMEOUT"]
    seconds = int(drain.removeprefix("PT").removesuffix("S"))
    assert pod(tree)["terminationGracePeriodSeconds"] >= seconds + 15


def test_settings_are_documented() -> None:
    """Every key of the manifests stands in the settings table of README.md."""
    readme = (K8S.parent / "README.md").read_text(encoding="utf-8")
    for tree in TREES:
        for key in one(tree, "ConfigMap")["data"]:
            if key.startswith("PAGEBRIDGE_"):
                assert f"`{key}`" in readme, f"{key} is not in README.md"
