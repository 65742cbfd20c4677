"""Members of a term as the Open Data Portal's CSV dataset: names, country, group as words.

Source: European Parliament, Open Data Portal, dataset "Members of the European Parliament",
CSV distribution, https://data.europarl.europa.eu/en/datasets. Licence: CC BY 4.0, "Source:
European Parliament, © European Union".

Known flaws: no dates of any kind, so country and group stay words as in ``ep_full_list`` (no
membership is made of them); who changed group has several, joined by "; ", and one member has
none; ``mep_birthday`` carries a datatype behind the date. Taken: number, names, original-script
names, country, group. Left out on purpose: birth and death dates, gender, citizenship, birth
places, e-mail, pictures and accounts.
"""

from collections.abc import Iterator
from datetime import datetime

from graph.errors import InputError, SourceChanged
from graph.identifiers import country_named, ep_person
from graph.iso3166 import BY_ALPHA3
from graph.model import Classification, Kind, Property, Relation
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.stream import Stream, rows
from loaders.tabular import Column, Row

SOURCE = Source(
    id="ep-dataset",
    publisher="European Parliament",
    title="Open Data Portal, members of a term, CSV dataset",
    url="https://data.europarl.europa.eu/en/datasets",
    licence="CC BY 4.0, Source: European Parliament, © European Union",
    rank=65,
)

COLUMNS = (
    Column("mep_identifier", "the Parliament's number", required=True),
    Column("mep_given_name", "given name"),
    Column("mep_family_name", "family name", required=True),
    Column("mep_official_given_name", "given name in the original script"),
    Column("mep_official_family_name", "family name in the original script"),
    Column("mep_country_of_representation", "country, in English"),
    Column("mep_political_group", "group, or several joined by a semicolon"),
)


def read_dataset(
    stream: Stream,
    *,
    source: Source = SOURCE,
    retrieved_at: datetime,
    progress: Progress = no_progress,
) -> Batch:
    """Read the members of one term; each file is a source of its own, and all it has.

    Raises:
        SourceChanged: a column is missing, or it names nobody.
    """
    builder, seen, areas, read = BatchBuilder(source, retrieved_at), set[str](), set[str](), 0
    for read, row in enumerate(rows(stream, COLUMNS), 1):
        progress(read, None, "members")
        if not isinstance(row, Row):
            builder.rejections.append(row)
            continue
        person = None
        try:
            person = ep_person(row.needed("mep_identifier"))
            if person in seen:
                msg = f"{person} stands in the table already"
                raise InputError(msg)
            described = tuple(_member(source.id, person, row))
        except InputError as error:
            builder.reject(row.place, str(error), person)
            continue
        seen.add(person)
        areas.update(one.object for one in described if one.object)
        builder.statements.extend(described)
    if not seen:
        msg = f"{stream.place} names no member. Expected the portal's CSV of members."
        raise SourceChanged(msg)
    for area in sorted(areas):
        builder.statements.extend(_area(source.id, area))
    counts = (
        Count("members listed", None, read),
        Count("members kept", None, len(seen)),
        Count("countries", None, len(areas)),
    )
    return builder.build(counts, complete=builder.whole)


def _member(source: str, person: str, row: Row) -> Iterator[Statement]:
    given, family = row.text("mep_given_name"), row.needed("mep_family_name")
    original = (row.text("mep_official_given_name"), row.text("mep_official_family_name"))
    values = (
        (Property.KIND, Kind.PERSON.value),
        (Property.CLASSIFICATION, Classification.MEP.value),
        (Property.IDENTIFIER, person),
        (Property.NAME, " ".join(part for part in (given, family) if part)),
        (Property.GIVEN_NAME, given),
        (Property.FAMILY_NAME, family),
        (Property.ORIGINAL_NAME, " ".join(part for part in original if part)),
    )
    for prop, value in values:
        if value:
            yield Statement(person, prop, source, person, value=value)
    written = row.text("mep_country_of_representation")
    if written:
        group = row.text("mep_political_group")
        yield Statement(
            person,
            Relation.REPRESENTS,
            source,
            person,
            object=country_named(written),
            qualifiers=(("group", group),) if group else (),
        )


def _area(source: str, area: str) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.AREA.value),
        (Property.CLASSIFICATION, Classification.COUNTRY.value),
        (Property.NAME, BY_ALPHA3[area.removeprefix("country:")].name),
    )
    for prop, value in values:
        yield Statement(area, prop, source, area, value=value)
