"""Posts on a day: who holds them, what is said when nobody does, what is never guessed."""

from datetime import date, timedelta

import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Classification, Entity, Evidence, Fact, Kind, Property, Relation, Tie
from graph.period import ALWAYS_UNKNOWN, Period
from queries.finding.search import SearchIndex
from queries.posts.targets import PostHolders, holders_of
from queries.rosters import Rosters
from tests.factories import DAY, READ, body, member, merged, person, tie

CHANGE = date(2026, 3, 1)
OLD, NEW = Period.between(date(2024, 7, 23), CHANGE - timedelta(days=1)), Period.since(CHANGE)

GROUP = Classification.POLITICAL_GROUP


def called(identifier: str, name: str, label: Classification, acronym: str = "") -> Entity:
    evidence = (Evidence("register", identifier, 1, READ, READ),)
    facts = {Property.ACRONYM: (Fact(acronym, ALWAYS_UNKNOWN, evidence),)} if acronym else {}
    return Entity(identifier, Kind.ORGANIZATION, name, (label,), facts)


ENTITIES = [
    called("ep-org:DROI", "Subcommittee on Human Rights", Classification.SUBCOMMITTEE, "DROI"),
    called("ep-org:7005", "Subcommittee on Human Rights", Classification.SUBCOMMITTEE, "DROI"),
    called(
        "ep-org:LIBE",
        "Committee on Civil Liberties, Justice and Home Affairs",
        Classification.COMMITTEE,
        "LIBE",
    ),
    called("ep-org:FISC", "Subcommittee on Tax Matters", Classification.SUBCOMMITTEE, "FISC"),
    called("ep-org:ep-10", "European Parliament (10th term)", Classification.INSTITUTION, "EP"),
    called("ep-org:S-D", "Socialists of the European Parliament", GROUP, "S&D"),
    called("ep-org:EPP", "European People's Party", GROUP, "EPP"),
    called("org:hrdn", "Human Rights and Democracy Network", Classification.NETWORK, "HRDN"),
    body("ep-procedure:2025-0059", Classification.PROCEDURE, kind=Kind.DOSSIER),
    Entity("post:secretary", Kind.POST, "Secretary of the subcommittee"),
    Entity("post:treasurer", Kind.POST, "Treasurer of the network"),
    *(person(name, Classification.MEP) for name in ("ada", "ben", "cleo", "dora", "emil", "fay")),
]  # fmt: skip

TIES = [
    tie("ep-org:7005", Relation.VERSION_OF, "ep-org:DROI"),
    member("ada", "ep-org:7005", "CHAIR", period=OLD),
    member("ben", "ep-org:7005", "CHAIR", period=NEW),
    member("ben", "ep-org:7005", "MEMBER"),
    member("cleo", "ep-org:7005", "CHAIR_VICE"),
    member("dora", "ep-org:7005", "CHAIR_VICE"),
    member("emil", "ep-org:7005", "MEMBER_SUBSTITUTE"),
    tie("fay", Relation.MEMBER_OF, "ep-org:7005", None),
    member("fay", "ep-org:LIBE", "MEMBER"),
    member("ada", "ep-org:ep-10", "PRESIDENT"),
    member("cleo", "ep-org:ep-10", "MEMBER_PARLIAMENT"),
    member("cleo", "ep-org:S-D"),
    member("dora", "ep-org:EPP"),
    member("dora", "org:hrdn", "CHAIR_CO"),
    tie("cleo", Relation.RAPPORTEUR_FOR, "ep-procedure:2025-0059", "RAPPORTEUR_SHADOW"),
    tie("dora", Relation.RAPPORTEUR_FOR, "ep-procedure:2025-0059", "RAPPORTEUR_SHADOW"),
    tie("post:secretary", Relation.POST_IN, "ep-org:DROI"),
    tie("emil", Relation.HOLDS, "post:secretary"),
    tie("post:treasurer", Relation.POST_IN, "org:hrdn"),
    tie("ada", Relation.HOLDS, "post:treasurer", period=OLD),
]


