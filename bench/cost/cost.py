"""What a page costs: CPU of the service's whole process tree over PDFium's plain text.

Both are measured in the same run, in turn, over the same PDFs: a round posts every
PDF to the service and reads the CPU time (user + system) that the JVM and its workers
used meanwhile; then it reads the same PDFs' plain text with pypdfium2 in this process.
Ratios of the medians are steady where the times are not. Resident memory is the sum
over the tree, idle and after the last document.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Usage:
    """CPU seconds used so far, and resident bytes, of a process and those below it."""

    cpu: float
    jvm_rss: int
    workers_rss: int


def _tree(root: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parent = int(stat.rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    todo = [root]
    while todo:
        pid = todo.pop()
        yield pid
        todo += children.get(pid, [])


def usage(root: int) -> Usage:
    """Counts ended children too: their time was added to their parent's."""
    cpu = 0.0
    rss = {True: 0, False: 0}
    for pid in _tree(root):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except OSError:
            continue
        cpu += sum(int(value) for value in fields[11:15]) / _TICKS
        rss[pid == root] += pages * _PAGE
    return Usage(cpu, rss[True], rss[False])


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


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--pid", type=int, required=True, help="of the service's JVM")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm-up", type=int, default=3, help="rounds not counted")
    parser.add_argument("pdf", nargs="+", type=Path)
    options = parser.parse_args()
    pdfs = [path.read_bytes() for path in options.pdf]

    idle = usage(options.pid)
    service: list[float] = []
    plain: list[float] = []
    documents = 0
    for round_ in range(-options.warm_up, options.rounds):
        before = usage(options.pid).cpu
        pages = sum(post(options.url, pdf) for pdf in pdfs)
        time.sleep(0.2)  # what the service still does after the answer is its cost too
        spent = usage(options.pid).cpu - before
        start = time.process_time()
        pages_plain = sum(map(plain_text, pdfs))
        text = time.process_time() - start
        documents += len(pdfs)
        if pages != pages_plain:
            print(f"{pages} pages answered, {pages_plain} in the files", file=sys.stderr)
            return 1
        if round_ >= 0:
            service.append(1000 * spent / pages)
            plain.append(1000 * text / pages)
            print(f"round {round_ + 1}: {service[-1]:.2f} | {plain[-1]:.2f} CPU ms a page")
    after = usage(options.pid)
    ours, theirs = statistics.median(service), statistics.median(plain)
    print(f"service {ours:.2f}, PDFium plain text {theirs:.2f} CPU ms a page (medians)")
    print(f"ratio {ours / theirs:.2f}")
    for label, state in (("at the start", idle), (f"after {documents} documents", after)):
        print(
            f"resident {label}: JVM {_megabytes(state.jvm_rss)}, "
            f"workers {_megabytes(state.workers_rss)}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
