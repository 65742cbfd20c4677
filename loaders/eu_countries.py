"""Countries: the Publications Office's table "country" (SKOS), and the Member States (Genericode).

Publisher: Publications Office of the European Union. The table: as published by the Parliament,
https://github.com/europarl/open-data-beta-testing, ``controlled-vocabularies/countries-skos.rdf``;
reuse with source. The Member States: https://github.com/OP-TED/eForms-SDK,
``codelists/country_eu-country.gc``, CC BY 4.0.

Countries keep the identifier they have everywhere here (``country:GRC``); labels in the official
languages become other names. ``EL`` and ``UK``, which EU texts write for GR and GB, are
identifiers. Left out and counted: states that have ended, and codes that are no country of ISO
3166 (``OP_DATPRO``). Known flaw: the copy at hand is of December 2022.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from graph.errors import InputError, UnknownIdentifier
from graph.identifiers import country, eu_spelling
from graph.iso3166 import BY_ALPHA3
from graph.model import Classification, Kind, Property
from graph.period import ALWAYS_UNKNOWN
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, Rejection, no_progress
from loaders.genericode import CodeList
from loaders.labels import Entry, official
from loaders.skos import Concept, ConceptTable
from loaders.stream import Stream

SOURCE = Source(
    id="eu-countries",
    publisher="Publications Office of the European Union",
    title="Countries",
    url="http://publications.europa.eu/resource/authority/country",
    licence="Reuse with source under Commission Decision 2011/833/EU, © European Union",
    rank=35,
)

MEMBER_STATES = Source(
    id="eu-member-states",
    publisher="Publications Office of the European Union",
    title="Member States (list of eForms)",
    url="http://publications.europa.eu/resource/authority/country",
    licence="CC BY 4.0, © European Union",
    rank=36,
)


def read_countries(
    stream: Stream, *, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read the table of countries; it is all that its source has.

    Raises:
        SourceChanged: no such table.
    """
    builder, count, read = BatchBuilder(SOURCE, retrieved_at), Counter[str](), 0
    table = ConceptTable(stream, SOURCE.url)
    for read, concept in enumerate(table, 1):
        progress(read, None, "countries")
        if isinstance(concept, Rejection):
            builder.reject(concept.place, concept.reason)
        elif concept.deprecated or concept.period.end is not None:
            count["ended"] += 1
        else:
            try:
                subject = country(concept.code)
            except UnknownIdentifier:
                count[f"no country: {concept.code}"] += 1
                continue
            count["kept"] += 1
            builder.statements.extend(_country(concept, subject))
    strange = sorted(name for name in count if name.startswith("no country"))
    builder.notes.append(f"Version {table.version} of the table.")
    builder.notes.extend(f"Left out, {one}." for one in strange)
    counts = (
        Count("countries", None, read),
        Count("countries kept", None, count["kept"]),
        Count("ended states left out", None, count["ended"]),
        Count("codes that are no country left out", None, sum(count[one] for one in strange)),
    )
    return builder.build(counts, complete=builder.whole)


def _country(concept: Concept, subject: str) -> Iterator[Statement]:
    entry = Entry(SOURCE.id, f"eu-country:{concept.code}", subject)
    iso = BY_ALPHA3[subject.removeprefix("country:")]
    yield from entry.described(Kind.AREA, Classification.COUNTRY, concept.name, ALWAYS_UNKNOWN)
    yield entry.says(Property.IDENTIFIER, entry.record)
    spelling = eu_spelling(subject)
    if spelling is not None:
        yield entry.says(Property.IDENTIFIER, spelling)
    yield entry.says(Property.ISO2, iso.alpha2)
    longer = [("en", text) for text in concept.others.get("en", ())]
    # The list's own name may be chosen instead: people must still find it by the Office's.
    yield from entry.also_called(iso.name, [*official(concept.labels), *longer])


def read_member_states(
    stream: Stream, *, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read the Member States: each gets ``eu_member``; nothing is said of other countries.

    Raises:
        SourceChanged: no such list.
    """
    builder, read = BatchBuilder(MEMBER_STATES, retrieved_at), 0
    rows = CodeList(stream, "eu-country")
    for read, row in enumerate(rows, 1):
        progress(read, None, "Member States")
        if isinstance(row, Rejection):
            builder.reject(row.place, row.reason)
            continue
        try:
            subject = country(row.code)
        except InputError as error:
            builder.reject(row.place, str(error))
            continue
        entry = Entry(MEMBER_STATES.id, f"eu-country:{row.code}", subject)
        builder.statements.extend(
            entry.described(Kind.AREA, Classification.COUNTRY, row.name, ALWAYS_UNKNOWN)
        )
        builder.statements.append(entry.says(Property.EU_MEMBER, 1))
    builder.notes.append(f"Version {rows.version} of the list.")
    counts = (
        Count("Member States", None, read),
        Count("Member States kept", None, read - len(builder.rejections)),
    )
    return builder.build(counts, complete=builder.whole)
