import json
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.exchange import SUFFIXES, load_exchange, make_export
from api.exports import FORMS
from api.renumber import renumbered
from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from graph.redaction import ALL, Part
from loaders.exchange import Passing
from tests.api.doors import serving, small_home
from tests.api.workplace import NOW


def test_both_doors_write_the_same_forms() -> None:
    assert {form.suffix: form.name for form in FORMS.values()} == SUFFIXES


@pytest.mark.parametrize("form", FORMS)
def test_each_form_names_its_level_and_holds_nothing_above_it(tmp_path: Path, form: str) -> None:
    with serving(Settings(small_home(tmp_path / "home"))) as client:
        whole = client.get(f"/exports/{form}")
        public = client.get(f"/exports/{form}", headers={"Corridors-Level": "public"})
    assert "Zelda Hidden" in whole.text
    assert "Zelda Hidden" not in public.text
    assert "Ada Lovelace" in public.text
    assert f"corridors-public{FORMS[form].suffix}" in public.headers["content-disposition"]
    assert public.headers["content-type"].startswith(FORMS[form].media_type)


def test_places_are_counted_anew_without_gaps_in_their_order(tmp_path: Path) -> None:
    with Workspace(Settings(small_home(tmp_path / "home"))) as workspace:
        graph = workspace.view(Level.PUBLIC).graph
        before = sorted(workspace.ledger.read(Level.PUBLIC), key=lambda item: item.seq)
        handed, statements = renumbered(graph, before)
    assert [item.seq for item in statements] == list(range(1, len(before) + 1))
    assert [item.statement for item in statements] == [item.statement for item in before]
    assert before[-1].seq > len(before)
    assert handed.last_place() == handed.head <= len(before)
    assert list(handed.entities) == list(graph.entities)


@pytest.mark.parametrize("form", FORMS)
def test_a_redacted_export_holds_no_contact_and_nobody_only_we_know(
    tmp_path: Path, form: str
) -> None:
    with serving(Settings(small_home(tmp_path / "home"))) as client:
        made = client.get(f"/exports/{form}", params={"redact": "all"})
        whole = client.get(f"/exports/{form}")
    assert (made.status_code, whole.status_code) == (200, 200)
    assert f"corridors-office-redacted{FORMS[form].suffix}" in made.headers["content-disposition"]
    for word in ("Zelda Hidden", "CONTACT_OF", "contactOf", "contact-of"):
        assert word not in made.text, word
    assert "Zelda Hidden" in whole.text
    assert "Ada Lovelace" in made.text
    assert "REDACTED, left out: addresses, contacts, holders, notes, people, posit" in made.text
    assert "Nothing of that level is left out" in whole.text


def test_parts_are_chosen_by_name_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    home = small_home(tmp_path / "home")
    with serving(Settings(home)) as client:
        kept = client.get("/exports/turtle", params={"redact": "all", "keep": "contacts"})
        one = client.get("/exports/turtle", params={"redact": "people"})
        wrong = client.get("/exports/turtle", params={"redact": "everything"})
        job = client.post("/jobs/exports/turtle", params={"redact": "all"}).json()
        path = f"/jobs/{job['id']}/result"
        while (done := client.get(path)).status_code == 409:
            time.sleep(0.05)
    assert "One of ours (who is left out)" in kept.text
    assert "corr:contactOf" in one.text
    assert "Zelda Hidden" not in one.text
    assert (wrong.status_code, "'everything'" in wrong.json()["detail"]) == (422, True)
    assert "CONTACT_OF" not in done.text
    assert "Ada Lovelace" in done.text


def test_the_command_says_what_the_file_holds(tmp_path: Path) -> None:
    home, out = small_home(tmp_path / "home"), tmp_path / "map.ttl"
    run = CliRunner(env={"COLUMNS": "300"}).invoke
    done = run(app, ["--home", str(home), "export", str(out), "--redact", "all", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["holds"]["left_out"] == sorted(Part)
    assert "Zelda Hidden" not in out.read_text(encoding="utf-8")
    told = run(app, ["--home", str(home), "export", str(out), "--level", "public", "--check"])
    assert "Statements by level: " in told.output
    assert "meets every shape" in told.output


def test_a_redacted_export_is_read_back(tmp_path: Path) -> None:
    with Workspace(Settings(small_home(tmp_path / "home"))) as workspace:
        for form in ("turtle", "json-ld", "ntriples", "popolo", "ftm"):
            made = make_export(workspace, Level.OFFICE, form, ALL)
            assert "Ada Lovelace" in made.text
            place = tmp_path / f"x{FORMS[form].suffix}"
            place.write_text(made.text, encoding="utf-8")
            with Workspace(Settings(tmp_path / f"other {form}")) as other:
                load_exchange(other.ledger, place, Passing("North"), now=NOW)
                assert other.view(Level.OFFICE).index.resolve("Ada Lovelace").id == "ep-person:1"
