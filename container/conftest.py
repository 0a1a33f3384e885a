"""The image that .ci/image built: PAGEBRIDGE_IMAGE_ROOT is its root file system,
PAGEBRIDGE_IMAGE_CONFIG a file with its configuration (`buildah inspect`)."""

import itertools
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pod import Deployment, Pod


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(os.environ["PAGEBRIDGE_IMAGE_ROOT"])


@pytest.fixture(scope="session")
def config() -> dict[str, Any]:
    told = json.loads(Path(os.environ["PAGEBRIDGE_IMAGE_CONFIG"]).read_text())
    image: dict[str, Any] = told["OCIv1"]["config"]
    return image


@pytest.fixture(scope="session")
def deployment() -> Deployment:
    return Deployment.read()


@pytest.fixture(scope="session")
def new_pod(
    root: Path,
    config: dict[str, Any],
    deployment: Deployment,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., Pod]]:
    """Makes pods; none outlives the tests."""
    made: list[Pod] = []
    numbers = itertools.count()

    def make(**changes: Any) -> Pod:
        folder = tmp_path_factory.mktemp(f"pod{next(numbers)}-")
        made.append(
            Pod(
                **({"deployment": deployment} | changes),
                folder=folder,
                root=root,
                config=config,
            )
        )
        return made[-1].start()

    yield make
    for pod in made:
        pod.remove()
