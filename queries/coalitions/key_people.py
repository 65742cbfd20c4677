"""Whom to approach so that most of an audience is reached: the best set of k people.

After the positive key player problem (KPP-Pos; Borgatti, 2006), with strengths in place of
1 / distance: a set K is worth the sum, over the audience, of the best of access(p) × pull(p, t)
among its members, where *access* is the score of our best route to p and *pull* that of p's best
route to t (1 for p itself). Greedy with lazy evaluation, at least 63 % of the best; the bound says
how far from it at most. Whole numbers of millionths throughout.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.errors import InvalidQuestion
from graph.snapshot import EVERYTHING, FORBIDDEN, Snapshot, TieFilter
from graph.strength import MICRO, Ints
from queries.results import ActorRef
from queries.routing.explain import actor
from queries.routing.routes import reach_costs

_NAMED = 5


@dataclass(frozen=True, slots=True)
class KeyPeopleQuestion:
    """Which ``most`` of ``candidates`` should ``ours`` approach to reach ``audience``?

    ``max_hops`` bounds our routes to a candidate, ``pull_hops`` theirs to the audience.
    """

    ours: tuple[str, ...]
    candidates: tuple[str, ...]
    audience: tuple[str, ...]
    as_of: date
    most: int = 5
    max_hops: int = 3
    pull_hops: int = 2
    ties: TieFilter = EVERYTHING


@dataclass(frozen=True, slots=True)
class KeyPerson:
    """One to approach.

    ``access`` is the score of our best route, 0 to 1; ``adds`` is what this person adds to those
    before, ``alone`` what they would bring by themselves, in expected members of the audience.
    ``speaks_to`` are those of the audience for whom this person is the best way, strongest first,
    at most five; ``best_for`` counts all of them.
    """

    person: ActorRef
    access: float
    adds: float
    alone: float
    best_for: int
    speaks_to: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class KeyPeopleAnswer:
    """Whom to approach, in the order in which they add most.

    ``worth`` is the set's, ``bound`` what no set of this size can exceed; both in members of the
    audience. ``unreached`` counts candidates that we have no route to.
    """

    as_of: date
    audience: int
    candidates: int
    unreached: int
    people: tuple[KeyPerson, ...]
    worth: float
    bound: float
    notes: tuple[str, ...]


def key_people(snapshot: Snapshot, question: KeyPeopleQuestion) -> KeyPeopleAnswer:
    """Choose whom to approach.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: an empty side, one of ours among the candidates, or numbers out of range.
    """
    if question.most < 1:
        msg = f"How many to approach is {question.most}; expected 1 or more."
        raise InvalidQuestion(msg)
    if not question.audience:
        msg = "The audience is empty. Name a committee, a file or people."
        raise InvalidQuestion(msg)
    candidates = tuple(sorted(set(question.candidates)))
    audience = tuple(sorted(set(question.audience)))
    access = _access(snapshot, question, candidates)
    values = access[:, None] * _pull(snapshot, question, candidates, audience) // MICRO
    chosen, worth, bound = greedy(values, question.most)
    return KeyPeopleAnswer(
        as_of=question.as_of,
        audience=len(audience),
        candidates=len(candidates),
        unreached=int(np.count_nonzero(access == 0)),
        people=tuple(_people(snapshot, candidates, audience, access, values, chosen)),
        worth=worth / MICRO,
        bound=bound / MICRO,
        notes=(_NOTE,),
    )


def greedy(values: Ints, most: int) -> tuple[tuple[int, ...], int, int]:
    """Choose rows one by one for the greatest sum of column maxima.

    Gives the rows in order, their worth, and a bound on what any choice of that size is worth.
    Gains never grow as the set does, so a row is looked at again only while its last gain leads.
    """
    best = np.zeros(values.shape[1], dtype=np.int64)
    gains = values.sum(axis=1)
    chosen: list[int] = []
    bound = int(np.sort(gains)[::-1][:most].sum())
    fresh = np.ones(len(gains), dtype=np.bool_)
    while len(chosen) < min(most, len(gains)):
        lead = int(np.argmax(gains))
        if gains[lead] <= 0:
            break
        if not fresh[lead]:
            gains[lead], fresh[lead] = int(np.maximum(values[lead] - best, 0).sum()), True
            continue
        chosen.append(lead)
        best = np.maximum(best, values[lead])
        gains[lead] = -1
        fresh[:] = False
        left = np.maximum(values - best, 0).sum(axis=1)
        bound = min(bound, int(best.sum() + np.sort(left)[::-1][:most].sum()))
    return tuple(chosen), int(best.sum()), bound


def _access(snapshot: Snapshot, question: KeyPeopleQuestion, candidates: Sequence[str]) -> Ints:
    costs = reach_costs(
        snapshot, question.ours, candidates, question.as_of, question.max_hops, question.ties
    )
    return _scores(costs.min(axis=0))


def _pull(
    snapshot: Snapshot,
    question: KeyPeopleQuestion,
    candidates: Sequence[str],
    audience: Sequence[str],
) -> Ints:
    """Give scores of candidates (rows) to the audience (columns); 1 for oneself."""
    table = np.zeros((len(candidates), len(audience)), dtype=np.int64)
    place = {name: column for column, name in enumerate(audience)}
    asked = (question.as_of, question.pull_hops, question.ties)
    outside = [row for row, name in enumerate(candidates) if name not in place]
    if outside:
        others = [candidates[row] for row in outside]
        table[outside] = _scores(reach_costs(snapshot, others, audience, *asked))
    within = {name: row for row, name in enumerate(candidates) if name in place}
    for name, row in within.items():
        # Steps lead both ways, so what is asked of one pair is known of its mirror. A question
        # never has one and the same at both ends.
        known = [one for one in within if one < name]
        rest = [one for one in audience if one != name and (one > name or one not in within)]
        table[row, [place[one] for one in known]] = [
            table[within[one], place[name]] for one in known
        ]
        if rest:
            costs = reach_costs(snapshot, [name], rest, *asked)
            table[row, [place[one] for one in rest]] = _scores(costs)[0]
        table[row, place[name]] = MICRO
    return table


def _scores(costs: Ints) -> Ints:
    reached = costs < FORBIDDEN
    scores = np.where(reached, np.exp(-np.minimum(costs, FORBIDDEN) / MICRO), 0.0)
    rounded: Ints = np.rint(scores * MICRO).astype(np.int64)
    return rounded


def _people(
    snapshot: Snapshot,
    candidates: Sequence[str],
    audience: Sequence[str],
    access: Ints,
    values: Ints,
    chosen: Sequence[int],
) -> list[KeyPerson]:
    among = values[list(chosen)]
    bests = among.argmax(axis=0) if len(chosen) else np.zeros(0, dtype=np.int64)
    before = np.zeros(len(audience), dtype=np.int64)
    listed = []
    for order, row in enumerate(chosen):
        by_value = np.argsort(-values[row], kind="stable").tolist()
        own = [column for column in by_value if bests[column] == order and values[row, column]]
        listed.append(
            KeyPerson(
                person=actor(snapshot, candidates[row]),
                access=int(access[row]) / MICRO,
                adds=int(np.maximum(values[row] - before, 0).sum()) / MICRO,
                alone=int(values[row].sum()) / MICRO,
                best_for=len(own),
                speaks_to=tuple(actor(snapshot, audience[column]) for column in own[:_NAMED]),
            )
        )
        before = np.maximum(before, values[row])
    return listed


_NOTE = (
    "Worth counts members of the audience, each by the score of its best way through one of these "
    "people. Scores are uncalibrated: they rank, they do not predict."
)
