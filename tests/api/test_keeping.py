"""A backup is whole and consistent, comes back whole or not at all, and lies to nobody."""

import hashlib
import importlib.util
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from api.keeping import STAGED, BackupOut, backup, restore, settle, verify_backup, verify_home
from api.settings import Settings
from api.wiring import Workspace
from graph import ledger_backup
from graph.errors import (
    Cancelled,
    CorridorsError,
    InputError,
    SourceError,
    StoreBusy,
    StoreDamaged,
    StoreError,
)
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Kind, Property
from graph.provenance import Statement
from tests.graph.factories import fact, load, moment, node
from tests.graph.ledgers import postgresql
from tests.postgresql import Server

__all__ = ["postgresql"]

NOW = datetime(2026, 3, 4, tzinfo=UTC)
SAID = [
    node("org:a", Kind.ORGANIZATION),
    fact("org:a", Property.NAME, "Ünï “A” \n", level=Level.OFFICE),
    node("ep-person:124936"),
]
KEY = bytes(range(32))

needs_pyrage = pytest.mark.skipif(
    importlib.util.find_spec("pyrage") is None, reason="pyrage is not installed"
)


def quiet(done: int, total: int | None, what: str) -> None:
    """Show nothing."""


def make(settings: Settings, path: Path, passphrase: str | None = None) -> BackupOut:
    with Workspace(settings) as workspace:
        return backup(
            settings, workspace.ledger, path, now=NOW, passphrase=passphrase, progress=quiet
        )


def put(
    settings: Settings, path: Path, *, over: bool = False, passphrase: str | None = None
) -> int:
    done = restore(settings, path, now=NOW, passphrase=passphrase, replace=over, progress=quiet)
    return done.statements


def said(settings: Settings) -> list[Statement]:
    with Workspace(settings) as workspace:
        assert verify_home(workspace.ledger, quiet).problems == ()
        return [item.statement for item in workspace.ledger.everything()]


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    settings = Settings(tmp_path / "home")
    with Workspace(settings) as workspace:
        load(workspace.ledger, SAID)
        load(workspace.ledger, SAID[:2], day=1)
    (settings.home / "retention.toml").write_text("# ours\n", encoding="utf-8")
    (settings.home / "access").mkdir()
    (settings.home / "access" / "tokens.json").write_text("[1]", encoding="utf-8")
    (settings.home / "cache").mkdir()
    (settings.home / "cache" / "raw").write_text("as it came", encoding="utf-8")
    return settings


@pytest.fixture
def saved(own: Settings, tmp_path: Path) -> Path:
    make(own, tmp_path / "saved.corridors")
    return tmp_path / "saved.corridors"


def test_a_backup_comes_back_to_the_letter(own: Settings, saved: Path, tmp_path: Path) -> None:
    other = Settings(tmp_path / "other")
    assert put(other, saved) == 3
    assert said(other) == said(own) == SAID
    with Workspace(own) as first, Workspace(other) as second:
        assert list(first.ledger.history(Level.PROTECTED)) == list(
            second.ledger.history(Level.PROTECTED)
        )
        assert first.ledger.loads() == second.ledger.loads()
        assert load(second.ledger, SAID[:2], day=2).appended == 0
    names = sorted(str(one.relative_to(other.home)) for one in other.home.rglob("*.*"))
    assert "retention.toml" in names
    assert "access/tokens.json" in names
    assert not (other.home / "cache").exists()


def test_it_tells_what_it_holds_and_only_its_owner_reads_it(own: Settings, saved: Path) -> None:
    told = verify_backup(saved, None, quiet)
    assert told.levels == {"office": 1, "public": 2}
    assert (told.counts["statements"], told.counts["closures"]) == (3, 1)
    assert told.files == ("access/tokens.json", "retention.toml")
    assert saved.stat().st_mode & 0o777 == 0o600


def test_the_same_home_gives_the_same_bytes(own: Settings, saved: Path, tmp_path: Path) -> None:
    make(own, tmp_path / "again.corridors")
    assert (tmp_path / "again.corridors").read_bytes() == saved.read_bytes()


