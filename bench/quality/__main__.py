"""The command: `bench/quality/run.sh --help`."""

import argparse
import json
import signal
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import baselines
from .candidate import Candidate
from .changes import changes
from .checks import checks
from .corpus import Document, cache_folder, data_folder, documents
from .detail import explain
from .report import Report, markdown, shown, table
from .score import METRICS, Scores, score
from .sources import Folder, fetch, written
from .targets import against_targets

_OURS = "pagebridge"


@dataclass(frozen=True)
class Readings:
    """How each candidate's reading of a document is come by."""

    names: tuple[str, ...]
    answers: Path | None
    others: dict[str, Path]
    cache: Path

    def candidate(self, name: str, document: Document) -> Candidate | None:
        if name in self.others:
            return written(self.others[name], document)
        if name != _OURS:
            return baselines.candidate(name, document, self.cache)
        return Folder(self.answers).candidate(document) if self.answers else None

    def scored(self, name: str, document: Document) -> tuple[Candidate, Scores] | None:
        candidate = self.candidate(name, document)
        if candidate is None:
            return None
        needs_pdf = partial(checks, document, candidate, self.cache)
        return candidate, score(document.truth(), candidate, needs_pdf)


def _all_scores(readings: Readings, document: Document) -> dict[str, Scores]:
    found: dict[str, Scores] = {}
    for name in readings.names:
        scored = readings.scored(name, document)
        if scored is not None:
            found[name] = scored[1]
    return found


def _measure(readings: Readings, chosen: list[Document]) -> Report:
    report = Report()
    with ProcessPoolExecutor(2) as pool:
        work = pool.map(partial(_all_scores, readings), chosen, chunksize=1)
        for document, found in zip(chosen, work, strict=True):
            for name, scores in found.items():
                report.add(name, document.key, document.groups, scores)
    return report


def _print_details(readings: Readings, chosen: list[Document], most: int) -> None:
    name = readings.names[0]
    for document in chosen:
        scored = readings.scored(name, document)
        if scored is None:
            print(f"{document.key}: no answer")
            continue
        print(explain(document.key, document.truth(), *scored, most=most))
        print()


def _print_report(report: Report, groups: list[str]) -> None:
    for group in groups or report.group_names():
        print(table(report, group))
        print()


def _print_worst(report: Report, name: str, count: int, metric: str) -> None:
    print(f"{name}: {metric}, what loses most")
    for key, tally in report.worst(name, metric, count):
        print(f"  {shown(tally)}  {tally.hits:8.2f} of {tally.truth:<8g} {key}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.sh", description="Measures extractions against known truth."
    )
    add = parser.add_argument
    add("--answers", type=Path, help="folder with our answers, the paths mirrored")
    add("--url", help="running service to ask instead, http://127.0.0.1:PORT")
    add("--save", type=Path, help="with --url: keep the answers in this folder")
    add(
        "--baselines",
        default=",".join(baselines.NAMES),
        help="engines to compare with, comma separated, or `none`",
    )
    add(
        "--other",
        action="append",
        default=[],
        metavar="NAME=FOLDER",
        help="one more engine: its .md or .txt files, the paths mirrored",
    )
    add("--against", type=Path, help="earlier --json: what changed since")
    add("--file", help="one document in detail: part of its path")
    add("--most", type=int, default=25, help="lines a list in the detail")
    add("--group", action="append", default=[], help="only these groups in the table")
    add("--worst", nargs=2, metavar=("N", "METRIC"), help="documents that lose most")
    add("--json", type=Path, help="write all figures here")
    add("--markdown", action="store_true", help="print the table of docs/quality.md")
    add("--robustness", action="store_true", help="with --url: odd files too")
    add(
        "--write-variants",
        type=Path,
        help="copy tagless and turned PDFs to this folder",
    )
    return parser


def _write_variants(chosen: list[Document], folder: Path) -> None:
    for document in chosen:
        if document.variant:
            target = folder / document.key
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(document.pdf.read_bytes())


def main() -> int:
    parser = _parser()
    options = parser.parse_args()
    data, cache = data_folder(), cache_folder()
    if not (data / "manifest.json").exists():
        print(f"no ground truth in {data} (PAGEBRIDGE_SHARED_DATA): nothing measured")
        return 0
    if options.worst and options.worst[1] not in METRICS:
        parser.error(f"METRIC is one of {', '.join(METRICS)}")
    chosen = documents(data, cache)
    if options.file:
        chosen = [document for document in chosen if options.file in document.key]
    if options.group:
        wanted = set(options.group)
        chosen = [document for document in chosen if wanted & set(document.groups)]
    if options.write_variants:
        _write_variants(chosen, options.write_variants)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        answers = options.answers
        if options.url:
            answers = options.save or Path(scratch)
            fetch(options.url, chosen, answers, lambda line: print(line, flush=True))
        ours = (_OURS,) if answers else ()
        compared = [n for n in options.baselines.split(",") if n and n != "none"]
        others = {
            name: Path(place)
            for name, place in (other.split("=", 1) for other in options.other)
        }
        names = (*ours, *compared, *others)
        readings = Readings(names, answers, others, cache)
        if not readings.names:
            parser.error("nothing to measure: give --answers, --url or --baselines")
        if options.file and not options.json and not options.worst:
            _print_details(readings, chosen, options.most)
            return 0
        report = _measure(readings, chosen)
    if options.worst:
        _print_worst(report, readings.names[0], int(options.worst[0]), options.worst[1])
    elif options.markdown:
        print(markdown(report, dict.fromkeys((_OURS, *readings.names))))
    else:
        _print_report(report, options.group)
        if ours and not options.group:
            print(against_targets(report, _OURS))
        missing = len(chosen) - len(report.scores.get(_OURS, {}))
        if ours and missing:
            print(f"{missing} of {len(chosen)} documents without an answer of ours")
    figures = report.as_json()
    if options.against:
        name = readings.names[0]
        print(changes(figures, options.against, name, options.most))
    if options.robustness and options.url:
        from . import robustness

        outcomes = robustness.measure(options.url, data)
        print(robustness.summary(outcomes))
        figures["robustness"] = [outcome.__dict__ for outcome in outcomes]
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` is no error
    sys.exit(main())
