"""What is measured: one reading of one PDF, whatever made it."""

from dataclasses import dataclass, field

from .grid import Grid


@dataclass(frozen=True)
class Box:
    """Points from the top left of the page as displayed."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Heading:
    text: str
    level: int | None


@dataclass(frozen=True)
class Chunk:
    """What a vector store gets: `embed_text` is what a search will look at."""

    text: str
    embed_text: str
    start: int = 0
    end: int = 0
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class PageSpan:
    number: int
    start: int
    end: int
    width: float
    height: float


@dataclass
class Candidate:
    """A reading. Plain text has neither tables nor headings nor chunks (`None`)."""

    text: str
    tables: list[Grid] | None = None
    headings: list[Heading] | None = None
    chunks: list[Chunk] | None = None
    furniture: list[str] | None = None
    pages: list[PageSpan] = field(default_factory=list)
    exact_offsets: bool = False
    """True for our own answers: offsets and boxes can be checked."""
