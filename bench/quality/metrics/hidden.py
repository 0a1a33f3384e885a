"""Hidden text: planted sentences that no reader sees and that reach a chunk.

Counted over planted sentences, whitespace ignored; 0 is the only good value.
"""

from ..candidate import Chunk
from ..normal import squash
from ..tally import Tally


def hidden_text(planted: list[str], chunks: list[Chunk]) -> Tally:
    texts = [squash(chunk.embed_text) for chunk in chunks]
    reached = sum(any(squash(line) in text for text in texts) for line in planted)
    return Tally(reached, len(planted))
