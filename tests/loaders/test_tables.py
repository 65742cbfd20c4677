from collections.abc import Mapping
from datetime import date

import pytest

from graph.errors import InputError, SourceChanged
from graph.levels import Level
from graph.model import Property, Relation
from graph.period import EndKind
from loaders.archive import read_file
from loaders.base import Batch
from loaders.tables import FORMS, names_in, read_table
from tests.loaders.ep_records import READ_ON
from tests.shared import SHARED, needs_shared


def load(form: str, text: str, known: Mapping[str, str] | None = None) -> Batch:
    record = ("table.csv", text.encode())
    return read_table(FORMS[form], record, retrieved_at=READ_ON, known=known)


def test_organization_keeps_its_page_and_date_with_every_fact() -> None:
    batch = load(
        "organizations",
        "key,name,kind,country_iso2,source,as_of\nx,House (invented),ngo,EL,a page,2015\n",
    )
    name = next(one for one in batch.statements if one.predicate is Property.NAME)
    assert (name.subject, name.as_of) == ("org:x", date(2015, 1, 1))
    assert dict(name.qualifiers)["source_text"] == "a page"
    located = [one.object for one in batch.statements if one.predicate is Relation.LOCATED_IN]
    assert located == ["country:GRC"]


def test_end_of_a_membership_is_unknown_unless_stated() -> None:
    batch = load(
        "memberships",
        "network,member,valid_to,source\nN (invented),A (invented),,p\n"
        "N (invented),B (invented),open,p\nN (invented),C (invented),2020-05-01,p\n",
    )
    ends = [one.period.end_kind for one in batch.statements if one.predicate is Relation.MEMBER_OF]
    assert sorted(ends) == sorted([EndKind.UNKNOWN, EndKind.OPEN, EndKind.KNOWN])


def test_contacts_are_for_the_office_unless_said_otherwise() -> None:
    batch = load(
        "contacts",
        "organization,person,channel,date,level\norg:x,ep-person:1,meeting,2026-01-02,\n"
        "org:x,ep-person:1,email,2026-01-02,network\n",
    )
    levels = {one.role: one.level for one in batch.statements}
    assert levels == {"meeting": Level.OFFICE, "email": Level.NETWORK}


def test_semicolons_and_a_byte_order_mark_are_read() -> None:
    record = ("t.csv", "\ufeffiso2;name\nFR;France\n".encode())
    batch = read_table(FORMS["countries"], record, retrieved_at=READ_ON)
    assert batch.rejections == ()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("org:x,ep-person:1,pigeon,2026-01-02,", "channel"),
        ("org:x,ep-person:1,meeting,soon,", "date"),
        ("org:x,ep-person:1,meeting,,", "date"),
        ("org:x,somebody unknown,meeting,2026-01-02,", "person"),
        ("org:x,ep-person:1,meeting,2026-01-02,7", "between 0 and 1"),
        ("org:x,ep-person:1,meeting,2026-01-02,1,extra", "quotes"),
    ],
)
def test_bad_row_is_rejected_with_its_place(row: str, words: str) -> None:
    header = "organization,person,channel,date,intensity\n"
    good = "org:x,ep-person:2,meeting,2026-01-02,0.5\n"
    batch = load("contacts", f"{header}{row}\n{good}")
    (rejection,) = batch.rejections
    assert words in rejection.reason
    assert "row 2" in rejection.place
    assert len(batch.statements) == 1


@pytest.mark.parametrize("column", ["client", "patient_name", "diagnosis", "health_status"])
def test_columns_about_clients_or_health_stop_the_whole_load(column: str) -> None:
    with pytest.raises(InputError, match=column):
        load("organizations", f"name,kind,source,{column}\nX (invented),ngo,p,\n")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name,source\nx,y\n", "kind"),
        (b"", "missing"),
        (b"name,kind,source\n", "no rows"),
        ("name,kind,source\nMüller,ngo,p\n".encode("latin-1"), "UTF-8"),
        (b"PK\x03\x04\x00\x00", "CSV"),
    ],
)
def test_file_that_is_no_such_table_stops_the_load(content: bytes, words: str) -> None:
    with pytest.raises(SourceChanged, match=words):
        read_table(FORMS["organizations"], ("table.csv", content), retrieved_at=READ_ON)


@needs_shared
def test_real_tables_load_whole() -> None:
    expected = {
        ("organizations", "networks/organisations.csv"): 46,
        ("memberships", "networks/memberships.csv"): 31,
        ("centres", "networks/rehabilitation_centres.csv"): 26,
        ("countries", "reference/countries_europe.csv"): 51,
        ("council-figures", "council/qmv_population_shares.csv"): 55,
        ("council-bodies", "council/preparatory_bodies.csv"): 15,
        ("presidencies", "council/presidencies.csv"): 28,
        ("calls", "funding/calls_torture_rehabilitation.csv"): 7,
        ("legal-acts", "funding/legal_acts.csv"): 21,
    }
    known: dict[str, str] = {}
    for (form, path), rows in expected.items():
        record = read_file(SHARED / path)
        batch = read_table(FORMS[form], record, retrieved_at=READ_ON, known=known)
        known |= names_in(batch.statements)
        assert ([count.found for count in batch.counts], batch.rejections) == ([rows, rows], ())
