"""Formal voting weight of states in the Council and of groups in the Parliament.

The non-attached and those whose group nobody states are no bloc: each stands alone.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Kind
from queries.finding.search import actor_ref
from queries.majorities.council_rules import council_rule_on
from queries.majorities.council_vote import CouncilQuestion, code_of, names_of, take_part, unit_of
from queries.majorities.populations import COUNCIL
from queries.majorities.power import LABEL, Power, Powers, power
from queries.majorities.rules import rule_on
from queries.majorities.voters import seats_in_law
from queries.majorities.voting_game import Game
from queries.rosters import Rosters, same_group

ALONE = "NI"
"""Group code of the non-attached."""


@dataclass(frozen=True, slots=True)
class Share:
    """An exact fraction, written out, and its value as a decimal."""

    exact: str
    value: float


@dataclass(frozen=True, slots=True)
class PlayerPower:
    """One member or bloc. ``count`` are so many alike, of whom each has these figures."""

    code: str
    name: str
    count: int
    weight: int
    weight_share: Share
    swings: int
    banzhaf_absolute: Share
    banzhaf: Share
    coleman_prevents: Share
    coleman_initiates: Share
    shapley_shubik: Share


@dataclass(frozen=True, slots=True)
class PowerAnswer:
    """Formal voting weights under one rule, heaviest first, then by code.

    ``winning`` of ``coalitions`` coalitions carry, exact. ``weight_unit`` says what weights
    count; ``year`` is of the populations (None: seats on the day).
    """

    label: str
    body: str
    rule: str
    legal_basis: str
    as_of: date
    year: int | None
    weight_unit: str
    players: tuple[PlayerPower, ...]
    winning: int
    coalitions: int
    winning_share: Share
    absent: tuple[str, ...]
    notes: tuple[str, ...]


def council_power(
    rosters: Rosters, as_of: date, rule: str, year: int | None, absent: Collection[str]
) -> PowerAnswer:
    """Compute the weights of the Council's members that take part.

    Raises:
        InvalidQuestion: as for ``queries.majorities.council``.
    """
    question = CouncilQuestion(COUNCIL, as_of, rule, year, absent=frozenset(absent))
    figures, states, tests, basis = take_part(rosters, question)
    weights = figures.of(states)
    entities = rosters.graph.entities
    named = [(code_of(entities[state]), entities[state].name, 1) for state in states]
    found = power(Game(weights, tests.need))
    chosen = council_rule_on(rule, as_of)
    return PowerAnswer(
        label=LABEL,
        body=entities[COUNCIL].name if COUNCIL in entities else COUNCIL,
        rule=chosen.title,
        legal_basis=basis,
        as_of=as_of,
        year=figures.year,
        weight_unit=unit_of(figures),
        players=_players(named, weights, found),
        winning=found.winning,
        coalitions=found.coalitions,
        winning_share=_share(Fraction(found.winning, found.coalitions)),
        absent=names_of(rosters, set(figures.states) - set(states)),
        notes=figures.notes,
    )


def groups_power(rosters: Rosters, body: str, as_of: date, rule: str) -> PowerAnswer:
    """Compute the weights of the political groups in a body of the Parliament.

    Raises:
        UnknownEntity: the body is not in the graph.
        InvalidQuestion: nobody is known to sit there, or the rule does not exist.
    """
    if body not in rosters.graph.entities:
        raise UnknownEntity(body)
    chosen = rule_on(rule, as_of)
    blocs = _blocs(rosters, body, as_of)
    voters = sum(count * each for _, _, count, each in blocs)
    seats = seats_in_law(rosters, body, as_of, voters)
    needed = chosen.needed(component_members=seats, votes_cast=voters)
    players = [bloc for bloc in blocs for _ in range(bloc[2])]
    weights = tuple(each for _, _, _, each in players)
    found = power(Game(weights, (needed,) * (len(weights) + 1)))
    # Of those who are alike one stands for all.
    firsts = [sum(bloc[2] for bloc in blocs[:at]) for at in range(len(blocs))]
    return PowerAnswer(
        label=LABEL,
        body=actor_ref(rosters.graph.entities[body]).name,
        rule=chosen.title,
        legal_basis=chosen.legal_basis,
        as_of=as_of,
        year=None,
        weight_unit="seats",
        players=_players(
            [bloc[:3] for bloc in blocs],
            [bloc[3] for bloc in blocs],
            Powers(tuple(found.members[at] for at in firsts), found.winning, found.coalitions),
        ),
        winning=found.winning,
        coalitions=found.coalitions,
        winning_share=_share(Fraction(found.winning, found.coalitions)),
        absent=(),
        notes=(
            f"{needed} votes are needed of {voters} voters and {seats} seats; everybody "
            "is present and each group votes as one.",
            "Non-attached members are no bloc: each stands alone.",
        ),
    )


_Named = tuple[str, str, int]


def _blocs(rosters: Rosters, body: str, as_of: date) -> list[tuple[str, str, int, int]]:
    """Give (code, name, how many alike, seats) of groups and of those who stand alone."""
    people = rosters.graph.entities
    seats = [
        seat.person
        for seat in rosters.seats(body, as_of, voting=True)
        if people[seat.person].kind is Kind.PERSON
    ]
    if not seats:
        name = people[body].name
        msg = f"Nobody is known to sit in {name} on {as_of}. Choose another day or body."
        raise InvalidQuestion(msg)
    counts = Counter(rosters.group(person, as_of) for person in seats)
    alone = sum(n for code, n in counts.items() if code is None or same_group(ALONE, code))
    blocs = [
        (code, code, 1, count)
        for code, count in sorted((c, n) for c, n in counts.items() if c is not None)
        if not same_group(ALONE, code)
    ]
    return blocs + ([(ALONE, "each without a group", alone, 1)] if alone else [])


def _players(
    named: Sequence[_Named], weights: Sequence[int], found: Powers
) -> tuple[PlayerPower, ...]:
    total = sum(count * weight for (_, _, count), weight in zip(named, weights, strict=True))
    players = [
        _player(*each, weight, total, own)
        for each, weight, own in zip(named, weights, found.members, strict=True)
    ]
    return tuple(sorted(players, key=lambda each: (-each.weight, each.code)))


def _player(code: str, name: str, count: int, weight: int, total: int, own: Power) -> PlayerPower:
    return PlayerPower(
        code=code,
        name=name,
        count=count,
        weight=weight,
        weight_share=_share(Fraction(weight, total)),
        swings=own.swings,
        banzhaf_absolute=_share(own.absolute),
        banzhaf=_share(own.normalised),
        coleman_prevents=_share(own.prevents),
        coleman_initiates=_share(own.initiates),
        shapley_shubik=_share(own.shapley),
    )


def _share(exact: Fraction) -> Share:
    return Share(str(exact), float(exact))
