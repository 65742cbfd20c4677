"""Does it carry in the Council, who swings it, what completes a majority and what blocks one?

Votes are cast by the members that take part. Under a qualified majority an abstention counts as
not in favour; under unanimity it does not stand in the way. What this must not do: call any case
likely, or decide who takes part (that is asked).
"""

from dataclasses import dataclass, replace
from math import exp, log

from graph.errors import InvalidQuestion, UnknownEntity
from queries.finding.search import actor_ref
from queries.majorities.council_answers import (
    CouncilAnswer,
    CouncilTally,
    StateLine,
    StateReach,
    StateSet,
    StateSets,
    StateSwing,
)
from queries.majorities.council_rules import NICE_ON_REQUEST_UNTIL
from queries.majorities.council_vote import (
    CouncilQuestion,
    CouncilVote,
    names_of,
    unit_of,
    work_out,
)
from queries.majorities.voting_game import Counted, Game, cheapest_minimal, count_minimal
from queries.rosters import Rosters

__all__ = ["CouncilQuestion", "council", "reached"]

COLD = 0.01
"""How we reach a state to which no route is known: as a cold approach in assignments."""

LEAST_REACH = 0.0005
"""The least score: a given 0 counts as this, as for ties."""

MOST_LISTED = 200

_NOT_ASKED = "Sets were not asked for: none is counted."


def council(rosters: Rosters, question: CouncilQuestion) -> CouncilAnswer:
    """Count what is needed and had, in three cases, and what completes or blocks it.

    Raises:
        UnknownEntity: the file is not in the graph.
        InvalidQuestion: the rule does not exist on the day, no populations are known for it,
            nobody takes part, or a state is named that takes no part.
    """
    if question.dossier not in rosters.graph.entities:
        raise UnknownEntity(question.dossier)
    _refuse_most(question.most)
    vote = work_out(rosters, question)
    low = vote.supporters(lambda position: position.low)
    middle = vote.supporters(lambda position: position.middle)
    high = vote.supporters(lambda position: position.high)
    reach = [question.reach.get(state) or _cold() for state in vote.states]
    winning, blocking = _sets(vote, question, low, high)
    return CouncilAnswer(
        dossier=actor_ref(rosters.graph.entities[question.dossier]),
        rule=vote.rule.title,
        legal_basis=vote.basis,
        as_of=question.as_of,
        year=vote.figures.year,
        population_unit=unit_of(vote.figures),
        population_sources=vote.figures.sources,
        members=len(vote.states),
        absent=names_of(rosters, set(vote.figures.states) - set(vote.states)),
        members_needed=vote.tests.members,
        population_total=vote.total,
        population_needed=vote.tests.population,
        population_needed_pct=vote.rule.population_pct,
        blocking_members=vote.tests.blocking_members,
        low=_tally(vote, low, "whatever is open goes against"),
        middle=_tally(vote, middle, "leanings are followed, the unknown abstain"),
        high=_tally(vote, high, "whatever is open supports"),
        states=_lines(vote),
        swing=_swing(vote, reach, high - low, winning, blocking),
        winning=winning.listed(reach, question.most),
        blocking=blocking.listed(reach, question.most),
        notes=_notes(vote, question),
    )


def reached(score: float, how: str) -> StateReach:
    """Make a reach of a score between 0 and 1; 0 counts as the least.

    Raises:
        InvalidQuestion: it is not between 0 and 1.
    """
    if not 0 <= score <= 1:
        msg = f"How we reach a state is a score between 0 and 1, not {score}."
        raise InvalidQuestion(msg)
    kept = max(score, LEAST_REACH)
    return StateReach(kept, round(-log(kept) * 1e6), how)


def _refuse_most(most: int) -> None:
    if not 1 <= most <= MOST_LISTED:
        msg = f"{most} sets cannot be listed. Expected 1 to {MOST_LISTED}."
        raise InvalidQuestion(msg)


def _cold() -> StateReach:
    return replace(reached(COLD, "cold: no route"), is_cold=True)


def _tally(vote: CouncilVote, members: frozenset[int], assumption: str) -> CouncilTally:
    size, weight = len(members), vote.weight(members)
    needed = vote.tests.population or 0
    passes = vote.game.carries(size, weight)
    short = [] if passes else _short(vote, size, weight)
    opposed = len(vote.states) - size
    if passes and (size < vote.tests.members or weight < needed):
        verdict = f"deemed attained: only {opposed} oppose"
    elif passes:
        verdict = "carries"
    else:
        verdict = f"fails, short of {' and '.join(short)}"
    return CouncilTally(
        assumption=assumption,
        members=size,
        members_gap=max(0, vote.tests.members - size),
        population=weight,
        population_pct=vote.percent(members),
        population_gap=max(0, needed - weight),
        passes=passes,
        verdict=verdict,
        certain=vote.is_certain(members),
    )


def _short(vote: CouncilVote, size: int, weight: int) -> list[str]:
    short = []
    if size < vote.tests.members:
        short.append(f"{vote.tests.members - size} members")
    if vote.tests.population is not None and weight < vote.tests.population:
        missing = 100 * (vote.tests.population - weight) / vote.total
        short.append(f"{missing:.2f} % of the population")
    return short


