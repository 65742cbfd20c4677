"""Questions that are kept: the file, the words, both doors."""

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api import cli
from api.app import create_app
from api.ask_assignment import AssignAsk
from api.saved import FILE, MOST, SavedQuestions
from api.saved_asks import ask_of, form_of, forms, read_parameters, read_words
from api.settings import Settings
from graph.errors import InputError, StoreDamaged
from graph.levels import Level
from queries.results import Stance
from tests.api.workplace import NOW

THEN = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path: Path) -> SavedQuestions:
    return SavedQuestions(tmp_path, Level.OFFICE)


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> Path:
    """Give a home of its own, with the pack loaded, that a test may write to."""
    own = copytree(home, tmp_path / "home")
    (own / FILE).unlink(missing_ok=True)  # pages that were tested before kept and dropped some
    return own


@pytest.fixture
def client(own_home: Path) -> Iterator[TestClient]:
    app = create_app(Settings(own_home), clock=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def run(place: Path, *words: str) -> Result:
    return CliRunner().invoke(cli.app, ["--home", str(place), *words])


# -------------------------------------------------------------------- the file


def test_a_question_is_kept_listed_replaced_and_forgotten(kept: SavedQuestions) -> None:
    kept.put("file", "route", {"to": ["2025/0059"]}, THEN)
    kept.put("file", "route", {"to": ["2025/0059"], "k": "2"}, THEN)
    kept.put("a", "majority", {"body": "LIBE"}, THEN)
    assert [one.name for one in kept.listed()] == ["a", "file"]
    assert kept.get("file").parameters == {"to": ["2025/0059"], "k": "2"}
    kept.forget("file")
    assert [one.name for one in kept.listed()] == ["a"]
    with pytest.raises(InputError, match="'a'"):
        kept.get("file")


def test_nobody_below_its_level_sees_that_a_question_is_kept(kept: SavedQuestions) -> None:
    kept.put("secret", "route", {"to": ["somebody"]}, THEN)
    public = SavedQuestions(kept.home, Level.PUBLIC)
    assert public.listed() == ()
    public.put("secret", "route", {"to": ["somebody else"]}, THEN)
    assert kept.get("secret").parameters == {"to": ["somebody"]}
    assert public.get("secret").parameters == {"to": ["somebody else"]}
    public.forget("secret")
    assert [one.name for one in kept.listed()] == ["secret"]


def test_the_file_is_whole_private_and_leaves_nothing_beside(kept: SavedQuestions) -> None:
    kept.put("file", "route", {"to": ["2025/0059"]}, THEN)
    assert [one.name for one in kept.home.iterdir()] == [FILE]
    assert (kept.home / FILE).stat().st_mode & 0o077 == 0
    written = json.loads((kept.home / FILE).read_text(encoding="utf-8"))
    assert set(written["questions"][0]) == {
        "name",
        "question",
        "parameters",
        "level",
        "saved_at",
    }


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2}', '{"questions": [{"name": 1}]}'])
def test_a_damaged_file_is_named_and_not_overwritten(kept: SavedQuestions, text: str) -> None:
    (kept.home / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(StoreDamaged, match=FILE):
        kept.put("file", "route", {}, THEN)
    assert (kept.home / FILE).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["", " ", "a/b", "x" * 101, "a\nb"])
def test_a_name_that_no_address_can_carry_is_refused(kept: SavedQuestions, name: str) -> None:
    with pytest.raises(InputError):
        kept.put(name, "route", {}, THEN)


def test_there_is_an_end_to_how_many_are_kept(kept: SavedQuestions) -> None:
    entries = [
        {"name": f"{number}", "question": "route", "parameters": {}, "level": 2, "saved_at": THEN}
        for number in range(MOST)
    ]
    text = json.dumps({"version": 1, "questions": entries}, default=str)
    (kept.home / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="Forget one"):
        kept.put("one more", "route", {}, THEN)
    kept.put("7", "route", {"to": ["x"]}, THEN)


# -------------------------------------------------------------------- words


def test_words_are_those_of_the_commands() -> None:
    words = ["2025/0059", "Ada", "--avoid", "ECRE", "--from", "Us", "--hops=3", "--no-invented"]
    ask = read_parameters(form_of("route"), read_words(form_of("route"), [*words, "--senior"]))
    assert (ask.to, ask.avoid, ask.sources) == (("2025/0059", "Ada"), ("ECRE",), ("Us",))
    assert (ask.max_hops, ask.invented, ask.senior) == (3, False, True)
    far = read_parameters(form_of("route"), read_words(form_of("route"), ["X", "--any-length"]))
    assert far.max_hops is None


def test_pairs_counts_and_codes_are_read_as_assign_reads_them() -> None:
    words = ["2025/0059", "--org", "ECRE=3", "--org", "HRW", "--ban", "ECRE > Ada"]
    words += ["--speaks", "HRW=fr,en", "--need", "Belgium>=2", "--most-organizations", "4"]
    ask = read_parameters(form_of("assign"), read_words(form_of("assign"), words))
    assert ask == AssignAsk(
        to=("2025/0059",),
        organizations={"ECRE": 3, "HRW": 2},
        bans=(("ECRE", "Ada"),),
        speaks={"HRW": ("fr", "en")},
        needs={"Belgium": 2},
        most=4,
    )


