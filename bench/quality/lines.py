"""Finding a label in lines of output with whitespace ignored, and what follows it."""

from bisect import bisect_right
from collections.abc import Iterator

from .normal import nfkc, numbers, squash


class Lines:
    """A text that can be searched without regard to blanks and line breaks."""

    def __init__(self, text: str) -> None:
        kept = [line for line in nfkc(text).split("\n") if line.strip()]
        self.lines: list[str] = kept
        squashed: list[str] = []
        self._starts: list[int] = []
        self._places: dict[int, list[int]] = {}
        length = 0
        for line in kept:
            self._starts.append(length)
            short = squash(line)
            squashed.append(short)
            length += len(short)
        self._squashed = "".join(squashed)

    def line_of(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def _rest(self, end: int) -> str:
        """What is left of the line on which the character before `end` stands."""
        index = self.line_of(end - 1)
        places = self._places.get(index)
        if places is None:
            places = [i for i, c in enumerate(self.lines[index]) if not c.isspace()]
            self._places[index] = places
        return self.lines[index][places[end - 1 - self._starts[index]] + 1 :]

    def after(self, label: str, limit: int = 400) -> Iterator[str]:
        """For each place where the label stands, the rest of its (last) line."""
        wanted = squash(label)
        place = self._squashed.find(wanted) if wanted else -1
        while place >= 0 and limit > 0:
            yield self._rest(place + len(wanted))
            place = self._squashed.find(wanted, place + 1)
            limit -= 1

    def holds(self, text: str) -> bool:
        return squash(text) in self._squashed


def starts_with_number(rest: str, value: str) -> bool:
    """The first number of `rest` is `value` (all parts of it, `1 234` has two)."""
    wanted = numbers(value)
    return bool(wanted) and numbers(rest)[: len(wanted)] == wanted


def holds_value(rest: str, value: str) -> bool:
    """`rest` has the value: its numbers in a run, or its text."""
    wanted = numbers(value)
    if wanted and not any(character.isalpha() for character in value):
        there = numbers(rest)
        return any(
            there[i : i + len(wanted)] == wanted
            for i in range(len(there) - len(wanted) + 1)
        )
    return squash(value) in squash(rest)
