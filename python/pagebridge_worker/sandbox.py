"""Confines this process, for good: no files but the needed ones, no network, no new
processes, no end later than the service's.

No privilege is needed and nothing but `ctypes`. Two steps, because libraries must be
loaded in between: `bind` before imports, `confine` after the warm-up. Landlock rules
of `landlock.py`, system calls of `seccomp.py`.
"""

from __future__ import annotations

import ctypes
import os
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from . import landlock, seccomp
from .errors import ParentGone

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_NO_NEW_PRIVS: Final = 38
_M_ARENA_MAX: Final = -8
_SIGKILL: Final = 9

_SYSTEM_PATHS: Final = (
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/fontconfig",
    "/usr/share/tesseract-ocr",
    "/dev/zero",
    "/dev/urandom",
)
# Names, certificates.
_NETWORK_PATHS: Final = (
    "/etc/resolv.conf",
    "/etc/hosts",
    "/etc/nsswitch.conf",
    "/etc/gai.conf",
    "/etc/services",
    "/etc/host.conf",
    "/etc/ssl",
    "/etc/pki",
    "/usr/share/ca-certificates",
    "/usr/local/share/ca-certificates",
)


class Mode(StrEnum):
    """PAGEBRIDGE_SANDBOX."""

    REQUIRED = "required"  # start with the full sandbox or not at all
    BEST_EFFORT = "best-effort"  # what this kernel has; `hello` says how much
    OFF = "off"  # limits and the bond to the parent stay


class SandboxError(Exception):
    """The sandbox is required and cannot be had."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the service asked for, from the environment."""

    mode: Mode
    scratch: Path | None  # the only directory that may be written
    readable: tuple[Path, ...]  # further directories that may be read
    parent: int | None  # pid of the service
    writable: tuple[Path, ...] = ()  # further directories that may be written
    network: bool = False  # sockets, and the files that names are looked up in

    @staticmethod
    def of(environment: Mapping[str, str]) -> Settings:
        scratch = environment.get("PAGEBRIDGE_SCRATCH")
        readable = environment.get("PAGEBRIDGE_READABLE", "").split(os.pathsep)
        readable.append(environment.get("PAGEBRIDGE_TESSDATA", ""))
        writable = environment.get("PAGEBRIDGE_WRITABLE", "").split(os.pathsep)
        parent = environment.get("PAGEBRIDGE_PARENT_PID")
        return Settings(
            mode=Mode(environment.get("PAGEBRIDGE_SANDBOX") or Mode.BEST_EFFORT),
            scratch=Path(scratch).resolve() if scratch else None,
            readable=tuple(Path(path) for path in readable if path),
            parent=int(parent) if parent else None,
            writable=tuple(Path(path) for path in writable if path),
            network=environment.get("PAGEBRIDGE_NETWORK") == "allowed",
        )


@dataclass(slots=True)
class Level:
    """What was achieved. `landlock` is the kernel's ABI version, 0 without."""

    landlock: int = 0
    seccomp: bool = False
    no_new_privs: bool = False
    network: bool = False  # allowed, on purpose
    problems: list[str] = field(default_factory=list)

    def report(self, mode: Mode) -> dict[str, object]:
        """The `sandbox` object of `hello`."""
        parts = (self.landlock > 0, self.seccomp, self.no_new_privs)
        if mode is Mode.OFF or not any(parts):
            level = "off"
        else:
            level = "full" if all(parts) else "partial"
        allowed = {"network": True} if self.network else {}
        return allowed | {
            "level": level,
            "landlock": self.landlock,
            "seccomp": self.seccomp,
            "no_new_privs": self.no_new_privs,
            "problems": self.problems,
        }


def bind(settings: Settings, parent: int) -> None:
    """Own session, killed with the parent, first choice of the OOM killer.

    `parent` is getppid() from before. The kernel watches the parent's *thread* that
    forked us: the service starts workers from one thread that never ends.
    """
    _write("/proc/self/oom_score_adj", "1000")
    try:
        os.setsid()
    except PermissionError:
        pass  # already leads a group: started from a shell
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
        if hasattr(libc, "mallopt"):
            libc.mallopt(_M_ARENA_MAX, 2)
    if os.getppid() != (parent if settings.parent is None else settings.parent):
        raise ParentGone("the service ended before this worker was bound to it")
    for name in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT"):
        os.environ.setdefault(name, "1")


def no_new_privs() -> bool:
    """No set-uid program can give this process anything. Needed by the rest."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def use_scratch(settings: Settings) -> None:
    """Temporary files go to the scratch directory."""
    if settings.scratch is not None:
        os.environ["TMPDIR"] = str(settings.scratch)
        if "tempfile" in sys.modules:
            sys.modules["tempfile"].__dict__["tempdir"] = None


def confine(settings: Settings, script_folder: Path | None) -> Level:
    """Closes the doors. Threads that run already are caught by seccomp but not by
    Landlock, so a warm-up must not leave threads behind.

    Raises SandboxError when `required` cannot be met.
    """
    level = Level(network=settings.network)
    if settings.mode is not Mode.OFF:
        level.no_new_privs = no_new_privs()
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        try:
            level.landlock = landlock.restrict(
                readable=readable_paths(settings, script_folder),
                writable=writable_paths(settings),
                network=settings.network,
            )
        except OSError as error:
            level.problems.append(f"landlock: {error}")
        try:
            seccomp.deny(network=settings.network)
            level.seccomp = True
        except OSError as error:
            level.problems.append(f"seccomp: {error}")
    if (
        settings.mode is Mode.REQUIRED
        and level.report(settings.mode)["level"] != "full"
    ):
        raise SandboxError("; ".join(level.problems) or "no_new_privs was refused")
    return level


def readable_paths(settings: Settings, script_folder: Path | None) -> list[Path]:
    """Interpreter, libraries, fonts, the script's folder, what the service named."""
    paths = [Path(path) for path in _SYSTEM_PATHS]
    paths += [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")]
    paths += [Path(sys.prefix), Path(sys.base_prefix) / "lib"]
    paths += [Path(__file__).parent, *settings.readable]
    if settings.network:
        paths += [Path(path) for path in _NETWORK_PATHS]
    if script_folder is not None:
        paths.append(script_folder)
    # Following links here means the rule is for what the link points to now.
    return [path for path in dict.fromkeys(paths) if path.exists()]


def writable_paths(settings: Settings) -> list[Path]:
    """The scratch directory and what the service named. Tesseract writes its debug
    output to /dev/null, and crashes where it cannot."""
    scratch = [settings.scratch] if settings.scratch else []
    named = [path for path in settings.writable if path.exists()]
    return [Path(os.devnull), *scratch, *named]


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text)
    except OSError:
        pass  # not Linux, or forbidden by the container: nothing depends on it
