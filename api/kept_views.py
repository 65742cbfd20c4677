"""Built views kept beside the ledger, one a level, so that a start need not build them anew.

A file is taken only where it was made from the very state of this ledger, at this level, by these
rules and this program; else, or where it is damaged, the view is built and the file replaced. Its
content is that level's view and nothing higher. Like everything made from the ledger it goes when
somebody is erased; whoever writes one holds a lock and looks at the ledger under it, so that no
file of before an erasure comes after it. What it must not do: give anything that the ledger does
not give.

::

    views.lock            held by whoever writes or removes
    views/public.view     one a level (``graph.stored``), mode 0600
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import graph
from api.file_lock import try_lock
from api.home_files import VIEWS, VIEWS_LOCK
from graph.errors import StoreDamaged
from graph.ledger import Ledger
from graph.levels import Level
from graph.private_folder import private_folder
from graph.snapshot import Snapshot
from graph.stored.package import pack, unpack
from graph.stored.snapshots import package_of, snapshot_of
from graph.strength_rules import RuleSet
from graph.whole_file import own_part, put_whole

Key = dict[str, str | int]


def key_of(ledger: Ledger, level: Level, rules: RuleSet) -> Key:
    """Name what a view is made from; two that are equal give the same view."""
    return {
        "program": _program(),
        "ledger": ledger.fingerprint(level),
        "level": level.label,
        "rules": rules.digest,
    }


def take(home: Path, key: Key, rules: RuleSet) -> Snapshot | None:
    """Give the view kept under a key; None where there is none that can be used."""
    try:
        content = bytearray(_place(home, key).read_bytes())
    except OSError:
        return None
    try:
        return snapshot_of(unpack(content, key), rules.model)
    except StoreDamaged:
        return None


def keep(home: Path, key: Key, snapshot: Snapshot, ledger: Ledger, rules: RuleSet) -> bool:
    """Keep a view, if it is still what the ledger gives; says whether it was kept.

    It is not where another process writes just now, or the home cannot be written: a kept view
    saves time and nothing else.
    """
    parts = pack(package_of(snapshot, key))
    place = _place(home, key)
    with suppress(OSError), _writing(home) as alone:
        if not alone or key_of(ledger, snapshot.level, rules) != key:
            return False
        private_folder(place.parent)
        _sweep(place.parent)
        with put_whole(place, beside=own_part(place)) as file:
            file.writelines(parts)
        return True
    return False


def _place(home: Path, key: Key) -> Path:
    return home / VIEWS / f"{key['level']}.view"


@contextmanager
def _writing(home: Path) -> Iterator[bool]:
    """Hold the lock that an erasure waits for; False where another process holds it."""
    handle = os.open(home / VIEWS_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        yield try_lock(file)


def _sweep(folder: Path) -> None:
    """Remove what a killed process left, under the lock: nobody else writes here."""
    known = {f"{level.label}.view" for level in Level}
    for place in folder.iterdir():
        if place.name not in known:
            place.unlink()


@cache
def _program() -> str:
    """Name the code that builds views: a version alone would miss what a developer changes."""
    whole = hashlib.sha256()
    with suppress(PackageNotFoundError):
        whole.update(version("corridors").encode())
    for package in graph.__path__:
        folder = Path(package)
        for place in sorted((*folder.glob("*.py"), *(folder / "stored").glob("*.py"))):
            whole.update(place.read_bytes())
    return whole.hexdigest()
