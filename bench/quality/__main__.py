"""The command: `bench/quality/run.sh --help`."""

import json
import signal
import sys
import tempfile
from argparse import Namespace
from pathlib import Path
from typing import Any

from . import robustness
from .changes import changes
from .corpus import Document, cache_folder, data_folder, documents
from .detail import explain
from .options import parser
from .readings import OURS, Readings, measure
from .report import Report, markdown, shown, table
from .score import METRICS
from .sources import fetch
from .targets import against_targets


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


def _write_variants(chosen: list[Document], folder: Path) -> None:
    for document in chosen:
        if document.variant:
            target = folder / document.key
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(document.pdf.read_bytes())


def _chosen(options: Namespace, data: Path, cache: Path) -> list[Document]:
    groups = set(options.group)
    return [
        document
        for document in documents(data, cache)
        if (not options.file or options.file in document.key)
        and (not groups or groups & set(document.groups))
    ]


def _readings(options: Namespace, answers: Path | None, cache: Path) -> Readings:
    others = dict(other.split("=", 1) for other in options.other)
    names = [OURS] if answers else []
    names += [name for name in options.baselines.split(",") if name not in ("", "none")]
    return Readings(
        (*names, *others),
        answers,
        {name: Path(folder) for name, folder in others.items()},
        cache,
    )


def _show(options: Namespace, readings: Readings, report: Report, asked: int) -> None:
    first = readings.names[0]
    if options.worst:
        count, metric = options.worst
        _print_worst(report, first, int(count), metric)
    elif options.markdown:
        print(markdown(report, dict.fromkeys((OURS, *readings.names))))
    else:
        _print_report(report, options.group)
        if first == OURS and not options.group:
            print(against_targets(report, OURS))
        missing = asked - len(report.scores.get(OURS, {}))
        if first == OURS and missing:
            print(f"{missing} of {asked} documents without an answer of ours")


def _figures(options: Namespace, readings: Readings, report: Report) -> dict[str, Any]:
    figures = report.as_json()
    if options.against:
        name = readings.names[0]
        print(changes(figures, options.against, name, options.most))
    if options.robustness and options.url:
        outcomes = robustness.measure(options.url, data_folder())
        print(robustness.summary(outcomes))
        figures["robustness"] = [outcome.__dict__ for outcome in outcomes]
    return figures


def main() -> int:
    arguments = parser()
    options = arguments.parse_args()
    data, cache = data_folder(), cache_folder()
    if not (data / "manifest.json").exists():
        print(f"no ground truth in {data} (PAGEBRIDGE_SHARED_DATA): nothing measured")
        return 0
    if options.worst and options.worst[1] not in METRICS:
        arguments.error(f"METRIC is one of {', '.join(METRICS)}")
    chosen = _chosen(options, data, cache)
    if options.write_variants:
        _write_variants(chosen, options.write_variants)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        answers = options.answers
        if options.url:
            answers = options.save or Path(scratch)
            fetch(options.url, chosen, answers, lambda line: print(line, flush=True))
        readings = _readings(options, answers, cache)
        if not readings.names:
            arguments.error("nothing to measure: give --answers, --url or --baselines")
        if options.file and not (options.json or options.worst or options.against):
            _print_details(readings, chosen, options.most)
            return 0
        report = measure(readings, chosen)
    _show(options, readings, report, len(chosen))
    figures = _figures(options, readings, report)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` is no error
    sys.exit(main())
