"""What a page costs: CPU of the service's whole process tree over PDFium's plain text.

Measured in the same run, in turn, over the same PDFs: a round posts every PDF to the
service and reads the CPU time (user + system) that the JVM and its workers used
meanwhile; then it runs the workers' own engine in this process, without any bridge;
then it reads the same PDFs' plain text with pypdfium2. What the workers used over what
the engine used here is the bridge's share on the Python side; the JVM's is layout,
chunks, HTTP and the bridge's other side.
The first rounds are those of a JVM that still compiles; a service runs for months, so
they are told apart. Ratios of the medians are steady where the times are not. Resident
memory is the sum over the tree, idle and after the last document.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
import urllib.request
from pathlib import Path

import pypdfium2 as pdfium

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from process_tree import usage

from pagebridge_worker import pdfium_engine
from pagebridge_worker.page_request import PageRequest


def post(url: str, pdf: bytes) -> int:
    """Posts one PDF; returns how many pages the answer lists."""
    request = urllib.request.Request(
        f"{url}/v1/extract?ocr=off",
        data=pdf,
        headers={"Content-Type": "application/pdf"},
    )
    with urllib.request.urlopen(request, timeout=300) as answer:
        return len(json.load(answer)["pages"])


def plain_text(pdf: bytes) -> int:
    """Reads all text with pypdfium2; returns the number of pages."""
    with pdfium.PdfDocument(pdf) as document:
        for index in range(len(document)):
            page = document[index]
            text_page = page.get_textpage()
            text_page.get_text_range()
            text_page.close()
            page.close()
        return len(document)


def engine(pdf: bytes) -> None:
    """What a worker does with a call, without the call."""
    request = PageRequest.of({"pages": None, "ocr": "off"})
    for _ in pdfium_engine.extract(pdf, request, lambda: False):
        pass


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--pid", type=int, required=True, help="of the service's JVM")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm-up", type=int, default=12, help="rounds told apart")
    parser.add_argument("pdf", nargs="+", type=Path)
    options = parser.parse_args()
    pdfs = [path.read_bytes() for path in options.pdf]

    idle = usage(options.pid)
    jvm: list[float] = []
    warming: list[float] = []
    workers: list[float] = []
    own: list[float] = []
    plain: list[float] = []
    overhead: list[float] = []
    documents = 0
    for round_ in range(-options.warm_up, options.rounds):
        before = usage(options.pid)
        pages = sum(post(options.url, pdf) for pdf in pdfs)
        time.sleep(0.2)  # what the service still does after the answer is its cost too
        now = usage(options.pid)
        start = time.process_time()
        for pdf in pdfs:
            engine(pdf)
        middle = time.process_time()
        pages_plain = sum(map(plain_text, pdfs))
        end = time.process_time()
        documents += len(pdfs)
        if pages != pages_plain:
            print(
                f"{pages} pages answered, {pages_plain} in the files", file=sys.stderr
            )
            return 1
        if round_ >= 0:
            jvm.append(1000 * (now.jvm_cpu - before.jvm_cpu) / pages)
            workers.append(1000 * (now.workers_cpu - before.workers_cpu) / pages)
            own.append(1000 * (middle - start) / pages)
            plain.append(1000 * (end - middle) / pages)
            overhead.append(workers[-1] / own[-1])
            print(
                f"round {round_ + 1}: JVM {jvm[-1]:.2f} + workers {workers[-1]:.2f} | "
                f"engine {own[-1]:.2f} | plain text {plain[-1]:.2f} CPU ms a page"
            )
        else:
            used = now.jvm_cpu - before.jvm_cpu + now.workers_cpu - before.workers_cpu
            warming.append(1000 * used / pages)
    after = usage(options.pid)
    ours = statistics.median(j + w for j, w in zip(jvm, workers, strict=True))
    alone, theirs = statistics.median(own), statistics.median(plain)
    if warming:
        first = ", ".join(f"{value:.1f}" for value in warming)
        print(f"service in the first rounds: {first} CPU ms a page")
    print(f"service {ours:.2f}, engine in process {alone:.2f}, plain text {theirs:.2f}")
    print(
        f"workers over the engine in process {statistics.median(overhead):.2f} "
        f"({min(overhead):.2f} to {max(overhead):.2f} in a round)"
    )
    print(f"service over the engine in process {ours / alone:.2f}")
    print(f"service over PDFium's plain text {ours / theirs:.2f}")
    for label, state in (
        ("at the start", idle),
        (f"after {documents} documents", after),
    ):
        print(
            f"resident {label}: JVM {_megabytes(state.jvm_rss)}, "
            f"workers {_megabytes(state.workers_rss)}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
