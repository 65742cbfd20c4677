from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from api.asks.council import (
    CouncilAsk,
    PowerAsk,
    ScenarioAsk,
    ask_council,
    ask_power,
    ask_scenario,
)
from api.asks.council_sheets import council_sheets, power_sheets, scenario_sheets
from api.load import load_saved, load_starter_pack
from api.questions import Asked
from api.settings import Settings
from api.wiring import View, Workspace
from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Entity, Relation
from graph.snapshot import Snapshot
from queries.finding.search import SearchIndex
from queries.rosters import Rosters
from tests.api.workplace import NOW
from tests.factories import DAY, contact, member, merged, ngo, person, tie
from tests.queries.council_figures import COUNCIL, EU27_2017, union

ALPHA3 = {"FR": "FRA", "DE": "DEU", "IT": "ITA", "PL": "POL"}


@pytest.fixture
def pack(workspace: Workspace) -> Asked:
    return Asked(workspace.view(), workspace.settings.office, NOW.date())


def asked_of(figures: Mapping[str, float], *more: Entity, **ties: object) -> Asked:
    graph = union(dict(figures))
    both = merged(
        [*graph.entities.values(), ngo("office"), *more],
        [*graph.ties, *ties.get("ties", ())],  # type: ignore[misc]  # a list of ties
    )
    view = View(both, Snapshot.build(both), SearchIndex.build(both), Rosters.build(both))
    return Asked(view, "office", DAY)


FOUR = {ALPHA3[code]: EU27_2017[code][0] for code in ALPHA3}
FILE = "2025/0059"


def test_a_real_file_is_answered_with_the_shares_of_its_year(pack: Asked) -> None:
    ask = CouncilAsk(FILE, position=("FR=for", "DE=for?", "HU=against"), jha=True)
    answer = ask_council(pack, ask)
    assert (answer.members, answer.members_needed, answer.blocking_members) == (25, 14, 4)
    assert answer.absent == ("Denmark", "Ireland")
    assert answer.population_total == 10_001 - 132 - 119
    lines = {one.code: one for one in answer.states}
    assert (lines["FR"].position, lines["DE"].position) == ("for", "lean-for")
    assert answer.low.population == 1517
    assert any("knows no route" in note for note in answer.notes)


def test_ireland_takes_part_where_it_opts_in(pack: Asked) -> None:
    answer = ask_council(pack, CouncilAsk(FILE, jha=True, ireland_opts_in=True))
    assert answer.absent == ("Denmark",)
    with pytest.raises(InvalidQuestion, match="add that \\(jha\\)"):
        ask_council(pack, CouncilAsk(FILE, ireland_opts_in=True))


def test_28_states_voted_in_2016_and_the_united_kingdom_left_afterwards(pack: Asked) -> None:
    answer = ask_council(replace(pack, as_of=date(2016, 6, 1)), CouncilAsk(FILE))
    assert (answer.members, answer.members_needed, answer.year) == (28, 16, 2016)
    assert "GB" in {one.code for one in answer.states}
    assert any("weighted votes of Nice" in note for note in answer.notes)
    later = ask_power(replace(pack, as_of=date(2021, 6, 1)), PowerAsk())
    assert (len(later.players), later.year) == (27, 2016)


def test_a_file_of_libe_reminds_of_who_may_take_no_part(pack: Asked) -> None:
    def reminded(ask: CouncilAsk) -> bool:
        return any("ask with --jha" in note for note in ask_council(pack, ask).notes)

    assert reminded(CouncilAsk(FILE))
    assert not reminded(CouncilAsk(FILE, jha=True))


