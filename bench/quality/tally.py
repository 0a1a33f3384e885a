"""Counts that can be added over files before they become a ratio."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """`hits` out of `truth`; with `found` given, the F1 of the three counts.

    Means are tallies too: the sum of the values out of the number of files.
    """

    hits: float
    truth: float
    found: float | None = None

    def __add__(self, other: "Tally") -> "Tally":
        found = None
        if self.found is not None or other.found is not None:
            found = (self.found or 0) + (other.found or 0)
        return Tally(self.hits + other.hits, self.truth + other.truth, found)

    @property
    def value(self) -> float | None:
        """The ratio, or nothing when there was nothing to measure."""
        if self.found is None:
            return self.hits / self.truth if self.truth else None
        whole = self.truth + self.found
        return 2 * self.hits / whole if whole else None

    @property
    def lost(self) -> float:
        """What this file costs its set: what is missing and what is too much."""
        extra = max(0.0, self.found - self.hits) if self.found is not None else 0.0
        return self.truth - self.hits + extra


def mean(value: float) -> Tally:
    """One file's value, to be averaged over the files."""
    return Tally(value, 1)
