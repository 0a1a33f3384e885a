"""When answers start, and what more clients bring: wall time against a running service.

Three measures, each after a warm-up over the same files; medians with their range:

* the end: a stream's last progress event says that the last page was read; how long
  until the first line of the document follows (layout of the whole document and the
  text lie between), for the PDF with the most pages; and, by the JSON answer's own
  times, how long that answer took from then on (with all chunks, without writing);
* one page: a whole request for the first page of the first PDF;
* clients: pages a second by one client, then by two, in turn.

All of it depends on what else the machine does, this client included.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit


class Service:
    """One connection for each request: what a caller without a pool does."""

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc

    def post(self, pdf: bytes, query: str, accept: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(self._host, timeout=300)
        headers = {"Content-Type": "application/pdf", "Accept": accept}
        connection.request("POST", f"/v1/extract?ocr=off{query}", pdf, headers)
        answer = connection.getresponse()
        if answer.status != 200:
            raise SystemExit(f"{answer.status}: {answer.read(500)!r}")
        return answer

    def pages(self, pdf: bytes) -> int:
        answer = self.post(pdf, "&include=pages,chunks", "application/json").read()
        return len(json.loads(answer)["pages"])

    def whole(self, pdf: bytes) -> None:
        self.post(pdf, "", "application/json").read()

    def one_page(self, pdf: bytes) -> float:
        start = time.perf_counter()
        self.post(pdf, "&pages=1", "application/json").read()
        return time.perf_counter() - start

    def after_last_page(self, pdf: bytes) -> float:
        """Seconds from the last progress event to the line after it."""
        answer = self.post(pdf, "", "application/x-ndjson")
        last = time.perf_counter()
        for line in answer:
            now = time.perf_counter()
            kind = json.loads(line)["type"]
            if kind not in ("document", "progress"):
                answer.read()
                return now - last
            last = now
        raise SystemExit("the stream ended before its text")

    def json_after_last_page(self, pdf: bytes) -> float:
        """Seconds, to the millisecond, that the service itself tells."""
        times = json.loads(self.post(pdf, "", "application/json").read())["timings"]
        after = times["total_ms"] - times["queued_ms"] - times["worker_ms"]
        return float(after) / 1000


def report(what: str, seconds: list[float]) -> None:
    milliseconds = sorted(1000 * value for value in seconds)
    print(
        f"{what}: {statistics.median(milliseconds):.1f} ms "
        f"({milliseconds[0]:.1f} to {milliseconds[-1]:.1f}, {len(milliseconds)} times)"
    )


def throughput(work: Callable[[bytes], None], pdfs: list[bytes], clients: int) -> float:
    """Seconds for all PDFs."""
    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as crowd:
        list(crowd.map(work, pdfs))
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default=os.environ.get("PAGEBRIDGE_URL"))
    parser.add_argument("--warm-up", type=int, default=8, help="rounds not counted")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("pdf", nargs="+", type=Path)
    options = parser.parse_args()
    service = Service(options.url or "http://127.0.0.1:8080")
    pdfs = [path.read_bytes() for path in options.pdf]
    counts = [service.pages(pdf) for pdf in pdfs]
    longest = max(range(len(pdfs)), key=counts.__getitem__)
    for _ in range(options.warm_up):
        throughput(service.whole, pdfs, 2)
        service.after_last_page(pdfs[longest])

    times = range(options.times)
    name = f"after the last of {counts[longest]} pages"
    report(name, [service.after_last_page(pdfs[longest]) for _ in times])
    json_times = [service.json_after_last_page(pdfs[longest]) for _ in times]
    report(f"{name}, JSON", json_times)
    report("one page, whole request", [service.one_page(pdfs[0]) for _ in range(100)])
    one, two = [], []
    for _ in range(3):
        one.append(sum(counts) / throughput(service.whole, pdfs, 1))
        two.append(sum(counts) / throughput(service.whole, pdfs, 2))
        print(f"pages a second: one client {one[-1]:.0f}, two {two[-1]:.0f}")
    gain = statistics.median(b / a for a, b in zip(one, two, strict=True))
    print(f"two clients over one {gain:.2f} on {os.cpu_count()} cores")
    return 0


if __name__ == "__main__":
    sys.exit(main())
