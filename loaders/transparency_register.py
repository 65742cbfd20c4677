"""Organisations in the EU Transparency Register; the natural persons in it are never kept.

Source: https://transparency-register.europa.eu/odplastorganisationxml_en, a new file every
day, about 117 MB, one ``interestRepresentative`` an entry. Licence: reuse under Commission
Decision 2011/833/EU, "Source: EU Transparency Register". It is read entry by entry: what grows
with the file is only what is kept of it.

Known flaws: it calls itself XML 1.1 and refers to characters that XML has no place for
(``loaders.xml_stream``); entries are written by the registered themselves, in any language; some
companies of one person stand in other categories; a website may lack its scheme.

Taken: name, acronym, number, category, website, city and country of the head office, fields of
interest. Left out on purpose: street, phone, goals, memberships, clients and all other free text,
in which private people are named, and figures on money. Whoever is registered as self-employed,
or in a legal form of one natural person, is left out and counted; not even the number stays.

An organisation of the office's list that states this register number is described itself, under
its own identifier.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree.ElementTree import Element

from graph.errors import InputError, SourceChanged
from graph.identifiers import country_named, fold, transparency_register
from graph.iso3166 import BY_ALPHA3
from graph.model import Classification, Kind, Property, Relation
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.known import Known
from loaders.stream import Stream
from loaders.xml_stream import XmlRecords, text_of

SOURCE = Source(
    id="transparency-register",
    publisher="European Union",
    title="EU Transparency Register: organisations",
    url="https://transparency-register.europa.eu/odplastorganisationxml_en",
    licence="Reuse under Commission Decision 2011/833/EU, Source: EU Transparency Register",
    rank=70,
)

_NGO = "Non-governmental organisations, platforms and networks and similar"
_SELF_EMPLOYED = "self-employed individuals"
# Legal forms, folded, in which the registered is one natural person.
ONE_PERSON = re.compile(
    r"\b(self[- ]?employed|sole (trader|proprietor)|freelanc|individual (entrepreneur|business)"
    r"|(natural|physical) person|personne physique|entreprise individuelle|entrepreneur individuel"
    r"|auto[- ]?entrepreneur|micro[- ]?entrepr|profession liberale|einzelunternehm|einzelkaufmann"
    r"|freiberuf|selbst(st)?andig|naturliche person|ditta individuale|impresa individuale"
    r"|libero professionista|lavorat(ore|rice) autonom|persona fisica|autonom[oa]\b"
    r"|empresari[oa] individual|persona natural|trabalhador independente|profissional liberal"
    r"|empresario em nome individual|eenmanszaak|zzp|zelfstandige|enskild firma"
    r"|enskild naringsidkare|enkeltmandsvirksomhed|toiminimi|ammatinharjoittaja"
    r"|jednoosobowa|osvc|zivnost|egyeni vallalkozo|fie\b|samostojni podjetnik|obrt\b)"
    r"|^individuals?$"
)
_URL = re.compile(r"^https?://\S+$", re.IGNORECASE)


@dataclass(slots=True)
class _Reading:
    """What one load carries along; the same words of many entries are kept once."""

    builder: BatchBuilder
    known: Known
    count: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    places: Counter[str] = field(default_factory=Counter)
    words: dict[str, str] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)


def read_register(
    stream: Stream, *, known: Known, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read the register's organisations; the file is all that its source has.

    Raises:
        SourceChanged: no such file, cut off, or with a document type; nothing was loaded.
    """
    reading = _Reading(BatchBuilder(SOURCE, retrieved_at), known)
    entries = XmlRecords(stream, root="ListOfIRPublicDetail", record="interestRepresentative")
    expected, number = None, 0
    for number, element in enumerate(entries, 1):
        if number == 1:
            expected = _stated(entries.head)
        _read_entry(reading, f"{stream.place} entry {number}", element)
        progress(number, expected, "entries")
    if not number:
        msg = f"{stream.place} holds no entry. Expected interestRepresentative elements."
        raise SourceChanged(msg)
    return _built(reading, entries, number, expected)


