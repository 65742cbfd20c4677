"""From scores to suggestions: same, different or unsure, by rules that a person can check.

1. An identifier decides: shared, they are the same; two of one scheme that never changes hands,
   they are different.
2. *Same* is suggested only where the odds are a hundred to one, the names are alike, something
   beside the name speaks for it as strongly as ten to one (or both held a seat in one term, at a
   time as far as is known, with whole names alike), and nobody else on either side comes near.
3. Everything else is *unsure*. One name and nothing more is never the same.

What it must not do: judge. A suggestion changes nothing until somebody does.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.identity import Verdict
from graph.matching.comparing import Prepared
from graph.matching.organization_names import OrganizationLikeness
from graph.matching.parts import Candidate, Part, Trait
from graph.matching.person_names import Likeness

LEAST_SAME = 20
"""Points from which the same may be suggested: a hundred to one."""

LEAST_SHOWN = -10
"""Points below which a pair is no candidate: ten to one against."""

LEAST_BESIDE = 10
"""Points that something beside the name must give."""

MARGIN = 10
"""Points by which the best must be ahead of the next, to be the one."""

LASTING = frozenset({"ep-person", "ep-org", "ep-procedure", "ep-vote", "country", "wikidata"})
"""Schemes in which two numbers are two things; the register gives a new one to who comes again."""

_WHOLE = frozenset(
    {Likeness.SAME, Likeness.SPELT, OrganizationLikeness.SAME, OrganizationLikeness.CORE}
)
_NO_NAME = frozenset(
    {Likeness.UNLIKE, OrganizationLikeness.UNLIKE, Likeness.SURNAME, OrganizationLikeness.ACRONYM}
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What identifiers say: a verdict or None, and the part that tells it."""

    verdict: Verdict | None
    part: Part | None


def by_identifier(one: Prepared, other: Prepared) -> Decision:
    """Say what identifiers decide; nothing where the two have no scheme in common."""
    mine, theirs = set(one.record.identifiers), set(other.record.identifiers)
    shared = sorted(mine & theirs)
    if shared:
        told = f"identifier: both {', '.join(shared)}"
        return Decision(Verdict.SAME, Part(Trait.IDENTIFIER, 100, told))
    for scheme in sorted({_scheme(a) for a in mine} & {_scheme(b) for b in theirs}):
        a, b = (min(i for i in ids if _scheme(i) == scheme) for ids in (mine, theirs))
        told = f"identifier: {a} here, {b} there"
        if scheme in LASTING:
            return Decision(Verdict.DIFFERENT, Part(Trait.IDENTIFIER, -100, told))
        return Decision(None, Part(Trait.IDENTIFIER, -10, told))
    return Decision(None, None)


def suggested(
    score: int, name: Likeness | OrganizationLikeness, parts: Iterable[Part], decision: Decision
) -> Verdict:
    """Apply rules 1 and 2 to one pair, rivals aside."""
    if decision.verdict is not None:
        return decision.verdict
    told = tuple(parts)
    seats = sum(part.points for part in told if part.name is Trait.SEAT)
    # A seat at the same time is no ten points; one that was never at a time counts against.
    beside = min(seats, 0) + sum(
        part.points for part in told if part.name not in (Trait.NAME, Trait.PRIOR, Trait.SEAT)
    )
    corroborated = beside >= LEAST_BESIDE or (beside >= 0 and seats > 0 and name in _WHOLE)
    fits = score >= LEAST_SAME and corroborated and decision.part is None
    return Verdict.SAME if fits and (name not in _NO_NAME or beside >= 30) else Verdict.UNSURE


def without_rivals(found: Sequence[Candidate], *, two_sided: bool) -> tuple[Candidate, ...]:
    """Make unsure what somebody else comes near: of several alike, none is suggested.

    Between two lists each record has one counterpart at most; within one list several may be the
    same, and only somebody decided to be different is in the way.
    """
    scores: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    decided = {
        frozenset((one.left, one.right)) for one in found if one.suggestion is Verdict.DIFFERENT
    }
    for one in found:
        if one.suggestion is not Verdict.DIFFERENT:
            scores["left", one.left].append((one.score, one.right))
            scores["right", one.right].append((one.score, one.left))
            if not two_sided:
                scores["right", one.left].append((one.score, one.right))
                scores["left", one.right].append((one.score, one.left))
    return tuple(
        _unsure(one, rival)
        if one.suggestion is Verdict.SAME
        and not _by_number(one)
        and (rival := _rival(one, scores, None if two_sided else decided))
        else one
        for one in found
    )


def _rival(
    one: Candidate,
    scores: dict[tuple[str, str], list[tuple[int, str]]],
    decided: set[frozenset[str]] | None,
) -> str | None:
    for side, mine, theirs in (("left", one.left, one.right), ("right", one.right, one.left)):
        for score, other in sorted(scores[side, mine], reverse=True):
            near = other != theirs and score > one.score - MARGIN
            if near and (decided is None or frozenset((other, theirs)) in decided):
                return other
    return None


def _unsure(one: Candidate, rival: str) -> Candidate:
    told = Part(Trait.RIVAL, 0, f"{rival} is as likely")
    return replace(one, suggestion=Verdict.UNSURE, parts=(*one.parts, told))


def _by_number(one: Candidate) -> bool:
    return any(part.name is Trait.IDENTIFIER and part.points > 0 for part in one.parts)


def _scheme(identifier: str) -> str:
    return identifier.partition(":")[0]