def test_a_backup_made_while_others_write_holds_one_state(own: Settings, tmp_path: Path) -> None:
    def write() -> None:
        with Ledger.open(own.ledger) as ledger:
            for number in range(30):
                load(ledger, [*SAID, node(f"org:{number}"), node(f"org:x{number}")], day=2)

    writer = Thread(target=write)
    writer.start()
    places = [tmp_path / f"{number}.corridors" for number in range(5)]
    for place in places:
        make(own, place)
    writer.join()
    for place in places:  # a state between two loads would not verify
        verify_backup(place, None, quiet)


# -------------------------------------------------------------------- what is not overwritten


def test_a_backup_overwrites_nothing(own: Settings, saved: Path) -> None:
    before = saved.read_bytes()
    with pytest.raises(InputError, match="there already"):
        make(own, saved)
    assert saved.read_bytes() == before


def test_a_home_that_holds_something_is_replaced_only_when_told(
    own: Settings, saved: Path
) -> None:
    with Workspace(own) as workspace:
        load(workspace.ledger, [node("org:new")], day=3)
    before = said(own)
    with pytest.raises(InputError, match=r"not empty .* --replace"):
        put(own, saved)
    assert said(own) == before
    (own.home / "access" / "tokens.json").write_text("[2]", encoding="utf-8")
    (own.home / "retention.toml").write_text("# theirs\n", encoding="utf-8")
    put(own, saved, over=True)
    assert said(own) == SAID
    assert (own.home / "retention.toml").read_text(encoding="utf-8") == "# ours\n"
    # Tokens that were taken back since must not come again.
    assert (own.home / "access" / "tokens.json").read_text(encoding="utf-8") == "[2]"


def test_every_head_after_a_restore_is_new(own: Settings, saved: Path) -> None:
    with Workspace(own) as workspace:
        before = {workspace.ledger.head(level) for level in Level}
        put(own, saved, over=True)
        assert not before & {workspace.ledger.head(level) for level in Level}


def test_a_damaged_ledger_is_set_aside_and_replaced(own: Settings, saved: Path) -> None:
    (own.home / "ledger.sqlite").write_bytes(b"spoilt" * 1000)
    with pytest.raises(StoreDamaged):
        put(own, saved)
    put(own, saved, over=True)
    assert said(own) == SAID
    aside = own.home / "ledger.sqlite.damaged"
    assert aside.read_bytes().startswith(b"spoilt")
    with Workspace(own) as workspace:  # it may hold whoever is erased now
        workspace.ledger.erase(["ep-person:124936"], reason="a request", at=moment(5))
    assert not aside.exists()


def test_who_was_erased_since_stays_erased_also_under_another_key(
    own: Settings, saved: Path, tmp_path: Path
) -> None:
    other = Settings(tmp_path / "other")
    put(other, saved)
    for settings, who in ((own, "ep-person:124936"), (other, "org:a")):
        with Workspace(settings) as workspace:
            workspace.ledger.erase([who], reason="a request", at=moment(5))
    make(other, tmp_path / "theirs.corridors")
    put(own, saved, over=True)
    assert said(own) == SAID[:2]
    put(own, tmp_path / "theirs.corridors", over=True)
    assert said(own) == []
    with Workspace(own) as workspace:
        assert load(workspace.ledger, SAID, day=9).erased == 3


def test_a_killed_restore_is_finished_by_whoever_comes_next(own: Settings, saved: Path) -> None:
    staged = own.home / STAGED
    staged.mkdir()
    (staged / "retention.toml").write_text("# restored\n", encoding="utf-8")
    with Ledger.open(own.ledger) as ledger, ledger.writing() as connection:
        ledger_backup.set_pending(connection, STAGED)
    with Workspace(own):
        pass
    assert (own.home / "retention.toml").read_text(encoding="utf-8") == "# restored\n"
    assert not staged.exists()
    assert not (own.home / "cache").exists()


