"""Text F1: words of the truth and of the candidate as bags.

hits = size of the multiset intersection; F1 = 2 hits / (true words + found words).
Averaged over files.
"""

from collections import Counter

from ..normal import words
from ..tally import Tally, mean


def text_f1(truth: str, found: str) -> Tally:
    true_words, found_words = Counter(words(truth)), Counter(words(found))
    total = true_words.total() + found_words.total()
    return mean(2 * (true_words & found_words).total() / total if total else 1.0)
