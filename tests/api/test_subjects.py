"""Somebody who was erased is behind no door, whatever is loaded, restored or read in again."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.exchange import load_exchange, make_export
from api.keeping import backup, restore
from api.load import load_saved
from api.settings import Settings
from api.subject_page import page_of
from api.subjects import erase, identify, plan_erasure, subject_export
from api.wiring import Workspace
from graph.errors import InputError, UnknownEntity
from graph.ledger import Ledger
from graph.levels import Level
from loaders.exchange import Passing
from loaders.pack import load_pack
from tests.api.workplace import NOW

WHO = "ep-person:256899"
PARTS = ("demo-invented", "starter-files", "starter-members", "starter-networks")
FORMS = ("turtle", "json-ld", "graphml", "gexf", "popolo", "ftm")
CONTACTS = f"""organization,person,date,channel,source
org:ecre,{WHO},2026-03-04,meeting,notes with Murielle Laurent
org:ecre,ep-person:197463,2026-03-05,call,our notes
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Workspace]:
    """A home with a part of the starter pack, a table of contacts, and saved things."""
    place = tmp_path / "home"
    (tmp_path / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    for folder in ("cache", "pictures", "exports"):
        (place / folder).mkdir(parents=True)
        (place / folder / "x").write_text("Murielle LAURENT", encoding="utf-8")
    saved = {"version": 1, "questions": [{"name": "a", "parameters": {"to": "murielle laurent"}}]}
    (place / "saved-questions.json").write_text(json.dumps(saved), encoding="utf-8")
    with Workspace(Settings(place)) as workspace:
        load_all(workspace, tmp_path, NOW)
        yield workspace


def load_all(workspace: Workspace, folder: Path, now: datetime) -> None:
    """Load every source, as if none had been read: of the pack what is about a few people."""
    few = {WHO, "ep-person:197463", "ep-person:124936"}
    for item, batch in load_pack(quiet):
        if item.source.id not in PARTS:
            continue
        said = [
            one
            for one in batch.statements
            if not {end for end in (one.subject, one.object) if end and "ep-person" in end} - few
        ]
        workspace.ledger.append(
            item.source,
            said,
            retrieved_at=batch.retrieved_at,
            recorded_at=now,
            complete=True,
            allow_shrink=True,
        )
    load_saved(workspace.ledger, "contacts", folder / "contacts.csv", now=now)


def told(text: str) -> bool:
    """Say whether a text tells of them in any spelling."""
    low = text.casefold()
    return "256899" in low or "murielle" in low


def run(home: Path, *arguments: str) -> str:
    """Give all that a command says, its error too."""
    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["--home", str(home), *arguments])
    return done.output + str(done.exception or "")


