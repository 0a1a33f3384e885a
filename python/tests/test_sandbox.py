"""What a worker can still reach once its sandbox is closed: asked from inside."""

from __future__ import annotations

import errno
import os
import platform
import socket
import struct
import sys
from pathlib import Path
from typing import Any

import pytest

from pagebridge_worker import landlock, seccomp

from .conftest import StartWorker

needs_landlock = pytest.mark.skipif(
    landlock.abi() == 0, reason="this kernel has no Landlock"
)

# Runs one statement and tells what came of it.
PROBE = """
    from pagebridge_worker import run
    import ctypes, fcntl, mmap, os, resource, signal, socket, subprocess, tempfile
    import threading
    from pathlib import Path

    libc = ctypes.CDLL(None, use_errno=True)

    def system_call(*arguments):
        if libc.syscall(*arguments) < 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))

    def probe(request, body):
        try:
            exec(request["code"])
        except OSError as error:
            return {"outcome": type(error).__name__}
        return {"outcome": "allowed"}

    run(probe, warm_up=lambda: os.chdir(os.environ["PAGEBRIDGE_SCRATCH"]))
"""


@pytest.fixture
def probe(start_worker: StartWorker, tmp_path: Path) -> Any:
    scratch, shared = tmp_path / "scratch", tmp_path / "shared"
    for folder in (scratch, shared):
        folder.mkdir()
        (folder / "file").write_text("x")
    # The script's own folder is readable; secrets lie elsewhere.
    worker = start_worker(
        PROBE,
        greet=False,
        PAGEBRIDGE_SANDBOX="required",
        PAGEBRIDGE_SCRATCH=str(scratch),
        PAGEBRIDGE_READABLE=str(shared),
    )
    hello = worker.greet()
    assert hello["sandbox"] == {
        "level": "full",
        "landlock": landlock.abi(),
        "seccomp": True,
        "no_new_privs": True,
        "problems": [],
    }
    return lambda code: worker.result("probe", code=code)["outcome"]


@needs_landlock
@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/passwd')",
        "os.listdir('/')",
        "open('/proc/self/status')",
        "open(f'/proc/{os.getppid()}/environ')",
        "open(f'/proc/{os.getppid()}/mem')",
        "open('/dev/mem')",
        "open('/tmp/pagebridge-escape', 'w')",
        "open(os.path.dirname(os.__file__) + '/escape', 'w')",
        "open(__file__, 'a')",
        "socket.socket()",
        "socket.socket(socket.AF_UNIX)",
        "socket.socketpair()",
        "socket.create_connection(('127.0.0.1', 9))",
        "os.execv('/bin/true', ['true'])",
        "subprocess.run(['/bin/true'])",
        "os.fork()",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.kill(os.getppid(), 0)",
        "os.kill(os.getppid(), signal.SIGTERM)",
        "os.kill(-1, signal.SIGTERM)",
        "resource.prlimit(os.getppid(), resource.RLIMIT_CORE)",
        "os.chroot('.')",
        "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
        "os.link('file', '/tmp/pagebridge-escape')",
        "os.symlink('/etc/passwd', 'link')",
        "os.mkfifo('fifo')",
    ],
)
def test_denied(probe: Any, code: str) -> None:
    assert probe(code) in {
        "PermissionError",
        "OSError",  # ENOSYS, EXDEV
        "FileNotFoundError",  # what Landlock hides in the way
    }


@needs_landlock
@pytest.mark.skipif(platform.machine() != "x86_64", reason="numbers of x86_64")
@pytest.mark.parametrize(
    "code",
    [
        "system_call(101, 16, os.getppid(), 0, 0)",
        "system_call(425, 4, 0)",
        "system_call(435, 0, 0)",
        "system_call(321, 0, 0, 0)",
        "system_call(434, os.getppid(), 0)",
        "system_call(0x40000000 | 39)",
    ],
    ids=["ptrace", "io_uring", "clone3", "bpf", "pidfd_open", "x32"],
)
def test_system_call_denied(probe: Any, code: str) -> None:
    assert probe(code) in {"PermissionError", "OSError"}


@needs_landlock
@pytest.mark.parametrize(
    "code",
    [
        "open('file').read()",
        "Path('new').write_text('x'); Path('new').write_text('y'); os.unlink('new')",
        "open('/dev/null', 'w').write('x'); open('/dev/null')",
        "os.mkdir('folder'); os.rmdir('folder')",
        "tempfile.TemporaryFile().close()",
        "Path(os.environ['PAGEBRIDGE_READABLE'], 'file').read_text()",
        "import json.tool, xml.dom.minidom, decimal",
        "os.urandom(8); open('/dev/urandom', 'rb').read(1)",
        "mmap.mmap(-1, 100_000_000).close()",
        "t = threading.Thread(target=print); t.start(); t.join()",
        "os.kill(os.getpid(), 0); signal.raise_signal(signal.SIGURG)",
        "resource.getrlimit(resource.RLIMIT_CPU)",
        "import time; time.sleep(0.001); os.sched_getaffinity(0)",
    ],
)
def test_still_allowed(probe: Any, code: str) -> None:
    assert probe(code) == "allowed"


