"""Two records side by side: each trait that both state becomes a part of the score.

What one side does not state says nothing. Records are prepared once, since each is compared with
many. What it must not do: suggest a verdict.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from graph.matching.organization_names import (
    OrganizationLikeness,
    OrganizationName,
    organization_likeness,
    organization_name,
)
from graph.matching.parts import (
    BORN,
    CITY,
    COUNTRY,
    FORM,
    GROUP,
    ORGANIZATION_NAME,
    PERSON_NAME,
    SEAT,
    SITE,
    Part,
    Shares,
    Trait,
    points,
)
from graph.matching.person_names import Likeness, PersonName, likeness, person_name
from graph.matching.records import Record, Spell
from graph.matching.writing import plain
from graph.model import Kind

_LIKENESSES = tuple(Likeness)
_ORGANIZATION_LIKENESSES = tuple(OrganizationLikeness)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record with its names read; ``people`` or ``organizations`` is empty, by kind."""

    record: Record
    people: tuple[PersonName, ...]
    organizations: tuple[OrganizationName, ...]
    cities: frozenset[str]


def prepared(record: Record) -> Prepared:
    """Read a record's names."""
    names = tuple(dict.fromkeys(record.names))
    if record.kind is Kind.PERSON:
        people = tuple(person_name(name, record.family) for name in names)
        return Prepared(record, tuple(dict.fromkeys(people)), (), frozenset())
    short = (OrganizationName(a, a, (), frozenset({a}), frozenset()) for a in _acronyms(record))
    organizations = (*map(organization_name, names), *short)
    cities = frozenset(map(plain, record.cities))
    return Prepared(record, (), tuple(dict.fromkeys(organizations)), cities)


def name_part(one: Prepared, other: Prepared) -> tuple[Part, Likeness | OrganizationLikeness]:
    """Compare names: the best that any two writings give."""
    if one.people:
        best = min(
            (likeness(a, b) for a in one.people for b in other.people), key=_LIKENESSES.index
        )
        return Part(Trait.NAME, points(PERSON_NAME[best]), f"names: {best.value}"), best
    closest = min(
        (organization_likeness(a, b) for a in one.organizations for b in other.organizations),
        key=_ORGANIZATION_LIKENESSES.index,
    )
    told = f"names: {closest.value}"
    return Part(Trait.NAME, points(ORGANIZATION_NAME[closest]), told), closest


def trait_parts(one: Prepared, other: Prepared) -> tuple[Part, ...]:
    """Compare everything but names and identifiers."""
    return tuple(_persons(one.record, other.record) if one.people else _organizations(one, other))


def _persons(one: Record, other: Record) -> Iterator[Part]:
    yield from _either(Trait.COUNTRY, one.countries, other.countries, COUNTRY)
    yield from _groups(one, other)
    if one.born and other.born:
        yield _born(one.born, other.born)
    yield from _seats(one, other)


def _organizations(one: Prepared, other: Prepared) -> Iterator[Part]:
    yield from _either(Trait.COUNTRY, one.record.countries, other.record.countries, COUNTRY)
    yield from _either(Trait.CITY, one.cities, other.cities, CITY)
    yield from _either(Trait.SITE, one.record.sites, other.record.sites, SITE)
    mine = {form for name in one.organizations for form in name.forms}
    theirs = {form for name in other.organizations for form in name.forms}
    yield from _either(Trait.FORM, mine, theirs, FORM)


def _either(
    trait: Trait, mine: Iterable[str], theirs: Iterable[str], shares: tuple[Shares, Shares]
) -> Iterator[Part]:
    """Say whether two sets, where both are known, have something in common."""
    one, other = sorted(set(mine)), sorted(set(theirs))
    if not one or not other:
        return
    common = sorted(set(one) & set(other))
    if common:
        yield Part(trait, points(shares[0]), f"{trait.value}: both {', '.join(common)}")
    else:
        told = f"{trait.value}: {', '.join(one)} here, {', '.join(other)} there"
        yield Part(trait, points(shares[1]), told)


def _groups(one: Record, other: Record) -> Iterator[Part]:
    """Compare political groups on days of which both sides know one."""
    met = [(a, b) for a in one.groups for b in other.groups if a.meets(b)]
    agree = sorted({a.value for a, b in met if a.value == b.value})
    if agree:
        told = f"political group: both {', '.join(agree)} at a time"
        yield Part(Trait.GROUP, points(GROUP[0]), told)
    elif met:
        a, b = min(((a.value, b.value) for a, b in met))
        told = f"political group: {a} here, {b} there, at a time"
        yield Part(Trait.GROUP, points(GROUP[1]), told)


def _seats(one: Record, other: Record) -> Iterator[Part]:
    """Compare seats in one term of the Parliament, and the days on which they were held.

    A list of one term does not say that somebody sat in no other: two terms say nothing. Neither
    do days on which either was seen in the seat exclude one another; a mandate excludes days
    and mandates outside it.
    """
    common = [(a, b) for a in one.seats for b in other.seats if a.value == b.value]
    met = [(a, b) for a, b in common if a.meets(b)]
    if met:
        terms = ", ".join(sorted({a.value for a, _ in met}))
        at_a_time = any(_is_dated(a) and _is_dated(b) for a, b in met)
        told = f"seat: both in {terms}{' at a time' if at_a_time else ''}"
        yield Part(Trait.SEAT, points(SEAT[0]), told)
    elif any(not (_is_day(a) and _is_day(b)) for a, b in common):
        a, b = min((pair for pair in common if not all(map(_is_day, pair))), key=str)
        told = f"seat: in {a.value} {_days(a)} here, {_days(b)} there, never at a time"
        yield Part(Trait.SEAT, points(SEAT[1]), told)
    elif common:
        terms = ", ".join(sorted({a.value for a, _ in common}))
        yield Part(Trait.SEAT, points(SEAT[0]), f"seat: both in {terms}, seen on other days")


def _is_dated(spell: Spell) -> bool:
    return spell.first is not None or spell.last is not None


def _is_day(spell: Spell) -> bool:
    return spell.first is not None and spell.first == spell.last


def _days(spell: Spell) -> str:
    if _is_day(spell):
        return f"on {spell.first}"
    begun = f"from {spell.first}" if spell.first else ""
    return " ".join(filter(None, (begun, f"until {spell.last}" if spell.last else "")))


def _born(one: date, other: date) -> Part:
    if one == other:
        return Part(Trait.BORN, points(BORN[0]), f"birth date: both {one}")
    mine, theirs = (one.year, one.month, one.day), (other.year, other.month, other.day)
    swapped = (one.year, one.day, one.month) == theirs
    if swapped or sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1:
        return Part(Trait.BORN, points(BORN[1]), f"birth date: {one} and {other}, one part apart")
    return Part(Trait.BORN, points(BORN[2]), f"birth date: {one} here, {other} there")


def _acronyms(record: Record) -> list[str]:
    return [plain(acronym) for acronym in record.acronyms if plain(acronym)]