@dataclass(frozen=True, slots=True)
class _Sets:
    """Minimal sets out of a pool that complete a base, counted."""

    vote: CouncilVote
    game: Game
    base: frozenset[int]
    pool: frozenset[int]
    is_blocking: bool
    count: Counted | None

    @classmethod
    def counted(
        cls,
        vote: CouncilVote,
        base: frozenset[int],
        pool: frozenset[int],
        *,
        is_blocking: bool,
        sets: bool,
    ) -> "_Sets":
        game = vote.game.blocking() if is_blocking else vote.game
        count = count_minimal(game, base, pool) if sets else None
        return cls(vote, game, base, pool, is_blocking, count)

    def listed(self, reach: list[StateReach], most: int) -> StateSets:
        if self.count is None:
            return StateSets(self.vote.codes(self.base), 0, (), proven=False, remark=_NOT_ASKED)
        costs = [each.cost for each in reach]
        found = cheapest_minimal(self.game, self.base, self.pool, costs, most)
        return StateSets(
            base=self.vote.codes(self.base),
            count=self.count.total,
            listed=tuple(self._set(reach, cost, members) for cost, members in found.sets),
            proven=found.proven,
            remark=self._remark(),
        )

    def _set(self, reach: list[StateReach], cost: int, members: tuple[int, ...]) -> StateSet:
        together = self.base | set(members)
        others = frozenset(range(len(self.vote.states))) - together
        return StateSet(
            states=self.vote.codes(members),
            members=len(together),
            population_pct=self.vote.percent(together),
            score=exp(-cost / 1e6),
            cost=cost,
            cold=sum(reach[one].is_cold for one in members),
            certain=self.vote.is_certain(others if self.is_blocking else together),
        )

    def _remark(self) -> str:
        what = "block" if self.is_blocking else "carry"
        if self.game.wins(self.base):
            return f"Those who stand so already {what}: nothing is missing."
        if self.count is None or self.count.total == 0:
            return f"Nothing left open can {what} it: all the others together do not suffice."
        return ""


def _sets(
    vote: CouncilVote, question: CouncilQuestion, low: frozenset[int], high: frozenset[int]
) -> tuple[_Sets, _Sets]:
    """Give what completes a majority out of those who support, and what blocks one."""
    won, lost = (
        frozenset(vote.states.index(state) for state in chosen)
        for chosen in (question.winning_with, question.blocking_with)
    )
    against = frozenset(range(len(vote.states))) - high
    return (
        _Sets.counted(vote, low | won, high - low - won, is_blocking=False, sets=question.sets),
        _Sets.counted(
            vote, against | lost, high - low - lost, is_blocking=True, sets=question.sets
        ),
    )


def _swing(
    vote: CouncilVote,
    reach: list[StateReach],
    open_members: frozenset[int],
    winning: _Sets,
    blocking: _Sets,
) -> tuple[StateSwing, ...]:
    wins = winning.count.total if winning.count else 0
    in_winning = winning.count.holding if winning.count else {}
    in_blocking = blocking.count.holding if blocking.count else {}
    listed = [
        StateSwing(
            state=actor_ref(vote.rosters.graph.entities[vote.states[one]]),
            code=vote.code(one),
            position=vote.positions[one][0].words,
            population_pct=vote.percent((one,)),
            reach=reach[one],
            in_winning=in_winning.get(one, 0),
            in_blocking=in_blocking.get(one, 0),
            in_every=wins > 0 and in_winning.get(one, 0) == wins,
        )
        for one in open_members
    ]
    listed.sort(key=lambda each: (each.reach.cost, -each.in_winning, each.state.id))
    return tuple(listed)


def _lines(vote: CouncilVote) -> tuple[StateLine, ...]:
    return tuple(
        StateLine(
            state=actor_ref(vote.rosters.graph.entities[state]),
            code=vote.code(one),
            population=vote.game.weights[one],
            population_pct=vote.percent((one,)),
            position=vote.positions[one][0].words,
            origin=vote.positions[one][1],
        )
        for one, state in enumerate(vote.states)
    )


def _notes(vote: CouncilVote, question: CouncilQuestion) -> tuple[str, ...]:
    notes = ["Low, middle and high are cases, not forecasts.", *vote.figures.notes]
    if vote.rule.abstention_supports:
        notes.append("Supporting means not voting against: an abstention does not prevent it.")
    else:
        notes.append("An abstention counts as not in favour.")
    if vote.rule.population_pct is not None and question.as_of <= NICE_ON_REQUEST_UNTIL:
        notes.append(
            f"Until {NICE_ON_REQUEST_UNTIL} a member could ask for the weighted votes of Nice "
            "(Art. 3(2) of Protocol 36), which are not counted here."
        )
    if not vote.figures.exact and vote.rule.population_pct is not None:
        notes.append(
            "Where an outcome is marked as not certain, it depends on the rounding of the "
            "shares: load the year's inhabitants (property population) to settle it."
        )
    return tuple(notes)
