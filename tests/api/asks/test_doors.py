"""What both doors make of a description, and that every described question works."""

import csv
import json
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from api.cli_door import Door
from api.cli_questions import command
from api.questions import Question, questions
from api.settings import Settings
from api.sheets import written_csv
from api.wiring import Workspace
from graph.errors import InputError
from queries.describe import Sheet, parameters
from tests.api.asks.toy import TOY, ToyAsk
from tests.api.workplace import NOW

QUESTIONS = {question.name: question for question in (TOY, *questions())}


@dataclass(frozen=True)
class Opened(Door):
    """A command's door whose workspace is open already, and stays so."""

    kept: Workspace

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        yield self.kept


def ask(workspace: Workspace, question: Question, *words: str) -> Result:
    """Ask by a command; all commands share a workspace, so that its graph is read once."""
    app = typer.Typer(pretty_exceptions_enable=False)

    @app.callback()
    def start(context: typer.Context) -> None:
        now = datetime(2026, 11, 24, tzinfo=UTC)
        context.obj = Opened(workspace.settings, now, workspace)

    app.command(question.name)(command(question))
    return CliRunner().invoke(app, [question.name, *words])


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    app = create_app(Settings(home), clock=lambda: NOW, asked=(TOY, *questions()))
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def words_of(question: Question) -> list[str]:
    """Write a question's example as a person would type it."""
    words = shlex.split(question.command(question.example))
    return words[3:] if question.group else words[2:]


def test_a_command_reads_every_kind_of_parameter(workspace: Workspace) -> None:
    words = ["Ann", "Bob", "--times", "2", "--share", "0.5", "--colour", "blue", "--loud"]
    words += ["--until", "2026-01-02", "--avoid", "X", "--avoid", "Y", "--as-of", "2026-03-04"]
    given = json.loads(ask(workspace, TOY, *words, "--json").stdout)
    assert given["text"] == "Hello Ann and Bob and Ann and Bob"
    assert given["as_of"] == "2026-03-04"
    assert given["given"] == {
        "names": ["Ann", "Bob"],
        "times": 2,
        "share": 0.5,
        "colour": "blue",
        "loud": True,
        "until": "2026-01-02",
        "avoid": ["X", "Y"],
    }


def test_a_question_is_written_as_it_is_typed() -> None:
    given = {"names": ("Ann B", "=c"), "times": 1, "share": 0.5, "loud": True, "avoid": ("x",)}
    assert TOY.command(given) == "corridors toy 'Ann B' =c --share 0.5 --loud --avoid x"


def test_the_same_question_gives_the_same_json_on_both_doors(
    workspace: Workspace, client: TestClient
) -> None:
    told = json.loads(ask(workspace, TOY, "Ann", "--avoid", "X", "--json").stdout)
    assert client.get("/ask/toy", params={"names": ["Ann"], "avoid": ["X"]}).json() == told


@pytest.mark.parametrize("words", [(), ("Ann", "--times", "4"), ("Ann", "--colour", "green")])
def test_a_command_refuses_what_the_description_does_not_allow(
    workspace: Workspace, words: tuple[str, ...]
) -> None:
    assert ask(workspace, TOY, *words).exit_code == 2


@pytest.mark.parametrize(
    "params",
    [{}, {"names": "A", "times": 4}, {"names": "A", "colour": "green"}, {"names": "A", "x": 1}],
)
def test_an_address_refuses_what_the_description_does_not_allow(
    client: TestClient, params: dict[str, str]
) -> None:
    answer = client.get("/ask/toy", params=params)
    assert (answer.status_code, answer.headers["content-type"]) == (
        422,
        "application/problem+json",
    )


def test_a_day_that_is_none_is_refused_with_its_place(workspace: Workspace) -> None:
    failed = ask(workspace, TOY, "Ann", "--until", "soon")
    assert isinstance(failed.exception, InputError)
    assert "--until" in str(failed.exception)


def test_csv_holds_one_table_and_runs_no_formula(workspace: Workspace, client: TestClient) -> None:
    words = ("Ann", "--avoid", "=1+1", "--csv", "--sheet", "avoided")
    told = ask(workspace, TOY, *words).stdout
    assert list(csv.reader(told.splitlines())) == [["name"], ["'=1+1"]]
    params = {"names": "Ann", "avoid": "=1+1", "csv": True, "sheet": "avoided"}
    assert client.get("/ask/toy", params=params).text == told


def test_a_missing_table_is_named_with_those_that_exist(workspace: Workspace) -> None:
    failed = ask(workspace, TOY, "Ann", "--csv", "--sheet", "Nothing")
    assert "Greeting, Avoided" in str(failed.exception)


def test_cells_are_written_plainly() -> None:
    sheet = Sheet("t", ("a", "b", "c", "d"), ((None, True, 0.123456, ["x", date(2026, 1, 2)]),))
    assert written_csv(sheet) == 'a,b,c,d\n,yes,0.123456,"x, 2026-01-02"\n'


def test_a_field_without_description_is_no_parameter() -> None:
    @dataclass(frozen=True)
    class Bare:
        name: str = "x"

    with pytest.raises(TypeError, match="no description"):
        parameters(Bare)


def test_the_list_of_questions_describes_each_parameter(client: TestClient) -> None:
    listed = {one["name"]: one for one in client.get("/ask").json()}
    assert set(listed) == set(QUESTIONS)
    assert [one.name for one in parameters(ToyAsk)] == [each.name for each in fields(ToyAsk)]


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_question_answers_its_example_the_same_on_both_doors(
    workspace: Workspace, client: TestClient, name: str
) -> None:
    question = QUESTIONS[name]
    told = ask(workspace, question, *words_of(question), "--json")
    assert told.exit_code == 0, told.stderr or told.exception
    answer = client.get(f"/ask/{name}", params=dict(question.example))
    assert answer.status_code == 200, answer.text
    assert answer.json() == json.loads(told.stdout)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_question_lays_its_example_out_in_whole_rows(
    workspace: Workspace, name: str
) -> None:
    question = QUESTIONS[name]
    laid = ask(workspace, question, *words_of(question))
    assert laid.exit_code == 0, laid.exception
    assert laid.stdout.strip()
    table = ask(workspace, question, *words_of(question), "--csv").stdout
    rows = list(csv.reader(table.splitlines()))
    assert len({len(row) for row in rows}) == 1
