"""A pod made of the image and the Deployment, without a cluster: runc, the root file
system of the build, and what k8s/base says about user, rights, memory and volumes."""

from __future__ import annotations

import ctypes
import http.client
import json
import os
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from runtime import seccomp, skeleton

PROJECT = Path(__file__).resolve().parent.parent
MIB = 1 << 20
_CLONE_NEWNET = 0x40000000
_UNITS = {"": 1, "Ki": 1 << 10, "Mi": MIB, "Gi": 1 << 30}


def quantity(text: str) -> int:
    match = re.fullmatch(r"(\d+)(Ki|Mi|Gi|)", text)
    assert match, f"{text} is no size"
    return int(match[1]) * _UNITS[match[2]]


@dataclass(frozen=True)
class Deployment:
    """What the manifests say about the one container."""

    pod: dict[str, Any]
    settings: dict[str, str]

    @staticmethod
    def read(tree: str = "base") -> Deployment:
        text = subprocess.run(
            ["kubectl", "kustomize", PROJECT / "k8s" / tree],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        items = list(yaml.safe_load_all(text))
        (deployment,) = [item for item in items if item["kind"] == "Deployment"]
        maps = [item["data"] for item in items if item["kind"] == "ConfigMap"]
        settings = {key: str(value) for data in maps for key, value in data.items()}
        return Deployment(deployment["spec"]["template"]["spec"], settings)

    @property
    def container(self) -> dict[str, Any]:
        found: dict[str, Any] = self.pod["containers"][0]
        return found

    @property
    def memory(self) -> int:
        return quantity(self.container["resources"]["limits"]["memory"])

    @property
    def grace(self) -> int:
        return int(self.pod["terminationGracePeriodSeconds"])

    def volumes(self) -> dict[str, int]:
        """Where each emptyDir is mounted, and its size."""
        sizes = {
            volume["name"]: quantity(volume["emptyDir"]["sizeLimit"])
            for volume in self.pod["volumes"]
        }
        mounts = self.container["volumeMounts"]
        return {mount["mountPath"]: sizes[mount["name"]] for mount in mounts}


@dataclass
class Pod:
    """One run of the image. Its network has a loopback device and nothing else."""

    folder: Path
    root: Path
    config: dict[str, Any]
    deployment: Deployment
    user: tuple[int, int] = (10001, 0)
    groups: tuple[int, ...] = (10001,)
    settings: dict[str, str] = field(default_factory=dict)
    mounts: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.name = f"pagebridge-{os.getpid()}-{self.folder.name}"
        self.log = self.folder / "log"
        self.seconds = 0.0
        self.volumes: dict[str, Path] = {}
        self._runc = ["runc", "--root", str(self.folder / "runc")]

    def environment(self) -> dict[str, str]:
        own = dict(line.split("=", 1) for line in self.config["Env"])
        merged = {"PATH": "/usr/bin:/bin"} | own
        merged |= self.deployment.settings | self.settings
        return {name: value for name, value in merged.items() if value}

    def specification(self) -> dict[str, Any]:
        spec = skeleton(self.name)
        security = self.deployment.container["securityContext"]
        assert security["capabilities"]["drop"] == ["ALL"]
        uid, gid = self.user
        spec["root"] = {
            "path": str(self.root),
            "readonly": security["readOnlyRootFilesystem"],
        }
        process = spec["process"]
        process["user"] = {"uid": uid, "gid": gid, "additionalGids": list(self.groups)}
        process["args"] = self.config["Entrypoint"] + (self.config.get("Cmd") or [])
        process["cwd"] = self.config["WorkingDir"]
        process["env"] = [f"{key}={value}" for key, value in self.environment().items()]
        process["noNewPrivileges"] = not security["allowPrivilegeEscalation"]
        spec["mounts"] += self.mounts
        for place, folder in self.volumes.items():
            options = ["rbind", "rw", "nosuid", "nodev"]
            spec["mounts"].append(
                {"destination": place, "type": "bind", "source": str(folder)}
                | {"options": options}
            )
        limit = self.deployment.memory
        spec["linux"]["resources"]["memory"] = {"limit": limit, "swap": limit}
        profile = self.deployment.pod["securityContext"]["seccompProfile"]["type"]
        assert profile == "RuntimeDefault"
        spec["linux"]["seccomp"] = seccomp()
        return spec

    def start(self) -> Pod:
        """Returns when it is ready; `seconds` says how long that took."""
        self._make_volumes()
        (self.folder / "config.json").write_text(json.dumps(self.specification()))
        begin = time.monotonic()
        command = [*self._runc, "run", "--bundle", str(self.folder), self.name]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.init = self._wait_for_init(begin + 60)
        self._client = ThreadPoolExecutor(1, initializer=_enter, initargs=(self.init,))
        while self._code("/q/health/ready") != 200:
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < begin + 180, self.log.read_text()
            time.sleep(0.02)
        self.seconds = time.monotonic() - begin
        return self

    def _make_volumes(self) -> None:
        """Each emptyDir with its size, open to everybody, as the kubelet makes it."""
        for number, (place, size) in enumerate(self.deployment.volumes().items()):
            folder = self.folder / f"volume{number}"
            folder.mkdir()
            options = f"nosuid,nodev,mode=0777,size={size}"
            mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
            subprocess.run(mount, check=True)
            self.volumes[place] = folder

    def _wait_for_init(self, end: float) -> int:
        while time.monotonic() < end and self.process.poll() is None:
            state = subprocess.run(
                [*self._runc, "state", self.name], capture_output=True, text=True
            )
            if state.returncode == 0:
                told = json.loads(state.stdout)
                if told["status"] == "running":
                    return int(told["pid"])
            time.sleep(0.01)
        raise AssertionError(f"runc did not start it: {self.log.read_text()}")

    def _code(self, path: str) -> int:
        try:
            return self.ask(path, port=9000)[0]
        except OSError:
            return 0

    def ask(
        self, path: str, body: bytes | None = None, port: int = 8080
    ) -> tuple[int, bytes]:
        return self._client.submit(_ask, port, path, body).result()

    def extract(self, pdf: str, options: str = "") -> dict[str, Any]:
        file = PROJECT / "src/test/resources/pdf" / pdf
        code, answer = self.ask(f"/v1/extract{options}", file.read_bytes())
        assert code == 200, answer
        document: dict[str, Any] = json.loads(answer)
        return document

    def processes(self) -> list[int]:
        told = subprocess.run(
            [*self._runc, "ps", "--format", "json", self.name],
            capture_output=True,
            text=True,
            check=True,
        )
        return [int(pid) for pid in json.loads(told.stdout) or []]

    def java(self) -> int:
        """The JVM of the service: the child of the init."""
        (pid,) = [p for p in self.processes() if status(p)["PPid"] == str(self.init)]
        return pid

    def inside(self, path: str) -> Path:
        return Path(f"/proc/{self.init}/root{path}")

    def terminate(self) -> tuple[int, float]:
        """SIGTERM to the init; its exit code and how long the end took."""
        begin = time.monotonic()
        subprocess.run([*self._runc, "kill", self.name, "TERM"], check=True)
        code = self.process.wait(self.deployment.grace)
        return code, time.monotonic() - begin

    def remove(self) -> None:
        """Whatever state it is in."""
        if hasattr(self, "_client"):
            self._client.shutdown()
        remove = [*self._runc, "delete", "--force", self.name]
        subprocess.run(remove, capture_output=True)
        self.process.wait(30)
        for folder in self.volumes.values():
            subprocess.run(["umount", "--lazy", folder], check=True)


def status(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {key: value.strip() for key, _, value in (s.partition(":") for s in lines)}


def cpu_seconds(pid: int) -> float:
    """Of one process so far."""
    numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


def _enter(pid: int) -> None:
    """This thread joins the pod's network."""
    with Path(f"/proc/{pid}/ns/net").open() as space:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.setns(space.fileno(), _CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "cannot join the pod's network")


def _ask(port: int, path: str, body: bytes | None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        headers = {"Content-Type": "application/pdf"} if body else {}
        connection.request("POST" if body else "GET", path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
