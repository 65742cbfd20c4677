"""Words that one misspelt word may stand for, found without comparing it with all of them.

Letters come first: a word that shares too few letters with the asked one, in whatever order,
cannot be like it, since each wrong letter takes away one shared letter at most. Counting them is a
few additions over arrays; only the words left, some in a hundred, are compared letter by letter.
What it must not do: leave out a word that is like enough; decide what a likeness is worth.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

Floats = NDArray[np.float32]
Places = NDArray[np.int32]
Counts = NDArray[np.uint16]

_ROUNDING = 1e-3
"""How far below the asked likeness is still looked at, so that no rounding hides a word."""


@dataclass(frozen=True)
class WordIndex:
    """Words, each once, in order of their length, with how often each letter stands in them.

    ``places`` say where each stood before; ``bounds[n]`` is how many are shorter than n;
    ``letters[c][i]`` is how often the letter c stands in the i-th by length, letters that stand
    in none left out.
    """

    words: tuple[str, ...]
    places: Places
    lengths: Counts
    bounds: NDArray[np.intp]
    letters: dict[str, Counts]

    @classmethod
    def of(cls, words: Sequence[str]) -> "WordIndex":
        """Index words; their places are the answers' places."""
        sizes = np.array([len(word) for word in words], np.uint16)
        order = np.argsort(sizes, kind="stable").astype(np.int32)
        lengths = sizes[order]
        longest = int(lengths[-1]) if len(words) else 0
        letters: dict[str, Counts] = {}
        for at, place in enumerate(order.tolist()):
            for letter, count in Counter(words[place]).items():
                if letter not in letters:
                    letters[letter] = np.zeros(len(words), np.uint16)
                letters[letter][at] = count
        bounds = np.searchsorted(lengths, np.arange(longest + 2))
        return cls(tuple(words), order, lengths, bounds, letters)

    def near(self, word: str, least: float) -> Places:
        """Give the places of all words that are at least so like a word, 0–1, and of some others.

        ``least`` must be above 0. Places are in no order.
        """
        lowest = max(least - _ROUNDING, _ROUNDING)
        last = len(self.bounds) - 1
        first = self.bounds[min(ceil(len(word) * lowest), last)]
        until = self.bounds[min(int(len(word) / lowest) + 1, last)]
        shared = np.zeros(max(until - first, 0), np.uint16)
        for letter, count in Counter(word).items():
            if letter in self.letters:
                shared += np.minimum(self.letters[letter][first:until], np.uint16(count))
        longer = np.maximum(self.lengths[first:until], np.uint16(len(word)))
        return self.places[first:until][shared >= lowest * longer]

    def likeness(self, word: str, places: Places, least: float) -> Floats:
        """Give the likeness of a word with the words at some places, 0 where it is below least.

        Likeness is the share of right letters by optimal string alignment, 0–1.
        """
        if not len(places):
            return np.zeros(0, np.float32)
        row: Floats = cdist(
            [word],
            [self.words[place] for place in places.tolist()],
            scorer=OSA.normalized_similarity,
            dtype=np.float32,
            score_cutoff=least,
        )[0]
        return row