def test_warm_up_may_read_what_calls_may_not(start_worker: StartWorker) -> None:
    worker = start_worker(
        """
        from pagebridge_worker import run
        kept = []
        run(
            {"names": lambda request, body: {"lines": len(kept)}},
            warm_up=lambda: kept.extend(open("/etc/passwd").readlines()),
        )
        """,
        PAGEBRIDGE_SANDBOX="best-effort",
    )
    assert worker.result("names")["lines"] > 0


WITHOUT_LANDLOCK = """
    from pagebridge_worker import landlock, run
    landlock.abi = lambda: 0
    run({"ok": lambda request, body: {}})
"""


def test_required_sandbox_that_cannot_be_had_is_fatal(
    start_worker: StartWorker,
) -> None:
    worker = start_worker(WITHOUT_LANDLOCK, greet=False, PAGEBRIDGE_SANDBOX="required")
    fatal, _ = worker.receive()
    assert (fatal["t"], fatal["code"]) == ("fatal", "sandbox-failed")
    assert worker.exit_status() == 72


def test_best_effort_sandbox_says_what_is_missing(start_worker: StartWorker) -> None:
    worker = start_worker(
        WITHOUT_LANDLOCK, greet=False, PAGEBRIDGE_SANDBOX="best-effort"
    )
    sandbox = worker.greet()["sandbox"]
    assert sandbox["level"] == "partial"
    assert sandbox["landlock"] == 0
    assert "landlock" in sandbox["problems"][0]
    assert worker.result("ok") == {}


def decide(code: bytes, number: int, arch: int, first: int = 0) -> int:
    """What the kernel would do: the few BPF instructions the filter is made of."""
    instructions = list(struct.iter_unpack("=HBBI", code))
    data = {0: number, 4: arch, 16: first}
    place = accumulator = 0
    while True:
        kind, if_true, if_false, value = instructions[place]
        match kind:
            case 0x20:
                accumulator = data[value]
            case 0x06:
                return int(value)
            case 0x15:
                place += if_true if accumulator == value else if_false
            case 0x35:
                place += if_true if accumulator >= value else if_false
            case 0x45:
                place += if_true if accumulator & value else if_false
        place += 1


ALLOW, KILL = 0x7FFF0000, 0x80000000
FAIL = 0x00050000


@pytest.mark.parametrize(("column", "arch"), seccomp._ARCHITECTURES.values())
def test_filter_decides_alike_on_each_architecture(column: int, arch: int) -> None:
    code = seccomp.program(column, arch, pid=1234)
    for numbers in seccomp._DENIED.values():
        number = numbers[column]
        if number is not None:
            assert decide(code, number, arch) == FAIL | errno.EPERM
    assert decide(code, seccomp._CLONE3[column], arch) == FAIL | errno.ENOSYS
    for number, allowed, denied in (
        (seccomp._CLONE[column], 0x3D0F00, 0x01200011),  # thread, fork
        (seccomp._KILL[column], 1234, 1),
        (seccomp._TGKILL[column], 1234, 4321),
        (seccomp._PRLIMIT64[column], 0, 1),
    ):
        assert decide(code, number, arch, allowed) == ALLOW
        assert decide(code, number, arch, denied) == FAIL | errno.EPERM
    read, write, openat = ((0, 1, 257), (63, 64, 56))[column]
    assert {decide(code, n, arch) for n in (read, write, openat)} == {ALLOW}
    assert decide(code, read, arch ^ 1) == KILL


def test_importing_the_package_takes_nothing() -> None:
    """Only `run` does: tests and benchmarks keep their stdout."""
    import pagebridge_worker  # noqa: F401

    assert "pagebridge_worker.start" not in sys.modules


def test_what_routes_are_given_beyond_that(
    start_worker: StartWorker, tmp_path: Path
) -> None:
    """PAGEBRIDGE_NETWORK and PAGEBRIDGE_WRITABLE, and nothing else."""
    scratch, open_folder, closed = (tmp_path / name for name in ("s", "open", "closed"))
    for folder in (scratch, open_folder, closed):
        folder.mkdir()
    worker = start_worker(
        PROBE,
        greet=False,
        PAGEBRIDGE_SANDBOX="required",
        PAGEBRIDGE_SCRATCH=str(scratch),
        PAGEBRIDGE_WRITABLE=str(open_folder),
        PAGEBRIDGE_NETWORK="allowed",
    )
    assert worker.greet()["sandbox"]["network"] is True
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        outcomes = {
            code: worker.result("probe", code=code)["outcome"]
            for code in (
                f"socket.create_connection(('127.0.0.1', {port})).close()",
                f"Path({str(open_folder)!r}, 'new').write_text('x')",
                f"Path({str(closed)!r}, 'new').write_text('x')",
                "Path('/etc/passwd').read_text()",
                f"os.listdir('/proc/{os.getpid()}')",
                "subprocess.run(['/bin/true'])",
                "os.fork()",
                "os.kill(os.getppid(), 0)",
            )
        }
    assert list(outcomes.values()) == ["allowed"] * 2 + ["PermissionError"] * 6
    assert (open_folder / "new").read_text() == "x"
