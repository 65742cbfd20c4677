"""What an office leaves out of a map that it hands on, taken out of the statements themselves.

Nothing is hidden in what is written: the statements go, or lose a text, before they are merged, so
that no form of export can hold what was left out, nor a count of it.

::

    notes      notes of the office                      positions  who stands where on a file
    contacts   contacts of the office, address cards    addresses  e-mail and telephone
    holders    who of us holds a contact, file names    people     persons whom only the office
    texts      descriptions, remarks, job titles                   knows

*Of the office* is what no publisher made public: anything above level public, and what came in
its own tables, cards and entries, from another office, or is invented for showing. What it must
not do: know forms of export.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.errors import InputError
from graph.levels import Level
from graph.model import Kind, Property, Relation
from graph.provenance import Recorded, Source, Statement, Value

LEFT_OUT = "[left out]"
"""What stands where an address stood in a text."""

HOLDER = "x-left-out:holder"
"""Who holds every contact whose holder is left out."""

_HOLDER_NAME = "One of ours (who is left out)"
_OWN_PREFIXES = ("table-", "office", "from:", "judgements")
_PRIVATE_CARDS = "office-cards"
_TEXTS = frozenset(
    {
        Property.DESCRIPTION,
        Property.SIZE_NOTE,
        Property.INTERESTS,
        Property.TITLE,
        Property.NOTE,
    }
)
_PLAIN_QUALIFIERS = frozenset({"committee", "confidence", "group", "intensity", "language"})
_CODE = re.compile(r"[A-Za-z][A-Za-z_]{0,40}")  # a role that a publisher or a form of ours gives
_PLAIN_RECORD = re.compile(r"[A-Za-z0-9._:/#-]{1,80}")
_MAIL = re.compile(r"[\w.+%-]+\s?(?:@|\[at\]|\(at\))\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:\+|\b00)\d[\d\s().\/-]{6,}\d"
    r"|\b(?:t[eé]l(?:[eé]phone)?|telefono?|phone|gsm|mobile|fax)\b[.:\s]*\(?\d[\d\s().\/+-]{5,}\d",
    re.IGNORECASE,
)


class Part(StrEnum):
    """One sort of thing that may be left out."""

    ADDRESSES = "addresses"
    CONTACTS = "contacts"
    HOLDERS = "holders"
    NOTES = "notes"
    PEOPLE = "people"
    POSITIONS = "positions"
    TEXTS = "texts"


ALL = frozenset(Part)
NOTHING: frozenset[Part] = frozenset()


def parse_parts(text: str, kept: str = "") -> frozenset[Part]:
    """Read what is to be left out: ``all``, or names with commas between; ``kept`` stays anyway.

    Raises:
        InputError: a name that is none, or something kept that is not left out.
    """
    chosen = ALL if text.strip().casefold() == "all" else frozenset(map(_part, _words(text)))
    stays = frozenset(map(_part, _words(kept)))
    idle = sorted(stays - chosen)
    if idle:
        msg = f"{idle[0]} is not left out, so it need not be kept. Leave `all` out and keep some."
        raise InputError(msg)
    return chosen - stays


def _words(text: str) -> list[str]:
    return [one for one in re.split(r"[,\s]+", text.strip().casefold()) if one]


def _part(word: str) -> Part:
    try:
        return Part(word)
    except ValueError:
        known = ", ".join(("all", *Part))
        msg = f"{word!r} is nothing that can be left out. Expected: {known}."
        raise InputError(msg) from None


@dataclass(frozen=True, slots=True)
class Redacted:
    """What is left, in order of seq, with the sources that say it."""

    statements: tuple[Recorded, ...]
    sources: Mapping[str, Source]


def redact(
    recorded: Iterable[Recorded], sources: Mapping[str, Source], parts: frozenset[Part]
) -> Redacted:
    """Leave parts out of the current statements of a level."""
    items = sorted(recorded, key=lambda item: item.seq)
    if not parts:
        return Redacted(tuple(items), sources)
    made = _Leaving(items, sources, parts)
    kept = [one for item in items if (one := made.kept(item)) is not None]
    return _renamed(made.with_holders(kept), sources, parts)


class _Leaving:
    """Says of each statement what is left of it."""

    def __init__(
        self, items: list[Recorded], sources: Mapping[str, Source], parts: frozenset[Part]
    ) -> None:
        self._sources, self._parts = sources, parts
        self._unknown = self._only_ours(items) if Part.PEOPLE in parts else frozenset()
        self._records: dict[tuple[str, str], str] = {}
        self._held: dict[str, Recorded] = {}

    def _only_ours(self, items: list[Recorded]) -> frozenset[str]:
        """Give who is no known organisation, body or file, and whom no publisher speaks of."""
        named: dict[bool, set[str]] = {True: set(), False: set()}
        others = set()
        for item in items:
            said = item.statement
            named[self._is_published(said)] |= {said.subject, said.object or said.subject}
            if said.predicate is Property.KIND and said.value != Kind.PERSON.value:
                others.add(said.subject)
        return frozenset(named[False] - named[True] - others)

    def _is_published(self, said: Statement) -> bool:
        return said.level is Level.PUBLIC and not _is_own(self._sources[said.source])

    def kept(self, item: Recorded) -> Recorded | None:
        """Give what is left of a statement; None: nothing."""
        said = item.statement
        if self._goes(said):
            return None
        published = self._is_published(said)
        if not published:
            said = self._without_texts(said)
            if Part.HOLDERS in self._parts and said.predicate is Relation.CONTACT_OF:
                said = replace(said, subject=HOLDER)
        told = self._without_addresses(said)
        if told is None or {said.subject, said.object} & self._unknown:
            return None
        if told.subject == HOLDER:
            self._held.setdefault(told.source, item)
        if not published:
            told = replace(told, record=self._record(told))
        return replace(item, statement=told)

    def _goes(self, said: Statement) -> bool:
        if said.predicate is Property.MAILBOX:
            return Part.ADDRESSES in self._parts
        if self._is_published(said):
            return False
        if said.predicate is Relation.CONTACT_OF or said.source.startswith(_PRIVATE_CARDS):
            return Part.CONTACTS in self._parts
        return (
            (said.predicate is Property.NOTE and Part.NOTES in self._parts)
            or (said.predicate is Relation.STANDS_ON and Part.POSITIONS in self._parts)
            or (said.predicate in _TEXTS - {Property.NOTE} and Part.TEXTS in self._parts)
        )

    def _without_texts(self, said: Statement) -> Statement:
        if Part.TEXTS not in self._parts:
            return said
        plain = tuple(pair for pair in said.qualifiers if pair[0] in _PLAIN_QUALIFIERS)
        role = said.role if said.role is None or _CODE.fullmatch(said.role) else None
        return replace(said, qualifiers=plain, role=role)

    def _without_addresses(self, said: Statement) -> Statement | None:
        if Part.ADDRESSES not in self._parts:
            return said
        if any(_MAIL.search(one) for one in (said.subject, said.object or "")):
            return None
        value: Value | None = said.value
        if isinstance(value, str):
            value = without_addresses(value, phones=said.predicate is not Property.IDENTIFIER)
            if value == LEFT_OUT:
                return None
        return replace(
            said,
            value=value,
            role=said.role and without_addresses(said.role),
            record=without_addresses(said.record, phones=False),
            qualifiers=tuple((key, without_addresses(text)) for key, text in said.qualifiers),
        )

    def _record(self, said: Statement) -> str:
        """Give a record's name; one made of cells, which hold names and texts, is numbered."""
        if _PLAIN_RECORD.fullmatch(said.record):
            return said.record
        key = (said.source, said.record)
        return self._records.setdefault(key, f"record-{len(self._records) + 1}")

    def with_holders(self, kept: list[Recorded]) -> list[Recorded]:
        """Describe the one who stands for all holders, once a source that has some."""
        described = [
            replace(
                item,
                statement=Statement(
                    HOLDER, prop, name, "left-out", value=value, level=item.statement.level
                ),
            )
            for name, item in self._held.items()
            for prop, value in (
                (Property.KIND, Kind.ORGANIZATION.value),
                (Property.NAME, _HOLDER_NAME),
            )
        ]
        # Counted anew: a gap would tell how much is left out.
        return [replace(item, seq=place) for place, item in enumerate(described + kept, 1)]


