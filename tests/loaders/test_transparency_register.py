from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import CorridorsError, SourceChanged
from graph.model import Property, Relation
from loaders.base import Batch
from loaders.known import Known
from loaders.stream import opened
from loaders.transparency_register import read_register
from tests.loaders.source_files import (
    FIRST,
    KNOWN,
    OFFICE,
    READ_ON,
    SECOND,
    entry,
    register,
    register_text,
    stream,
)
from tests.shared import SHARED, needs_shared

NOBODY = Known({})
ONE = f"eu-tr:{FIRST}"
NGO = "Non-governmental organisations, platforms and networks and similar"


def load(*entries: str, known: Known = NOBODY, stated: int | None = None) -> Batch:
    return read_register(register(*entries, stated=stated), known=known, retrieved_at=READ_ON)


def values(batch: Batch, subject: str = ONE) -> dict[Property | Relation, object]:
    return {
        one.predicate: one.value or one.object
        for one in batch.statements
        if one.subject == subject
    }


def counts(batch: Batch) -> dict[str, int]:
    return {count.what: count.found for count in batch.counts}


def test_organisation_is_described() -> None:
    assert values(load(entry())) == {
        Property.KIND: "Organization",
        Property.NAME: "Invented Federation",
        Property.ACRONYM: "IF",
        Property.IDENTIFIER: ONE,
        Property.CATEGORY: "Companies & groups",
        Property.URL: "https://www.example.org",
        Property.CITY: "Nowhere",
        Property.INTERESTS: "Migration and asylum; Trade",
        Relation.LOCATED_IN: "country:BEL",
    }


def test_only_the_category_of_ngos_gives_a_classification() -> None:
    assert Property.CLASSIFICATION not in values(load(entry()))
    assert values(load(entry(category=NGO)))[Property.CLASSIFICATION] == "Ngo"


@pytest.mark.parametrize(
    ("category", "form"),
    [
        ("Self-employed individuals", "SAS"),
        ("Self-employed  Individuals", "Association"),
        ("Professional consultancies", "Self-employed individual"),
        ("Professional consultancies", "Sole trader"),
        ("Law firms", "Freiberufler"),
        ("Law firms", "Einzelunternehmen"),
        ("Law firms", "Profession libérale"),
        ("Companies &amp; groups", "Entreprise individuelle"),
        ("Companies &amp; groups", "Auto-entrepreneur"),
        ("Companies &amp; groups", "Libero professionista"),
        ("Companies &amp; groups", "Trabajador autónomo"),
        ("Companies &amp; groups", "Eenmanszaak"),
        ("Companies &amp; groups", "OSVČ"),
        ("Companies &amp; groups", "Individual"),
    ],
)
def test_natural_person_is_left_out_and_counted(category: str, form: str) -> None:
    batch = load(entry(), entry(SECOND, "Jo Private", category=category, form=form))
    assert counts(batch)["natural persons left out"] == 1
    said = repr(batch.statements) + repr(batch.notes) + repr(batch.rejections)
    assert "Private" not in said
    assert SECOND not in said


@pytest.mark.parametrize(
    "form", ["Autonome Provinz", "Association", "Fiduciary", "Individual giving fund", "GmbH"]
)
def test_form_that_only_sounds_alike_is_kept(form: str) -> None:
    assert counts(load(entry(form=form)))["organisations kept"] == 1


def test_free_text_addresses_and_phones_are_left_out() -> None:
    said = repr(load(entry()).statements)
    assert "Private" not in said
    assert "street" not in said
    assert "000" not in said


def test_illegal_references_cost_no_entry_and_are_noted() -> None:
    batch = load(entry(name="Invented&#xb;Feder&#x2;ation"))
    assert values(batch)[Property.NAME] == "Invented Federation"
    assert batch.notes == ("Characters taken out that XML has no place for: 3.",)


def test_organisation_of_the_office_list_is_described_under_its_own_identifier() -> None:
    batch = load(entry(OFFICE), known=KNOWN)
    assert values(batch, "org:our-friends")[Property.IDENTIFIER] == f"eu-tr:{OFFICE}"
    assert values(batch, f"eu-tr:{OFFICE}") == {}


def test_country_that_nobody_knows_is_noted_and_the_entry_kept() -> None:
    batch = load(entry(country="ATLANTIS"), entry(SECOND, country="ATLANTIS"))
    assert Relation.LOCATED_IN not in values(batch)
    assert "'ATLANTIS' is no country that we know (2 entries)" in batch.notes[1]


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("https://a.example", "https://a.example"),
        ("a.example", "https://a.example"),
        ("javascript://x", None),
        ("none yet", None),
        ("", None),
    ],
)
def test_website_is_an_address_or_left_out(written: str, taken: str | None) -> None:
    assert values(load(entry(website=written))).get(Property.URL) == taken


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (entry("12-3"), "not a register number"),
        (entry(), "stands in the register already"),
        (entry(SECOND, name=""), "has no originalName"),
        (entry(SECOND, category=""), "has no registrationCategory"),
    ],
)
def test_entry_that_makes_no_sense_is_named(bad: str, reason: str) -> None:
    batch = load(entry(), bad)
    assert [item.place for item in batch.rejections] == ["register.xml entry 2"]
    assert reason in batch.rejections[0].reason
    assert counts(batch)["organisations kept"] == 1


def test_file_with_fewer_entries_than_it_states_withdraws_nothing() -> None:
    assert load(entry()).complete
    batch = load(entry(), stated=2)
    assert not batch.complete
    assert "states 2 entries and holds 1" in batch.notes[-1]


@pytest.mark.parametrize("cut", [50, 400, 700])
def test_file_that_is_cut_off_loads_nothing(cut: int) -> None:
    text = register_text(entry(), entry(SECOND))
    with pytest.raises(SourceChanged):
        read_register(stream(text[:-cut]), known=NOBODY, retrieved_at=READ_ON)


@pytest.mark.parametrize("content", ["<all/>", "{}", register_text()])
def test_file_of_another_form_stops_the_load(content: str) -> None:
    with pytest.raises(SourceChanged):
        read_register(stream(content), known=NOBODY, retrieved_at=READ_ON)


@given(st.text(max_size=100))
def test_any_text_gives_a_batch_or_our_error(text: str) -> None:
    try:
        batch = load(entry(), text)
    except CorridorsError:
        return
    assert counts(batch)["organisations kept"] >= 1


@needs_shared
def test_real_extract_is_read_whole() -> None:
    with opened(SHARED / "register" / "tr_organisations_extract_2026-08-19.xml") as found:
        batch = read_register(found, known=NOBODY, retrieved_at=READ_ON)
    assert (batch.counts[0].expected, batch.counts[0].found) == (7, 7)
    assert counts(batch)["organisations kept"] == 6
    assert counts(batch)["natural persons left out"] == 1
    assert batch.notes == ("Characters taken out that XML has no place for: 1.",)
    places = Counter(
        one.object for one in batch.statements if one.predicate is Relation.LOCATED_IN
    )
    assert places == {"country:FRA": 3, "country:BEL": 1, "country:DEU": 1, "country:BGR": 1}
