"""The commands ``token`` and ``audit``, and the lines that commands leave."""

import json
from pathlib import Path

import pytest

from api.cli import main
from api.settings import Settings


def run(home: Path, *words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["--home", str(home), *words])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_a_token_is_shown_once_listed_and_revoked(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("token", "add", "our desk", "--role", "editor", "--level", "office", "--days", "7")
    assert run(home, *words, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["token"].startswith(f"corridors_{made['id']}_")
    assert run(home, "token", "list") == 0
    shown = capsys.readouterr().out
    assert "our desk" in shown
    assert made["token"] not in shown
    assert run(home, "token", "revoke", "our desk") == 0
    assert run(home, "token", "list", "--json") == 0
    assert json.loads(capsys.readouterr().out.split("\n", 1)[1])["tokens"][0]["revoked"]


@pytest.mark.parametrize(
    "words",
    [
        ("token", "add", "x", "--role", "root"),
        ("token", "add", "x", "--level", "secret"),
        ("token", "revoke", "nobody"),
    ],
)
def test_what_makes_no_sense_is_refused(
    home: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, *words) == 2
    assert capsys.readouterr().err


def test_what_changes_leaves_lines_and_what_asks_does_not(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(home, "token", "add", "secret desk")
    run(home, "token", "list")
    run(home, "sources")
    run(home, "load", "no-such-source", "--from", str(home))
    capsys.readouterr()
    assert run(home, "audit", "show", "--json") == 0
    lines = json.loads(capsys.readouterr().out)["lines"]
    assert [(line["action"], line["what"], line["status"]) for line in lines] == [
        ("begin", "token add", 0),
        ("change", "token add", 0),
        ("begin", "load", 0),
        ("change", "load", 2),
    ]
    written = "".join(path.read_text() for path in Settings(home).audit.glob("*.jsonl"))
    assert "secret desk" not in written


def test_verify_says_what_was_changed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(home, "token", "add", "desk")
    capsys.readouterr()
    assert run(home, "audit", "verify", "--json") == 0
    head = json.loads(capsys.readouterr().out)["head"]
    assert run(home, "audit", "verify", "--head", head) == 0
    assert run(home, "audit", "verify", "--head", "0" * 64) == 4
    (path,) = Settings(home).audit.glob("*.jsonl")
    path.write_text(path.read_text().replace("token add", "token ads"), encoding="utf-8")
    assert run(home, "audit", "verify") == 4


def test_nothing_is_changed_that_cannot_be_recorded(home: Path) -> None:
    home.mkdir()
    (home / "audit").write_text("in the way", encoding="utf-8")
    assert run(home, "token", "add", "desk") == 4
    assert not Settings(home).tokens.exists()
