"""The candidates of a run: where each one's reading of a document comes from."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import baselines
from .candidate import Candidate
from .checks import checks
from .corpus import Document
from .report import Report
from .score import Scores, score
from .sources import Folder, written

OURS = "pagebridge"


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
        if name != OURS:
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


def measure(readings: Readings, chosen: list[Document]) -> Report:
    report = Report()
    with ProcessPoolExecutor(2) as pool:
        work = pool.map(partial(_all_scores, readings), chosen, chunksize=1)
        for document, found in zip(chosen, work, strict=True):
            for name, scores in found.items():
                report.add(name, document.key, document.groups, scores)
    return report