def _stated(head: dict[str, str]) -> int | None:
    written = head.get("numberOfIR", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def _built(reading: _Reading, entries: XmlRecords, read: int, expected: int | None) -> Batch:
    builder = reading.builder
    for area in sorted(reading.countries):
        builder.statements.extend(_describe_country(area))
    if entries.illegal:
        builder.notes.append(f"Characters taken out that XML has no place for: {entries.illegal}.")
    builder.notes.extend(
        f"{place!r} is no country that we know ({count} entries); these are kept without one."
        for place, count in sorted(reading.places.items())
    )
    shared = sum(1 for bearers in reading.names.values() if bearers > 1)
    if shared:
        builder.notes.append(
            f"{shared} names are borne by more than one entry; a text with such a name means none."
        )
    if expected is not None and expected != read:
        builder.notes.append(f"The file states {expected} entries and holds {read}.")
    counts = (
        Count("entries", expected, read),
        Count("organisations kept", None, reading.count["kept"]),
        Count("natural persons left out", None, reading.count["persons"]),
        Count("entries rejected", None, len(builder.rejections)),
    )
    # A file with fewer entries than it states is cut, though well-formed: it withdraws nothing.
    whole = builder.whole and (expected is None or read >= expected)
    return builder.build(counts, complete=whole)


def _read_entry(reading: _Reading, place: str, element: Element) -> None:
    if _is_natural_person(element):
        reading.count["persons"] += 1
        return
    record = None
    try:
        record = transparency_register(text_of(element, "identificationCode") or "")
        if record in reading.seen:
            msg = f"{record} stands in the register already"
            raise InputError(msg)
        reading.seen.add(record)
        statements = list(_organization(reading, record, element))
    except InputError as error:
        reading.builder.reject(place, str(error), record)
        return
    reading.count["kept"] += 1
    reading.builder.statements.extend(statements)


def _is_natural_person(element: Element) -> bool:
    category = fold(text_of(element, "registrationCategory") or "")
    form = fold(text_of(element, "entityForm") or "")
    return category == _SELF_EMPLOYED or bool(ONE_PERSON.search(form))


def _organization(reading: _Reading, record: str, element: Element) -> Iterator[Statement]:
    name = text_of(element, "name/originalName") or text_of(element, "name/nameInLatinAlphabet")
    category = text_of(element, "registrationCategory")
    if name is None or category is None:
        # Without a category nobody can say that it is no natural person.
        msg = f"{record} has no {'originalName' if name is None else 'registrationCategory'}"
        raise InputError(msg)
    subject = reading.known.numbered(record)
    reading.names[fold(name)] += 1
    latin = text_of(element, "name/nameInLatinAlphabet")
    values = (
        (Property.KIND, Kind.ORGANIZATION.value),
        (Property.CLASSIFICATION, Classification.NGO.value if category == _NGO else None),
        (Property.NAME, name),
        (Property.OTHER_NAME, latin if latin != name else None),
        (Property.ACRONYM, text_of(element, "acronym")),
        (Property.IDENTIFIER, record),
        (Property.CATEGORY, category),
        (Property.URL, _website(element)),
        (Property.CITY, text_of(element, "headOffice/city")),
        (Property.INTERESTS, _interests(element)),
    )
    for prop, value in values:
        if value:
            kept = reading.words.setdefault(value, value)
            yield Statement(subject, prop, SOURCE.id, record, value=kept)
    area = _country(reading, element)
    if area is not None:
        yield Statement(subject, Relation.LOCATED_IN, SOURCE.id, record, object=area)


def _website(element: Element) -> str | None:
    written = text_of(element, "webSiteURL")
    if written is None:
        return None
    address = written if "://" in written else f"https://{written}"
    return address if _URL.match(address) else None


def _interests(element: Element) -> str | None:
    found = {text_of(one, "name") for one in element.iterfind("interests/interest")}
    return "; ".join(sorted(name for name in found if name)) or None


def _country(reading: _Reading, element: Element) -> str | None:
    written = text_of(element, "headOffice/country")
    if written is None:
        return None
    try:
        area = country_named(written)
    except InputError:
        reading.places[written[:80]] += 1
        return None
    reading.countries.add(area)
    return reading.words.setdefault(area, area)


def _describe_country(area: str) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.AREA.value),
        (Property.CLASSIFICATION, Classification.COUNTRY.value),
        (Property.NAME, BY_ALPHA3[area.removeprefix("country:")].name),
    )
    for prop, value in values:
        yield Statement(area, prop, SOURCE.id, area, value=value)
