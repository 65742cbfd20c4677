"""Address cards of the office (vCard 3.0 and 4.0): who of our contacts works where, as what.

Publisher: the office itself, from its own address books. Licence: none; level office, never
below. Known flaws: programs write version 2.1 with quoted-printable text, which is refused;
``REV`` is the day on which a card was last touched, not on which it was true.

Of a card are kept: name, organisation, title or role, language, day of revision. E-mail, phone,
address, birthday, picture, note and everything else are dropped and counted: the map needs none
of it. A card whose note, title or categories suggest data about clients is refused whole. The
organisation must be known; a person is taken for somebody known only where the whole name is
theirs alone *and* they are known to sit in that organisation, since a namesake must not be
given somebody else's contact. Everybody else becomes a contact of ours alone (``card:…``).
What it must not do: read a ledger.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import vobject

from graph.errors import InputError
from graph.identifiers import fold
from graph.levels import Level
from graph.model import Kind, Property, Relation
from graph.period import ALWAYS_UNKNOWN
from graph.provenance import Source, Statement, Value
from loaders.base import Batch, BatchBuilder, Count
from loaders.client_words import speaks_of_case
from loaders.known import Known
from loaders.stream import Stream, lines
from loaders.tabular import suggests_clients

SOURCE = Source(
    id="office-cards",
    publisher="The office",
    title="Address cards",
    url="",
    licence="the office's own, not for passing on",
    rank=40,
)

MOST_CARD = 2 * 1024 * 1024
"""Most characters of one card; pictures take most of them."""

MOST_CARDS = 50_000
"""Most cards of one file."""

LONGEST = 300
"""Most characters of a name, title or organisation."""

_VERSIONS = ("3.0", "4.0")
_KEPT = frozenset(
    {"version", "fn", "n", "org", "title", "role", "lang", "rev", "uid", "kind"}
    | {"prodid", "begin", "end"}
)
_TEXTS = ("note", "title", "role", "org")
_REV = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})")


@dataclass(frozen=True, slots=True)
class Acquainted:
    """Persons who are known: by folded name, and in which organisations each sits."""

    names: Mapping[str, tuple[str, ...]]
    seats: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> "Acquainted":
        """Gather what statements say of persons, whatever their order."""
        people: set[str] = set()
        names: dict[str, set[str]] = defaultdict(set)
        seats: dict[str, set[str]] = defaultdict(set)
        for one in statements:
            if one.denied:
                continue
            if one.predicate is Property.KIND and one.value == Kind.PERSON.value:
                people.add(one.subject)
            elif one.predicate in (Property.NAME, Property.OTHER_NAME):
                names[fold(str(one.value))].add(one.subject)
            elif one.predicate is Relation.MEMBER_OF and one.object is not None:
                seats[one.subject].add(one.object)
        return cls(
            {name: tuple(sorted(many & people)) for name, many in names.items() if many & people},
            {who: frozenset(bodies) for who, bodies in seats.items()},
        )

    def find(self, name: str, organization: str) -> str | None:
        """Give the one person of that whole name who sits in that organisation, or None."""
        named = self.names.get(fold(name), ())
        fitting = [one for one in named if organization in self.seats.get(one, ())]
        return fitting[0] if len(named) == len(fitting) == 1 else None


@dataclass(frozen=True, slots=True)
class _Card:
    """What is kept of one card."""

    place: str
    record: str
    name: str
    given: str | None
    family: str | None
    organizations: tuple[str, ...]
    title: str | None
    languages: tuple[str, ...]
    revised: date | None


def read_cards(
    stream: Stream,
    known: Known,
    people: Acquainted,
    *,
    source: Source = SOURCE,
    retrieved_at: datetime,
) -> Batch:
    """Read a file of one card or many.

    Raises:
        SourceChanged: it is no UTF-8, or a line is too long.
        InputError: it has more cards than one file may, or none.
    """
    builder, dropped = BatchBuilder(source, retrieved_at), Counter[str]()
    read = matched = 0
    for number, (place, text) in enumerate(_cards(stream), 1):
        if number > MOST_CARDS:
            raise InputError(f"{stream.place} holds more than {MOST_CARDS} cards. Split it.")
        read = number
        try:
            card = _card(place, text, dropped)
            if card is not None:
                matched += _say(builder, card, known, people)
        except InputError as error:
            builder.reject(place, str(error).removeprefix(f"{place}: "))
    if not read:
        raise InputError(f"{stream.place} holds no address card (BEGIN:VCARD).")
    builder.notes += [f"{dropped[what]} × {what}: dropped" for what in sorted(dropped)]
    counts = (
        Count("cards", read, read - len(builder.rejections)),
        Count("persons known already", None, matched),
    )
    return builder.build(counts, complete=builder.whole)


def _cards(stream: Stream) -> Iterator[tuple[str, str]]:
    """Give each card's text with the line it begins on; what stands between cards is left."""
    held: list[str] = []
    begun = size = 0
    for number, line in enumerate(lines(stream), 1):
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            if held:  # a card without an end: tell it, and go on with this one
                yield f"{stream.place} line {begun}", ""
            held, begun, size = [], number, 0
        if begun:
            size += len(line)
            if size <= MOST_CARD:
                held.append(line)
        if word == "END:VCARD" and begun:
            yield f"{stream.place} line {begun}", "".join(held) if size <= MOST_CARD else ""
            held, begun = [], 0
    if begun:
        yield f"{stream.place} line {begun}", ""


