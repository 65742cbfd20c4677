"""Our documented tables: what any office can keep in a spreadsheet; see ``docs/tables.md``.

Each form turns a row into statements. Every row says its own page and date (``source``,
``as_of``), which stay with each fact as qualifiers ``source_text`` and ``as_of_text``; a year or
month counts as of its first day, the most cautious reading. Licence: as each row says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.errors import InputError, SourceChanged
from graph.identifiers import fold
from graph.model import Property
from graph.provenance import OFFICE_RANK, Source, Statement
from loaders.archive import Record
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.table_facts import Context
from loaders.table_office import (
    read_contact,
    read_correction,
    read_position,
    read_reference_vote,
)
from loaders.table_rows import (
    learn_organization,
    read_call,
    read_centre,
    read_council_body,
    read_council_figure,
    read_country,
    read_legal_act,
    read_membership,
    read_organization,
    read_presidency,
)
from loaders.tabular import Column, Row, check_row, read_sheet

_SOURCE = Column("source", "page or document that says so", required=True)
_AS_OF = Column("as_of", "date, month or year for which it says so, or 'page undated'")
_NOTE = Column("note", "remark")
_COUNTRY = Column("country_iso2", "country, two letters (EL and GR are Greece)")
_LEVEL = Column("level", "who may see it: public, network, office, protected")
_FROM = Column("valid_from", "first day, if known")
_TO = Column("valid_to", "last day; 'open' if it still runs; empty if nobody says")


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of table: its columns and how a row is read."""

    name: str
    title: str
    columns: tuple[Column, ...]
    read: Callable[[Row, Context], Iterator[Statement]]
    rank: int = 50
    learn: Callable[[Row, Context], None] | None = None
    """Where rows may name each other: what to remember of each before any is read."""

    @property
    def source(self) -> Source:
        """The source that rows of this table belong to, unless the caller names another."""
        office = self.rank >= OFFICE_RANK
        return Source(
            id="office" if office else f"table-{self.name}",
            publisher="The office" if office else "Tables of the office",
            title=self.title,
            url="",
            licence="as stated per row",
            rank=self.rank,
        )