def test_what_was_staged_and_never_committed_is_thrown_away(own: Settings) -> None:
    (own.home / STAGED).mkdir()
    (own.home / STAGED / "retention.toml").write_text("# half\n", encoding="utf-8")
    with Ledger.open(own.ledger) as ledger:
        settle(own.home, ledger)
    assert not (own.home / STAGED).exists()
    assert (own.home / "retention.toml").read_text(encoding="utf-8") == "# ours\n"


def test_a_cancelled_restore_changes_nothing(own: Settings, saved: Path) -> None:
    def stop(done: int, total: int | None, what: str) -> None:
        if what == "loads and closures":  # the last thing before it is committed
            raise Cancelled("stopped")

    with Workspace(own) as workspace:
        load(workspace.ledger, [node("org:new")], day=3)
    before = said(own)
    with pytest.raises(Cancelled):
        restore(own, saved, now=NOW, passphrase=None, replace=True, progress=stop)
    assert said(own) == before
    assert not (own.home / STAGED).exists()


# -------------------------------------------------------------------- servers


def test_a_backup_goes_from_file_to_server_and_back(
    own: Settings, saved: Path, tmp_path: Path, postgresql: Server
) -> None:
    team = replace(
        Settings(tmp_path / "team"), ledger_url=postgresql.database(), erasure_key=(KEY,)
    )
    put(team, saved)
    assert said(team) == SAID
    with Workspace(team) as workspace:
        assert load(workspace.ledger, SAID[:2], day=2).appended == 0
        workspace.ledger.erase(["ep-person:124936"], reason="a request", at=moment(6))
    put(team, saved, over=True)
    assert said(team) == SAID[:2]
    make(team, tmp_path / "team.corridors")
    put(own, tmp_path / "team.corridors", over=True)
    assert said(own) == SAID[:2]


# -------------------------------------------------------------------- encryption


@needs_pyrage
def test_an_encrypted_backup_needs_its_passphrase(own: Settings, tmp_path: Path) -> None:
    sealed = tmp_path / "sealed.age"
    assert make(own, sealed, "four words or more").encrypted
    assert b"org:a" not in sealed.read_bytes()
    assert verify_backup(sealed, "four words or more", quiet).counts["statements"] == 3
    with pytest.raises(InputError, match="is encrypted"):
        verify_backup(sealed, None, quiet)
    with pytest.raises(SourceError, match="another passphrase"):
        verify_backup(sealed, "four other words", quiet)
    sealed.write_bytes(sealed.read_bytes()[:60])
    with pytest.raises(SourceError, match="altered or cut off"):
        verify_backup(sealed, "four words or more", quiet)


def test_a_short_passphrase_is_refused(own: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="fewer than 12"):
        make(own, tmp_path / "sealed.age", "secret")
    assert list(tmp_path.glob("sealed*")) == []


# -------------------------------------------------------------------- files that lie


