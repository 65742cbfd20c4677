"""Which pairs of a graph may be the same, for somebody to judge: best first, with the reasons.

Everything is made from the graph as a level sees it, and from the judgements visible there. What
it must not do: join anything; a suggestion is no judgement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.identity import Judgement, Verdict, clusters, pair_of
from graph.matching.candidates import candidates
from graph.matching.from_graph import KINDS, records
from graph.matching.parts import Candidate, Part
from graph.model import Kind, MergedGraph
from queries.finding.search import actor_ref
from queries.results import ActorRef


class ReviewKind(StrEnum):
    """Among whom pairs are looked for."""

    PERSONS = "persons"
    ORGANIZATIONS = "organizations"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    """Which pairs to show.

    ``least`` is the lowest score, in points. Pairs judged unsure, and pairs that identifiers tell
    apart, are shown where ``unsure`` and ``different`` say so. ``only`` keeps pairs with one of
    these identifiers, if any.
    """

    kind: ReviewKind = ReviewKind.BOTH
    least: int = 0
    most: int = 25
    skip: int = 0
    unsure: bool = False
    different: bool = False
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReviewPair:
    """One pair: who, the score and its parts, what is suggested, and what was judged so far.

    ``command`` is what to type, once somebody has looked, to have them as one.
    """

    left: ActorRef
    right: ActorRef
    score: int
    suggestion: Verdict
    parts: tuple[Part, ...]
    judged: Verdict | None
    command: str


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """A page of pairs, best first; ``total`` counts all that the question allows.

    ``judged`` counts pairs left out because somebody judged them, ``apart`` those that
    identifiers tell apart.
    """

    pairs: tuple[ReviewPair, ...]
    total: int
    skipped: int
    judged: int
    apart: int
    notes: tuple[str, ...] = ()


def review(
    graph: MergedGraph, judgements: Sequence[Judgement], question: ReviewQuestion
) -> ReviewAnswer:
    """Find the pairs that may be the same, and page through them."""
    verdicts = _verdicts(judgements)
    shown: list[ReviewPair] = []
    judged = apart = 0
    for one in candidates(records(graph, _kinds(question.kind))):
        if question.only and not question.only & {one.left, one.right}:
            continue
        verdict = verdicts.get(pair_of(one.left, one.right))
        if verdict is not None and not (verdict is Verdict.UNSURE and question.unsure):
            judged += 1
        elif one.suggestion is Verdict.DIFFERENT and not question.different:
            apart += 1
        elif one.score >= question.least or one.suggestion is Verdict.DIFFERENT:
            shown.append(_pair(graph, one, verdict))
    page = shown[question.skip : question.skip + question.most]
    return ReviewAnswer(
        tuple(page),
        len(shown),
        min(question.skip, len(shown)),
        judged,
        apart,
        tuple(_notes(len(shown), len(page), question)),
    )


def _verdicts(judgements: Sequence[Judgement]) -> dict[tuple[str, str], Verdict]:
    """Give what was judged of entities as they are now, whichever of their identifiers was named.

    Where several judgements come to one pair, being different counts before being unsure.
    """
    alias = clusters(judgements)
    found: dict[tuple[str, str], Verdict] = {}
    for one in judgements:
        left, right = alias.get(one.left, one.left), alias.get(one.right, one.right)
        if left != right:
            pair = pair_of(left, right)
            if found.get(pair) is not Verdict.DIFFERENT:
                found[pair] = one.verdict
    return found


def _pair(graph: MergedGraph, one: Candidate, judged: Verdict | None) -> ReviewPair:
    return ReviewPair(
        actor_ref(graph.entities[one.left]),
        actor_ref(graph.entities[one.right]),
        one.score,
        one.suggestion,
        one.parts,
        judged,
        f"corridors same {one.left} {one.right}",
    )


def _kinds(kind: ReviewKind) -> tuple[Kind, ...]:
    if kind is ReviewKind.BOTH:
        return KINDS
    return (Kind.PERSON,) if kind is ReviewKind.PERSONS else (Kind.ORGANIZATION,)


def _notes(total: int, listed: int, question: ReviewQuestion) -> Iterable[str]:
    yield "A suggestion changes nothing; only a judgement does, and it can be withdrawn."
    left = total - question.skip - listed
    if listed and left > 0:
        more = "1 more pair is" if left == 1 else f"{left} more pairs are"
        yield f"{more} not listed: skip {question.skip + listed} to see the next."
    if not listed and total:
        yield f"There are {total} pairs; to skip {question.skip} is past the last."
