import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import CorridorsError, SourceChanged
from graph.identifiers import country_named
from graph.model import Property, Relation
from graph.period import ALWAYS_UNKNOWN
from loaders.base import Batch
from loaders.ep_full_list import DIRECTORY, read_full_list
from loaders.stream import opened
from tests.loaders.source_files import READ_ON, full_list, listed, stream
from tests.shared import SHARED, needs_shared

FOLDER = SHARED / "europarl" / "ep-full-list"


def load(*members: str) -> Batch:
    return read_full_list(full_list(*members), retrieved_at=READ_ON)


def test_member_has_a_name_and_a_country() -> None:
    batch = load(listed())
    values = {
        one.predicate: one.value for one in batch.statements if one.subject == "ep-person:9001"
    }
    assert values[Property.NAME] == "Ana EXAMPLE"
    (tie,) = [one for one in batch.statements if one.object]
    assert (tie.predicate, tie.object) == (Relation.REPRESENTS, "country:GRC")


def test_group_and_party_are_words_and_no_membership() -> None:
    (tie,) = [one for one in load(listed()).statements if one.object]
    assert dict(tie.qualifiers) == {"group": "Invented Group", "national_party": "Invented Party"}
    assert tie.period == ALWAYS_UNKNOWN


def test_directory_gives_names_only() -> None:
    batch = load("<mep><fullName>Ana EXAMPLE</fullName><id>9001</id></mep>")
    assert [one.predicate for one in batch.statements] == [
        Property.KIND,
        Property.CLASSIFICATION,
        Property.IDENTIFIER,
        Property.NAME,
    ]


def test_list_is_complete_unless_an_entry_cannot_be_told_apart() -> None:
    assert load(listed()).complete
    assert load(listed(), listed("9002", country="Atlantis")).complete
    assert not load(listed(), listed("Ana")).complete


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (listed("Ana"), "not an EP person"),
        (listed(), "stands in the list already"),
        (listed("9002", name=" "), "has no fullName"),
        (listed("9002", country="Atlantis"), "English name of a country"),
    ],
)
def test_entry_that_makes_no_sense_is_named(entry: str, reason: str) -> None:
    batch = load(listed(), entry)
    assert [item.place for item in batch.rejections] == ["full-list.xml mep 2"]
    assert reason in batch.rejections[0].reason
    assert "ep-person:9002" not in {one.subject for one in batch.statements}


@pytest.mark.parametrize("content", ["<meps/>", "<html/>", "{}", "<meps><mep/></meps>"])
def test_file_of_another_form_stops_the_load(content: str) -> None:
    with pytest.raises(SourceChanged):
        read_full_list(stream(content), retrieved_at=READ_ON)


@given(st.text(max_size=100))
def test_any_text_gives_a_batch_or_our_error(text: str) -> None:
    try:
        batch = load(listed(), text)
    except CorridorsError:
        return
    assert batch.counts[0].found >= 1


@needs_shared
@pytest.mark.parametrize(
    ("name", "members", "countries"),
    [("full-list-term10", 719, 27), ("directory-term9", 875, 0), ("directory-term8", 860, 0)],
)
def test_real_lists_are_read_whole(name: str, members: int, countries: int) -> None:
    with opened(FOLDER / f"{name}.xml.gz") as found:
        batch = read_full_list(found, retrieved_at=READ_ON, source=DIRECTORY)
    assert [count.found for count in batch.counts] == [members, members, countries]
    assert batch.rejections == ()


@needs_shared
def test_every_country_of_another_real_list_is_known_by_name() -> None:
    with (FOLDER / "every-politician-official-2022-11.csv").open(encoding="utf-8") as file:
        found = Counter(country_named(row["country"]) for row in csv.DictReader(file))
    assert (len(found), found.total()) == (27, 701)
