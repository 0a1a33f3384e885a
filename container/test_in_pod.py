"""The image run by runc as the Deployment says: user, rights, memory, volumes, a
seccomp profile, no network. The kernel's sandbox around the workers is required."""

import dataclasses
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pod import MIB, Deployment, Pod, status

pytestmark = pytest.mark.skipif(
    "PAGEBRIDGE_IMAGE_NO_PODS" in os.environ,
    reason=os.environ.get("PAGEBRIDGE_IMAGE_NO_PODS", ""),
)

REQUIRED = {"PAGEBRIDGE_POOL_SANDBOX": "required"}
# What .ci/image asked for beside the lock's own two.
LANGUAGES = ["deu", "eng", "fra"]
NewPod = Callable[..., Pod]


def listing(root: Path) -> set[tuple[str, int, int, int]]:
    return {
        (str(path), info.st_mode, info.st_size, info.st_mtime_ns)
        for path in root.rglob("*")
        if (info := path.lstat()) and not path.is_dir()
    }


@pytest.fixture(scope="module")
def service(new_pod: NewPod) -> Pod:
    return new_pod(settings=REQUIRED)


@pytest.fixture(scope="module")
def before(root: Path, service: Pod) -> set[tuple[str, int, int, int]]:
    """All files of the image; the mount points exist by now."""
    return listing(root)


def heap(pod: Pod) -> int:
    code, metrics = pod.ask("/q/metrics", port=9000)
    assert code == 200
    found = re.findall(
        r'^jvm_memory_max_bytes\{area="heap".*\} (\S+)', metrics.decode(), re.M
    )
    return int(sum(float(number) for number in found))


def test_workers_are_fully_sandboxed(service: Pod, before: object) -> None:
    info = json.loads(service.ask("/v1/info")[1])
    assert info["sandbox"] == "full"
    assert info["ocr_languages"] == LANGUAGES


def test_digital_pdf(service: Pod) -> None:
    document = service.extract("report.pdf")
    assert len(document["pages"]) == 12
    assert len(document["chunks"]) > 10
    assert "Aldermoor | 376 | 135" in document["text"]


@pytest.mark.parametrize("language", ["eng", "fra"])
def test_scanned_page(service: Pod, language: str) -> None:
    document = service.extract("scanned.pdf", f"?ocr_languages={language}")
    assert document["pages"][0]["ocr"] is True
    assert "Inspection of the lower embankment" in document["text"]
    assert "Engineers from Hartwick compared the audit" in document["text"]


def test_second_engine_runs_on_the_small_java(service: Pod) -> None:
    document = service.extract("tables.pdf", "?verify=always")
    assert not document["warnings"]
    assert "engine=pdfium verdict=accepted" in service.log.read_text()


def test_no_process_has_any_right(service: Pod) -> None:
    processes = {pid: status(pid) for pid in service.processes()}
    assert processes[service.init]["Name"] == "tini"
    assert processes[service.init]["NSpid"].split()[-1] == "1"
    names = [state["Name"] for state in processes.values()]
    assert names.count("java") >= 1 and names.count("python") >= 2
    for state in processes.values():
        assert set(state["Uid"].split()) == {"10001"}, state
        assert set(state["Gid"].split()) == {"0"}, state
        assert {state[name].strip("0") for name in ("CapPrm", "CapEff", "CapBnd")} == {
            ""
        }
        assert state["NoNewPrivs"] == "1"
        assert state["Seccomp"] == "2"


def test_only_the_volumes_may_be_written(service: Pod, deployment: Deployment) -> None:
    volumes = set(deployment.volumes())
    lines = Path(f"/proc/{service.init}/mountinfo").read_text().splitlines()
    fields = [line.split() for line in lines]
    assert [field[5].split(",")[0] for field in fields if field[4] == "/"] == ["ro"]
    writable = {
        field[4]
        for field in fields
        if "rw" in field[5].split(",")
        and not field[4].startswith(("/dev", "/proc", "/sys"))
    }
    assert writable == volumes
    assert not [*service.inside("/dev/shm").iterdir()]


def test_heap_leaves_the_workers_their_share(service: Pod) -> None:
    """Of the memory limit: all processes of both pools at their own limit."""
    line = re.search(r"memory: .*= (\d+) MB", service.log.read_text())
    assert line
    total = int(line[1]) * MIB
    assert heap(service) + 256 * MIB < total <= service.deployment.memory


def test_jvm_does_not_complain(service: Pod) -> None:
    """A cache that does not fit, an unknown option, a missing module: all say WARN."""
    text = service.log.read_text()
    assert not re.findall(r".*(?:\[warning\]|\[error\]|WARN|ERROR).*", text)


def test_sigterm_ends_everything(service: Pod) -> None:
    processes = service.processes()
    assert len(processes) >= 4
    code, seconds = service.terminate()
    print(f"\nimage: SIGTERM to the end {seconds:.1f} s, exit code {code}")
    assert code in (0, 143)
    assert seconds < service.deployment.grace
    assert not [pid for pid in processes if Path(f"/proc/{pid}").exists()]
    left = [file for place in service.volumes.values() for file in place.rglob("*")]
    assert not [file for file in left if file.is_file() and file.stat().st_size]


def test_image_is_unchanged(
    service: Pod, root: Path, before: set[tuple[str, int, int, int]]
) -> None:
    assert listing(root) == before


def test_any_user_of_group_0(new_pod: NewPod, deployment: Deployment) -> None:
    """As OpenShift draws one; and without options for the JVM, its heap is a share of
    the memory limit."""
    settings = dict(deployment.settings)
    del settings["JDK_JAVA_OPTIONS"]
    pod = new_pod(
        user=(1_000_650_000, 0),
        groups=(),
        settings=REQUIRED | {"PAGEBRIDGE_PDFBOX_SIZE": "1"},
        deployment=dataclasses.replace(deployment, settings=settings),
    )
    assert len(pod.extract("report.pdf")["chunks"]) > 10
    assert set(status(pod.java())["Uid"].split()) == {"1000650000"}
    assert 0.12 < heap(pod) / deployment.memory < 0.16
    assert pod.terminate()[0] in (0, 143)


@pytest.fixture
def other_jar(root: Path, tmp_path: Path) -> dict[str, object]:
    """The same jar of another time: the cache does not fit to it."""
    jar = "/opt/pagebridge/app/quarkus-run.jar"
    copy = shutil.copy(root / jar[1:], tmp_path / "quarkus-run.jar")
    tmp_path.chmod(0o755)
    os.utime(copy, (1, 1))
    return {
        "destination": jar,
        "type": "bind",
        "source": str(copy),
        "options": ["bind", "ro"],
    }


def strict(deployment: Deployment) -> dict[str, str]:
    """The JVM ends when it cannot use the cache, instead of going on without."""
    options = deployment.settings["JDK_JAVA_OPTIONS"]
    return REQUIRED | {"JDK_JAVA_OPTIONS": f"{options} -XX:AOTMode=on"}


def test_cache_fits(new_pod: NewPod, deployment: Deployment) -> None:
    assert new_pod(settings=strict(deployment)).terminate()[0] in (0, 143)


def test_cache_that_does_not_fit_is_ignored(
    new_pod: NewPod, deployment: Deployment, other_jar: dict[str, object]
) -> None:
    with pytest.raises(AssertionError, match="AOT cache"):
        new_pod(settings=strict(deployment), mounts=[other_jar])
    pod = new_pod(settings=REQUIRED, mounts=[other_jar])
    assert len(pod.extract("report.pdf")["chunks"]) > 10
    assert pod.terminate()[0] in (0, 143)