def _card(place: str, text: str, dropped: Counter[str]) -> _Card | None:
    """Read one card; None for one that is no person's.

    Raises:
        InputError: it cannot be read, or must not be kept.
    """
    if not text:
        raise InputError(f"{place}: the card has no end, or more than {MOST_CARD} characters")
    fields = _fields(place, text)
    versions = fields.get("version", [])
    if len(versions) != 1 or str(versions[0]).strip() not in _VERSIONS:
        told = str(versions[0])[:10] if versions else "none"
        raise InputError(f"{place}: version {told}; save the cards as vCard 3.0 or 4.0")
    categories = [str(one) for one in fields.get("categories", [])]
    texts = [str(one) for key in _TEXTS for one in fields.get(key, [])]
    if any(map(suggests_clients, categories)) or any(map(speaks_of_case, texts)):
        msg = (
            f"{place}: its note, title or categories suggest data about clients or health, which "
            "must not be in this map; leave the card out, or take that off it"
        )
        raise InputError(msg)
    for key in sorted(fields.keys() - _KEPT):
        dropped[key] += len(fields[key])
    kind = str(next(iter(fields.get("kind", [])), "individual")).casefold()
    if kind != "individual":
        dropped["cards of groups, organisations and places"] += 1
        return None
    return _kept(place, fields)


def _fields(place: str, text: str) -> dict[str, list[object]]:
    try:
        card = vobject.readOne(text)
        contents: dict[str, list[object]] = {
            key: [one.value for one in many] for key, many in card.contents.items()
        }
    except Exception as error:  # the library raises whatever its parsing stumbles over
        # Its words quote the card, which may hold what must not be kept anywhere.
        told = type(error).__name__
        raise InputError(f"{place}: no card that can be read ({told})") from None
    return contents


def _kept(place: str, fields: Mapping[str, list[object]]) -> _Card:
    given, family = _name_parts(fields)
    name = _text(place, fields, "fn") or " ".join(one for one in (given, family) if one)
    if not name:
        raise InputError(f"{place}: the card has no name")
    organizations = tuple(dict.fromkeys(_organizations(fields)))
    if not organizations:
        raise InputError(f"{place}: the card names no organisation")
    uid = _text(place, fields, "uid") or f"{fold(name)}|{fold(organizations[0])}"
    return _Card(
        place,
        f"card:{hashlib.sha256(uid.encode()).hexdigest()[:16]}",
        name,
        given,
        family,
        organizations,
        _text(place, fields, "title") or _text(place, fields, "role"),
        tuple(sorted(set(_languages(fields)))),
        _revised(fields),
    )


def _say(builder: BatchBuilder, card: _Card, known: Known, people: Acquainted) -> int:
    """State what a card says, and give 1 where its person was known already."""
    organization = next(
        (found for one in card.organizations if (found := known.named(one)) is not None), None
    )
    if organization is None:
        msg = (
            f"the organisation {card.organizations[0][:80]!r} is not known here by its whole "
            "name; add it to a table of organizations first"
        )
        raise InputError(msg)
    person = people.find(card.name, organization)
    subject = person or card.record
    qualifiers = (("language", " ".join(card.languages)),) if card.languages else ()

    def said(prop: Property | Relation, value: Value | None, obj: str | None = None) -> None:
        tie = obj is not None
        builder.statements.append(
            Statement(
                subject,
                prop,
                builder.source.id,
                card.record,
                value=value,
                object=obj,
                role=card.title if tie else None,
                period=ALWAYS_UNKNOWN,
                as_of=card.revised,
                qualifiers=qualifiers if tie else (),
                level=Level.OFFICE,
            )
        )

    if person is None:
        said(Property.KIND, Kind.PERSON.value)
        said(Property.NAME, card.name)
        for prop, text in (
            (Property.GIVEN_NAME, card.given),
            (Property.FAMILY_NAME, card.family),
        ):
            if text:
                said(prop, text)
    said(Relation.MEMBER_OF, None, organization)
    return int(person is not None)


def _text(place: str, fields: Mapping[str, list[object]], key: str) -> str | None:
    found = next((one for one in fields.get(key, []) if isinstance(one, str)), "")
    text = " ".join(found.split())
    if len(text) > LONGEST:
        raise InputError(f"{place}: {key} has more than {LONGEST} characters")
    return text or None


def _name_parts(fields: Mapping[str, list[object]]) -> tuple[str | None, str | None]:
    for one in fields.get("n", []):
        parts = (getattr(one, "given", ""), getattr(one, "family", ""))
        # Where a part is a list, it holds several names.
        texts = [" ".join(part) if isinstance(part, list) else str(part) for part in parts]
        given, family = (" ".join(text.split())[:LONGEST] or None for text in texts)
        return given, family
    return None, None


def _organizations(fields: Mapping[str, list[object]]) -> Iterator[str]:
    """Give names of organisations: the whole first, then without its units."""
    for one in fields.get("org", []):
        parts = [str(part).strip() for part in one] if isinstance(one, list) else [str(one)]
        if parts and parts[0]:
            yield parts[0][:LONGEST]
            yield from (part[:LONGEST] for part in parts[1:] if part)


def _languages(fields: Mapping[str, list[object]]) -> Iterator[str]:
    for one in fields.get("lang", []):
        code = str(one).strip().casefold().split("-")[0]
        if len(code) == 2 and code.isalpha():
            yield code


def _revised(fields: Mapping[str, list[object]]) -> date | None:
    for one in fields.get("rev", []):
        found = _REV.match(str(one).strip())
        if found:
            try:
                return date(*(int(part) for part in found.groups()))
            except ValueError:
                return None
    return None
