import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from graph.model import Classification, Property, Relation, Tie
from graph.period import Period
from graph.provenance import Statement
from loaders.pack import load_pack
from loaders.statements import read_statements, write_statements
from tests.graph.pack import pack_graph
from tests.shared import SHARED, needs_shared
from tools.build_starter_pack import main

BUNDLED = Path(__file__).parents[2] / "loaders" / "bundled"
DAY = date(2026, 6, 29)


@pytest.fixture(scope="module")
def pack() -> dict[str, tuple[Statement, ...]]:
    return {item.source.id: batch.statements for item, batch in load_pack()}


def test_pack_agrees_with_its_manifest() -> None:
    for item, batch in load_pack():
        assert len(batch.statements) == item.statements
        assert item.source.publisher
        assert item.source.licence


def test_718_members_sit_and_each_has_one_group(pack: dict[str, tuple[Statement, ...]]) -> None:
    members = pack["starter-members"]
    groups = {
        one.subject
        for one in members
        if one.predicate is Property.CLASSIFICATION and one.value == "PoliticalGroup"
    }
    seated = {one.subject for one in members if one.role == "MEMBER_PARLIAMENT"}
    sizes = Counter(str(one.object) for one in members if one.object in groups)
    assert len(seated) == sum(sizes.values()) == 718
    assert sizes["ep-org:7018"] == 185


def test_council_has_27_members_whose_shares_add_up(
    pack: dict[str, tuple[Statement, ...]],
) -> None:
    states = {
        one.subject
        for one in pack["starter-countries"]
        if one.predicate is Relation.MEMBER_OF and one.role == "MEMBER"
    }
    shares = [
        float(str(one.value))
        for one in pack["starter-council"]
        if one.predicate is Property.POPULATION_SHARE_PCT
        and one.period.contains(DAY.replace(2025))
    ]
    assert len(states) == len(shares) == 27
    assert sum(shares) == pytest.approx(100, abs=0.05)


def test_every_contact_is_invented_and_says_so(pack: dict[str, tuple[Statement, ...]]) -> None:
    contacts = [
        (source, one)
        for source, statements in pack.items()
        for one in statements
        if one.predicate is Relation.CONTACT_OF
    ]
    assert contacts
    for source, one in contacts:
        assert source == "demo-invented"
        assert "(invented)" in dict(one.qualifiers)["source_text"]


def test_dialogues_with_a_day_are_invented_and_say_so(
    pack: dict[str, tuple[Statement, ...]],
) -> None:
    names = {
        (source, one.subject): str(one.value)
        for source, statements in pack.items()
        for one in statements
        if one.subject.startswith("event:") and one.predicate is Property.NAME
    }
    dated = {
        (source, one.subject)
        for source, statements in pack.items()
        for one in statements
        if one.subject.startswith("event:") and one.predicate is Property.START_DATE
    }
    assert {source for source, _ in names} == {"demo-invented", "starter-dialogues"}
    assert dated == {key for key in names if key[0] == "demo-invented"}
    assert all(names[key].startswith("(invented)") for key in dated)
    assert len(names) == 30 + len(dated)


def test_an_invented_dialogue_says_nothing_of_a_country_but_that_it_took_part(
    pack: dict[str, tuple[Statement, ...]],
) -> None:
    others = [one for one in pack["demo-invented"] if not one.subject.startswith("event:")]
    assert {one.predicate for one in others} == {Relation.CONTACT_OF, Relation.TOOK_PART_IN}


def test_each_centre_with_a_city_lies_at_it_to_a_tenth_of_a_degree(
    pack: dict[str, tuple[Statement, ...]],
) -> None:
    cities = {one.subject for one in pack["starter-centres"] if one.predicate is Property.CITY}
    for side in (Property.LATITUDE, Property.LONGITUDE):
        placed = {
            one.subject: float(str(one.value))
            for one in pack["starter-places"]
            if one.predicate is side
        }
        assert placed.keys() == cities
        assert all(round(value, 1) == value for value in placed.values())


def test_votes_on_the_files_are_of_the_pack_and_carry_their_counts(
    pack: dict[str, tuple[Statement, ...]],
) -> None:
    votes = pack["starter-votes"]
    files = {one.subject for one in pack["starter-files"] if one.subject.startswith("ep-proc")}
    decided = {one.object for one in votes if one.predicate is Relation.DECIDES_ON}
    assert len(decided) == 11
    assert decided <= files
    counts = {
        one.predicate: one.value
        for one in votes
        if one.subject == "ep-vote:183107" and isinstance(one.predicate, Property)
    }
    assert counts[Property.RESULT] == "ADOPTED"
    assert (counts[Property.VOTES_FOR], counts[Property.VOTES_AGAINST]) == (421, 120)


def test_who_changed_group_sits_and_had_two(pack: dict[str, tuple[Statement, ...]]) -> None:
    seated = {one.subject for one in pack["starter-members"] if one.role == "MEMBER_PARLIAMENT"}
    ended = [
        one
        for one in pack["starter-votes"]
        if one.predicate is Relation.MEMBER_OF and one.period.end is not None
    ]
    assert len({one.subject for one in ended}) == 19
    assert {one.subject for one in ended} <= seated


def test_each_member_is_in_their_present_group_once_with_both_sources_behind_it() -> None:
    graph = pack_graph()
    held: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in graph.ties:
        labels = graph.entities[tie.object].classifications
        if (
            tie.relation is Relation.MEMBER_OF
            and Classification.POLITICAL_GROUP in labels
            and Classification.MEP in graph.entities[tie.subject].classifications
            and tie.period.contains(DAY)
        ):
            held[tie.subject].append(tie)
    assert len(held) == 718
    # One more role in the same group, such as in its bureau, is a tie of its own.
    seats = {person: [(tie.object, tie.role) for tie in many] for person, many in held.items()}
    assert [who for who, many in seats.items() if len({group for group, _ in many}) > 1] == []
    assert [who for who, many in seats.items() if len(set(many)) < len(many)] == []
    (smit,) = held["ep-person:125325"]  # EPP, then ECR twice; the newer list gives no days
    assert smit.period == Period.since(date(2026, 3, 18))
    assert [piece.source for piece in smit.evidence] == ["starter-members", "starter-votes"]


def test_no_private_detail_is_in_the_pack() -> None:
    for path in BUNDLED.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"[\w.]+@[\w.]+\.\w+|\+\d{2}[\d ]{7,}", text), path.name
        # A house number and a street, as in "12 rue de la Paix".
        assert not re.search(r"\b\d+,? (avenue|rue|street|road|boulevard) ", text, re.I), path.name


def test_statements_survive_the_round_trip(pack: dict[str, tuple[Statement, ...]]) -> None:
    for source, statements in pack.items():
        text = write_statements(statements)
        assert write_statements(read_statements(text, source, source)) == text


@needs_shared
def test_pack_is_rebuilt_to_the_byte(tmp_path: Path) -> None:
    main(["--shared", str(SHARED), "--out", str(tmp_path)])
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert built == {
        path.name: path.read_bytes() for path in BUNDLED.iterdir() if path.name in built
    }
    assert len(built) > 10
