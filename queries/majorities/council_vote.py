"""A vote in the Council worked out: who takes part, what each has said, and the game it makes.

What this must not do: decide who takes part (that is asked), or say how likely anything is.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.errors import InvalidQuestion
from graph.model import Entity, Property, Relation
from queries.majorities.council_answers import StateReach
from queries.majorities.council_positions import NOT_STATED, PositionRange, Vote, read_position
from queries.majorities.council_rules import (
    CouncilRule,
    Thresholds,
    basis_of,
    council_rule_on,
    thresholds,
)
from queries.majorities.populations import Populations, populations_on
from queries.majorities.voting_game import Game
from queries.positions.stated import precedence
from queries.rosters import Rosters


@dataclass(frozen=True, slots=True)
class CouncilQuestion:
    """Does the Council carry ``dossier`` (an id) under ``rule`` on ``as_of``?

    States are ids such as ``country:FRA``. ``positions`` beat those known on the file. ``absent``
    do not take part. ``winning_with`` are taken as won over, ``blocking_with`` as lost, where
    minimal sets are looked for. ``reach`` says how we reach a state; others are cold. At most
    ``most`` sets are listed of each kind; without ``sets`` none is looked for.
    """

    dossier: str
    as_of: date
    rule: str = "qmv"
    year: int | None = None
    positions: Mapping[str, PositionRange] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    winning_with: frozenset[str] = frozenset()
    blocking_with: frozenset[str] = frozenset()
    reach: Mapping[str, StateReach] = field(default_factory=dict)
    most: int = 10
    sets: bool = True


@dataclass(frozen=True, slots=True)
class CouncilVote:
    """A vote worked out: its members are numbers into ``states`` (ids) and ``positions``.

    A position comes with whose word it is.
    """

    rosters: Rosters
    rule: CouncilRule
    basis: str
    figures: Populations
    states: tuple[str, ...]
    positions: tuple[tuple[PositionRange, str], ...]
    tests: Thresholds
    game: Game

    @property
    def total(self) -> int:
        """Give everybody's population."""
        return sum(self.game.weights)

    def code(self, member: int) -> str:
        """Give the two letters of a member."""
        return code_of(self.rosters.graph.entities[self.states[member]])

    def codes(self, members: Collection[int]) -> tuple[str, ...]:
        """Give the two letters of some members, sorted."""
        return tuple(sorted(self.code(one) for one in members))

    def weight(self, members: Collection[int]) -> int:
        """Give the population of some members."""
        return sum(self.game.weights[one] for one in members)

    def percent(self, members: Collection[int]) -> float:
        """Give the share of the population that some members hold, in percent."""
        return 100 * self.weight(members) / self.total

    def supports(self, vote: Vote) -> bool:
        """Say whether a vote supports the act under the rule."""
        return vote >= (Vote.ABSTAIN if self.rule.abstention_supports else Vote.FOR)

    def supporters(self, case: Callable[[PositionRange], Vote]) -> frozenset[int]:
        """Give who supports in a case, such as the low one of each position."""
        return frozenset(
            one
            for one, (position, _) in enumerate(self.positions)
            if self.supports(case(position))
        )

    def is_certain(self, members: Collection[int]) -> bool:
        """Say whether rounding cannot change if these members carry."""
        percent, size = self.rule.population_pct, len(members)
        decided_by_members = self.tests.need[size] in (0, self.total + 1)
        if percent is None or decided_by_members:
            return True
        supporters = [self.states[one] for one in members]
        return self.figures.is_certain(supporters, self.states, percent)


def work_out(rosters: Rosters, question: CouncilQuestion) -> CouncilVote:
    """Work a question out.

    Raises:
        InvalidQuestion: the rule does not exist on the day, no populations are known for it,
            nobody takes part, or a state is named that takes no part.
    """
    rule = council_rule_on(question.rule, question.as_of)
    figures, states, tests, basis = take_part(rosters, question)
    on_file = _on_file(rosters, question)
    positions = tuple(
        (question.positions[state], "stated here")
        if state in question.positions
        else on_file.get(state, (NOT_STATED, "not known"))
        for state in states
    )
    game = Game(figures.of(states), tests.need)
    return CouncilVote(rosters, rule, basis, figures, states, positions, tests, game)


def take_part(
    rosters: Rosters, question: CouncilQuestion
) -> tuple[Populations, tuple[str, ...], Thresholds, str]:
    """Give the figures, who takes part, what it then takes, and the legal basis.

    Raises:
        InvalidQuestion: as for ``work_out``.
    """
    rule = council_rule_on(question.rule, question.as_of)
    figures = populations_on(rosters, question.as_of, question.year)
    _refuse_strangers(rosters, figures, question)
    states = tuple(state for state in figures.states if state not in question.absent)
    everybody = len(states) == len(figures.states)
    basis = basis_of(rule, all_take_part=everybody)
    return figures, states, thresholds(rule, figures.of(states), all_take_part=everybody), basis


def _refuse_strangers(rosters: Rosters, figures: Populations, question: CouncilQuestion) -> None:
    """Refuse states that are no members, or take no part and are named all the same."""
    named = {*question.positions, *question.winning_with, *question.blocking_with}
    named |= set(question.reach)
    strangers = (named | question.absent) - set(figures.states)
    if strangers:
        msg = (
            f"{', '.join(names_of(rosters, strangers))} is no member of the Council on "
            f"{question.as_of} with a known population. Leave it out."
        )
        raise InvalidQuestion(msg)
    contradicting = named & question.absent
    if contradicting:
        msg = (
            f"{', '.join(names_of(rosters, contradicting))} takes no part in this vote, so it has "
            "no position in it. Leave the position out, or let it take part."
        )
        raise InvalidQuestion(msg)


def _on_file(rosters: Rosters, question: CouncilQuestion) -> dict[str, tuple[PositionRange, str]]:
    """Read states' positions on the file: the office's own, else the latest that holds."""
    ties = [
        tie
        for tie in rosters.of_object.get(question.dossier, ())
        if tie.relation is Relation.STANDS_ON and tie.period.contains(question.as_of) and tie.role
    ]
    ties.sort(key=lambda tie: precedence(rosters, tie))
    found = {}
    for tie in ties:
        try:
            position = read_position(tie.role or "")
        except InvalidQuestion:
            continue  # a stance that only persons have, such as absent
        sources = ", ".join(sorted({piece.source for piece in tie.evidence}))
        since = f" since {tie.period.start}" if tie.period.start else ""
        found[tie.subject] = (position, f"on the file{since} ({sources})")
    return found


def names_of(rosters: Rosters, states: Collection[str]) -> tuple[str, ...]:
    """Give the names of states, in the order of their ids."""
    known = rosters.graph.entities
    return tuple(known[one].name if one in known else one for one in sorted(states))


def code_of(entity: Entity) -> str:
    """Give the two letters of a state."""
    return str(entity.first(Property.ISO2) or entity.id.removeprefix("country:"))


def unit_of(figures: Populations) -> str:
    """Say what the figures count."""
    if figures.exact:
        return "inhabitants"
    return f"shares of the Union's population in units of {float(figures.unit):g} percent"