def _needed(name: str, meaning: str) -> Column:
    return Column(name, meaning, required=True)


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form(
            "organizations",
            "Organisations: networks, NGOs, offices, institutions",
            (
                Column("key", "short key; the identifier becomes org:<key>"),
                _needed("name", "full name"),
                Column("acronym", "acronym"),
                _needed("kind", "network, ngo, centre, office, institution, agency, dg"),
                Column("city", "city"),
                _COUNTRY,
                Column("website", "address of its site"),
                Column("transparency_register_id", "number in the EU Transparency Register"),
                Column("eu_body_code", "code in the EU's table of corporate bodies, such as EEAS"),
                Column("size_note", "size in words"),
                Column("part_of", "key, acronym or name of the organisation it belongs to"),
                _SOURCE,
                _AS_OF,
                _LEVEL,
            ),
            read_organization,
            learn=learn_organization,
        ),
        Form(
            "memberships",
            "Members of networks",
            (
                _needed("network", "key, acronym or name of the network"),
                _needed("member", "key, acronym or name of the member"),
                Column("member_country_iso2", "its country, two letters"),
                Column(
                    "relation", "member, partner, chair, co-chair, vice-chair, observer, steering"
                ),
                _FROM,
                _TO,
                _SOURCE,
                _AS_OF,
                _NOTE,
                _LEVEL,
            ),
            read_membership,
        ),
        Form(
            "centres",
            "Rehabilitation centres (organisations only, never the people they treat)",
            (
                _needed("name", "name of the centre"),
                Column("city", "city"),
                Column("country_iso2", "country, two letters", required=True),
                Column("website", "address of its site"),
                Column("affiliation", "such as 'IRCT member'"),
                _SOURCE,
                _AS_OF,
                _NOTE,
                _LEVEL,
            ),
            read_centre,
        ),
        Form(
            "countries",
            "Countries",
            (
                _needed("iso2", "two letters"),
                _needed("name", "English name"),
                Column("eu_member", "1 for Member States, else 0"),
                Column("capital", "capital"),
                Column("capital_lat", "latitude of the capital, degrees"),
                Column("capital_lon", "longitude of the capital, degrees"),
            ),
            read_country,
        ),
        Form(
            "council-figures",
            "Population shares for qualified majority in the Council, by year",
            (
                _needed("year", "year"),
                _needed("country_iso2", "country, two letters"),
                _needed("population_share_pct", "share of the Union's population, percent"),
                Column("eu_population_total", "population of the Union"),
                _SOURCE,
                _AS_OF,
            ),
            read_council_figure,
        ),
        Form(
            "council-bodies",
            "Configurations and preparatory bodies of the Council",
            (
                _needed("code", "code, such as COHOM"),
                _needed("name", "name"),
                Column("reports_to", "code of the body above, several with /"),
                Column("remit", "what it deals with"),
                _SOURCE,
                _AS_OF,
                _NOTE,
            ),
            read_council_body,
        ),
        Form(
            "presidencies",
            "Presidencies of the Council",
            (
                _needed("country_iso2", "country, two letters"),
                _needed("start", "first day"),
                _needed("end", "last day"),
                _SOURCE,
                _AS_OF,
            ),
            read_presidency,
        ),
        Form(
            "calls",
            "Calls for proposals",
            (
                _needed("call", "title"),
                Column("year", "year"),
                Column("reference", "reference"),
                Column("total_eur", "budget, EUR"),
                Column("grant_min_eur", "smallest grant, EUR"),
                Column("grant_max_eur", "largest grant, EUR"),
                Column("cofinancing_pct", "co-financing, percent"),
                Column("deadline", "last day to apply"),
                Column("managing_service", "service that manages it"),
                _SOURCE,
                _AS_OF,
            ),
            read_call,
        ),
        Form(
            "legal-acts",
            "Legal acts, proposals and guidelines",
            (
                _needed("id", "CELEX or document number"),
                Column("kind", "regulation, directive, proposal, guidelines…"),
                _needed("short_title", "short title"),
                Column("procedure", "procedure reference, such as 2018/0160(COD)"),
                _NOTE,
                _needed("basis", "how it is known: read, or memory"),
            ),
            read_legal_act,
        ),
        Form(
            "contacts",
            "Contacts of ours (level office unless stated)",
            (
                _needed("organization", "who of ours holds it: key, acronym, name or id"),
                _needed("person", "identifier of the other side, such as ep-person:124936"),
                _needed("channel", "meeting, call, email, co_attendance, joint_letter…"),
                _needed("date", "day of the contact"),
                Column("intensity", "0 to 1; empty: the channel's default"),
                Column("confidence", "0 to 1; empty: 1"),
                Column("consent", "yes or no: does the holder agree to its use? empty: not known"),
                Column("language", "codes with blanks between, such as fr en; empty: not known"),
                Column("source", "who says so"),
                _LEVEL,
            ),
            read_contact,
        ),
        Form(
            "positions",
            "Positions on files",
            (
                _needed("actor", "identifier, such as ep-person:124936 or country:FRA"),
                _needed("dossier", "file, such as 2025/0059(COD)"),
                _needed(
                    "stance",
                    "strongly for, for, lean for, neutral (or undecided), lean against, against, "
                    "strongly against, unknown; of a ballot announced: abstain, absent",
                ),
                _needed("date", "day it was stated"),
                Column("until", "last day it held; empty: until a later one"),
                Column("evidence", "the sentence that says so, word for word"),
                _SOURCE,
                Column("url", "address of that page"),
                _LEVEL,
            ),
            read_position,
        ),
        Form(
            "reference-votes",
            "Votes chosen to judge positions on a file by (level office unless stated)",
            (
                _needed("vote", "number of the roll-call vote, such as 171425"),
                _needed("dossier", "file it is a reference for, such as 2025/0059(COD)"),
                _needed("ours", "for or against: the ballot that was for our position"),
                _needed("date", "day of the vote"),
                _needed("title", "what was voted on"),
                _SOURCE,
                _NOTE,
                _LEVEL,
            ),
            read_reference_vote,
        ),
        Form(
            "corrections",
            "Corrections by the office: they win over every source and survive every reload",
            (
                _needed("subject", "identifier"),
                Column("property", "property to correct, such as name"),
                Column("value", "its right value"),
                Column("relation", "relation to correct, such as MEMBER_OF"),
                Column("object", "identifier of the other end"),
                Column("role", "role, exactly as it is now"),
                _FROM,
                _TO,
                Column("action", "assert (default) or deny"),
                Column("source", "how the office knows"),
                _AS_OF,
                _LEVEL,
            ),
            read_correction,
            OFFICE_RANK,
        ),
    )
}


def read_table(
    form: Form,
    record: Record,
    *,
    retrieved_at: datetime,
    source: Source | None = None,
    known: Mapping[str, str] | None = None,
    progress: Progress = no_progress,
) -> Batch:
    """Read one table. ``known`` maps folded names, keys and acronyms to identifiers.

    Rows that cannot be used are rejected with place and reason; the rest is complete.

    Raises:
        SourceChanged: the file is no such table.
        InputError: a column suggests data about clients or health.
    """
    place, content = record
    batch = BatchBuilder(source or form.source, retrieved_at)
    context = Context(batch.source, dict(known or {}))
    count = kept = 0
    said: set[Statement] = set()
    sheet = read_sheet(content, place.rsplit("/", 1)[-1], form.columns)
    if form.learn is not None:
        for row in sheet.rows:
            form.learn(row, context)
    for row in sheet.rows:
        count += 1
        try:
            check_row(row, form.columns)
            statements = list(form.read(row, context))
        except InputError as error:
            batch.reject(row.place, str(error), context.record_of(row))
            continue
        kept += 1
        fresh = [one for one in dict.fromkeys(statements) if one not in said]
        said.update(fresh)
        batch.statements.extend(fresh)
        progress(count, len(sheet.rows), form.name)
    if not count:
        msg = f"{place} has a header and no rows. Nothing was changed."
        raise SourceChanged(msg)
    if sheet.unread:
        batch.notes.append(f"Columns that nobody reads: {', '.join(sheet.unread)}.")
    counts = (Count("rows", None, count), Count("rows kept", None, kept))
    return batch.build(counts, complete=True)


def names_in(statements: Iterable[Statement]) -> dict[str, str]:
    """Give every folded name, key and acronym of organisations in some statements."""
    known: dict[str, str] = {}
    naming = (Property.NAME, Property.ACRONYM, Property.OTHER_NAME)
    for one in statements:
        if one.subject.startswith("org:"):
            known.setdefault(fold(one.subject.removeprefix("org:")), one.subject)
            if one.predicate in naming:
                known.setdefault(fold(str(one.value)), one.subject)
    return known
