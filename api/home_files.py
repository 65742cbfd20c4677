"""What lies in a home beside the ledger: what is made from it, and what people put there.

Made from the ledger, or from publishers' answers, are caches, projections, pictures, exports and
results of long work: removed when somebody is erased, never backed up, made anew when needed.
Everything else is somebody's own: kept, backed up, and cleared of a name entry by entry. What it
must not do: know the ledger's inside.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from api.private_files import locked
from graph.whole_file import put_whole

VIEWS = "views"
"""The folder of built views (``api.kept_views``)."""

VIEWS_LOCK = "views.lock"
"""Held by whoever writes views, and by whoever removes them."""

DERIVED = ("cache", "projections", "pictures", "exports", "jobs", VIEWS)
"""Folders of what is made from something else. (``compiled`` holds code and no names.)"""

DERIVED_FILES = ("access/answers.sqlite",)
"""Files of what is made from something else, with SQLite's side files."""

_NOT_OWN = frozenset((*DERIVED, "compiled"))
_SIDE = ("", "-wal", "-shm", "-journal")
_LEDGER = "ledger."  # the ledger, its side files, copies and key
_READABLE = 50 * 1024 * 1024  # larger files are no text that somebody wrote here


def derived(home: Path) -> tuple[Path, ...]:
    """Give what is made from something else and there, sorted."""
    files = [home / f"{name}{side}" for name in DERIVED_FILES for side in _SIDE]
    return tuple(
        sorted(place for place in (*(home / one for one in DERIVED), *files) if place.exists())
    )


def remove_derived(home: Path) -> int:
    """Remove it; gives how many files went.

    Raises:
        StoreBusy: another process writes a view for ten seconds.
        OSError: a file cannot be removed.
    """
    if not home.is_dir():
        return 0
    with locked(home / VIEWS_LOCK):  # else a view of before might be put there afterwards
        return sum(_remove(place) for place in derived(home))


def _remove(place: Path) -> int:
    if place.is_dir() and not place.is_symlink():
        gone = sum(1 for one in place.rglob("*") if one.is_file())
        shutil.rmtree(place, ignore_errors=False)
        return gone
    place.unlink(missing_ok=True)
    return 1


def own_files(home: Path) -> Iterator[Path]:
    """Give the files that people or services put there, sorted; no links, locks or leftovers."""
    if not home.is_dir():
        return
    for place in sorted(home.rglob("*")):
        inner = place.relative_to(home)
        if inner.parts[0] in _NOT_OWN or inner.parts[0].startswith((_LEDGER, ".")):
            continue
        if str(inner).startswith(DERIVED_FILES) or place.suffix in (".lock", ".part"):
            continue
        if place.is_file() and not place.is_symlink():
            yield place


def clear_own(
    home: Path, change: Callable[[str], str], *, write: bool
) -> tuple[list[str], list[str]]:
    """Take whoever is wanted out of JSON files, entry by entry.

    Gives the files that are (or would be) changed, and those that name them and that only a
    person can change, both as paths within the home.
    """
    changed, left = list[str](), list[str]()
    for place in own_files(home):
        text = _text(place)
        if text is None or change(text) == text:
            continue
        cleared = _cleared(text, change) if place.suffix == ".json" else None
        (left if cleared is None else changed).append(str(place.relative_to(home)))
        if write and cleared is not None:
            _replace(place, cleared)
    return changed, left


def _text(place: Path) -> str | None:
    if place.stat().st_size > _READABLE:
        return None
    try:
        return place.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def _cleared(text: str, change: Callable[[str], str]) -> str | None:
    """Give JSON without the entries of lists that name somebody; None where it is no JSON."""
    try:
        read = json.loads(text)
    except ValueError:
        return None
    return json.dumps(_walk(read, change), ensure_ascii=False, indent=2) + "\n"


def _walk(item: object, change: Callable[[str], str]) -> object:
    if isinstance(item, list):
        return [one for one in item if not _names(one, change)]
    if isinstance(item, dict):
        return {key: _walk(one, change) for key, one in item.items() if change(key) == key}
    return change(item) if isinstance(item, str) else item


def _names(item: object, change: Callable[[str], str]) -> bool:
    if isinstance(item, str):
        return change(item) != item
    if isinstance(item, list):
        return any(_names(one, change) for one in item)
    if isinstance(item, dict):
        return any(_names(one, change) for pair in item.items() for one in pair)
    return False


def _replace(place: Path, text: str) -> None:
    with put_whole(place, mode=place.stat().st_mode & 0o777) as file:
        file.write(text.encode())
