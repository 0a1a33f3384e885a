from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.px1 import WorkerProcess

StartWorker = Callable[..., WorkerProcess]


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[StartWorker]:
    """Starts a script, given as text, as a worker; kills it after the test."""
    with ExitStack() as stack:

        def start(script: str, greet: bool = True, **environment: str) -> WorkerProcess:
            path = tmp_path / "script.py"
            path.write_text(textwrap.dedent(script))
            worker = stack.enter_context(WorkerProcess(path, environment))
            if greet:
                worker.greet()
            return worker

        yield start
