"""Which names a misspelt text is likest to: word by word, by letters and by sound.

A text is compared with names word against word: how many letters are wrong (optimal string
alignment), the same of what is heard (``sound``), a single letter as an initial, several words of
a name written as one. What it must not do: know entities; it deals in places of names.

Likeness of a text and a name, 0–1: each word of the text counts by its length with the likeness of
the word it stands for; words of the name that are not asked for cost a little (``UNASKED``).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from graph.identifiers import fold

LEAST_WORD = 0.55
"""Below this likeness, 0–1, a word does not stand for another."""

LEAST_LETTERS = 0.45
"""Below this share of right letters, 0–1, neither letters nor sounds are alike."""

HEARD = 0.97
"""What a word is worth that sounds right and is written otherwise."""

INITIAL = 0.9
"""What an initial is worth."""

UNASKED = 0.15
"""Share of the likeness that hangs on how much of the name was asked for."""

LONGEST_JOIN = 4
"""Most words of a name that may be written as one."""

CLOSER_LOOK = 200
"""How many names the quick look leaves for the exact one."""

_WORD = re.compile(r"[a-z0-9&]+")
_SOUNDS = tuple(
    (re.compile(was), now)
    for was, now in (
        (r"sch|sh|cz|tch|ch(?=[iey])", "s"),
        (r"ph", "f"),
        (r"gn|nj|ny", "n"),
        (r"th|dt", "t"),
        (r"ou|oy", "u"),
        (r"tz|ts|z|cs", "s"),
        (r"x", "cs"),
        (r"qu|ck|ch|k|q", "c"),
        (r"w", "v"),
        (r"ei|ey|ay|ai|ae", "e"),
        (r"ie|y|j", "i"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"(?<=.)h", ""),
        (r"(.)\1+", r"\1"),
    )
)

Floats = NDArray[np.float32]
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Like:
    """One name that is like the text: its place among the names, and how like, 0–1."""

    place: int
    likeness: float


def words(text: str) -> tuple[str, ...]:
    """Give the words of a name in Latin letters, without marks or case, in order."""
    folded = fold(text)
    # Letters only: signs have no place in a name, whatever letters might stand for them.
    latin = "".join(anyascii(char) if char.isalpha() else char for char in folded)
    plain = folded if folded.isascii() else fold(latin)
    return tuple(_WORD.findall(plain.replace("'", "").replace(".", " ")))


def sound(word: str) -> str:
    """Write what is heard of a word, so that spellings of one sound are the same."""
    for was, now in _SOUNDS:
        word = was.sub(now, word)
    return word


class Names:
    """Names to be compared with; made ready at the first question.

    ``joined`` says of each name whether its words may be written as one.
    """

    def __init__(self, names: Sequence[str], joined: Sequence[bool]) -> None:
        """Take the names; their places are the answers' places."""
        self._names, self._joined = names, joined

    def like(self, text: str, least: float) -> tuple[Like, ...]:
        """Give the names at least so like a text, likest first; at most ``CLOSER_LOOK``."""
        asked = words(text)
        if not asked:
            return ()
        ways = [*_ways(asked)]
        rows = {word: self._alike(word) for way in ways for word in way}
        return max(
            (self._like(way, rows, least) for way in ways),
            key=lambda one: one[0].likeness if one else 0.0,
        )

    def _like(
        self, asked: Sequence[str], rows: Mapping[str, "_Alike"], least: float
    ) -> tuple[Like, ...]:
        sizes = np.array([_weight(word) for word in asked], np.float32)
        alike = [rows[word].words for word in asked]
        quick = np.zeros(len(self._names), np.float32)
        for size, word in zip(sizes, asked, strict=True):
            quick += size * rows[word].names
        quick /= sizes.sum()
        near = np.flatnonzero(quick >= least * (1 - UNASKED))
        if len(near) > CLOSER_LOOK:
            near = near[np.argsort(-quick[near], kind="stable")[:CLOSER_LOOK]]
        looked = [Like(int(at), self._exactly(sizes, alike, int(at))) for at in near]
        kept = [one for one in looked if one.likeness >= least]
        return tuple(sorted(kept, key=lambda one: (-one.likeness, one.place)))

    def _alike(self, asked: str) -> "_Alike":
        index = self._index
        row = self._row(asked)
        names = np.zeros(len(self._names), np.float32)
        if index.filled.size:
            names[index.filled] = np.maximum.reduceat(row[index.word], index.starts)
        return _Alike(row, names)

    def _row(self, asked: str) -> Floats:
        """Give the likeness of one word with every word of the index, 0 below ``LEAST_WORD``."""
        index = self._index
        if len(asked) == 1:
            return np.where(index.initials == asked, np.float32(INITIAL), np.float32(0))
        written = index.written.row(asked)
        heard = index.heard.row(sound(asked))[index.sound_of] * np.float32(HEARD)
        # Likeness by sound alone is weak evidence for very short words.
        row = np.maximum(written, (written + 2 * heard) / 3)
        row[row < LEAST_WORD] = 0
        return row

    def _exactly(self, sizes: Floats, alike: Sequence[Floats], name: int) -> float:
        """Let each asked word stand for one run of the name's words, best first, none twice."""
        index = self._index
        first, last = index.begins[name], index.begins[name + 1]
        runs = [(int(index.word[at]), index.spans[at]) for at in range(first, last)]
        pairs = sorted(
            (
                (-float(row[word]) * float(sizes[which]), which, span, float(row[word]))
                for which, row in enumerate(alike)
                for word, span in runs
                if row[word] > 0
            ),
        )
        taken: set[int] = set()
        done: set[int] = set()
        right = 0.0
        for _, which, (start, end), likeness in pairs:
            if which not in done and taken.isdisjoint(range(start, end)):
                done.add(which)
                taken.update(range(start, end))
                right += likeness * float(sizes[which])
        lengths = index.lengths[name]
        covered = sum(lengths[at] for at in taken) / (sum(lengths) or 1)
        return right / float(sizes.sum()) * (1 - UNASKED + UNASKED * covered)

    @cached_property
    def _index(self) -> "_Index":
        return _Index.of(self._names, self._joined)


