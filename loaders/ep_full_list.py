"""Members of the Parliament in brief: its full list, and its directories of past terms.

Sources: https://www.europarl.europa.eu/meps/en/full-list/xml (name, country, group, national
party, number) and https://www.europarl.europa.eu/meps/en/directory/xml?leg=9 (name and number).
Licence: the Parliament's legal notice, reuse with "Source: European Parliament, © European Union".

Known flaws: neither says of which day it is, nor since when anything holds; groups and parties are
names without a number, and the same name is borne by parties of several countries. So group and
party are kept as words beside the country, never as memberships: without dates they would make
somebody a member on days when they were none. Dated memberships come from ``ep_members``. Sitting
in this list is likewise no mandate. A directory says which people have sat in a term, leavers
included; its file does not say which term.
"""

from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element

from graph.errors import InputError, SourceChanged
from graph.identifiers import country_named, ep_person
from graph.iso3166 import BY_ALPHA3
from graph.model import Classification, Kind, Property, Relation
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.stream import Stream
from loaders.xml_stream import XmlRecords, text_of

_LICENCE = "Legal notice of the EP: reuse with Source: European Parliament, © European Union"

SOURCE = Source(
    id="ep-full-list",
    publisher="European Parliament",
    title="Full list of members: name, country, group, national party",
    url="https://www.europarl.europa.eu/meps/en/full-list/xml",
    licence=_LICENCE,
    rank=70,
)

DIRECTORY = Source(
    id="ep-directory",
    publisher="European Parliament",
    title="Directory of members of a term: names",
    url="https://www.europarl.europa.eu/meps/en/directory/xml",
    licence=_LICENCE,
    rank=60,
)


def read_full_list(
    stream: Stream,
    *,
    retrieved_at: datetime,
    source: Source = SOURCE,
    progress: Progress = no_progress,
) -> Batch:
    """Read a list of members; it is all that its source has, so who is missing is withdrawn.

    ``source`` is ``SOURCE`` for the full list; a directory has one of its own for each file.

    Raises:
        SourceChanged: the file is no such list, or names nobody.
    """
    builder, seen = BatchBuilder(source, retrieved_at), set[str]()
    listed, countries = 0, set[str]()
    for listed, element in enumerate(XmlRecords(stream, root="meps", record="mep"), 1):
        record = None
        try:
            record = _number(element, seen)
            builder.statements.extend(_member(source.id, record, element, countries))
        except InputError as error:
            builder.reject(f"{stream.place} mep {listed}", str(error), record)
        progress(listed, None, "members")
    if not seen:
        msg = f"{stream.place} names no member. Expected <mep> elements with fullName and id."
        raise SourceChanged(msg)
    for area in sorted(countries):
        builder.statements.extend(_describe(source.id, area))
    counts = (
        Count("members listed", None, listed),
        Count("members kept", None, listed - len(builder.rejections)),
        Count("countries", None, len(countries)),
    )
    return builder.build(counts, complete=builder.whole)


def _number(element: Element, seen: set[str]) -> str:
    person = ep_person(text_of(element, "id") or "")
    if person in seen:
        msg = f"{person} stands in the list already"
        raise InputError(msg)
    seen.add(person)
    return person


def _member(
    source: str, person: str, element: Element, countries: set[str]
) -> Iterator[Statement]:
    name, written = text_of(element, "fullName"), text_of(element, "country")
    if name is None:
        msg = f"{person} has no fullName; expected one such as Ana EXAMPLE"
        raise InputError(msg)
    area = country_named(written) if written else None
    values = (
        (Property.KIND, Kind.PERSON.value),
        (Property.CLASSIFICATION, Classification.MEP.value),
        (Property.IDENTIFIER, person),
        (Property.NAME, name),
    )
    for prop, value in values:
        yield Statement(person, prop, source, person, value=value)
    if area is None:
        return
    countries.add(area)
    beside = (
        ("group", text_of(element, "politicalGroup")),
        ("national_party", text_of(element, "nationalPoliticalGroup")),
    )
    said = tuple((key, value) for key, value in beside if value)
    yield Statement(person, Relation.REPRESENTS, source, person, object=area, qualifiers=said)


def _describe(source: str, area: str) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.AREA.value),
        (Property.CLASSIFICATION, Classification.COUNTRY.value),
        (Property.NAME, BY_ALPHA3[area.removeprefix("country:")].name),
    )
    for prop, value in values:
        yield Statement(area, prop, source, area, value=value)
