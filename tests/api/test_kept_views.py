"""Kept views save a start and change no answer; they go with whoever is erased."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from api.file_lock import try_lock
from api.home_files import VIEWS, VIEWS_LOCK
from api.keeping import backup
from api.kept_views import Key, keep, key_of, take
from api.projections import projections_right
from api.settings import Settings
from api.subjects import erase
from api.wiring import Workspace
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Entity, Property
from graph.snapshot import Snapshot
from graph.strength_rules import RuleSet
from tests.api.doors import small_home
from tests.api.workplace import NOW
from tests.graph.factories import fact, load, node

ADA, ZELDA = b"Ada Lovelace", b"Zelda Hidden"
_KEEPING = """
import sys
from pathlib import Path
from api import kept_views
from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
home = Path(sys.argv[1])
with Workspace(Settings(home)) as workspace:
    key = kept_views.key_of(workspace.ledger, Level.OFFICE, workspace.rules)
    snapshot = workspace.built(Level.OFFICE)
    while True:
        kept_views.keep(home, key, snapshot, workspace.ledger, workspace.rules)
"""


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    """A small home with a view kept at every level."""
    settings = Settings(small_home(tmp_path / "home"), level=Level.PROTECTED)
    look(settings)
    return settings


def look(settings: Settings) -> None:
    """Start anew and look at every level."""
    with Workspace(settings) as workspace:
        for level in Level:
            workspace.view(level)


def kept(settings: Settings, level: Level = Level.OFFICE) -> Path:
    return settings.home / VIEWS / f"{level.label}.view"


def state(workspace: Workspace, level: Level = Level.OFFICE) -> Key:
    return key_of(workspace.ledger, level, workspace.rules)


def forge(settings: Settings, level: Level = Level.OFFICE) -> None:
    """Put a view in place that bears the right key and calls Ada by another name."""
    with Workspace(settings) as workspace:
        graph = workspace.built(level).graph
        ada: Entity = replace(graph.entities["ep-person:1"], name="Forged")
        changed = replace(graph, entities={**graph.entities, ada.id: ada})
        snapshot = Snapshot.build(changed)
        parts = (settings.home, state(workspace, level), snapshot, workspace.ledger)
        assert keep(*parts, workspace.rules)


def name_of_ada(settings: Settings, level: Level = Level.OFFICE) -> str:
    with Workspace(settings) as workspace:
        return workspace.view(level).graph.entities["ep-person:1"].name


def test_the_next_start_takes_the_kept_view_and_does_not_build(own: Settings) -> None:
    forge(own)
    assert name_of_ada(own) == "Forged"


def test_a_kept_view_is_the_one_that_is_built(own: Settings) -> None:
    with Workspace(own) as workspace:
        for level in Level:
            found = take(own.home, state(workspace, level), workspace.rules)
            assert found is not None
            assert found.graph == workspace.built(level).graph


def test_only_its_owner_reads_it(own: Settings) -> None:
    assert [place.stat().st_mode & 0o777 for place in (kept(own), kept(own).parent)] == [
        0o600,
        0o700,
    ]


def test_there_is_one_a_level_and_what_a_killed_process_left_goes(own: Settings) -> None:
    (kept(own).parent / ".office.view.1.2.part").write_bytes(b"left")
    (kept(own).parent / "older.view").write_bytes(b"left")
    for day in range(1, 4):
        with Workspace(own) as workspace:
            load(workspace.ledger, [node(f"org:{day}")], day=day, complete=False)
        look(own)
    there = sorted(place.name for place in kept(own).parent.iterdir())
    assert there == sorted(f"{level.label}.view" for level in Level)


@pytest.mark.parametrize("content", [b"", b"corridors-stored 1\n", b"\x80\x04K\x01."])
def test_a_damaged_one_is_made_anew(own: Settings, content: bytes) -> None:
    whole = kept(own).read_bytes()
    for damaged in (content, whole[: len(whole) // 2], whole[:-1] + bytes([whole[-1] ^ 1])):
        kept(own).write_bytes(damaged)
        assert name_of_ada(own) == ADA.decode()
        assert kept(own).read_bytes() == whole


def test_one_that_cannot_be_read_or_replaced_is_done_without(own: Settings) -> None:
    kept(own).unlink()
    kept(own).mkdir()
    assert name_of_ada(own) == ADA.decode()


def test_one_of_another_level_is_never_taken(own: Settings) -> None:
    forge(own, Level.PROTECTED)
    for level in (Level.PUBLIC, Level.NETWORK, Level.OFFICE):
        kept(own, level).write_bytes(kept(own, Level.PROTECTED).read_bytes())
        assert name_of_ada(own, level) == ADA.decode()
        with Workspace(own) as workspace:
            seen = workspace.view(level).graph.entities
            assert ("ep-person:2" in seen) == (level >= Level.OFFICE)


def test_one_of_another_ledger_is_never_taken(own: Settings, tmp_path: Path) -> None:
    other = Settings(small_home(tmp_path / "other"), level=Level.PROTECTED)
    with Workspace(other) as workspace:
        load(workspace.ledger, [node("org:more")], day=1, complete=False)
    with Workspace(own) as workspace:
        load(workspace.ledger, [node("org:else")], day=1, complete=False)
        same = workspace.ledger.head(Level.OFFICE)
    forge(other)
    kept(own).write_bytes(kept(other).read_bytes())
    with Workspace(other) as workspace:
        assert workspace.ledger.head(Level.OFFICE) == same, "both have the same head"
    assert name_of_ada(own) == ADA.decode()


def test_one_of_other_rules_is_never_taken(own: Settings, tmp_path: Path) -> None:
    forge(own)
    file = tmp_path / "rules.toml"
    file.write_text("[channels.meeting]\nintensity = 0.1\n", encoding="utf-8")
    assert name_of_ada(replace(own, rules=file)) == ADA.decode()


def test_after_a_load_the_older_one_is_not_taken(own: Settings) -> None:
    forge(own)
    with Workspace(own) as workspace:
        load(workspace.ledger, [node("org:new")], day=1, complete=False)
    with Workspace(own) as workspace:
        assert "org:new" in workspace.view(Level.OFFICE).graph.entities
    assert name_of_ada(own) == ADA.decode()


def test_a_lower_level_holds_nothing_higher_not_even_that_something_changed(own: Settings) -> None:
    before = kept(own, Level.NETWORK).read_bytes()
    assert ZELDA in kept(own).read_bytes()
    assert ZELDA not in before
    with Workspace(own) as workspace:
        secret = node("org:secret", level=Level.PROTECTED)
        load(workspace.ledger, [secret], day=1, complete=False)
    look(own)
    assert b"org:secret" in kept(own, Level.PROTECTED).read_bytes()
    assert kept(own, Level.NETWORK).read_bytes() == before


def test_past_states_and_views_without_judgements_are_not_kept(own: Settings) -> None:
    with Workspace(own) as workspace:
        load(workspace.ledger, [node("org:new")], day=400, complete=False)
        workspace.view(Level.OFFICE)
        before = kept(own).read_bytes()
        workspace.view(Level.OFFICE, known_at=NOW.replace(year=2026, month=6))
        workspace.view(Level.OFFICE, judged=Level.PUBLIC)
    assert kept(own).read_bytes() == before


# -------------------------------------------------------------------- erasure


def test_erasing_removes_every_one_and_what_comes_after_lacks_them(own: Settings) -> None:
    assert ADA in kept(own, Level.PUBLIC).read_bytes()
    with Workspace(own) as workspace:
        erase(workspace, "ep-person:1", "a request", NOW)
        assert not kept(own).parent.exists()
    look(own)
    assert all(ADA not in kept(own, level).read_bytes() for level in Level)


def test_a_view_of_before_an_erasure_is_not_kept_after_it(own: Settings) -> None:
    with Workspace(own) as slow, Workspace(own) as other:
        key, snapshot = state(slow), slow.built(Level.OFFICE)
        erase(other, "ep-person:1", "a request", NOW)
        assert not keep(own.home, key, snapshot, slow.ledger, slow.rules)
    assert not kept(own).parent.exists()


def test_nothing_is_kept_while_another_process_holds_the_lock(own: Settings) -> None:
    kept(own).unlink()
    with (own.home / VIEWS_LOCK).open("r+b") as file:
        assert try_lock(file)
        assert name_of_ada(own) == ADA.decode()
        assert not kept(own).exists()
    assert name_of_ada(own) == ADA.decode()
    assert kept(own).exists()


# -------------------------------------------------------------------- safe keeping


def test_a_backup_does_not_carry_them(own: Settings, tmp_path: Path) -> None:
    with Workspace(own) as workspace:
        told = backup(
            own, workspace.ledger, tmp_path / "b", now=NOW, passphrase=None, progress=_silent
        )
    assert not any(VIEWS in name for name in (*told.files, *told.left_out))


def test_verifying_finds_one_that_says_something_else(own: Settings) -> None:
    with Workspace(own) as workspace:
        assert projections_right(workspace, _silent) == ()
    forge(own)
    with Workspace(own) as workspace:
        (told,) = projections_right(workspace, _silent)
    assert "the view kept at level office is not what the ledger gives" in told


def test_a_kill_while_writing_leaves_a_start_that_works(own: Settings) -> None:
    chance = random.Random(7)
    for _ in range(6):
        kept(own).unlink(missing_ok=True)
        running = subprocess.Popen([sys.executable, "-c", _KEEPING, str(own.home)])
        while not kept(own).exists() and running.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.random() * 0.02)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        with Workspace(own) as workspace:
            assert workspace.view(Level.OFFICE).graph == workspace.built(Level.OFFICE).graph
            found = take(own.home, state(workspace), workspace.rules)
            assert found is None or found.graph == workspace.built(Level.OFFICE).graph


def test_two_ledgers_of_one_clock_and_one_last_statement_have_two_fingerprints(
    tmp_path: Path,
) -> None:
    prints = set()
    for name in ("Ada", "Zelda"):
        with Ledger.open(tmp_path / f"{name}.sqlite") as ledger:
            load(ledger, [node("a:1"), fact("a:1", Property.NAME, name), node("a:2")])
            prints.add(ledger.fingerprint(Level.PUBLIC))
        with Ledger.open(tmp_path / f"{name}.sqlite") as again:
            assert again.fingerprint(Level.PUBLIC) in prints  # it stays its own
    assert len(prints) == 2


def test_the_fingerprint_of_a_ledger_tells_rules_and_levels_apart(own: Settings) -> None:
    with Ledger.open(own.ledger) as ledger:
        keys = [tuple(key_of(ledger, level, RuleSet()).items()) for level in Level]
    assert len(set(keys)) == len(Level)


def _silent(done: int, total: int | None, what: str) -> None:
    """Show nothing."""