def test_a_state_is_reached_by_whoever_represents_it_in_the_council() -> None:
    ties = [
        tie("envoy", Relation.REPRESENTS, "country:FRA"),
        member("envoy", COUNCIL),
        contact("office", "envoy"),
        tie("mep", Relation.REPRESENTS, "country:DEU"),
        contact("office", "mep"),
        contact("office", "country:ITA"),
    ]
    told = asked_of(FOUR, person("envoy"), person("mep"), ties=ties)
    answer = ask_council(told, CouncilAsk(FILE, reach=("PL=0.9",)))
    swing = {one.code: one.reach for one in answer.swing}
    assert swing["FRA"].via is not None
    assert swing["FRA"].via.id == "envoy"
    assert swing["FRA"].route is not None
    assert swing["FRA"].cost == swing["FRA"].route.cost
    assert swing["DEU"].is_cold
    assert swing["ITA"].route is not None
    assert (swing["POL"].score, swing["POL"].how) == (0.9, "given")
    assert [one.reach.cost for one in answer.swing] == sorted(x.cost for x in swing.values())
    assert not any("knows no route" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("ask", "fault"),
    [
        (CouncilAsk(FILE, position=("FR",)), "has no two sides"),
        (CouncilAsk(FILE, position=("FR=for", "FRA=against")), "given twice"),
        (CouncilAsk(FILE, position=("FR=yes",)), "'yes' is no position"),
        (CouncilAsk(FILE, reach=("FR=much",)), "'much' is no number"),
        (CouncilAsk(FILE, position=("CH=for",)), "Switzerland is no member"),
        (CouncilAsk(FILE, position=("DK=for",), jha=True), "Denmark takes no part"),
        (CouncilAsk(FILE, rule="half"), "qmv, reinforced"),
        (CouncilAsk(FILE, year=1999), "known for 1999"),
    ],
)
def test_what_is_wrong_with_a_question_is_named(pack: Asked, ask: CouncilAsk, fault: str) -> None:
    with pytest.raises(InvalidQuestion, match=fault):
        ask_council(pack, ask)


def test_a_misspelt_state_is_refused(pack: Asked) -> None:
    with pytest.raises(UnknownEntity):
        ask_council(pack, CouncilAsk(FILE, position=("Ruritania=for",)))


def test_weights_of_real_states_and_groups(pack: Asked) -> None:
    council = ask_power(pack, PowerAsk())
    assert (len(council.players), council.year) == (27, 2025)
    assert sum(Fraction(one.shapley_shubik.exact) for one in council.players) == 1
    plenary = ask_power(pack, PowerAsk(body="EP"))
    assert sum(one.count * one.weight for one in plenary.players) == 718
    assert "361 votes are needed of 718 voters and 720 seats" in plenary.notes[0]
    committee = ask_power(pack, PowerAsk(body="LIBE"))
    assert committee.rule == "majority of the votes cast"


def test_states_and_years_belong_to_the_council_alone(pack: Asked) -> None:
    with pytest.raises(InvalidQuestion, match="Only the Council"):
        ask_power(pack, PowerAsk(body="LIBE", year=2025))
    with pytest.raises(InvalidQuestion, match="Leave nobody out"):
        ask_power(pack, PowerAsk(rule="simple", without=("FR",)))


def test_a_real_committee_under_stated_chances(pack: Asked) -> None:
    ask = ScenarioAsk("LIBE", chance=("EPP=0.4", "S&D=0.9"), contacts=3)
    answer = ask_scenario(pack, ask)
    assert (answer.voters, answer.needed, len(answer.contacts)) == (75, 38, 3)
    assert sum(one.voters for one in answer.groups) == 75
    assert {one.voter.id for one in answer.contacts} <= {one.voter.id for one in answer.gains}
    assert answer.label.startswith("scenario, not a forecast")


def test_a_chance_that_is_none_is_refused(pack: Asked) -> None:
    with pytest.raises(InvalidQuestion, match="EPP: '40%' is no number from 0 to 1"):
        ask_scenario(pack, ScenarioAsk("LIBE", chance=("EPP=40%",)))


def test_all_tables_have_whole_rows(pack: Asked) -> None:
    sheets = (
        *council_sheets(ask_council(pack, CouncilAsk(FILE))),
        *power_sheets(ask_power(pack, PowerAsk())),
        *scenario_sheets(ask_scenario(pack, ScenarioAsk("LIBE"))),
    )
    for sheet in sheets:
        assert sheet.rows
        assert {len(row) for row in sheet.rows} == {len(sheet.columns)}


def test_inhabitants_of_a_year_are_loaded_as_corrections_and_used(tmp_path: Path) -> None:
    rows = [
        f"country:{code},population,{people},2026-01-01,2026-12-31,figures of the year"
        for code, (people, _, _) in EU27_2017.items()
    ]
    table = tmp_path / "populations.csv"
    head = "subject,property,value,valid_from,valid_to,source"
    table.write_text("\n".join([head, *rows]), encoding="utf-8")
    with Workspace(Settings(tmp_path / "home")) as workspace:
        load_starter_pack(workspace.ledger, now=NOW)
        load_saved(workspace.ledger, "corrections", table, now=NOW)
        told = Asked(workspace.view(), workspace.settings.office, NOW.date())
        answer = ask_power(told, PowerAsk())
    assert (answer.year, answer.weight_unit) == (2026, "inhabitants")
    assert answer.winning == 17_706_644
