"""What if each voter were for with a stated chance: a scenario, not a forecast.

The number of votes for is Poisson-binomial and computed exactly. Members of one group do not
decide independently, so the same is asked of many seeded draws in which each group leans one way:
a common shift of the log-odds, normal with a stated spread, moves all its members together.

Who should be approached: contacting somebody whom we reach with score p moves their chance q to
q + (1 − q) × p × effect. The chance of a majority is linear in each q, so the gain of one contact
is that step times the chance that all others leave exactly one vote missing. Contacts are chosen
greedily, the gains recomputed after each. What this must not do: estimate a chance; all are given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.errors import InvalidQuestion, UnknownEntity
from queries.finding.search import actor_ref
from queries.majorities.poisson_binomial import at_least, decides
from queries.majorities.rules import rule_on
from queries.majorities.scenario_answers import Contact, Gain, GroupInput, ScenarioAnswer
from queries.majorities.voters import MajorityQuestion, Voter, seats_in_law, voters_of
from queries.results import Route, Stance
from queries.rosters import Rosters, same_group

LABEL = "scenario, not a forecast: every chance is an input"
MOST_DRAWS = 10_000
MOST_CONTACTS = 50
_BLOCK = 500  # draws at a time, so that the plenary fits in a few megabytes
_FINEST = 10**12  # gains are ordered as whole numbers, so that rounding decides nothing


@dataclass(frozen=True, slots=True)
class ScenarioQuestion:
    """What if the voters of ``body`` (an id) were for with these chances (0–1)?

    ``of_person`` (id → chance) beats ``of_group`` (code → chance); all others have ``otherwise``.
    ``shock`` is the spread of a group's common shift in log-odds, drawn ``draws`` times from
    ``seed``. ``effect`` is how much of a reached person's doubt a contact removes; at most
    ``contacts`` are chosen among those with a route.
    """

    body: str
    as_of: date
    rule: str = "simple"
    of_person: Mapping[str, float] = field(default_factory=dict)
    of_group: Mapping[str, float] = field(default_factory=dict)
    otherwise: float = 0.5
    shock: float = 0.5
    draws: int = 1000
    seed: int = 1
    effect: float = 0.5
    contacts: int = 5
    routes: Mapping[str, Route] = field(default_factory=dict)


def scenario(rosters: Rosters, question: ScenarioQuestion) -> ScenarioAnswer:
    """Work a scenario out.

    Raises:
        UnknownEntity: the body or a named person is not in the graph.
        InvalidQuestion: a number is out of range, nobody is known to sit in the body, or a
            chance is given for somebody who does not vote there.
    """
    _refuse_numbers(question)
    rule = rule_on(question.rule, question.as_of)
    voters = _voters(rosters, question)
    seats = seats_in_law(rosters, question.body, question.as_of, len(voters))
    needed = rule.needed(component_members=seats, votes_cast=len(voters))
    chances = np.array([_chance(question, voter) for voter in voters])
    drawn = _drawn(question, voters, chances, needed)
    low, median, high = np.quantile(drawn, (0.05, 0.5, 0.95))
    return ScenarioAnswer(
        label=LABEL,
        body=actor_ref(rosters.graph.entities[question.body]),
        rule=rule.title,
        legal_basis=rule.legal_basis,
        as_of=question.as_of,
        voters=len(voters),
        needed=needed,
        expected_for=float(chances.sum()),
        independent=float(at_least(chances[None, :], needed)[0]),
        shocked=float(drawn.mean()),
        low=float(low),
        median=float(median),
        high=float(high),
        likely_draws=float((drawn >= 0.5).mean()),
        shock=question.shock,
        draws=question.draws,
        seed=question.seed,
        otherwise=question.otherwise,
        effect=question.effect,
        groups=_groups(question, voters, chances),
        gains=_gains(rosters, question, voters, chances, needed),
        contacts=_contacts(rosters, question, voters, chances, needed),
        notes=_notes(question, voters),
    )


def _refuse_numbers(question: ScenarioQuestion) -> None:
    shares = {
        **question.of_person,
        **question.of_group,
        "otherwise": question.otherwise,
        "effect": question.effect,
    }
    wrong = [f"{name}={value:g}" for name, value in sorted(shares.items()) if not 0 <= value <= 1]
    if wrong:
        msg = f"{', '.join(wrong)} is no share. Expected a number between 0 and 1."
        raise InvalidQuestion(msg)
    limits = {
        "draws": (question.draws, 1, MOST_DRAWS),
        "contacts": (question.contacts, 0, MOST_CONTACTS),
        "seed": (question.seed, 0, 2**32 - 1),
        "shock": (question.shock, 0, 10),
    }
    for name, (value, least, most) in limits.items():
        if not least <= value <= most:
            msg = f"{name} is {value}. Expected {least} to {most}."
            raise InvalidQuestion(msg)


def _voters(rosters: Rosters, question: ScenarioQuestion) -> list[Voter]:
    """Give who votes; the stances only serve to refuse chances of people without a vote."""
    if question.body not in rosters.graph.entities:
        raise UnknownEntity(question.body)
    named = MajorityQuestion(
        question.body,
        question.as_of,
        of_person=dict.fromkeys(question.of_person, Stance.UNKNOWN),
        of_group=dict.fromkeys(question.of_group, Stance.UNKNOWN),
    )
    return voters_of(rosters, named)


def _of_group(question: ScenarioQuestion, group: str) -> float | None:
    stated = (chance for code, chance in question.of_group.items() if same_group(code, group))
    return next(stated, None)


def _chance(question: ScenarioQuestion, voter: Voter) -> float:
    of_group = _of_group(question, voter.group)
    fallback = question.otherwise if of_group is None else of_group
    return question.of_person.get(voter.id, fallback)


def _drawn(
    question: ScenarioQuestion,
    voters: Sequence[Voter],
    chances: NDArray[np.float64],
    needed: int,
) -> NDArray[np.float64]:
    """Give the chance of a majority in each draw of the groups' shifts."""
    groups = sorted({voter.group for voter in voters})
    of_voter = np.array([groups.index(voter.group) for voter in voters])
    source = np.random.Generator(np.random.PCG64(question.seed))
    shifts = question.shock * source.standard_normal((question.draws, len(groups)))
    found = []
    for start in range(0, question.draws, _BLOCK):
        # Odds times e^shift; written so that chances of 0 and 1 stay what they are.
        factor = np.exp(shifts[start : start + _BLOCK, of_voter])
        moved = chances * factor / (1 - chances + chances * factor)
        found.append(at_least(moved, needed))
    return np.concatenate(found)


