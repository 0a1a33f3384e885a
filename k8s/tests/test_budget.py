"""Every figure about memory and disk adds up."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from rendered import K8S, TREES, defaults, mebibytes, pod, settings

ROOT = K8S.parent
_RESERVE = 256


def _besides_heap() -> int:
    """What the service adds to the heap when it checks the budget at its start."""
    source = ROOT / "src/main/java/io/pagebridge/worker/MemoryBudget.java"
    match = re.search(r"JVM_BESIDES_HEAP = (\d+)L << 20", source.read_text())
    assert match
    return int(match[1])


def shares(found: dict[str, str], spec: dict[str, Any]) -> dict[str, int]:
    """Who may use how many MiB of the container's limit."""
    value = defaults() | found
    heap = re.search(r"-Xmx(\w+)", value["JDK_JAVA_OPTIONS"])
    assert heap
    used = {"JVM": mebibytes(heap[1]) + _besides_heap()}
    workers = int(value["PAGEBRIDGE_POOL_SIZE"])
    workers += max(1, int(value["PAGEBRIDGE_POOL_STANDBY"]))
    used["workers"] = workers * mebibytes(value["PAGEBRIDGE_POOL_WORKER_MEMORY"])
    children = int(value["PAGEBRIDGE_PDFBOX_SIZE"]) + 1
    used["PDFBox"] = children * mebibytes(value["PAGEBRIDGE_PDFBOX_MEMORY"])
    if "PAGEBRIDGE_ROUTES_DIRECTORY" in found:
        routes = int(found["PAGEBRIDGE_ROUTES_SIZE"])
        routes += max(1, int(value["PAGEBRIDGE_ROUTES_STANDBY"]))
        used["routes"] = routes * mebibytes(value["PAGEBRIDGE_ROUTES_WORKER_MEMORY"])
    for volume in spec["volumes"]:
        if volume.get("emptyDir", {}).get("medium") == "Memory":
            used[volume["name"]] = mebibytes(volume["emptyDir"]["sizeLimit"])
    return used


def fits(found: dict[str, str], spec: dict[str, Any]) -> bool:
    (container,) = spec["containers"]
    limit = mebibytes(container["resources"]["limits"]["memory"])
    return sum(shares(found, spec).values()) + _RESERVE <= limit


@pytest.mark.parametrize("tree", TREES)
def test_memory_adds_up(tree: str) -> None:
    assert fits(settings(tree), pod(tree)), shares(settings(tree), pod(tree))


def test_the_comment_says_the_same() -> None:
    """Its lines are the shares, in their order, then the reserve, then the limit."""
    text = (K8S / "base/deployment.yaml").read_text()
    told = [int(n) for n in re.findall(r"^ +# +(\d+)(?:  |$)", text, re.M)]
    computed = list(shares(settings("base"), pod("base")).values())
    assert told == [*computed, _RESERVE, sum(computed) + _RESERVE]
    (container,) = pod("base")["containers"]
    assert mebibytes(container["resources"]["limits"]["memory"]) == told[-1]


@pytest.mark.parametrize(
    "more",
    [
        {"JDK_JAVA_OPTIONS": "-Xmx1g"},
        {"PAGEBRIDGE_POOL_SIZE": "3"},
        {"PAGEBRIDGE_POOL_STANDBY": "2"},
        {"PAGEBRIDGE_POOL_WORKER_MEMORY": "1G"},
        {"PAGEBRIDGE_PDFBOX_SIZE": "2"},
        {"PAGEBRIDGE_PDFBOX_MEMORY": "768M"},
        {"PAGEBRIDGE_ROUTES_DIRECTORY": "/routes", "PAGEBRIDGE_ROUTES_SIZE": "1"},
    ],
    ids=lambda more: ",".join(more),
)
def test_more_of_anything_does_not_fit(more: dict[str, str]) -> None:
    assert not fits(settings("base") | more, pod("base"))


def test_a_spool_in_memory_does_not_fit() -> None:
    spec = copy.deepcopy(pod("base"))
    (spool,) = [v for v in spec["volumes"] if v["name"] == "spool"]
    spool["emptyDir"]["medium"] = "Memory"

    assert not fits(settings("base"), spec)


@pytest.mark.parametrize("tree", TREES)
def test_the_heap_is_set_in_figures(tree: str) -> None:
    """A share of the limit would grow into the workers' budget with the pod."""
    options = settings(tree)["JDK_JAVA_OPTIONS"]
    assert "RAMPercentage" not in options
    processors = re.search(r"-XX:ActiveProcessorCount=(\d+)", options)
    (container,) = pod(tree)["containers"]
    assert processors
    assert processors[1] == container["resources"]["requests"]["cpu"]


@pytest.mark.parametrize("tree", TREES)
def test_a_child_of_pdfbox_has_room_beside_its_heap(tree: str) -> None:
    value = defaults() | settings(tree)
    memory = mebibytes(value["PAGEBRIDGE_PDFBOX_MEMORY"])
    assert mebibytes(value["PAGEBRIDGE_PDFBOX_HEAP"]) + 128 <= memory


@pytest.mark.parametrize("tree", TREES)
def test_the_spool_holds_all_that_is_admitted(tree: str) -> None:
    """Over an emptyDir's limit the kubelet evicts the pod."""
    value = defaults() | settings(tree)
    sizes = {
        v["name"]: mebibytes(v["emptyDir"]["sizeLimit"])
        for v in pod(tree)["volumes"]
        if "emptyDir" in v
    }
    bodies = int(value["PAGEBRIDGE_API_MAX_REQUESTS"])
    assert bodies * mebibytes(value["PAGEBRIDGE_API_MAX_BODY_SIZE"]) <= sizes["spool"]
    (container,) = pod(tree)["containers"]
    limit = mebibytes(container["resources"]["limits"]["ephemeral-storage"])
    assert sum(sizes.values()) < limit


@pytest.mark.parametrize("tree", TREES)
def test_the_spool_is_where_the_service_looks_for_it(tree: str) -> None:
    (container,) = pod(tree)["containers"]
    mounts = {m["name"]: m["mountPath"] for m in container["volumeMounts"]}
    assert mounts["spool"] == settings(tree)["PAGEBRIDGE_API_SPOOL_DIRECTORY"]
    assert mounts["tmp"] == "/tmp"


def test_what_bounds_the_jvm_fits_its_share_and_the_reserve() -> None:
    """Caps that are never all reached at once, so the reserve may count."""
    options = (ROOT / "container/memory.options").read_text()
    caps = [mebibytes(size) for size in re.findall(r"Size=(\w+)", options)]
    assert len(caps) == 3
    assert sum(caps) <= _besides_heap() + _RESERVE
