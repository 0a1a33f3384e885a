"""Sends thousands of documents through the service and watches its memory.

Three runs of the same length: recycling as it is meant, recycling off, and recycling
on over an engine that leaks on purpose. Writes docs/soak.csv (a few hundred rows a run)
and docs/soak.svg (total resident memory over documents) and prints a line for each run.
Resident memory is summed over processes: pages they share are counted more than once.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import statistics
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import chart
from service import ROOT, Service

# As in the image, with a heap that is small beside what the workers may use.
_JVM = ["-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx512m"]
_NEVER = [
    "-Dpagebridge.pool.recycle-documents=1000000",
    "-Dpagebridge.pool.recycle-pages=1000000000",
    "-Dpagebridge.pool.recycle-growth=64G",
    "-Dpagebridge.pool.worker-memory=3G",
]
_LEAKY = [
    "-Dpagebridge.python.script=../bench/soak/leaking_extract.py",
    "-Dpagebridge.pool.recycle-growth=100M",
]
_ROWS = 100  # of soak.csv, about, for each run
RUNS = {
    "recycling on": ["-Dpagebridge.pool.recycle-documents=300"],
    "recycling off": _NEVER,
    "leaking engine, recycling on": _LEAKY,
}


@dataclass(frozen=True)
class Sample:
    """The state after so many answers. Memory in bytes; ends of workers by reason."""

    documents: int
    jvm: int
    workers: int
    failed: int
    ends: dict[str, int]

    @property
    def total(self) -> int:
        return self.jvm + self.workers


@dataclass
class Record:
    """What was seen of one run. Latencies in seconds, in the order of the answers."""

    samples: list[Sample] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    not_ready: int = 0

    @property
    def failed(self) -> int:
        return sum(self.outcomes.values()) - self.outcomes["ok"]

    def quarter(self, which: int) -> float:
        """Mean total memory over a quarter of the run, 1 to 4."""
        size = len(self.latencies) / 4
        return statistics.fmean(
            sample.total
            for sample in self.samples
            if (which - 1) * size <= sample.documents <= which * size
        )

    def percentile(self, share: float, start: int = 0, end: int | None = None) -> int:
        """Milliseconds, of the answers from ``start`` to ``end``."""
        ordered = sorted(self.latencies[start:end])
        if not ordered:
            return 0
        return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))])


@dataclass(frozen=True)
class Upload:
    pdf: bytes
    password: str | None


def documents(data: Path, largest: int) -> list[Upload]:
    """All PDFs that the manifest expects to be read, and that look like one."""
    manifest = json.loads((data / "manifest.json").read_text())
    records = manifest["files"]
    uploads = (
        Upload((data / record["path"]).read_bytes(), record.get("password"))
        for record in records
        if record["expected"] == "ok"
        and record["bytes"] <= largest
        and not record["path"].startswith("hostile/")
    )
    return [upload for upload in uploads if b"%PDF-" in upload.pdf[:1024]]


def run(name: str, pdfs: list[Upload], count: int, clients: int) -> Record:
    record = Record()
    numbers = itertools.count()
    lock = threading.Lock()
    log = ROOT / "target" / f"soak-{name.split()[0]}-{name.split()[-1]}.log"
    with Service([*_JVM, *RUNS[name]], log) as service:

        def client() -> None:
            while (number := next(numbers)) < count:
                start = time.monotonic()
                outcome = post(service.port, pdfs[number % len(pdfs)])
                with lock:
                    record.latencies.append(time.monotonic() - start)
                    record.outcomes[outcome] += 1

        threads = [threading.Thread(target=client) for _ in range(clients)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            done, failed = len(record.latencies), record.failed
            memory = service.resident()
            record.samples.append(Sample(done, *memory, failed, service.exits()))
            record.not_ready += not service.ready()
            time.sleep(0.5)
    return record


def post(port: int, upload: Upload) -> str:
    """``ok`` or the problem's kind; a full queue is waited for, as a client would."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/v1/extract?ocr=off",
        data=upload.pdf,
        headers={"Content-Type": "application/pdf"},
    )
    if upload.password:
        request.add_header("X-PDF-Password", upload.password)
    while True:
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                answer.read()
                return "ok"
        except urllib.error.HTTPError as error:
            if error.code != 429:
                return str(json.loads(error.read())["type"]).rpartition("/")[2]
            time.sleep(float(error.headers.get("Retry-After", "1")))
        except OSError as error:
            return f"no answer: {type(error).__name__}"


def write(out: Path, records: dict[str, Record]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with (out / "soak.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(
            [
                "run",
                "documents",
                "jvm_mb",
                "workers_mb",
                "failed",
                "p50_ms",
                "p99_ms",
                "worker_ends",
            ]
        )
        for name, record in records.items():
            before = 0
            for sample in record.samples[:: 1 + len(record.samples) // _ROWS]:
                part = (before, sample.documents)
                before = sample.documents
                ends = " ".join(f"{why}={n}" for why, n in sorted(sample.ends.items()))
                rows.writerow(
                    [
                        name,
                        sample.documents,
                        sample.jvm // 1_000_000,
                        sample.workers // 1_000_000,
                        sample.failed,
                        record.percentile(0.5, *part),
                        record.percentile(0.99, *part),
                        ends,
                    ]
                )
    curves = {
        name: [
            (float(sample.documents), sample.total / 1e6) for sample in record.samples
        ]
        for name, record in records.items()
    }
    title = "Resident memory of the service and its workers"
    (out / "soak.svg").write_text(
        chart.lines(title, "documents", "MB", curves), encoding="utf-8"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--clients", type=int, default=3)
    parser.add_argument("--largest", type=int, default=500_000, help="bytes of a PDF")
    parser.add_argument("--out", type=Path, default=ROOT / "docs")
    options = parser.parse_args()
    pdfs = documents(options.data, options.largest)
    print(f"{len(pdfs)} PDFs, {options.documents} documents a run", flush=True)
    records: dict[str, Record] = {}
    for name in RUNS:
        start = time.monotonic()
        record = records[name] = run(name, pdfs, options.documents, options.clients)
        print(
            f"{name}: {record.failed} failed {dict(record.outcomes)}, "
            f"p50 {record.percentile(0.5)} ms, p99 {record.percentile(0.99)} ms, "
            f"last quarter over second {record.quarter(4) / record.quarter(2):.3f}, "
            f"most {max(sample.total for sample in record.samples) // 1_000_000} MB, "
            f"not ready {record.not_ready} times, ends {record.samples[-1].ends}, "
            f"{time.monotonic() - start:.0f} s",
            flush=True,
        )
        write(options.out, records)
    return 0


if __name__ == "__main__":
    sys.exit(main())
