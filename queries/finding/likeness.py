"""Which names a misspelt text is likest to: word by word, by letters and by sound.

A text is compared with names word against word: how many letters are wrong (optimal string
alignment), the same of what is heard (``sound``), a single letter as an initial, several words of
a name written as one. What it must not do: know entities; it deals in places of names.

The last word of a text may not be written to its end, since people are shown names while they
type: it stands for every word that begins with it (``BEGUN``).

Likeness of a text and a name, 0–1: each word of the text counts by its length with the likeness of
the word it stands for; words of the name that are not asked for cost a little (``UNASKED``).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from anyascii import anyascii

from graph.identifiers import fold
from queries.finding.word_index import Floats, Places, WordIndex

LEAST_WORD = 0.55
"""Below this likeness, 0–1, a word does not stand for another."""

LEAST_LETTERS = 0.45
"""Below this share of right letters, 0–1, neither letters nor sounds are alike."""

HEARD = 0.97
"""What a word is worth that sounds right and is written otherwise."""

INITIAL = 0.9
"""What an initial is worth."""

BEGUN = 0.9
"""What the last word is worth for a word that begins with it."""

SHORTEST_BEGUN = 2
"""Letters from which on a word stands for those that begin with it; one letter is an initial."""

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

_ROUNDING = 1e-4
"""How far the quick look may be below the exact one by rounding."""


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
        known: dict[str, _Alike] = {}
        begun: dict[str, _Alike] = {}
        best: tuple[Like, ...] = ()
        for way in _ways(asked):
            if best and best[0].likeness >= 1:
                break
            for word in way[:-1]:
                if word not in known:
                    known[word] = self._alike(word)
            last = way[-1]
            if last not in begun:
                begun[last] = self._alike(last, self._index.beginning(last))
            alike = [*(known[word] for word in way[:-1]), begun[last]]
            found = self._like(way, alike, least, best[0].likeness if best else 0.0)
            if found and (not best or found[0].likeness > best[0].likeness):
                best = found
        return best

    def _like(
        self, asked: Sequence[str], alike: Sequence["_Alike"], least: float, beaten: float
    ) -> tuple[Like, ...]:
        """Give the names like one way to read the text; none if none can be above ``beaten``."""
        sizes = [_weight(word) for word in asked]
        quick = np.zeros(len(self._names), np.float32)
        for size, word in zip(sizes, alike, strict=True):
            quick += np.float32(size) * word.names
        quick /= np.float32(sum(sizes))
        # The quick look lets a word of the name stand for several: nothing is liker than it says.
        if not quick.size or (beaten and quick.max() + _ROUNDING <= beaten):
            return ()
        near = np.flatnonzero(quick >= least - _ROUNDING)
        if len(near) > CLOSER_LOOK:
            # Of names that look equally like, the shorter ones are asked for more wholly.
            order = np.lexsort((self._index.sizes[near], -quick[near]))
            near = near[order[:CLOSER_LOOK]]
        looked = [Like(at, self._exactly(sizes, alike, at)) for at in near.tolist()]
        kept = [one for one in looked if one.likeness >= least]
        return tuple(sorted(kept, key=lambda one: (-one.likeness, one.place)))

    def _alike(self, asked: str, begun: Places | None = None) -> "_Alike":
        """Look up one word; ``begun`` are those that begin with it, where it may be unfinished."""
        places, likeness = self._standing_for(asked)
        if begun is not None and len(begun):
            places, likeness = _with_begun(places, likeness, begun)
        at, named = self._index.bearers(places)
        names = np.zeros(len(self._names), np.float32)
        np.maximum.at(names, named, likeness[at])
        return _Alike(dict(zip(places.tolist(), likeness.tolist(), strict=True)), names)

    def _standing_for(self, asked: str) -> tuple[Places, Floats]:
        """Give the words of the index that one word may stand for, and how like each is."""
        index = self._index
        if len(asked) == 1:
            places = index.initials.get(asked, np.zeros(0, np.int32))
            return places, np.full(len(places), INITIAL, np.float32)
        heard = np.zeros(len(index.heard.words), np.float32)
        spoken = sound(asked)
        # What sounds less alike makes no word of those that letters leave out.
        near = index.heard.near(spoken, LEAST_WORD / HEARD)
        heard[near] = index.heard.likeness(spoken, near, LEAST_LETTERS) * np.float32(HEARD)
        by_sound = heard[index.sound_of]
        by_letters = np.zeros(len(index.written.words), np.bool_)
        by_letters[index.written.near(asked, LEAST_WORD)] = True
        places = np.flatnonzero(by_letters | (by_sound > 0)).astype(np.int32)
        written = index.written.likeness(asked, places, LEAST_LETTERS)
        # Likeness by sound alone is weak evidence for very short words.
        likeness = np.maximum(written, (written + 2 * by_sound[places]) / 3)
        kept = likeness >= LEAST_WORD
        return places[kept], likeness[kept]

    def _exactly(self, sizes: Sequence[int], alike: Sequence["_Alike"], name: int) -> float:
        """Let each asked word stand for one run of the name's words, best first, none twice."""
        runs = self._index.runs[name]
        pairs = sorted(
            (-likeness * sizes[which], which, span, likeness)
            for which, one in enumerate(alike)
            for word, span in runs
            if (likeness := one.words.get(word))
        )
        taken: set[int] = set()
        done: set[int] = set()
        right = 0.0
        for _, which, (start, end), likeness in pairs:
            if which not in done and taken.isdisjoint(range(start, end)):
                done.add(which)
                taken.update(range(start, end))
                right += likeness * sizes[which]
        lengths = self._index.lengths[name]
        covered = sum(lengths[at] for at in taken) / (sum(lengths) or 1)
        return right / sum(sizes) * (1 - UNASKED + UNASKED * covered)

    @cached_property
    def _index(self) -> "_Index":
        return _Index.of(self._names, self._joined)


