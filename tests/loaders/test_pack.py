import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from graph.model import Property, Relation
from graph.provenance import Statement
from loaders.pack import load_pack
from loaders.statements import read_statements, write_statements
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


def test_no_private_detail_is_in_the_pack() -> None:
    for path in BUNDLED.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"[\w.]+@[\w.]+\.\w+|\+\d{2}[\d ]{7,}", text), path.name


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
