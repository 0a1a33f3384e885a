"""Runs the service over some PDFs and leaves the AOT cache of what it loaded.

container/train_aot.py FILE.pdf...    (in the image's build, after everything else)

Paths, JVM and flags are those of the image, or the cache would be ignored.
"""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

HOME = Path("/opt/pagebridge")
APP = HOME / "app"
JVM = [str(HOME / "java/bin/java"), f"@{APP}/jvm.options", f"@{APP}/memory.options"]
ROUNDS = 10
KINDS = ["application/json", "application/x-ndjson", "text/markdown", "text/plain"]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def ask(port: int, path: str, body: bytes | None = None, accept: str = "*/*") -> bytes:
    headers = {"Accept": accept}
    if body is not None:
        headers["Content-Type"] = "application/pdf"
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body, headers)
    with urllib.request.urlopen(request, timeout=120) as answer:
        return bytes(answer.read())


def wait_until_ready(service: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end and service.poll() is None:
        try:
            ask(port, "/q/health/ready")
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    sys.exit("train_aot.py: the service did not become ready")


def train(pdfs: list[bytes], http: int, management: int) -> None:
    for turn in range(ROUNDS):
        for pdf in pdfs if turn == 0 else pdfs[:1]:
            for kind in KINDS:
                ask(http, "/v1/extract", pdf, kind)
    ask(http, "/v1/info")
    for probe in ("started", "live", "ready"):
        ask(management, f"/q/health/{probe}")
    ask(management, "/q/metrics")


def main() -> None:
    http, management = free_port(), free_port()
    environment = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PAGEBRIDGE_PYTHON_HOME": str(HOME / "python"),
        # Small, so that it also fits into the memory of whatever builds the image.
        "PAGEBRIDGE_POOL_SIZE": "1",
        "PAGEBRIDGE_POOL_STANDBY": "0",
        "PAGEBRIDGE_POOL_WORKER_MEMORY": "512M",
        "JDK_JAVA_OPTIONS": "-Xmx256m",
        "QUARKUS_HTTP_HOST": "127.0.0.1",
        "QUARKUS_HTTP_PORT": str(http),
        "QUARKUS_MANAGEMENT_HOST": "127.0.0.1",
        "QUARKUS_MANAGEMENT_PORT": str(management),
    }
    service = subprocess.Popen(
        [*JVM, "-XX:AOTCacheOutput=app.aot", "-jar", "quarkus-run.jar"],
        cwd=APP,
        env=environment,
    )
    try:
        wait_until_ready(service, management)
        train([Path(name).read_bytes() for name in sys.argv[1:]], http, management)
    finally:
        service.terminate()
        service.wait(timeout=180)
    cache = APP / "app.aot"
    if not cache.exists():
        sys.exit("train_aot.py: no cache was written")
    cache.chmod(0o644)


if __name__ == "__main__":
    main()