def test_stances_are_read_and_a_wrong_one_is_named() -> None:
    form = form_of("majority")
    words = ["LIBE", "--position", "EPP=against", "--file", "2025/0059"]
    ask = read_parameters(form, read_words(form, words))
    assert (ask.positions, ask.dossier) == ({"EPP": Stance.AGAINST}, "2025/0059")
    with pytest.raises(InputError, match="positions"):
        read_parameters(form, read_words(form, ["LIBE", "--position", "EPP=perhaps"]))


@pytest.mark.parametrize(
    ("question", "words", "told"),
    [
        ("route", ["X", "--foo", "1"], "--foo"),
        ("route", ["X", "--avoid"], "--avoid needs"),
        ("route", [], r"Fill in: .*\(to\)\."),
        ("majority", ["LIBE", "--position", "EPP"], "EPP"),
        ("grid", ["2025/0059", "--most", "many"], r"\(most\): “many” is no whole number"),
    ],
)
def test_words_that_cannot_be_read_are_named(question: str, words: list[str], told: str) -> None:
    form = form_of(question)
    with pytest.raises(InputError, match=told):
        read_parameters(form, read_words(form, words))


def test_unknown_field_is_told_with_the_labels_of_those_there_are() -> None:
    form = form_of("grid")
    with pytest.raises(InputError, match=r"no field colour\. It has: .*\(most\)"):
        read_parameters(form, {"file": "2025/0059", "colour": "red"})


def test_changes_cannot_be_watched_by_itself() -> None:
    with pytest.raises(InputError, match="no question that can be saved"):
        form_of("changes")


def test_every_example_of_a_described_question_can_be_kept_and_read(kept: SavedQuestions) -> None:
    for form in forms().values():
        if form.question is None:
            continue
        given = json.loads(json.dumps(dict(form.question.example), default=str))
        ask = ask_of(kept.put(form.name, form.name, given, THEN))
        assert ask == form.ask(**form.question.example)
        assert {each.name for each in fields(ask)} >= given.keys()


# -------------------------------------------------------------------- doors


def test_the_command_line_saves_lists_asks_again_and_forgets(own_home: Path) -> None:
    words = ("save", "return file", "route", "2025/0059", "--avoid", "ECRE", "--k", "1")
    assert run(own_home, *words).exit_code == 0
    listed = json.loads(run(own_home, "saved", "--json").stdout)
    assert [(one["name"], one["level"]) for one in listed] == [("return file", "office")]
    told = run(own_home, "again", "return file", "--json", "--as-of", "2026-11-24")
    asked = run(own_home, *words[2:], "--json", "--as-of", "2026-11-24")
    assert json.loads(told.stdout) == json.loads(asked.stdout)
    assert run(own_home, "forget", "return file").exit_code == 0
    assert json.loads(run(own_home, "saved", "--json").stdout) == []


def test_a_misspelt_name_is_told_at_once_and_nothing_is_kept(own_home: Path) -> None:
    failed = run(own_home, "save", "x", "route", "Nobody Atall")
    assert failed.exit_code != 0
    assert not (own_home / FILE).exists()


def test_http_keeps_and_gives_the_same(client: TestClient, own_home: Path) -> None:
    body = {"question": "majority", "parameters": {"body": "LIBE", "positions": {"EPP": "for"}}}
    put = client.put("/saved/libe", json=body)
    assert put.status_code == 200, put.text
    assert client.get("/saved").json() == [put.json()]
    again = client.get("/saved/libe/answer", params={"as_of": "2026-11-24"})
    posted = {**body["parameters"], "as_of": "2026-11-24"}  # type: ignore[dict-item]  # a dict
    assert again.json() == client.post("/majorities", json=posted).json()
    assert json.loads(run(own_home, "saved", "--json").stdout) == [put.json()]
    assert client.delete("/saved/libe").status_code == 200
    assert client.get("/saved").json() == []


@pytest.mark.parametrize(
    "body",
    [
        {"question": "nothing"},
        {"question": "route"},
        {"question": "route", "parameters": {"to": ["x"], "foo": 1}},
        {"question": "route", "parameters": {"to": ["x"], "k": "many"}},
        {"question": "route", "parameters": {"to": ["x"]}, "foo": 1},
    ],
)
def test_http_refuses_what_is_no_question(client: TestClient, body: dict[str, object]) -> None:
    refused = client.put("/saved/x", json=body)
    assert (refused.status_code, refused.headers["content-type"]) == (
        422,
        "application/problem+json",
    )
    assert client.get("/saved").json() == []


def test_http_is_guarded_as_everything_else(own_home: Path) -> None:
    settings = Settings(own_home, token="a-long-secret-for-tests")
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        assert opened.get("/saved").status_code == 401
        assert opened.put("/saved/x", json={"question": "route"}).status_code == 401
        assert opened.delete("/saved/x").status_code == 401
