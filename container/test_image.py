"""What the image is made of: root file system and configuration; nothing runs."""

import json
import os
import re
import ssl
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pod import PROJECT

LIMIT_MB = 450
PARTS = ["opt/pagebridge/java", "opt/pagebridge/python", "opt/pagebridge/app/lib"]
FOLDERS = {
    *["bin", "boot", "dev", "etc", "home", "lib", "lib32", "lib64", "libx32", "media"],
    *["mnt", "opt", "proc", "root", "run", "sbin", "srv", "sys", "tmp", "usr", "var"],
}
# Programs that help an intruder or belong to the build.
TOOLS = re.compile(
    r"(.*-)?(gcc|g\+\+|cc|ld|make|javac|jlink|mvn|uv|pip[\d.]*|curl|wget|git|nc|gdb)"
)


def walk(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for place, folders, files in os.walk(folder):
        for name in folders + files:
            path = Path(place, name)
            yield path, path.lstat()


def megabytes(*paths: Path) -> int:
    told = subprocess.run(
        ["du", "-xscm", *paths], capture_output=True, text=True, check=True
    )
    return int(told.stdout.splitlines()[-1].split()[0])


def bill(root: Path, name: str) -> list[dict[str, Any]]:
    told = json.loads((root / "opt/pagebridge/sbom" / name).read_text())
    assert told["bomFormat"] == "CycloneDX"
    components: list[dict[str, Any]] = told["components"]
    return components


def test_is_small(root: Path) -> None:
    sizes = {part: megabytes(root / part) for part in PARTS}
    sizes["app.aot"] = megabytes(root / "opt/pagebridge/app/app.aot")
    sizes["CPython"] = megabytes(
        *root.glob("usr/lib/python3*"), *root.glob("usr/bin/python3*")
    )
    total = megabytes(root)
    sizes["Debian and the rest"] = total - sum(sizes.values())
    print(
        f"\nimage: {total} MB unpacked,", *(f"{k} {v} MB ·" for k, v in sizes.items())
    )
    assert total < LIMIT_MB


def test_runs_as_nobody_in_particular(config: dict[str, Any]) -> None:
    assert config["User"] == "10001:0"
    assert config["WorkingDir"] == "/opt/pagebridge/app"
    assert set(config["ExposedPorts"]) == {"8080/tcp", "9000/tcp"}


def test_entry_point_is_an_init_and_no_shell(config: dict[str, Any]) -> None:
    entry = config["Entrypoint"]
    assert entry[:3] == ["/usr/bin/tini", "--", "/opt/pagebridge/java/bin/java"]
    assert not config.get("Cmd")
    assert not any(Path(word).name == "sh" for word in entry)


def test_labels_name_version_licence_and_source(config: dict[str, Any]) -> None:
    label = "org.opencontainers.image."
    labels = config["Labels"]
    pom = (PROJECT / "pom.xml").read_text()
    (version,) = re.findall(r"^  <version>(.*)</version>", pom, re.M)
    assert labels[label + "version"] == version
    assert labels[label + "licenses"] == "Apache-2.0"
    assert re.fullmatch(r"[0-9a-f]{40}", labels[label + "revision"])
    for name in ("title", "description", "base.name"):
        assert labels[label + name]


def test_keeps_nothing_of_the_network_it_was_built_in(config: dict[str, Any]) -> None:
    """Neither a proxy nor a bundle of certificates nor a setting of Maven."""
    assert {line.split("=")[0] for line in config["Env"]} == {
        "PATH",
        "LANG",
        "QUARKUS_HTTP_HOST",
        "QUARKUS_MANAGEMENT_HOST",
        "PAGEBRIDGE_PYTHON_HOME",
        "JDK_JAVA_OPTIONS",
    }


def test_holds_nothing_of_the_build(root: Path) -> None:
    assert {path.name for path in root.iterdir()} <= FOLDERS
    for folder in ("tmp", "home", "mnt", "media", "srv", "var/tmp", "var/cache/apt"):
        assert not [*(root / folder).glob("*")], folder
    assert not [*root.glob("root/.*history"), *root.glob("root/.cache")]
    assert not [*root.glob("var/lib/apt/lists/*_Packages*")]


def test_has_no_tools(root: Path) -> None:
    places = ["bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin"]
    places += ["opt/pagebridge/java/bin", "opt/pagebridge/python/.venv/bin"]
    found = [
        path.name
        for place in places
        for path in (root / place).glob("*")
        if TOOLS.fullmatch(path.name)
    ]
    assert not found
    for package in ("pip", "uv", "ensurepip", "setuptools", "test"):
        assert not [*root.glob(f"usr/lib/python3*/{package}")], package
        venv = "opt/pagebridge/python/.venv/lib/python3*/site-packages"
        assert not [*root.glob(f"{venv}/{package}")], package


def test_no_program_lends_rights(root: Path) -> None:
    found = [path for path, info in walk(root) if info.st_mode & 0o6000]
    assert not found


def test_only_temporary_folders_may_be_written_by_everybody(root: Path) -> None:
    found = [
        path.relative_to(root)
        for path, info in walk(root)
        if info.st_mode & 0o002
        and not stat.S_ISLNK(info.st_mode)
        and not stat.S_ISCHR(info.st_mode)
        and not info.st_mode & stat.S_ISVTX
    ]
    assert not found


def test_service_may_read_itself_and_write_nothing_of_it(root: Path) -> None:
    """Whatever its uid is, as OpenShift draws one."""
    for path, info in walk(root / "opt/pagebridge"):
        assert (info.st_uid, info.st_gid) == (0, 0), path
        if not stat.S_ISLNK(info.st_mode):
            assert info.st_mode & 0o022 == 0, path
            assert info.st_mode & 0o044 == 0o044, path


def test_java_is_25_without_a_compiler(root: Path) -> None:
    release = (root / "opt/pagebridge/java/release").read_text()
    assert re.search(r'^JAVA_VERSION="25[."]', release, re.M)
    assert "jdk.compiler" not in release
    assert "java.desktop" in release


def certificates(*bundles: Path) -> set[bytes]:
    block = "-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----"
    texts = [bundle.read_text() for bundle in bundles]
    return {
        ssl.PEM_cert_to_DER_cert(found)
        for text in texts
        for found in re.findall(block, text, re.S)
    }


def test_java_trusts_whom_debian_trusts(root: Path) -> None:
    """And not the certificate of a network that reads what the build fetches."""
    store = (root / "opt/pagebridge/java/lib/security/cacerts").read_bytes()
    assert store.count(b"X.509") > 100
    bundle = os.environ.get("SSL_CERT_FILE")
    debian = certificates(*Path("/usr/share/ca-certificates/mozilla").glob("*.crt"))
    own = certificates(Path(bundle)) - debian if bundle else set()
    assert not [certificate for certificate in own if certificate in store]


def test_byte_code_is_there_and_current(root: Path) -> None:
    """A read-only root gets it never; stale code is compiled at every start."""
    home = root / "opt/pagebridge/python"
    sources = [*home.glob("*.py"), *home.glob("pagebridge_worker/**/*.py")]
    sources += home.glob(".venv/lib/**/*.py")
    assert len(sources) > 50
    for source in sources:
        (code,) = source.parent.glob(f"__pycache__/{source.stem}.cpython-3??.pyc")
        head = code.read_bytes()[:16]
        flags, seconds, size = (
            int.from_bytes(head[i : i + 4], "little") for i in (4, 8, 12)
        )
        info = source.stat()
        assert flags == 0, source
        assert (seconds, size) == (int(info.st_mtime), info.st_size & 0xFFFFFFFF), (
            source
        )


def test_reads_english_without_anything_mounted(root: Path) -> None:
    data = [*root.glob("opt/pagebridge/python/.venv/**/eng.traineddata")]
    assert len(data) == 1


def test_bill_of_java_names_every_jar(root: Path) -> None:
    known = {
        f"{part['group']}.{part['name']}-{part['version']}"
        for part in bill(root, "java.json")
    }
    jars = [*(root / "opt/pagebridge/app/lib").rglob("*.jar")]
    assert len(jars) > 100
    missing = [
        jar.name
        for jar in jars
        if jar.stem not in known
        and not any(jar.stem.startswith(f"{name}-") for name in known)
    ]
    assert not missing


def test_bill_of_python_is_the_lock(root: Path) -> None:
    lock = (PROJECT / "python/requirements.lock").read_text()
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.M))
    named = {part["name"]: part["version"] for part in bill(root, "python.json")}
    assert named == locked


@pytest.mark.parametrize("name", ["java.json", "python.json"])
def test_bill_gives_every_part_an_address(root: Path, name: str) -> None:
    for part in bill(root, name):
        assert part["purl"].startswith("pkg:"), part["name"]