def ask(text: str, day: date = DAY, ties: list[Tie] = TIES) -> PostHolders | None:
    graph = merged(ENTITIES, ties)
    return holders_of(SearchIndex.build(graph), Rosters.build(graph), text, day)


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("chair of DROI", ("ben",)),
        ("chair of the Subcommittee on Human Rights", ("ben",)),
        ("Human Rights Subcommittee chair", ("ben",)),
        ("chair of ep-org:7005", ("ben",)),
        ("chair of the subcomittee on humn rights", ("ben",)),
        ("vice-chairs of DROI", ("cleo", "dora")),
        ("members of DROI", ("ben", "cleo", "dora")),
        ("substitutes of DROI", ("emil",)),
        ("members of the civil liberties committee", ("fay",)),
        ("president of the European Parliament", ("ada",)),
        ("chair of the European Parliament", ("ada",)),
        ("president of HRDN", ("dora",)),
        ("shadow rapporteurs of 2025/0059", ("cleo", "dora")),
        ("shadow of 2025/0059(COD) for S&D", ("cleo",)),
        ("EPP shadow on 2025/0059", ("dora",)),
        ("secretary of DROI", ("emil",)),
        ("Secretary of the subcommittee", ("emil",)),
        ("post:secretary", ("emil",)),
    ],
)
def test_a_post_stands_for_whoever_holds_it(text: str, holders: tuple[str, ...]) -> None:
    found = ask(text)
    assert found is not None
    assert found.holders == holders


@pytest.mark.parametrize(("day", "holder"), [(CHANGE - timedelta(days=1), "ada"), (CHANGE, "ben")])
def test_the_day_decides_who_holds_it(day: date, holder: str) -> None:
    found = ask("chair of DROI", day)
    assert found is not None
    assert found.holders == (holder,)
    assert f"on {day}: {holder.title()}" in found.note


def test_the_note_names_role_body_holder_period_source_and_day() -> None:
    found = ask("chair of DROI")
    assert found is not None
    assert found.note == (
        "Chair of Subcommittee on Human Rights on 2026-06-01: Ben (2026-03-01 – still running). "
        "Source: Publisher of register: The register, evidence of 2026-05-01."
    )


def test_a_seat_without_a_role_is_no_role() -> None:
    for text in ("members of DROI", "chair of DROI", "substitutes of DROI"):
        found = ask(text)
        assert found is not None
        assert "fay" not in found.holders
    with pytest.raises(InvalidQuestion, match="1 seat there is known without a role"):
        ask("observers of DROI")


@pytest.mark.parametrize("text", ["DROI", "Ada", "2025/0059", "Nobody Atall", "President Ada"])
def test_what_names_no_post_is_left_to_others(text: str) -> None:
    assert ask(text) is None


@pytest.mark.parametrize(
    ("text", "day", "told"),
    [
        ("chair of DROI", date(2019, 1, 1), ("chair of Sub", "2019-01-01", "Ada (2024-07-23 –")),
        ("chair of LIBE", DAY, ("nobody is known to hold", "Nobody is known on any other day")),
        ("rapporteur of 2025/0059", DAY, ("rapporteur of 2025/0059", "2 in other roles")),
        ("chair of DROI for the S&D", DAY, ("for S&D", "Ben")),
        ("treasure of DROI", DAY, ("'treasure' is no role", "Nearest: treasurer")),
        ("treasurer of the network", DAY, ("Treasurer of the network", "Ada")),
        ("coordinators", DAY, ("of which body?", "coordinators of LIBE")),
        ("shadow for S&D", DAY, ("of which file?", "for S&D")),
        ("chair of 2025/0059", DAY, ("that is a file", "shadow rapporteur")),
        ("rapporteur of LIBE", DAY, ("that is a body", "vice-chair")),
        ("chair of human rights", DAY, ("may mean 2", "ep-org:DROI", "org:hrdn")),
    ],
)  # fmt: skip
def test_what_cannot_be_resolved_is_said_as_it_was_understood(
    text: str, day: date, told: tuple[str, ...]
) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        ask(text, day)
    for part in told:
        assert part in str(refused.value)


def test_an_unknown_body_gets_the_nearest() -> None:
    with pytest.raises(UnknownEntity) as refused:
        ask("chair of DROY")
    assert "'chair of DROY' is understood as a post, 'chair'" in str(refused.value)
    assert refused.value.nearest[0] == "Subcommittee on Human Rights [ep-org:DROI]"


def test_the_order_of_ties_does_not_matter() -> None:
    assert ask("vice-chairs of DROI") == ask("vice-chairs of DROI", ties=TIES[::-1])