def _renamed(
    kept: list[Recorded], sources: Mapping[str, Source], parts: frozenset[Part]
) -> Redacted:
    """Describe the sources that still say something, without whose file one was."""
    used = sorted({item.statement.source for item in kept})
    own = [name for name in used if _is_own(sources[name])]
    named = {name: _described(sources[name], parts) for name in used}
    if Part.HOLDERS in parts:
        for number, name in enumerate(own, 1):
            named[name] = replace(
                named[name],
                id=f"own:{number}",
                publisher="The office that hands this on",
                title="Tables and entries of its own",
                url="",
            )
    told = tuple(
        replace(item, statement=replace(item.statement, source=named[item.statement.source].id))
        for item in kept
    )
    return Redacted(told, {one.id: one for one in named.values()})


def _described(source: Source, parts: frozenset[Part]) -> Source:
    if Part.ADDRESSES not in parts:
        return source
    return replace(
        source,
        title=without_addresses(source.title, phones=False),
        publisher=without_addresses(source.publisher, phones=False),
        url="" if _MAIL.search(source.url) else source.url,
    )


def without_addresses(text: str, *, phones: bool = True) -> str:
    """Give a text with what looks like an e-mail address or a telephone number left out."""
    told = _MAIL.sub(LEFT_OUT, text)
    return _PHONE.sub(LEFT_OUT, told) if phones else told


def _is_own(source: Source) -> bool:
    return source.is_office or source.invented or source.id.startswith(_OWN_PREFIXES)