def nowhere(workspace: Workspace, forms: tuple[str, ...] = ()) -> None:
    """Look behind every door."""
    home = workspace.settings.home
    ledger = workspace.ledger
    for known in (None, NOW, NOW + timedelta(days=3)):
        assert not told(str(list(ledger.read(Level.PROTECTED, known))))
    assert not told(str(list(ledger.everything())))
    assert not told(str(ledger.loads()))
    view = workspace.view(Level.PROTECTED)
    assert not told(str([hit.actor for hit in view.index.search("Muriele Laurant", 50, None)]))
    with pytest.raises(UnknownEntity) as unknown:
        view.index.resolve("Murielle Laurent")
    assert not told(str(unknown.value.nearest))
    for form in forms:
        assert not told(make_export(workspace, Level.PROTECTED, form).text), form
    rows = workspace.reader(Level.PROTECTED).query(
        "MATCH (n:MEP) RETURN n.uid, n.name", {}, limit=10_000, timeout_s=60
    )
    assert [row[0] for row in rows.rows] == ["ep-person:197463"]
    assert not told(str(rows.rows))
    workspace.forget()
    for file in sorted(home.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            for trace in (b"256899", b"Murielle", b"murielle"):
                assert trace not in content, file


def test_erased_is_gone_from_every_door_after_a_full_reload(
    own: Workspace, tmp_path: Path
) -> None:
    before = [item.statement for item in own.ledger.everything()]
    saved = tmp_path / "older.corridors"
    backup(own.settings, own.ledger, saved, now=NOW, passphrase=None, progress=quiet)
    exported = tmp_path / "theirs.ttl"
    exported.write_text(make_export(own, Level.OFFICE, "turtle").text, encoding="utf-8")
    own.reader(Level.PROTECTED)
    plan = plan_erasure(own, "Murielle Laurent")
    assert (plan.statements, plan.identifiers, plan.done) == (20, (WHO,), False)
    assert {"cache", "exports", "pictures", "projections"} <= set(plan.derived)
    assert plan.cleared == ("saved-questions.json",)
    assert [item.statement for item in own.ledger.everything()] == before

    done = erase(own, WHO, "a request of March", NOW)
    assert (done.statements, done.identifiers, done.names) == (20, (), ())
    nowhere(own, FORMS)
    kept = [one for one in before if WHO not in (one.subject, one.object)]
    assert [item.statement for item in own.ledger.everything()] == kept

    load_all(own, tmp_path, NOW + timedelta(days=1))
    assert [item.statement for item in own.ledger.everything()] == kept
    nowhere(own)

    passing = Passing("Another office", Level.OFFICE)
    load_exchange(own.ledger, exported, passing, now=NOW + timedelta(days=2), allow_shrink=True)
    assert len(list(own.ledger.everything())) > len(kept)
    nowhere(own)

    own.close()
    restore(
        own.settings,
        saved,
        now=NOW + timedelta(days=3),
        passphrase=None,
        replace=True,
        progress=quiet,
    )
    with Workspace(own.settings) as again:
        assert [item.statement for item in again.ledger.everything()] == kept
        nowhere(again)


def test_every_command_is_silent_about_somebody_erased(own: Workspace) -> None:
    home = own.settings.home
    assert told(run(home, "show", WHO))
    output = run(home, "erase", WHO, "--yes", "--reason", "a request")
    assert "Erased: 20 statements" in output
    assert not told(output)
    for command in (
        ("show", "Laurent", "--json"),
        ("route", "2025/0059", "--json"),
        ("sources", "--json"),
        ("sparql", "SELECT ?n WHERE { ?p foaf:name ?n } LIMIT 5000", "--json"),
        ("compare", "2025/0059", "--from", "2026-01-01", "--json"),
    ):
        assert not told(run(home, *command)), command


def test_an_export_tells_the_person_everything_and_who_sees_it(own: Workspace) -> None:
    found = subject_export(own, "Murielle Laurent", NOW)
    assert found.identifiers == (WHO,)
    met = next(
        one
        for one in found.statements
        if one.predicate == "CONTACT_OF" and one.source != "demo-invented"
    )
    assert (met.level, met.role, met.period) == ("office", "meeting", "2026-03-04")
    assert ("source_text", "notes with Murielle Laurent") in met.qualifiers
    assert {one.id for one in found.sources} == {one.source for one in found.statements}
    assert all(one.licence for one in found.sources)
    page = page_of(found)
    assert "notes with Murielle Laurent" in page
    assert "<script" not in page


def test_a_page_escapes_what_sources_say(own: Workspace, tmp_path: Path) -> None:
    bad = CONTACTS.replace("notes with", "<img src=x onerror=alert(1)>")
    (tmp_path / "contacts.csv").write_text(bad, encoding="utf-8")
    load_saved(own.ledger, "contacts", tmp_path / "contacts.csv", now=NOW)
    assert "<img" not in page_of(subject_export(own, WHO, NOW))


def test_only_people_are_erased(own: Workspace) -> None:
    with pytest.raises(InputError, match="is no person"):
        identify(own, "org:ecre")
    with pytest.raises(UnknownEntity):
        identify(own, "Nobody Atall")


def test_restricted_people_are_in_no_answer_and_can_be_exported_and_lifted(own: Workspace) -> None:
    home = own.settings.home
    run(home, "restrict", WHO, "--reason", "objection of March")
    assert "Nobody and nothing" in run(home, "show", "Murielle Laurent")
    assert "objection" not in run(home, "show", "Murielle Laurent")
    found = subject_export(own, WHO, NOW)
    assert (len(found.statements), found.restricted_since is not None) == (20, True)
    run(home, "restrict", WHO, "--reason", "settled", "--lift")
    assert told(run(home, "show", WHO))


def test_a_ledger_opened_by_path_alone_obeys_too(own: Workspace, tmp_path: Path) -> None:
    erase(own, WHO, "a request", NOW)
    with Ledger.open(own.settings.home / "ledger.sqlite") as ledger:
        report = load_saved(ledger, "contacts", tmp_path / "contacts.csv", now=datetime.now(UTC))
    assert report.notes[-1] == "1 statements were erased for good and are not taken."


def quiet(done: int, total: int | None, what: str) -> None:
    """Show nothing."""