def altered(saved: Path, change: Callable[[dict[str, bytes]], None], to: Path) -> Path:
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(to, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return to


def manifest(parts: dict[str, bytes], **changes: object) -> None:
    read = json.loads(parts["manifest.json"])
    parts["manifest.json"] = json.dumps(read | changes).encode()


def drop(parts: dict[str, bytes], name: str) -> None:
    del parts[name]


def one_byte(parts: dict[str, bytes]) -> None:
    lines = parts["ledger/statements.jsonl"].replace(b"org:a", b"org:b")
    parts["ledger/statements.jsonl"] = lines


def resummed(parts: dict[str, bytes]) -> None:
    """Alter a statement and all sums: only the statement's own digest still tells."""
    one_byte(parts)
    read = json.loads(parts["manifest.json"])
    for part in read["parts"]:
        part[1:] = [len(parts[part[0]]), hashlib.sha256(parts[part[0]]).hexdigest()]
    parts["manifest.json"] = json.dumps(read).encode()


def with_part(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        read = json.loads(parts["manifest.json"])
        read["parts"].append([name, 1, "00"])
        parts["manifest.json"] = json.dumps(read).encode()
        parts[name] = b"x"

    return change


LIES: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "a byte": (one_byte, "was altered"),
    "all sums": (resummed, "was changed after it was recorded"),
    "a part gone": (lambda parts: drop(parts, "ledger/loads.jsonl"), "not those that"),
    "no manifest": (lambda parts: drop(parts, "manifest.json"), "no backup, or cut off"),
    "no JSON": (lambda parts: parts.update({"manifest.json": b"{"}), "no backup, or cut off"),
    "a list": (lambda parts: parts.update({"manifest.json": b"[]"}), "no backup, or cut off"),
    "newer form": (lambda parts: manifest(parts, form=9), "form 9"),
    "newer ledger": (lambda parts: manifest(parts, schema=9), "version 9"),
    "upwards": (with_part("../evil"), "names a part"),
    "upwards inside": (with_part("files/../../evil"), "names a part"),
    "absolute": (with_part("/etc/evil"), "names a part"),
    "drive": (with_part("files/C:\\evil"), "names a part"),
    "hidden": (with_part("files/.profile"), "names a part"),
    "another table": (with_part("ledger/evil.sqlite"), "names a part"),
    "not listed": (lambda parts: parts.update({"files/evil": b"x"}), "not those that"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_an_altered_backup_is_refused_and_changes_nothing(
    own: Settings, saved: Path, tmp_path: Path, lie: str
) -> None:
    change, words = LIES[lie]
    bad = altered(saved, change, tmp_path / "bad.corridors")
    before = said(own)
    with pytest.raises(CorridorsError, match=words):
        put(own, bad, over=True)
    assert said(own) == before
    with pytest.raises(CorridorsError, match=words):
        verify_backup(bad, None, quiet)
    assert not list(tmp_path.rglob("*evil*"))


def test_a_backup_cut_off_anywhere_is_refused(own: Settings, saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    cut = tmp_path / "cut.corridors"
    for at in range(0, len(whole), len(whole) // 25):
        cut.write_bytes(whole[:at])
        with pytest.raises(SourceError, match=r"Nothing was changed"):
            put(own, cut, over=True)


def test_a_byte_changed_anywhere_is_refused_or_harmless(
    own: Settings, saved: Path, tmp_path: Path
) -> None:
    whole = saved.read_bytes()
    bad = tmp_path / "bad.corridors"
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            verify_backup(bad, None, quiet)
        except (SourceError, StoreError):
            continue  # else it was a byte of the archive's own that says nothing, such as a date
        put(own, bad, over=True)
        assert said(own) == SAID


def test_a_bomb_is_stopped_at_the_size_it_says(own: Settings, saved: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bomb.corridors"
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = b"0" * 50_000_000 if name.endswith("loads.jsonl") else old.read(name)
            new.writestr(name, content)
    with pytest.raises(SourceError, match="larger than it says"):
        put(own, bad, over=True)


@pytest.mark.parametrize("content", [b"", b"PK", b"no backup at all" * 100])
def test_what_is_no_backup_is_named_so(own: Settings, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(SourceError, match="The backup x"):
        verify_backup(tmp_path / "x", None, quiet)
    with pytest.raises(SourceError, match="cannot be read"):
        verify_backup(tmp_path / "not there", None, quiet)


# -------------------------------------------------------------------- verify


SPOILS = {
    "UPDATE statements SET value = 'other' WHERE seq = 2": "changed after",
    "UPDATE statements SET predicate = 'unheard' WHERE seq = 2": "makes no sense",
    "UPDATE closures SET load_id = 1": "closed by a load before its own",
    "UPDATE loads SET appended = 0 WHERE id = 1": "holds 3 statements, appended 0",
    "DELETE FROM sources": "nothing describes its source",
    "DELETE FROM closures": "",
    "UPDATE loads SET last_seq = 1": "lies behind the last place",
    "DELETE FROM statements WHERE seq = 3": "belongs to nothing",
    "INSERT INTO statements SELECT 99, load_id, digest, subject, predicate, source, record, "
    "value_type, value, object, role, valid_from, valid_to, end_kind, as_of, qualifiers, level, "
    "denied FROM statements WHERE seq = 1": "current twice",
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_verify_finds_what_was_spoilt(own: Settings, spoil: str) -> None:
    with closing(sqlite3.connect(own.home / "ledger.sqlite")) as spoiling, spoiling:
        spoiling.execute(spoil)
    with Workspace(own) as workspace:
        problems = verify_home(workspace.ledger, quiet).problems
    assert any(SPOILS[spoil] in one for one in problems) if SPOILS[spoil] else not problems


# -------------------------------------------------------------------- disk and rights


@pytest.fixture
def small_files() -> Iterator[Callable[[int], None]]:
    """Let no file grow beyond some bytes, as a full disk would."""
    if sys.platform == "win32":
        pytest.skip("needs RLIMIT_FSIZE")
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield lambda most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, old[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, old)
    signal.signal(signal.SIGXFSZ, before)


def test_a_disk_that_is_full_is_told_and_leaves_nothing(
    own: Settings, saved: Path, tmp_path: Path, small_files: Callable[[int], None]
) -> None:
    before = said(own)
    with Workspace(own) as workspace:
        ledger = workspace.ledger
        small_files(1_000)
        with pytest.raises(StoreError, match=r"cannot be written: .* Nothing was left"):
            backup(own, ledger, tmp_path / "b", now=NOW, passphrase=None, progress=quiet)
        small_files(60_000)
        many = [node(f"org:{number}", Kind.ORGANIZATION) for number in range(20_000)]
        with pytest.raises(StoreError, match="ledger"):
            load(ledger, many, day=3, complete=False)
        small_files(10**9)
        assert [item.statement for item in ledger.everything()] == before
        assert load(ledger, many, day=3, complete=False).appended == len(many)
    assert list(tmp_path.glob("b*")) == []


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounting needs root on Linux"
)
def test_a_really_full_disk_keeps_the_old(own: Settings, saved: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(small)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("tmpfs cannot be mounted here")
    try:
        tight = Settings(small / "home")
        with Workspace(tight) as workspace:
            load(workspace.ledger, SAID)
            many = [node(f"org:{number}", Kind.ORGANIZATION) for number in range(20_000)]
            with pytest.raises(StoreError, match=r"full. Nothing was changed. Free some space"):
                load(workspace.ledger, many, day=1, complete=False)
        assert said(tight) == SAID
        with (small / "filler").open("wb", buffering=0) as filler, suppress(OSError):
            while True:
                filler.write(b"x" * 4096)
        with pytest.raises(StoreError, match=r"cannot be written|full"):
            make(tight, small / "b.corridors")
        assert not list(small.glob("b.corridors*"))
        with pytest.raises(StoreError):
            put(tight, saved, over=True)
        (small / "filler").unlink()
        assert said(tight) == SAID
    finally:
        subprocess.run(["umount", "-l", str(small)], check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="rights of POSIX")
def test_a_folder_that_is_read_only_is_told(own: Settings, saved: Path) -> None:
    told: list[str] = []
    with tempfile.TemporaryDirectory() as reachable:
        folder = Path(reachable)
        closed, readable = folder / "closed", folder / "saved.corridors"
        closed.mkdir(mode=0o555)
        readable.write_bytes(saved.read_bytes())
        folder.chmod(0o755)
        readable.chmod(0o644)

        def attempt() -> None:
            for action in (
                lambda: Ledger.open(closed / "home" / "ledger.sqlite"),
                lambda: Ledger.open(closed / "ledger.sqlite"),
                lambda: put(Settings(closed / "home"), readable),
            ):
                with pytest.raises(StoreError) as refused:
                    action()
                told.append(str(refused.value))

        as_somebody(attempt, told)
    assert [("Permission denied" in one, "can be written" in one) for one in told] == [
        (True, True)
    ] * 3


def as_somebody(action: Callable[[], None], told: list[str]) -> None:
    """Run something as a user whom rights bind: root is bound by none."""
    if os.geteuid() != 0:
        action()
        return
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.setuid(65534)
            action()
            os.write(writing, json.dumps(told).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told += json.loads(pipe.read() or b"[]")
    os.waitpid(child, 0)


def test_two_restores_at_once_are_one(own: Settings, saved: Path) -> None:
    from api.keeping import _alone

    with _alone(own.home), pytest.raises(StoreBusy, match="Another process restores"):
        put(own, saved, over=True)
