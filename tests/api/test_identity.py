"""Judging who is the same through both doors: what it does, refuses, keeps secret and undoes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api import cli
from api.app import create_app
from api.ask import RouteAsk, ask_routes, one
from api.asks.action_sheets import SheetsAsk, ask_sheets
from api.identity import Ask, judge, listed, withdraw
from api.questions import asked_of
from api.remarks import remarks
from api.settings import Settings
from api.wiring import Workspace
from graph.errors import InvalidQuestion, UnknownEntity
from graph.identity import Verdict
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from graph.provenance import Statement
from tests.graph.factories import fact, link, load, moment, node, source

NOW = moment(10)
REGISTER = source("transparency", rank=60)
NUMBER = "eu-tr:000012345-01"


def named(identifier: str, name: str, kind: Kind, of: str, level: Level) -> list[Statement]:
    return [
        node(identifier, kind, of=of, level=level),
        fact(identifier, Property.NAME, name, of=of, level=level),
    ]


def met(who: str, whom: str, of: str = "register") -> Statement:
    day = Period.on(moment(0).date())
    return link(who, whom, relation=Relation.CONTACT_OF, role="meeting", of=of, period=day)


OURS = [
    *named("org:us", "Our Office", Kind.ORGANIZATION, "register", Level.PUBLIC),
    fact("org:us", Property.CLASSIFICATION, Classification.OFFICE.value),
    *named("org:alpha", "Alpha", Kind.ORGANIZATION, "register", Level.PUBLIC),
    fact("org:alpha", Property.CLASSIFICATION, Classification.NGO.value),
    *named("org:beta", "Beta", Kind.ORGANIZATION, "register", Level.PUBLIC),
    *named("org:hidden", "Hidden", Kind.ORGANIZATION, "register", Level.PROTECTED),
    *named("ep-person:1", "Ada Example", Kind.PERSON, "register", Level.PUBLIC),
    *named("ep-person:2", "Ada Exemple", Kind.PERSON, "register", Level.PUBLIC),
    met("org:us", "org:alpha"),
]
THEIRS = [
    *named(NUMBER, "Alpha International AISBL", Kind.ORGANIZATION, "transparency", Level.PUBLIC),
    met(NUMBER, "ep-person:1", "transparency"),
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Workspace(Settings(tmp_path)) as opened:
        load(opened.ledger, OURS)
        load(opened.ledger, THEIRS, of=REGISTER)
    return tmp_path


def settings(place: Path, level: Level = Level.OFFICE) -> Settings:
    return Settings(place, office="org:us", level=level)


@pytest.fixture
def work(place: Path) -> Iterator[Workspace]:
    with Workspace(settings(place)) as opened:
        yield opened


def say(
    work: Workspace, one: str, other: str, verdict: str = "same", *, day: int = 10, **more: object
) -> None:
    ask = Ask(one, other, Verdict(verdict), **more)  # type: ignore[arg-type]  # passed on
    judge(work, ask, at=work.settings.level, now=moment(day))


def test_judged_the_same_a_route_passes_and_says_whom_the_alias_stands_for(
    work: Workspace,
) -> None:
    def routes(to: str) -> tuple[int, tuple[str, ...]]:
        answer = ask_routes(
            work.view(), RouteAsk(to=(to,)), office="org:us", as_of=moment(3).date()
        )
        return len(answer.routes), answer.notes

    assert routes("ep-person:1")[0] == 0
    say(work, "Alpha", NUMBER, reason="same web site")
    assert routes("ep-person:1")[0] == 1
    count, notes = routes(NUMBER)
    assert count == 1
    note = f"{NUMBER} stands for Alpha International AISBL [org:alpha]: judged the same on"
    assert any(text.startswith(note) and "(same web site)" in text for text in notes)


def test_every_question_takes_an_alias(work: Workspace) -> None:
    say(work, "org:alpha", NUMBER)
    view = work.view()
    assert one(view, NUMBER) == one(view, "000012345-01") == one(view, "Alpha") == "org:alpha"
    assert any(NUMBER in text for text in remarks(view, moment(3).date(), [NUMBER]))


def test_deciding_twice_changes_nothing(work: Workspace) -> None:
    ask = Ask("org:alpha", NUMBER, Verdict.SAME, "why")
    first = judge(work, ask, at=Level.OFFICE, now=NOW)
    head = work.ledger.head()
    again = judge(work, ask, at=Level.OFFICE, now=NOW + timedelta(days=1))
    swapped = Ask(NUMBER, "org:alpha", Verdict.SAME, "why")
    assert judge(work, swapped, at=Level.OFFICE, now=NOW).changed is False
    assert (first.changed, again.changed, work.ledger.head()) == (True, False, head)
    assert first.judgement == again.judgement


def test_a_new_verdict_stands_in_place_of_the_earlier(work: Workspace) -> None:
    say(work, "org:alpha", NUMBER)
    ask = Ask("org:alpha", NUMBER, Verdict.UNSURE)
    done = judge(work, ask, at=Level.OFFICE, now=NOW)
    assert (done.replaced, work.view().graph.aliases) == (Verdict.SAME, {})
    (line,) = listed(work.view())
    assert (line.verdict, line.joined) == (Verdict.UNSURE, False)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("org:alpha", "ep-person:1", "is of kind Person and org:alpha of kind Organization"),
        ("Alpha", "org:alpha", "both mean Alpha"),
        ("org:alpha", "org:alpha", "both mean Alpha"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    work: Workspace, one: str, other: str, told: str
) -> None:
    with pytest.raises(InvalidQuestion, match=told):
        say(work, one, other)
    assert listed(work.view()) == ()


def test_an_unknown_identifier_is_refused_and_one_above_the_level_is_unknown(
    work: Workspace,
) -> None:
    for name in ("org:nobody", "org:hidden", "Hidden"):
        with pytest.raises(UnknownEntity):
            say(work, "org:alpha", name)


def test_a_contradiction_is_refused_and_its_chain_named(work: Workspace) -> None:
    say(work, "org:alpha", NUMBER)
    say(work, NUMBER, "org:beta")
    with pytest.raises(InvalidQuestion, match=f"{NUMBER} same org:alpha .*{NUMBER} same org:beta"):
        say(work, "org:alpha", "org:beta", "different")
    withdraw(work, NUMBER, "org:beta", at=Level.OFFICE, now=NOW)
    say(work, "org:alpha", "org:beta", "different")
    with pytest.raises(InvalidQuestion, match="org:alpha different org:beta"):
        say(work, NUMBER, "org:beta")


def test_a_chain_undone_in_the_middle_and_one_that_still_holds(work: Workspace) -> None:
    say(work, "org:alpha", NUMBER)
    say(work, NUMBER, "org:beta")
    say(work, "org:alpha", "org:beta")
    done = withdraw(work, "org:alpha", NUMBER, at=Level.OFFICE, now=NOW)
    assert done.judgement is None
    assert "still count as one" in done.notes[0]
    withdraw(work, "org:alpha", "org:beta", at=Level.OFFICE, now=NOW)
    assert work.view().graph.aliases == {NUMBER: "org:beta"}


def test_withdrawing_needs_a_judgement_and_names_what_comes_near(work: Workspace) -> None:
    with pytest.raises(InvalidQuestion, match="no judgement on org:alpha and org:beta"):
        withdraw(work, "org:alpha", "org:beta", at=Level.OFFICE, now=NOW)
    say(work, "org:alpha", NUMBER)
    say(work, NUMBER, "org:beta")
    with pytest.raises(InvalidQuestion, match=f"Near it: {NUMBER} same org:alpha"):
        withdraw(work, "org:alpha", "org:beta", at=Level.OFFICE, now=NOW)


def test_by_names_a_single_judgement_can_be_withdrawn(work: Workspace) -> None:
    say(work, "Alpha", "Alpha International AISBL")
    withdraw(work, "Alpha", "Alpha International AISBL", at=Level.OFFICE, now=NOW)
    assert work.view().graph.aliases == {}


def test_a_judgement_can_be_withdrawn_when_its_entities_are_gone(work: Workspace) -> None:
    say(work, "org:alpha", NUMBER)
    load(work.ledger, [], of=REGISTER, day=20)
    (line,) = listed(work.view())
    assert line.joined  # the number still leads to who it stood for
    load(work.ledger, [OURS[0]], day=21)
    (line,) = listed(work.view())
    assert line.note.startswith("Without effect now")
    withdraw(work, "org:alpha", NUMBER, at=Level.OFFICE, now=moment(22))
    assert listed(work.view()) == ()


# -------------------------------------------------------------------- levels and moments


def test_the_level_is_office_unless_more_is_needed(place: Path) -> None:
    with Workspace(settings(place, Level.PROTECTED)) as work:
        say(work, "org:alpha", NUMBER)
        say(work, "org:beta", "org:hidden")
        assert [line.level for line in listed(work.view())] == ["office", "protected"]
        with pytest.raises(InvalidQuestion, match="lowest level for a judgement on them is prot"):
            say(work, "org:beta", "org:hidden", level=Level.OFFICE)
        assert [line.right for line in listed(work.view(Level.OFFICE))] == ["org:alpha"]
        assert listed(work.view(Level.PUBLIC)) == ()


def test_below_the_level_of_a_judgement_nothing_is_changed(place: Path) -> None:
    with Workspace(settings(place, Level.PROTECTED)) as work:
        before = {level: work.view(level) for level in (Level.PUBLIC, Level.NETWORK)}
        heads = {level: work.ledger.head(level) for level in before}
        say(work, "org:alpha", NUMBER, reason="secret")
        for level, view in before.items():
            now = work.view(level)
            assert now.graph == view.graph
            assert now.index.owners == view.index.owners
            assert (work.ledger.head(level), now.judgements) == (heads[level], ())
            states = [state.source.id for state in work.ledger.source_states(level)]
            assert "judgements" not in states


def test_of_two_levels_the_higher_judgement_decides_where_it_is_seen(place: Path) -> None:
    with Workspace(settings(place, Level.PROTECTED)) as work:
        say(work, "org:alpha", NUMBER, level=Level.PUBLIC)
        say(work, "org:alpha", NUMBER, "different", level=Level.PROTECTED)
        assert work.view(Level.PUBLIC).graph.aliases == {NUMBER: "org:alpha"}
        assert work.view(Level.PROTECTED).graph.aliases == {}
        done = withdraw(work, "org:alpha", NUMBER, at=Level.PROTECTED, now=NOW)
        assert done.replaced is Verdict.DIFFERENT
        assert done.judgement is not None
        assert done.judgement.level == "public"


def test_below_office_nobody_judges(place: Path) -> None:
    with (
        Workspace(settings(place, Level.NETWORK)) as work,
        pytest.raises(InvalidQuestion, match="at level office or above"),
    ):
        say(work, "org:alpha", NUMBER)


def test_what_is_handed_on_is_made_without_judgements_above_its_level(work: Workspace) -> None:
    say(work, "org:alpha", NUMBER)
    assert NUMBER in work.view(Level.OFFICE, judged=Level.NETWORK).graph.entities
    assert work.view(Level.OFFICE, judged=Level.OFFICE).graph is work.view().graph
    assert NUMBER not in work.view(Level.OFFICE).graph.entities


@pytest.mark.parametrize(("level", "direct"), [(Level.OFFICE, False), (Level.NETWORK, True)])
def test_a_sheet_knows_of_a_judgement_only_if_its_readers_may(
    tmp_path: Path, level: Level, *, direct: bool
) -> None:
    contact = replace(met("org:us", NUMBER), level=Level.OFFICE)
    with Workspace(settings(tmp_path)) as work:
        load(work.ledger, [*(one for one in OURS if one.object is None), contact])
        load(work.ledger, THEIRS[:2], of=REGISTER)
        say(work, "org:alpha", NUMBER, level=level)
        asked = asked_of(work, Level.OFFICE, moment(3).date())
        ask = SheetsAsk(to=("org:alpha",), org=("org:us=1",))
        (sheet,) = ask_sheets(asked, ask).sheets
    (line,) = sheet.lines
    assert (line.route is not None) is direct


def test_before_the_judgement_two_were_known_and_after_it_one(work: Workspace) -> None:
    say(work, "org:alpha", NUMBER, day=10)
    withdraw(work, "org:alpha", NUMBER, at=Level.OFFICE, now=moment(20))
    found = [NUMBER in work.view(None, moment(day)).graph.entities for day in (9, 11, 21)]
    assert found == [True, False, True]
    assert [len(listed(work.view(None, moment(day)))) for day in (9, 11, 21)] == [0, 1, 0]


# -------------------------------------------------------------------- doors


def run(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        cli.app, ["--home", str(place), *arguments], env={"CORRIDORS_OFFICE": "org:us"}
    )


def test_the_commands_judge_list_show_and_undo(place: Path) -> None:
    done = run(place, "same", "org:alpha", NUMBER, "--reason", "one web site")
    assert done.exit_code == 0, done.output
    (line,) = json.loads(run(place, "judgements", "--json").stdout)
    assert (line["left"], line["right"], line["verdict"]) == (NUMBER, "org:alpha", "same")
    assert (line["reason"], line["level"], line["joined"]) == ("one web site", "office", True)
    shown = " ".join(run(place, "show", NUMBER).stdout.split())
    assert f"{NUMBER} stands for Alpha International AISBL [org:alpha]" in shown
    assert "transparency ranks above register (60 to 50)" in shown
    told = json.loads(run(place, "show", NUMBER, "--json").stdout)
    assert (told["id"], [alias["id"] for alias in told["aliases"]]) == ("org:alpha", [NUMBER])
    (instead,) = told["alternatives"]["name"]
    assert (instead["value"], instead["instead_of"]) == ("Alpha", "Alpha International AISBL")
    assert instead["rule"] == "transparency ranks above register (60 to 50)"
    public = run(place, "show", NUMBER, "--level", "public", "--json")
    assert json.loads(public.stdout)["id"] == NUMBER
    assert run(place, "undo-judgement", "org:alpha", NUMBER).exit_code == 0
    assert json.loads(run(place, "judgements", "--json").stdout) == []


def test_exports_before_and_after_are_the_same_to_the_byte(place: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.nt" for name in ("before", "merged", "after")]
    run(place, "export", str(files[0]))
    run(place, "same", "org:alpha", NUMBER)
    run(place, "export", str(files[1]))
    run(place, "undo-judgement", NUMBER, "org:alpha")
    run(place, "export", str(files[2]))
    before, merged, after = (file.read_bytes() for file in files)
    assert before == after
    assert before != merged


def test_a_comparison_over_the_judgement_says_which_route_appeared(place: Path) -> None:
    with Workspace(settings(place)) as work:
        judge(work, Ask("org:alpha", NUMBER, Verdict.SAME), at=Level.OFFICE, now=moment(10))
    day = ("--as-of", "2026-01-04")
    known = ("--known-then", "2026-01-05")
    done = run(place, "compare", "Ada Example", *known, *day, "--json")
    (change,) = json.loads(done.stdout)["changes"]
    assert [actor["id"] for actor in change["actors"]] == ["org:us", "org:alpha", "ep-person:1"]
    assert change["change"] == "appeared"


def test_a_comparison_says_that_another_identifier_was_one_with_it_then(place: Path) -> None:
    with Workspace(settings(place)) as work:
        load(work.ledger, [*OURS, met("org:us", NUMBER)], day=1)
        judge(work, Ask("org:alpha", NUMBER, Verdict.SAME), at=Level.OFFICE, now=moment(10))
        withdraw(work, "org:alpha", NUMBER, at=Level.OFFICE, now=moment(20))
    known = ("--known-then", "2026-01-15", "--as-of", "2026-01-04")
    done = run(place, "compare", NUMBER, *known, "--json")
    reasons = [reason for one in json.loads(done.stdout)["changes"] for reason in one["reasons"]]
    assert f"Then {NUMBER} counted as Alpha International AISBL [org:alpha]." in reasons


@pytest.fixture
def client(place: Path) -> Iterator[TestClient]:
    app = create_app(settings(place), clock=lambda: datetime(2026, 2, 1, tzinfo=UTC))
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def test_over_http_a_judgement_is_made_once_listed_and_withdrawn(client: TestClient) -> None:
    given = {"one": "org:alpha", "other": NUMBER, "verdict": "same", "reason": "r"}
    answers = [client.post("/judgements", json=given) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    (line,) = client.get("/judgements").json()
    assert (line["verdict"], line["joined"]) == ("same", True)
    told = client.get(f"/entities/{NUMBER}").json()
    assert (told["id"], told["aliases"][0]["reason"]) == ("org:alpha", "r")
    assert told["asked_as"].startswith(f"{NUMBER} stands for")
    pair = {"one": NUMBER, "other": "org:alpha"}
    assert client.post("/judgements/withdraw", json=pair).status_code == 200
    assert client.post("/judgements/withdraw", json=pair).status_code == 422
    assert client.get(f"/entities/{NUMBER}").json()["id"] == NUMBER


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"one": "org:alpha", "other": "org:nobody", "verdict": "same"}, 404),
        ({"one": "org:alpha", "other": "ep-person:1", "verdict": "same"}, 422),
        ({"one": "org:alpha", "other": NUMBER, "verdict": "perhaps"}, 422),
        ({"one": "org:alpha", "other": NUMBER, "verdict": "same", "level": "protected"}, 422),
        ({"one": "org:alpha", "other": NUMBER, "verdict": "same", "more": 1}, 422),
        ({"one": "", "other": NUMBER, "verdict": "same"}, 422),
    ],
)
def test_over_http_what_cannot_be_judged_is_a_problem(
    client: TestClient, given: dict[str, object], status: int
) -> None:
    answer = client.post("/judgements", json=given)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert client.get("/judgements").json() == []


def test_a_form_of_another_site_cannot_judge(client: TestClient) -> None:
    body = json.dumps({"one": "org:alpha", "other": NUMBER, "verdict": "same"})
    answer = client.post("/judgements", content=body, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422
    assert client.get("/judgements").json() == []