@dataclass(frozen=True, slots=True)
class _Alike:
    """The words of the index that one word may stand for, and the best of it in each name."""

    words: dict[int, float]
    names: Floats


@dataclass(frozen=True)
class _Index:
    """Words of all names, each once: as ``written``, as ``heard``.

    ``runs`` are those of each name: a word's number and the stretch of the name's words that it
    takes; ``lengths`` how much each of its words counts, ``sizes`` all of them together.
    ``alphabet`` are the words in order of their letters, each with its number.
    ``named[starts[w]:starts[w + 1]]`` are the names with the word w.
    """

    written: WordIndex
    initials: Mapping[str, Places]
    heard: WordIndex
    sound_of: Places
    runs: list[tuple[tuple[int, tuple[int, int]], ...]]
    lengths: list[tuple[int, ...]]
    sizes: Places
    alphabet: list[tuple[str, int]]
    named: Places
    starts: Places

    @classmethod
    def of(cls, names: Sequence[str], joined: Sequence[bool]) -> "_Index":
        numbers: dict[str, int] = defaultdict(lambda: len(numbers))
        runs, lengths = [], []
        for name, may_join in zip(names, joined, strict=True):
            parts = words(name)
            most = LONGEST_JOIN if may_join else 1
            runs.append(tuple((numbers[written], span) for written, span in _runs(parts, most)))
            lengths.append(tuple(map(_weight, parts)))
        heard: dict[str, int] = defaultdict(lambda: len(heard))
        sound_of = [heard[sound(one)] for one in numbers]
        initials: dict[str, list[int]] = defaultdict(list)
        for one, number in numbers.items():
            initials[one[0]].append(number)
        word = np.array([number for run in runs for number, _ in run], np.int32)
        bearer = np.repeat(np.arange(len(runs), dtype=np.int32), [len(run) for run in runs])
        return cls(
            WordIndex.of(list(numbers)),
            {letter: np.array(ones, np.int32) for letter, ones in initials.items()},
            WordIndex.of(list(heard)),
            np.array(sound_of, np.int32),
            runs,
            lengths,
            np.array([sum(one) for one in lengths], np.int32),
            sorted(numbers.items()),
            bearer[np.argsort(word, kind="stable")],
            np.append(0, np.bincount(word, minlength=len(numbers)).cumsum()).astype(np.int32),
        )

    def beginning(self, text: str) -> Places:
        """Give the words that begin with a text; none where it is too short to be a beginning."""
        if len(text) < SHORTEST_BEGUN:
            return np.zeros(0, np.int32)
        start = bisect_left(self.alphabet, (text, -1))
        stop = bisect_left(self.alphabet, (text + chr(0x10FFFF), -1))
        return np.array([number for _, number in self.alphabet[start:stop]], np.int32)

    def bearers(self, places: Places) -> tuple[Places, Places]:
        """Give the names with any of some words: which of the words, and the name, in pairs."""
        counts = self.starts[places + 1] - self.starts[places]
        which = np.repeat(np.arange(len(places), dtype=np.int32), counts)
        before = counts.cumsum() - counts
        within = np.arange(len(which), dtype=np.int32) - before[which]
        return which, self.named[self.starts[places][which] + within]


def _with_begun(places: Places, likeness: Floats, begun: Places) -> tuple[Places, Floats]:
    """Add words that begin with what was asked to those it may stand for."""
    both = np.unique(np.concatenate((places, begun)))
    best = np.zeros(len(both), np.float32)
    best[np.searchsorted(both, places)] = likeness
    at = np.searchsorted(both, begun)
    best[at] = np.maximum(best[at], np.float32(BEGUN))
    return both, best


def _runs(parts: Sequence[str], longest: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give each word, and words next to each other as one, with the stretch they take."""
    for start in range(len(parts)):
        for end in range(start + 1, min(len(parts), start + longest) + 1):
            yield "".join(parts[start:end]), (start, end)


def _ways(asked: tuple[str, ...]) -> Iterator[Sequence[str]]:
    """Give the text's words as they are, and with two neighbours written as one."""
    if asked:
        yield asked
    for at in range(len(asked) - 1):
        if len(asked[at]) > 1 and len(asked) <= 4:
            yield (*asked[:at], asked[at] + asked[at + 1], *asked[at + 2 :])


def _weight(word: str) -> int:
    return min(len(word), 8)
