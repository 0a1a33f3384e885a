"""The policy holds for every pod, and sees each hardening that one loses."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from pod_security import violations
from rendered import TREES, pod

Path = tuple[str | int, ...]

# Losing one of these is what the policy is for.
_HARDENING = ("securityContext", "resources", "emptyDir", "secret")
_FLAGS = ("automountServiceAccountToken", "enableServiceLinks", "serviceAccountName")
# Said for people or other tests; no loss of hardening.
_NEUTRAL = {"secretName"}

HARDENED = pod("overlays/production")


def _leaves(node: Any, path: Path = ()) -> Iterator[Path]:
    """Where the values are; a list of plain values counts as one."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(node, list) and node and isinstance(node[0], dict):
        for index, value in enumerate(node):
            yield from _leaves(value, (*path, index))
    else:
        yield path


def _hardenings() -> list[Path]:
    return [
        path
        for path in _leaves(HARDENED)
        if path[-1] not in _NEUTRAL
        and (set(_HARDENING) & set(path) or path[0] in _FLAGS)
    ]


def _parent(spec: dict[str, Any], path: Path) -> Any:
    node: Any = spec
    for step in path[:-1]:
        node = node[step]
    return node


def _named(path: Path) -> str:
    return ".".join(map(str, path))


@pytest.mark.parametrize("tree", TREES)
def test_every_pod_is_restricted(tree: str) -> None:
    assert violations(pod(tree)) == []


def test_there_is_hardening_to_lose() -> None:
    """Else the next test would prove nothing."""
    assert len(_hardenings()) >= 18


@pytest.mark.parametrize("path", _hardenings(), ids=_named)
def test_a_lost_hardening_is_seen(path: Path) -> None:
    weaker = copy.deepcopy(HARDENED)
    del _parent(weaker, path)[path[-1]]

    assert violations(weaker)


def _flags() -> list[Path]:
    return [
        path
        for path in _hardenings()
        if isinstance(_parent(HARDENED, path)[path[-1]], bool)
    ]


@pytest.mark.parametrize("path", _flags(), ids=_named)
def test_a_turned_flag_is_seen(path: Path) -> None:
    weaker = copy.deepcopy(HARDENED)
    parent = _parent(weaker, path)
    parent[path[-1]] = not parent[path[-1]]

    assert violations(weaker)


WEAKENINGS: dict[str, dict[str, Any]] = {
    "host's network": {"hostNetwork": True},
    "host's processes": {"hostPID": True},
    "host's memory": {"hostIPC": True},
    "host's files": {"volumes": [{"name": "etc", "hostPath": {"path": "/etc"}}]},
    "root": {"securityContext": {"runAsUser": 0}},
    "no seccomp": {"securityContext": {"seccompProfile": {"type": "Unconfined"}}},
    "no AppArmor": {"securityContext": {"appArmorProfile": {"type": "Unconfined"}}},
    "SELinux": {"securityContext": {"seLinuxOptions": {"type": "spc_t"}}},
    "sysctl": {"securityContext": {"sysctls": ["kernel.msgmax"]}},
    "bare init container": {"initContainers": [{"name": "i", "image": "x:1"}]},
    "bare debugger": {"ephemeralContainers": [{"name": "d", "image": "x:1"}]},
}


@pytest.mark.parametrize("weakening", WEAKENINGS.values(), ids=WEAKENINGS)
def test_a_weakened_pod_is_seen(weakening: dict[str, Any]) -> None:
    assert violations(_merged(HARDENED, weakening))


CONTAINER_WEAKENINGS: dict[str, dict[str, Any]] = {
    "capability": {
        "securityContext": {"capabilities": {"drop": ["ALL"], "add": ["SYS_ADMIN"]}}
    },
    "proc": {"securityContext": {"procMount": "Unmasked"}},
    "root": {"securityContext": {"runAsUser": 0}},
    "may be root": {"securityContext": {"runAsNonRoot": False}},
    "no seccomp": {"securityContext": {"seccompProfile": {"type": "Unconfined"}}},
    "host's port": {"ports": [{"containerPort": 80, "hostPort": 80}]},
    "any version": {"image": "pagebridge:latest"},
    "no version": {"image": "pagebridge"},
    "more than asked for": {"resources": {"limits": {"memory": "9Gi"}}},
}


@pytest.mark.parametrize(
    "weakening", CONTAINER_WEAKENINGS.values(), ids=CONTAINER_WEAKENINGS
)
def test_a_weakened_container_is_seen(weakening: dict[str, Any]) -> None:
    weaker = copy.deepcopy(HARDENED)
    weaker["containers"][0] = _merged(weaker["containers"][0], weakening)

    assert violations(weaker)


def _merged(into: Any, more: Any) -> Any:
    if isinstance(into, dict) and isinstance(more, dict):
        return into | {
            key: _merged(into.get(key), value) for key, value in more.items()
        }
    return copy.deepcopy(more)
