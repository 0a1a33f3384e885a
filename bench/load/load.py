"""What more and more clients get from the service, and what its metrics said meanwhile.

Each client posts one document after the other; on 429 it waits as long as it was told
and tries the next. The documents are those of the tests, 1 to 12 pages. Prints a line
for each number of clients and, at the end, what a page and a worker cost.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "soak"))

from service import ROOT, Service

_JVM = ["-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx512m"]
_DOCUMENTS = ["report", "two-columns", "tables", "footnotes", "financial-statement"]
_HEAD = [
    *("clients", "documents/s", "pages/s", "p50 ms", "p99 ms", "429s"),
    *("saturation", "queue wait ms"),
]


@dataclass
class Level:
    """What one number of clients saw. Latencies in seconds."""

    clients: int
    latencies: list[float] = field(default_factory=list)
    refused: int = 0
    failed: int = 0
    saturation: list[float] = field(default_factory=list)
    pages: float = 0
    waited: float = 0
    calls: float = 0
    seconds: float = 0

    def row(self) -> str:
        ordered = sorted(self.latencies)
        cells = [
            str(self.clients),
            f"{len(ordered) / self.seconds:.1f}",
            f"{self.pages / self.seconds:.0f}",
            f"{1000 * statistics.median(ordered):.0f}",
            f"{1000 * ordered[int(0.99 * (len(ordered) - 1))]:.0f}",
            str(self.refused),
            f"{statistics.fmean(self.saturation):.2f}",
            f"{1000 * self.waited / max(1, self.calls):.0f}",
        ]
        return _line(cells)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


class Client(threading.Thread):
    """Keeps its connection; counts only answers that began within the level."""

    def __init__(
        self, port: int, bodies: list[bytes], first: int, level: Level
    ) -> None:
        super().__init__(daemon=True)
        self._bodies = itertools.islice(itertools.cycle(bodies), first, None)
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._level = level
        self.over = threading.Event()

    def run(self) -> None:
        for body in self._bodies:
            if self.over.is_set():
                break
            self._post(body)
        self._connection.close()

    def _post(self, body: bytes) -> None:
        begin = time.monotonic()
        try:
            self._connection.request(
                "POST", "/v1/extract", body, {"Content-Type": "application/pdf"}
            )
            answer = self._connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            self._level.failed += 1
            return
        if answer.status == 200:
            self._level.latencies.append(time.monotonic() - begin)
        elif answer.status == 429:
            self._level.refused += 1
            self.over.wait(float(answer.headers.get("Retry-After", "1")))
        else:
            self._level.failed += 1


def measured(
    service: Service, bodies: list[bytes], clients: int, seconds: float
) -> Level:
    level = Level(clients)
    before = service.metrics()
    begin = time.monotonic()
    crowd = [Client(service.port, bodies, i, level) for i in range(clients)]
    for client in crowd:
        client.start()
    while time.monotonic() < begin + seconds:
        time.sleep(0.2)
        level.saturation.append(
            service.metrics()['pagebridge_pool_saturation{pool="pdfium"}']
        )
    for client in crowd:
        client.over.set()
    for client in crowd:
        client.join()
    level.seconds = time.monotonic() - begin
    after = service.metrics()

    def grown(series: str) -> float:
        return after.get(series, 0) - before.get(series, 0)  # made by the first use

    level.pages = grown("pagebridge_extract_pages_total")
    level.waited = grown('pagebridge_pool_queue_wait_seconds_sum{pool="pdfium"}')
    level.calls = grown('pagebridge_pool_queue_wait_seconds_count{pool="pdfium"}')
    return level


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="for each level")
    parser.add_argument("--warm-up", type=float, default=30, help="seconds")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--clients", default="1,2,4,8,16,32")
    options = parser.parse_args()
    pdfs = ROOT / "src/test/resources/pdf"
    bodies = [(pdfs / f"{name}.pdf").read_bytes() for name in _DOCUMENTS]
    settings = [*_JVM, f"-Dpagebridge.pool.size={options.workers}"]
    with (
        tempfile.TemporaryDirectory() as folder,
        Service(settings, Path(folder) / "log") as service,
    ):
        measured(service, bodies, options.workers, options.warm_up)
        print(f"{options.workers} workers, {options.seconds:.0f} s a level\n")
        print(_line(_HEAD))
        print("|" + "---|" * len(_HEAD))
        cpu, pages, failed = service.cpu_seconds(), 0.0, 0
        for clients in map(int, options.clients.split(",")):
            level = measured(service, bodies, clients, options.seconds)
            print(level.row(), flush=True)
            pages += level.pages
            failed += level.failed
        spent = service.cpu_seconds() - cpu
        jvm, workers = (size >> 20 for size in service.resident())
        each = workers / (options.workers + 1)
    print(
        f"\n{pages / spent:.0f} pages a second of CPU,"
        f" {1000 * spent / pages:.1f} ms a page;"
        f" resident: JVM {jvm} MB, a worker {each:.0f} MB; {failed} failed"
    )


if __name__ == "__main__":
    main()
