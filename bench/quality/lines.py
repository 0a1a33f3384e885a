"""Finding a label in lines of output with whitespace ignored, and what follows it."""

from bisect import bisect_right

from .normal import nfkc, numbers, squash


class Lines:
    """A text that can be searched without regard to blanks and line breaks."""

    def __init__(self, text: str) -> None:
        kept = [line for line in nfkc(text).split("\n") if line.strip()]
        self.lines: list[str] = kept
        squashed: list[str] = []
        self._starts: list[int] = []
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
        skip = end - self._starts[index]
        line = self.lines[index]
        for position, character in enumerate(line):
            if skip == 0:
                return line[position:]
            if not character.isspace():
                skip -= 1
        return ""

    def after(self, label: str, limit: int = 400) -> list[str]:
        """For each place where the label stands, the rest of its (last) line."""
        wanted = squash(label)
        if not wanted:
            return []
        rests: list[str] = []
        place = self._squashed.find(wanted)
        while place >= 0 and len(rests) < limit:
            rests.append(self._rest(place + len(wanted)))
            place = self._squashed.find(wanted, place + 1)
        return rests

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
