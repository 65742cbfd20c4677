"""Who may stand in the middle: of some kinds, and of persons those in an office or of a country.

Office and country speak of persons only; organisations and posts stand as before. What nobody
states is not assumed: whoever's country or role is not known is left out when it is asked for.
"""

from collections.abc import Collection
from datetime import date

import numpy as np

from graph.errors import InvalidQuestion
from graph.model import Classification, Kind, Relation
from graph.snapshot import Snapshot
from graph.strength import Flags, Relay, TieModel
from queries.posts.roles import ROLES

_OFFICES = frozenset(
    {"chair", "co-chair", "vice-chair", "president", "vice-president"}
    | {"quaestor", "treasurer", "coordinator"}
)
"""Posts by the names of ``queries.posts.roles`` that are an office."""

OFFICES: frozenset[str] = frozenset().union(
    *(role.every_code for role in ROLES if role.name in _OFFICES and not role.of_file)
)
"""Role codes of a membership that are an office."""


def in_office(snapshot: Snapshot, as_of: date) -> Flags:
    """Say of each node whether it may stand where only persons in an office may.

    An office is one of ``OFFICES``, a rapporteurship or shadow rapporteurship, or a post held.
    """
    holders = {
        tie.subject
        for tie in snapshot.graph.lookup.of(
            Relation.RAPPORTEUR_FOR, Relation.HOLDS, Relation.MEMBER_OF
        )
        if (tie.relation is not Relation.MEMBER_OF or tie.role in OFFICES)
        and tie.period.contains(as_of)
    }
    return _only_persons(snapshot, holders)


def from_countries(snapshot: Snapshot, countries: Collection[str], as_of: date) -> Flags:
    """Say of each node whether it may stand where only persons of some countries may."""
    at_home = {
        tie.subject
        for tie in snapshot.graph.lookup.of(Relation.REPRESENTS, Relation.LOCATED_IN)
        if tie.object in countries and tie.period.contains(as_of)
    }
    return _only_persons(snapshot, at_home)


def check_kinds(model: TieModel, kinds: Collection[str]) -> None:
    """Refuse terms that are no kind, and kinds of which none passes a request on.

    Raises:
        InvalidQuestion: either is so.
    """
    terms = {*(kind.value for kind in Kind), *(each.value for each in Classification)}
    unknown = sorted(set(kinds) - terms)
    if unknown:
        msg = f"{', '.join(unknown)} is no kind. Expected some of: {', '.join(sorted(terms))}."
        raise InvalidQuestion(msg)
    if kinds and not any(_may_relay(model, term) for term in kinds):
        msg = (
            f"{', '.join(sorted(kinds))} never passes a request on, so nobody would be left in "
            "the middle. Ask for Person, Ngo or Network, or name whom to pass."
        )
        raise InvalidQuestion(msg)


def of_kinds(snapshot: Snapshot, kinds: Collection[str]) -> Flags:
    """Say of each node whether it is of one of some kinds or classifications."""
    entities = snapshot.graph.entities
    found = [
        entities[name].kind.value in kinds
        or any(label.value in kinds for label in entities[name].classifications)
        for name in snapshot.ids
    ]
    return np.array(found, dtype=np.bool_)


def _may_relay(model: TieModel, term: str) -> bool:
    if term in {kind.value for kind in Kind}:
        kind = Kind(term)
        return kind is Kind.ORGANIZATION or model.relay(kind) is Relay.ACTOR
    return model.by_classification.get(Classification(term)) is Relay.ACTOR


def _only_persons(snapshot: Snapshot, chosen: Collection[str]) -> Flags:
    """Let persons stand only if they are chosen, and everybody else as before."""
    entities = snapshot.graph.entities
    return np.array(
        [entities[name].kind is not Kind.PERSON or name in chosen for name in snapshot.ids],
        dtype=np.bool_,
    )