@dataclass(frozen=True, slots=True)
class _Alike:
    """One word's likeness with each word of the index, and the best of it in each name."""

    words: Floats
    names: Floats


@dataclass(frozen=True)
class _Index:
    """Words of all names, each once: as ``written``, as ``heard``.

    ``word[begins[i]:begins[i + 1]]`` are the runs of the i-th name, ``spans`` the stretch of its
    words that each takes, ``lengths`` how much each of its words counts. ``filled`` are the names
    that have words, ``starts`` where each of those begins.
    """

    written: "_ByLength"
    initials: NDArray[np.str_]
    heard: "_ByLength"
    sound_of: Places
    word: Places
    filled: Places
    starts: Places
    begins: list[int]
    spans: list[tuple[int, int]]
    lengths: list[tuple[int, ...]]

    @classmethod
    def of(cls, names: Sequence[str], joined: Sequence[bool]) -> "_Index":
        numbers: dict[str, int] = defaultdict(lambda: len(numbers))
        word, begins, spans, lengths = [], [0], [], []
        for name, may_join in zip(names, joined, strict=True):
            parts = words(name)
            for written, span in _runs(parts, LONGEST_JOIN if may_join else 1):
                word.append(numbers[written])
                spans.append(span)
            begins.append(len(word))
            lengths.append(tuple(map(_weight, parts)))
        vocabulary = list(numbers)
        heard: dict[str, int] = defaultdict(lambda: len(heard))
        sound_of = [heard[sound(one)] for one in vocabulary]
        bounds = np.array(begins, np.int32)
        filled = np.flatnonzero(np.diff(bounds)).astype(np.int32)
        return cls(
            _ByLength.of(vocabulary),
            np.array([one[0] for one in vocabulary]),
            _ByLength.of(list(heard)),
            np.array(sound_of, np.int32),
            np.array(word, np.int32),
            filled,
            bounds[filled],
            begins,
            spans,
            lengths,
        )


def _runs(parts: Sequence[str], longest: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give each word, and words next to each other as one, with the stretch they take."""
    for start in range(len(parts)):
        for end in range(start + 1, min(len(parts), start + longest) + 1):
            yield "".join(parts[start:end]), (start, end)


def _ways(asked: tuple[str, ...]) -> Iterable[Sequence[str]]:
    """Give the text's words as they are, and with two neighbours written as one."""
    yield asked
    for at in range(len(asked) - 1):
        if len(asked[at]) > 1 and len(asked) <= 4:
            yield (*asked[:at], asked[at] + asked[at + 1], *asked[at + 2 :])


def _weight(word: str) -> int:
    return min(len(word), 8)


@dataclass(frozen=True)
class _ByLength:
    """Words in order of their length, so that only those of a fitting length are compared.

    ``bounds[n]`` is how many are shorter than n; ``places`` where each stood before.
    """

    words: list[str]
    places: Places
    bounds: list[int]

    @classmethod
    def of(cls, words: Sequence[str]) -> "_ByLength":
        places = sorted(range(len(words)), key=lambda at: len(words[at]))
        lengths = [len(words[at]) for at in places]
        longest = lengths[-1] if lengths else 0
        bounds = [bisect_left(lengths, size) for size in range(longest + 2)]
        return cls([words[at] for at in places], np.array(places, np.int32), bounds)

    def row(self, word: str) -> Floats:
        """Give the likeness with each word, in their first order; 0 where hardly any is right."""
        row = np.zeros(len(self.words), np.float32)
        last = len(self.bounds) - 1
        first = self.bounds[min(ceil(len(word) * LEAST_LETTERS), last)]
        until = self.bounds[min(int(len(word) / LEAST_LETTERS) + 1, last)]
        if first < until:
            row[self.places[first:until]] = cdist(
                [word],
                self.words[first:until],
                scorer=OSA.normalized_similarity,
                dtype=np.float32,
                score_cutoff=LEAST_LETTERS,
            )[0]
        return row