def _after(question: ScenarioQuestion, voter: str, chance: float) -> float:
    route = question.routes.get(voter)
    return chance if route is None else chance + (1 - chance) * route.score * question.effect


def _gains(
    rosters: Rosters,
    question: ScenarioQuestion,
    voters: Sequence[Voter],
    chances: NDArray[np.float64],
    needed: int,
) -> tuple[Gain, ...]:
    """Give what each contact would add alone, best first, then by id."""
    pivotal = decides(chances, needed)
    listed = []
    for voter, chance, own in zip(voters, chances.tolist(), pivotal.tolist(), strict=True):
        if voter.id in question.routes:
            after = _after(question, voter.id, chance)
            who = actor_ref(rosters.graph.entities[voter.id])
            route, gain = question.routes[voter.id], (after - chance) * own
            listed.append(Gain(who, voter.group, chance, after, own, gain, route))
    listed.sort(key=lambda each: (-round(each.gain * _FINEST), each.voter.id))
    return tuple(listed)


def _contacts(
    rosters: Rosters,
    question: ScenarioQuestion,
    voters: Sequence[Voter],
    chances: NDArray[np.float64],
    needed: int,
) -> tuple[Contact, ...]:
    """Choose contacts greedily until none gains anything."""
    current, chosen = chances.copy(), []
    left = {at for at, voter in enumerate(voters) if voter.id in question.routes}
    for _ in range(question.contacts):
        pivotal = decides(current, needed)
        gains = {
            at: (_after(question, voters[at].id, float(current[at])) - float(current[at]))
            * float(pivotal[at])
            for at in left
        }
        best = min(
            gains, key=lambda at: (-round(gains[at] * _FINEST), voters[at].id), default=None
        )
        if best is None or round(gains[best] * _FINEST) <= 0:
            break
        left.remove(best)
        current[best] = _after(question, voters[best].id, float(current[best]))
        who = actor_ref(rosters.graph.entities[voters[best].id])
        now = float(at_least(current[None, :], needed)[0])
        chosen.append(Contact(who, voters[best].group, gains[best], now))
    return tuple(chosen)


def _groups(
    question: ScenarioQuestion, voters: Sequence[Voter], chances: NDArray[np.float64]
) -> tuple[GroupInput, ...]:
    inputs = []
    for group in sorted({voter.group for voter in voters}):
        own = [at for at, voter in enumerate(voters) if voter.group == group]
        persons = sum(voters[at].id in question.of_person for at in own)
        expected = float(chances[own].sum())
        inputs.append(GroupInput(group, len(own), expected, _of_group(question, group), persons))
    return tuple(inputs)


def _notes(question: ScenarioQuestion, voters: Sequence[Voter]) -> tuple[str, ...]:
    assumed = sum(
        voter.id not in question.of_person and _of_group(question, voter.group) is None
        for voter in voters
    )
    notes = [
        "Everybody who sits in the body is taken to vote for or against; nobody abstains.",
        f"A group's shock shifts all its members' log-odds together: normal, spread "
        f"{question.shock:g}, {question.draws} draws from seed {question.seed}.",
        f"A contact over a route of score p moves a chance q to q + (1 − q) × p × "
        f"{question.effect:g}: a convention, not a finding.",
    ]
    if assumed:
        notes.append(
            f"{assumed} of {len(voters)} voters have no stated chance and count "
            f"{question.otherwise:g}."
        )
    if not question.routes:
        notes.append("No route to any voter is known, so no contact can be weighed.")
    return tuple(notes)
