"""Which persons may stand in the middle by what they are on the day: in an office, of a country.

Both speak of persons only; organisations and posts stand as before. What nobody states is not
assumed: a person whose country or role is not known is left out when it is asked for.
"""

from collections.abc import Collection
from datetime import date

import numpy as np

from graph.model import Kind, Relation
from graph.snapshot import Snapshot
from graph.strength import Flags

OFFICES = (
    "CHAIR",
    "CHAIR_CO",
    "CHAIR_VICE",
    "COORDINATOR",
    "PRESIDENT",
    "PRESIDENT_VICE",
    "QUAESTOR",
)
"""Roles of a membership that are an office."""


def in_office(snapshot: Snapshot, as_of: date) -> Flags:
    """Say of each node whether it may stand where only persons in an office may.

    An office is one of ``OFFICES``, a rapporteurship or shadow rapporteurship, or a post held.
    """
    holders = {
        tie.subject
        for tie in snapshot.graph.ties
        if (
            tie.relation in (Relation.RAPPORTEUR_FOR, Relation.HOLDS)
            or (tie.relation is Relation.MEMBER_OF and tie.role in OFFICES)
        )
        and tie.period.contains(as_of)
    }
    return _only_persons(snapshot, holders)


def from_countries(snapshot: Snapshot, countries: Collection[str], as_of: date) -> Flags:
    """Say of each node whether it may stand where only persons of some countries may."""
    at_home = {
        tie.subject
        for tie in snapshot.graph.ties
        if tie.relation in (Relation.REPRESENTS, Relation.LOCATED_IN)
        and tie.object in countries
        and tie.period.contains(as_of)
    }
    return _only_persons(snapshot, at_home)


def _only_persons(snapshot: Snapshot, chosen: Collection[str]) -> Flags:
    """Let persons stand only if they are chosen, and everybody else as before."""
    entities = snapshot.graph.entities
    return np.array(
        [entities[name].kind is not Kind.PERSON or name in chosen for name in snapshot.ids],
        dtype=np.bool_,
    )
