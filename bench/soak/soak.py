"""Sends thousands of documents through the service and watches its memory.

Three runs of the same length: recycling as it is meant, recycling off, and recycling
on over an engine that leaks on purpose. Writes docs/soak.csv (one row a sample) and
docs/soak.svg (total resident memory over documents) and prints a table.
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
RUNS = {
    "recycling on": ["-Dpagebridge.pool.recycle-documents=300"],
    "recycling off": _NEVER,
    "leaking engine, recycling on": _LEAKY,
}


@dataclass
class Record:
    """What was seen of one run. Times in seconds, memory in bytes."""

    samples: list[tuple[int, int, int]] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    not_ready: int = 0
    exits: dict[str, int] = field(default_factory=dict)

    def quarter(self, which: int) -> float:
        """Mean total memory over a quarter of the run, 1 to 4."""
        size = len(self.samples) // 4
        part = self.samples[(which - 1) * size : which * size]
        return statistics.fmean(jvm + workers for _, jvm, workers in part)

    def percentile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def documents(data: Path, largest: int) -> list[bytes]:
    """All PDFs that the manifest expects to be read, without password."""
    manifest = json.loads((data / "manifest.json").read_text())
    records = manifest["files"]
    return [
        (data / record["path"]).read_bytes()
        for record in records
        if record["expected"] == "ok"
        and record["bytes"] <= largest
        and not record["path"].startswith("hostile/")
    ]


def run(name: str, pdfs: list[bytes], count: int, clients: int) -> Record:
    record = Record()
    numbers = itertools.count()
    lock = threading.Lock()
    log = ROOT / "target" / f"soak-{name.split()[0]}-{name.split()[-1]}.log"
    with Service(RUNS[name], log) as service:

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
            record.samples.append((len(record.latencies), *service.resident()))
            record.not_ready += not service.ready()
            time.sleep(0.5)
        record.exits = service.exits()
    return record


def post(port: int, pdf: bytes) -> str:
    """``ok`` or the problem's kind; a full queue is waited for, as a client would."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/v1/extract?ocr=off",
        data=pdf,
        headers={"Content-Type": "application/pdf"},
    )
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
        record = records[name] = run(name, pdfs, options.documents, options.clients)
        failed = sum(record.outcomes.values()) - record.outcomes["ok"]
        print(
            f"{name}: {failed} failed {dict(record.outcomes)}, "
            f"p50 {1000 * record.percentile(0.5):.0f} ms, "
            f"p99 {1000 * record.percentile(0.99):.0f} ms, "
            f"last quarter over second {record.quarter(4) / record.quarter(2):.3f}, "
            f"not ready {record.not_ready} times, ends {record.exits}",
            flush=True,
        )
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "soak.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["run", "documents", "jvm_bytes", "workers_bytes"])
        for name, record in records.items():
            rows.writerows((name, *sample) for sample in record.samples)
    curves = {
        name: [(count, (jvm + workers) / 1e6) for count, jvm, workers in record.samples]
        for name, record in records.items()
    }
    title = "Resident memory of the service and its workers"
    (options.out / "soak.svg").write_text(
        chart.lines(title, "documents", "MB", curves), encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
