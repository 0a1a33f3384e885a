"""environment.sh: what it says when something is missing, without any network."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent
TOOLS = "sh dirname cksum cat grep ls rm mkdir mv sleep find"


def environment(kind: str, folder: Path, path: str | None = None) -> tuple[int, str]:
    done = subprocess.run(
        ["/bin/sh", str(folder / "environment.sh"), kind],
        env=os.environ if path is None else {"PATH": path},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout without any environment, and `bin` with no Python in it."""
    for name in ("environment.sh", "requirements.lock", "requirements-uv.lock"):
        shutil.copy(FOLDER / name, tmp_path)
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in TOOLS.split():
        found = shutil.which(name)
        assert found
        (tools / name).symlink_to(found)
    return tmp_path


def test_missing_python_is_said_in_one_sentence(copy: Path) -> None:
    status, said = environment("run", folder=copy, path=str(copy / "bin"))
    assert status == 1
    assert said.count("\n") == 1
    assert "needs CPython 3.11 or newer" in said


def test_missing_venv_module_is_said_in_one_sentence(copy: Path) -> None:
    python = copy / "bin/python3"
    # Answers with its own path when asked for the interpreter; cannot do more.
    python.write_text(f'#!/bin/sh\n[ "$1" = -c ] && echo {python}\n')
    python.chmod(0o755)
    status, said = environment("run", folder=copy, path=str(copy / "bin"))
    assert status == 1
    assert "no working 'venv' module" in said
    assert not (copy / ".venv-lock").exists()


def test_unknown_environment_is_refused(copy: Path) -> None:
    status, said = environment("prod", folder=copy, path=str(copy / "bin"))
    assert status == 1
    assert "unknown environment 'prod'" in said


@pytest.mark.skipif(
    not (FOLDER / ".venv-dev/stamp").exists(), reason="not made by environment.sh"
)
def test_current_environment_costs_nothing() -> None:
    environment("dev", folder=FOLDER)
    began = time.monotonic()
    assert environment("dev", folder=FOLDER) == (0, "")
    assert time.monotonic() - began < 1  # a few milliseconds on an idle machine
