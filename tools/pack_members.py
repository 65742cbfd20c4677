"""Put two lists of the Parliament together: dated memberships of 2025, sitting members of 2026.

The older archive knows since when and in which role; the newer list knows who sits today, in which
group and committees. A seat in both is confirmed; one that only the archive has is left out where
the list would name it; one that only the list has gets no start and no role.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from graph.identifiers import country, ep_person, political_group
from graph.model import Classification, Kind, Property, Relation
from graph.period import EndKind, Period
from graph.provenance import Statement
from loaders.archive import Record
from loaders.base import Batch
from loaders.json_ld import JsonObject, parse_json

ARCHIVE_DAY = date(2025, 7, 11)
LIST_DAY = date(2026, 6, 29)
PARLIAMENT = "ep-org:ep-10"

_LISTED = frozenset({Classification.COMMITTEE.value, Classification.SUBCOMMITTEE.value})
_ROLE_OF_ARCHIVE = (("role_as_of", ARCHIVE_DAY.isoformat()),)
_GROUP = Classification.POLITICAL_GROUP.value


@dataclass(frozen=True)
class Sitting:
    """The sitting members: statements, who they are, and the bodies they sit in."""

    statements: list[Statement]
    people: set[str]
    bodies: set[str]


@dataclass(frozen=True)
class _Known:
    """What the archive and the list of bodies say."""

    person: dict[str, list[Statement]]
    ties: dict[str, list[Statement]]
    classification: dict[str, str]
    acronym: dict[str, str]
    named: set[str]

    def current(self, code: str, classifications: frozenset[str]) -> str | None:
        """Give the newest body of an acronym that anybody sits in."""
        fits = {
            one.object
            for ties in self.ties.values()
            for one in ties
            if one.object
            and self.acronym.get(one.object) == code
            and self.classification.get(one.object) in classifications
        }
        return max(fits, key=lambda body: (len(body), body), default=None)


def sitting_members(archive: Batch, bodies: Batch, listing: Record) -> Sitting:
    """Give everybody who sits on the day of the list."""
    known = _known(archive, bodies)
    listed = cast("list[JsonObject]", parse_json(listing[1], listing[0]))
    statements: list[Statement] = []
    people: set[str] = set()
    for item in sorted(listed, key=lambda one: int(str(one["id"]))):
        person = ep_person(str(item["id"]))
        people.add(person)
        statements += known.person.get(person) or list(_newcomer(person, item))
        statements += _ties(known, person, item)
    used = {one.object for one in statements if one.predicate is Relation.MEMBER_OF and one.object}
    statements += _describe(known, used)
    return Sitting(statements, people, used)


def _known(archive: Batch, bodies: Batch) -> _Known:
    person: dict[str, list[Statement]] = defaultdict(list)
    ties: dict[str, list[Statement]] = defaultdict(list)
    classification: dict[str, str] = {}
    for one in archive.statements:
        if isinstance(one.predicate, Relation):
            if one.period.end_kind is EndKind.OPEN:
                ties[one.subject].append(one)
        elif one.subject.startswith("ep-person:"):
            person[one.subject].append(one)
        elif one.predicate is Property.CLASSIFICATION:
            classification[one.subject] = str(one.value)
    acronym = {
        one.subject: str(one.value)
        for one in bodies.statements
        if one.predicate is Property.ACRONYM
    }
    named = {one.subject for one in bodies.statements if one.predicate is Property.NAME}
    return _Known(person, ties, classification, acronym, named)


def _ties(known: _Known, person: str, item: JsonObject) -> Iterator[Statement]:
    group = political_group(str(item["group"]))
    committees = {str(code) for code in cast("list[str]", item["committees"])}
    seen: set[str] = set()
    in_group = seated = False
    for one in known.ties.get(person, ()):
        body = str(one.object)
        kind = known.classification.get(body)
        code = known.acronym.get(body)
        if one.predicate is Relation.REPRESENTS:
            yield replace(one, as_of=LIST_DAY)
        elif body.startswith("ep-org:ep-"):
            if body == PARLIAMENT:
                seated = seated or one.role == "MEMBER_PARLIAMENT"
                if one.role != "MEMBER":
                    yield replace(one, as_of=LIST_DAY)
        elif kind == _GROUP:
            if code == group:
                in_group = True
                yield replace(one, as_of=LIST_DAY)
        elif kind in _LISTED:
            if code in committees:
                seen.add(str(code))
                # The list confirms the seat; whether as a full member or a chair, it does not say.
                yield replace(one, as_of=LIST_DAY, qualifiers=_ROLE_OF_ARCHIVE)
        elif body in known.named:
            yield replace(one, as_of=ARCHIVE_DAY)
    if not seated:
        yield _seat(person, PARLIAMENT, "MEMBER_PARLIAMENT")
    if person not in known.ties or not any(
        one.predicate is Relation.REPRESENTS for one in known.ties[person]
    ):
        state = country(str(item["country_code"]))
        yield replace(_seat(person, state, None), predicate=Relation.REPRESENTS)
    if not in_group:
        yield _seat(person, _needed(known, group, frozenset({_GROUP})), "MEMBER")
    for code in sorted(committees - seen):
        yield _seat(person, _needed(known, code, _LISTED), None)


def _needed(known: _Known, code: str, classifications: frozenset[str]) -> str:
    body = known.current(code, classifications)
    if body is None:
        msg = f"No body of the 10th term is known for {code}."
        raise SystemExit(msg)
    return body


def _seat(person: str, body: str, role: str | None) -> Statement:
    return Statement(
        person,
        Relation.MEMBER_OF,
        "list",
        f"{person}>{body}",
        object=body,
        role=role,
        period=Period(),
        as_of=LIST_DAY,
    )


def _newcomer(person: str, item: JsonObject) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.PERSON.value),
        (Property.CLASSIFICATION, Classification.MEP.value),
        (Property.IDENTIFIER, person),
        (Property.NAME, str(item["name"])),
        (Property.GIVEN_NAME, str(item["given_name"])),
        (Property.FAMILY_NAME, str(item["family_name"])),
    )
    for prop, value in values:
        yield Statement(person, prop, "list", person, value=value, as_of=LIST_DAY)


def _describe(known: _Known, used: set[str]) -> Iterator[Statement]:
    for body in sorted(used):
        kind = known.classification.get(body)
        yield Statement(body, Property.KIND, "list", body, value=Kind.ORGANIZATION.value)
        if kind:
            yield Statement(body, Property.CLASSIFICATION, "list", body, value=kind)
    name = "European Parliament (10th term)"
    yield Statement(PARLIAMENT, Property.NAME, "list", PARLIAMENT, value=name)
    yield Statement(PARLIAMENT, Property.ACRONYM, "list", PARLIAMENT, value="EP")
    # The term's body stands for the institution: the table of EU bodies must make no second one.
    yield Statement(PARLIAMENT, Property.IDENTIFIER, "list", PARLIAMENT, value="eu-body:EP")
