"""What a pod must have: the Pod Security Standard `restricted`, and more of our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Spec = dict[str, Any]

_VOLUMES = {"emptyDir", "secret", "configMap", "projected", "downwardAPI"}
_SAFE_SYSCTLS: set[str] = set()
_SELINUX_TYPES = {"container_t", "container_init_t", "container_kvm_t"}


def violations(pod: Spec) -> list[str]:
    """Every rule that the pod breaks; each must be said, not left to a default."""
    return [*_of_pod(pod), *_of_volumes(pod), *_of_containers(pod)]


def _of_pod(pod: Spec) -> Iterator[str]:
    context = pod.get("securityContext", {})
    yield from _unless(pod.get("automountServiceAccountToken") is False, "token")
    yield from _unless(pod.get("enableServiceLinks") is False, "service links")
    yield from _unless("serviceAccountName" in pod, "the default service account")
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        yield from _unless(not pod.get(field), field)
    yield from _unless(context.get("runAsNonRoot") is True, "runAsNonRoot")
    yield from _unless(context.get("runAsUser", 0) >= 10_000, "runAsUser")
    yield from _unless(
        context.get("runAsGroup") == 0, "runAsGroup: files are group 0's"
    )
    yield from _unless(context.get("fsGroup", 0) >= 10_000, "fsGroup")
    yield from _unless(
        context.get("seccompProfile") == {"type": "RuntimeDefault"}, "pod's seccomp"
    )
    yield from _unless(not set(context.get("sysctls", [])) - _SAFE_SYSCTLS, "sysctls")
    yield from _profiles("pod", context)


def _of_volumes(pod: Spec) -> Iterator[str]:
    for volume in pod.get("volumes", []):
        kinds = set(volume) - {"name"}
        yield from _unless(kinds <= _VOLUMES, f"volume {volume['name']}: {kinds}")
        if "emptyDir" in volume:
            sized = "sizeLimit" in (volume["emptyDir"] or {})
            yield from _unless(sized, f"volume {volume['name']} grows without limit")
        if "secret" in volume:
            mode = volume["secret"].get("defaultMode", 0o644)
            yield from _unless(not mode & 0o007, f"secret {volume['name']} for all")


def _of_containers(pod: Spec) -> Iterator[str]:
    for kind in ("initContainers", "containers", "ephemeralContainers"):
        for container in pod.get(kind, []):
            for violation in _of_container(container):
                yield f"{container['name']}: {violation}"


def _of_container(container: Spec) -> Iterator[str]:
    context = container.get("securityContext", {})
    resources = container.get("resources", {})
    requests, limits = resources.get("requests", {}), resources.get("limits", {})
    unprivileged = context.get("privileged") is False
    yield from _unless(unprivileged, "privileged")
    escalates = context.get("allowPrivilegeEscalation") is not False
    yield from _unless(not escalates, "allowPrivilegeEscalation")
    fixed = context.get("readOnlyRootFilesystem") is True
    yield from _unless(fixed, "readOnlyRootFilesystem")
    yield from _unless(context.get("capabilities") == {"drop": ["ALL"]}, "capabilities")
    yield from _unless(context.get("procMount", "Default") == "Default", "procMount")
    yield from _unless(context.get("runAsNonRoot", True) is True, "runAsNonRoot")
    yield from _unless(context.get("runAsUser", 10_000) >= 10_000, "runAsUser")
    profile = context.get("seccompProfile", {"type": "RuntimeDefault"})
    yield from _unless(profile == {"type": "RuntimeDefault"}, "seccomp")
    yield from _profiles("container", context)
    memory = limits.get("memory")
    yield from _unless(memory and memory == requests.get("memory"), "memory")
    yield from _unless("cpu" in requests, "cpu request")
    for bounds in (requests, limits):
        yield from _unless("ephemeral-storage" in bounds, "ephemeral storage")
    for port in container.get("ports", []):
        yield from _unless(not port.get("hostPort"), "hostPort")
    name, _, tag = container.get("image", "").rpartition(":")
    yield from _unless(name and tag not in ("", "latest"), "image without a version")


def _profiles(whose: str, context: Spec) -> Iterator[str]:
    armor = context.get("appArmorProfile", {}).get("type", "RuntimeDefault")
    yield from _unless(armor in ("RuntimeDefault", "Localhost"), f"{whose}'s AppArmor")
    selinux = context.get("seLinuxOptions", {})
    known = selinux.get("type", "container_t") in _SELINUX_TYPES
    yield from _unless(
        known and not {"user", "role"} & set(selinux), f"{whose}'s SELinux"
    )
    yield from _unless("windowsOptions" not in context, f"{whose}'s Windows options")


def _unless(holds: object, violation: str) -> Iterator[str]:
    if not holds:
        yield violation
