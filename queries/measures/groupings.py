"""Which group somebody belongs to on a day: political group, country, institution, or side.

One group each or none: somebody in two countries, or of whom nothing is known, has no group and
is left out rather than guessed. What it must not do: invent a group for the rest.
"""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from graph.model import Classification, Kind, Relation
from queries.rosters import Rosters

OURS = "ours"
THEIRS = "theirs"
OUTSIDE = "outside the institutions"

_UPWARDS = frozenset(
    {
        Relation.MEMBER_OF,
        Relation.HOLDS,
        Relation.POST_IN,
        Relation.SUB_ORGANIZATION_OF,
        Relation.VERSION_OF,
    }
)
_NOT_OF_THE_STATE = frozenset(
    {Classification.NGO, Classification.NETWORK, Classification.CENTRE, Classification.OFFICE}
)
_STEPS_UP = 4
"""A person's post in a unit of a department of an institution: four steps at most."""


class Grouping(StrEnum):
    """By what people are grouped."""

    POLITICAL_GROUP = "political-group"
    COUNTRY = "country"
    INSTITUTION = "institution"
    SIDE = "side"


def group_of(
    rosters: Rosters,
    identifier: str,
    as_of: date,
    grouping: Grouping,
    ours: Collection[str] = (),
) -> str | None:
    """Give somebody's group on a day; None where it is not known or is not one.

    ``ours`` says which identifiers are our side.
    """
    if grouping is Grouping.SIDE:
        return OURS if identifier in ours else THEIRS
    if grouping is Grouping.POLITICAL_GROUP:
        return rosters.group(identifier, as_of)
    if grouping is Grouping.COUNTRY:
        found = rosters.countries(identifier, as_of)
        return _only(rosters.graph.entities[one].name for one in found)
    return _institution(rosters, identifier, as_of)


def _institution(rosters: Rosters, identifier: str, as_of: date) -> str | None:
    """Follow posts, memberships and larger bodies up to the first institution."""
    entities = rosters.graph.entities
    front, seen = {identifier}, {identifier}
    for _ in range(_STEPS_UP + 1):
        found = {
            one for one in front if Classification.INSTITUTION in entities[one].classifications
        }
        if found:
            return _only(entities[one].name for one in found)
        front = {
            tie.object
            for one in front
            for tie in rosters.of_subject.get(one, ())
            if tie.relation in _UPWARDS and tie.period.contains(as_of)
        } - seen
        seen |= front
    entity = entities[identifier]
    civil = entity.kind is Kind.ORGANIZATION and _NOT_OF_THE_STATE & set(entity.classifications)
    return OUTSIDE if civil else None


def _only(names: Iterable[str]) -> str | None:
    listed = set(names)
    return listed.pop() if len(listed) == 1 else None
