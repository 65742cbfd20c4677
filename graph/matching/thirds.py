"""What a third record says of two persons: that they are one, or that their name is not one's own.

*For:* a list of names of one term and a list of another have nothing in common but names, and so
nobody in them is the same by itself. A third that holds the dates of both seats has something in
common with each: A is C, C is B, each on evidence of its own. One third suffices; what a third
joined is no evidence for more.

*Against:* where two who are known apart bear a name like both of theirs, the same name in the
same country may be either's. Such a pair stays unsure, unless both are the same as one of these
two, or share a birth date or a number. What this must not do: overrule an identifier; suggest
where anything speaks against the pair.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from graph.identity import Verdict, pair_of
from graph.matching.parts import Candidate, Part, Trait

LEAST_NAME = 30
"""Points that names must give: the same words, whatever their spelling or number."""

_OWN = frozenset({Trait.BORN, Trait.IDENTIFIER})
"""What homonyms do not share, or next to never."""


def by_thirds(
    found: Sequence[Candidate], list_of: Mapping[str, int] | None = None
) -> tuple[Candidate, ...]:
    """Judge each pair anew by what thirds say; order stays.

    ``list_of`` says for each record which list it is from, where each list has everybody once:
    two of one list are apart, whatever their names.
    """
    known = _Known.of(found, list_of or {})
    kept = [_without_homonyms(one, known) for one in found]
    left = _Known.of(kept, list_of or {})
    chained = [_through_third(one, left) for one in kept]
    # Thirds may disagree: whom one joins with this and another with that is joined with neither.
    after = _Known.of(chained, list_of or {})
    return tuple(
        was if now is not was and after.is_torn(now) else now
        for was, now in zip(kept, chained, strict=True)
    )


@dataclass(frozen=True)
class _Known:
    """Who is suggested the same as whom, who bears a like name, and who are known apart."""

    list_of: Mapping[str, int]
    same: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    namesakes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    different: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, found: Iterable[Candidate], list_of: Mapping[str, int]) -> "_Known":
        known = cls(list_of)
        for one in found:
            if one.suggestion is Verdict.DIFFERENT:
                known.different.add(pair_of(one.left, one.right))
            if one.suggestion is Verdict.SAME:
                known.same[one.left].add(one.right)
                known.same[one.right].add(one.left)
            if _names(one) >= LEAST_NAME and one.score >= 0:
                known.namesakes[one.left].add(one.right)
                known.namesakes[one.right].add(one.left)
        return known

    def apart(self, one: str, other: str) -> bool:
        in_one_list = one in self.list_of and self.list_of[one] == self.list_of.get(other)
        return in_one_list or pair_of(one, other) in self.different

    def is_torn(self, one: Candidate) -> bool:
        """Say whether either of a pair is the same as somebody who is apart from the other."""
        return any(
            each != theirs and self.apart(each, theirs)
            for mine, theirs in ((one.left, one.right), (one.right, one.left))
            for each in self.same[mine]
        )

    def homonyms(self, one: str, other: str) -> tuple[str, str] | None:
        """Give two who bear the name of both and are apart, unless both are the same as one."""
        names = self.namesakes[one] & self.namesakes[other]
        settled = self.same[one] & self.same[other]
        for a, b in combinations(sorted(names), 2):
            if self.apart(a, b) and settled.isdisjoint((a, b)):
                return a, b
        return None


def _without_homonyms(one: Candidate, known: _Known) -> Candidate:
    own = any(part.name in _OWN and part.points > 0 for part in one.parts)
    if one.suggestion is not Verdict.SAME or own:
        return one
    two = known.homonyms(one.left, one.right)
    if two is None:
        return one
    told = Part(Trait.RIVAL, 0, f"{two[0]} and {two[1]} bear this name and are two")
    return replace(one, suggestion=Verdict.UNSURE, parts=(*one.parts, told))


def _through_third(one: Candidate, known: _Known) -> Candidate:
    mine, theirs = known.same[one.left], known.same[one.right]
    thirds = sorted(mine & theirs)
    if not thirds or one.suggestion is not Verdict.UNSURE or not _nothing_against(one):
        return one
    here, there = {*mine, one.left}, {*theirs, one.right}
    parted = any(a != b and known.apart(a, b) for a in here for b in there)
    if parted or known.homonyms(one.left, one.right):
        return one
    told = Part(Trait.THIRD, 0, f"both are suggested the same as {thirds[0]}")
    return replace(one, suggestion=Verdict.SAME, parts=(*one.parts, told))


def _nothing_against(one: Candidate) -> bool:
    """Say whether names are alike and no part speaks against; others alike speak against."""
    against = any(
        part.points < 0 or part.name is Trait.RIVAL
        for part in one.parts
        if part.name is not Trait.PRIOR
    )
    return _names(one) >= LEAST_NAME and not against


def _names(one: Candidate) -> int:
    return sum(part.points for part in one.parts if part.name is Trait.NAME)
