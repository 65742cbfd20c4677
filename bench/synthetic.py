"""Seeded synthetic graphs to measure on. All nodes and ties are invented."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import numpy as np

from graph.levels import Level
from graph.model import Classification, Entity, Evidence, Kind, MergedGraph, Relation, Tie
from graph.period import Period
from graph.provenance import Source

DAY = date(2026, 6, 1)
READ = datetime(2026, 5, 1, tzinfo=UTC)
CHANNELS = ("meeting", "call", "email", "co_attendance", "joint_letter")
_SEEN = (Evidence("invented", "invented/1", 1, READ, READ),)


def power_law(nodes: int, ties: int) -> MergedGraph:
    """Give contacts between persons, of whom a few have thousands.

    Expected degrees follow a power law with exponent 2.4, none above 0.4 % of all; ages of
    contacts are exponential with a mean of 500 days; every fifth is stated with a confidence.
    """
    chance = np.random.default_rng(7)
    weight = (1 - chance.random(nodes)) ** (-1 / 1.4)
    reach = np.cumsum(np.minimum(weight, weight.sum() * 0.004))
    ends = np.searchsorted(reach / reach[-1], chance.random((2, ties + ties // 10)))
    tails, heads = ends[:, ends[0] != ends[1]][:, :ties].tolist()
    ages = chance.exponential(500, ties).clip(0, 4000).astype(int).tolist()
    channels = chance.integers(0, len(CHANNELS), ties).tolist()
    sure = chance.integers(0, 5, ties).tolist()
    people = [_person(number) for number in range(nodes)]
    periods = [Period.on(DAY - timedelta(days=age)) for age in range(4001)]
    doubts = [(), (), (), (), (("confidence", "0.8"),)]
    made = [
        Tie(
            f"contact-of:{number:07}",
            people[tails[number]].id,
            Relation.CONTACT_OF,
            people[heads[number]].id,
            CHANNELS[channels[number]],
            periods[ages[number]],
            _SEEN,
            doubts[sure[number]],
            invented=True,
        )
        for number in range(ties)
    ]
    return _graph(people, made)


def parliament() -> MergedGraph:
    """Give 750 people with seats in small and large bodies, and 100 organisations' contacts."""
    rng = random.Random(2)
    people = [_person(n) for n in range(750)]
    ngos = [_ngo(n) for n in range(100)]
    bodies = [_body(n, Classification.DELEGATION) for n in range(45)]
    bodies += [_body(n, Classification.COMMITTEE) for n in range(45, 69)]
    bodies += [_body(n, Classification.NATIONAL_PARTY) for n in range(69, 249)]
    ties = list(_seats(rng, people, bodies))
    for _ in range(1500):
        ties.append(_contact(rng, rng.choice(ngos).id, rng.choice(people).id))
    for _ in range(200):
        ties.append(_contact(rng, *(each.id for each in rng.sample(ngos, 2))))
    return _graph(people + ngos + bodies, list({tie.id: tie for tie in ties}.values()))


def _seats(rng: random.Random, people: list[Entity], bodies: list[Entity]) -> Iterator[Tie]:
    for who in people:
        for group, seats in ((bodies[:45], 2), (bodies[45:69], 2), (bodies[69:], 1)):
            for place in rng.sample(group, seats):
                yield _tie(who.id, Relation.MEMBER_OF, place.id, "MEMBER", date(2024, 7, 16))


def _contact(rng: random.Random, a: str, b: str) -> Tie:
    day = DAY - timedelta(days=rng.randrange(1500))
    return _tie(a, Relation.CONTACT_OF, b, rng.choice(CHANNELS), day)


def _tie(a: str, relation: Relation, b: str, role: str, day: date) -> Tie:
    contact = relation is Relation.CONTACT_OF
    period = Period.on(day) if contact else Period.since(day)
    return Tie(f"{a}>{b}:{role}:{day}", a, relation, b, role, period, _SEEN, invented=True)


def _person(number: int) -> Entity:
    return Entity(f"person:{number:06}", Kind.PERSON, f"(invented) {number}", invented=True)


def _ngo(number: int) -> Entity:
    kinds = (Classification.NGO,)
    return Entity(f"ngo:{number:03}", Kind.ORGANIZATION, f"(invented) {number}", kinds)


def _body(number: int, kind: Classification) -> Entity:
    return Entity(f"body:{number:03}", Kind.ORGANIZATION, f"(invented) {number}", (kind,))


def _graph(entities: list[Entity], ties: list[Tie]) -> MergedGraph:
    listed = tuple(sorted(ties, key=lambda tie: tie.id))
    source = Source("invented", "this script", "(invented)", "", "CC0", 1, invented=True)
    nodes = {each.id: each for each in sorted(entities, key=lambda each: each.id)}
    return MergedGraph(nodes, listed, {source.id: source}, Level.PUBLIC, 1)
