"""What a container runtime does to every container, in the words of the OCI's runtime
specification: namespaces, masked paths, devices, the usual seccomp profile."""

from __future__ import annotations

import json
import platform
import sys
from pathlib import Path
from typing import Any

# Debian's containers-common: what podman uses, close to containerd's RuntimeDefault.
PROFILE = Path("/usr/share/containers/seccomp.json")
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_MASKED = [
    "/proc/acpi",
    "/proc/asound",
    "/proc/kcore",
    "/proc/keys",
    "/proc/latency_stats",
    "/proc/timer_list",
    "/proc/timer_stats",
    "/proc/sched_debug",
    "/proc/scsi",
    "/sys/firmware",
]
_READONLY = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]


def skeleton(hostname: str) -> dict[str, Any]:
    """Without user, arguments and root; no capability, no network but loopback."""
    spaces = ["pid", "network", "ipc", "uts", "mount"]
    return {
        "ociVersion": "1.0.2",
        "hostname": hostname,
        "process": {"terminal": False, "capabilities": {}},
        "mounts": [
            _mount("/proc", "proc"),
            _mount("/dev", "tmpfs", "nosuid", "mode=755", "size=64k"),
            _mount("/dev/pts", "devpts", "nosuid", "noexec", "newinstance"),
            _mount("/dev/shm", "tmpfs", "nosuid", "noexec", "nodev", "mode=1777"),
            _mount("/sys", "sysfs", "nosuid", "noexec", "nodev", "ro"),
            _mount("/sys/fs/cgroup", "cgroup", "nosuid", "noexec", "nodev", "ro"),
        ],
        "linux": {
            "resources": {"devices": [{"allow": False, "access": "rwm"}]},
            "namespaces": [{"type": space} for space in spaces],
            "maskedPaths": _MASKED,
            "readonlyPaths": _READONLY,
        },
    }


def seccomp() -> dict[str, Any]:
    """The profile for a container without any capability, in runc's format."""
    profile = json.loads(PROFILE.read_text())
    calls = [
        {
            key: entry[key]
            for key in ("names", "action", "args", "errnoRet")
            if key in entry
        }
        for entry in profile["syscalls"]
        if _holds(entry.get("includes") or {}) and not _excluded(entry)
    ]
    return {
        "defaultAction": profile["defaultAction"],
        "defaultErrnoRet": profile.get("defaultErrnoRet", 1),
        "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64"],
        "syscalls": [
            {k: v for k, v in call.items() if v not in (None, [])} for call in calls
        ],
    }


def _architecture() -> str:
    return _ARCHITECTURES.get(platform.machine(), platform.machine())


def _holds(includes: dict[str, Any]) -> bool:
    arches = includes.get("arches") or []
    return not includes.get("caps") and (not arches or _architecture() in arches)


def _excluded(entry: dict[str, Any]) -> bool:
    excludes = entry.get("excludes") or {}
    return _architecture() in (excludes.get("arches") or [])


def _mount(place: str, kind: str, *options: str) -> dict[str, Any]:
    return {
        "destination": place,
        "type": kind,
        "source": kind,
        "options": list(options),
    }


def main() -> None:
    """container/runtime.py ROOT PROGRAM: the specification of a trial run."""
    spec = skeleton("probe")
    spec["root"] = {"path": sys.argv[1], "readonly": True}
    spec["process"] |= {
        "args": sys.argv[2:],
        "cwd": "/",
        "env": ["PATH=/usr/bin:/bin"],
        "user": {"uid": 10001, "gid": 0},
        "noNewPrivileges": True,
    }
    spec["linux"]["resources"]["memory"] = {"limit": 1 << 30}
    spec["linux"]["seccomp"] = seccomp()
    print(json.dumps(spec))


if __name__ == "__main__":
    main()
