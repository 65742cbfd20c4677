"""Files made to fill the memory, to hang, or to reach what is not theirs: each at every loader.

Kept from docs on what trusted systems refuse; each attack is tried on everything that reads a
file, by the name that a person types.
"""

import gzip
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.load import STARTER_PACK, names
from graph.errors import CorridorsError
from graph.ledger import Ledger
from graph.levels import Level
from tests.fuzz.seeds import copies
from tests.fuzz.targets import load_saved_now

GIB = 1024**3
MOST_MB = 1_500
"""Most memory that reading any of them may take; the process itself takes about 250."""

LOADERS = tuple(name for name in names() if name != STARTER_PACK)


def suffix(name: str) -> str:
    return Path(next(iter(copies(name)[0]))).suffix


def refused(name: str, path: Path, place: Path) -> str:
    """Load, expect one of our errors and an empty ledger, and give the words."""
    with Ledger.open(place / "ledger.sqlite") as ledger:
        with pytest.raises(CorridorsError) as error:
            load_saved_now(ledger, name, path)
        assert list(ledger.read(Level.PROTECTED)) == []
    return str(error.value)


LAUGHS = "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">' for n in range(10)
)
TYPES = {
    "billion laughs": f"<!DOCTYPE a [{LAUGHS}]><a>&a9;</a>",
    "outside file": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "outside address": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
    "parameter entity": '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:9/b"> %b;]><a/>',
    "quadratic": f'<!DOCTYPE a [<!ENTITY b "{"x" * 50_000}">]><a>{"&b;" * 50_000}</a>',
}


@pytest.mark.parametrize("attack", TYPES)
@pytest.mark.parametrize("name", LOADERS)
def test_no_loader_expands_or_fetches_an_entity(name: str, attack: str, tmp_path: Path) -> None:
    path = tmp_path / f"attack{suffix(name)}"
    path.write_text(f"<?xml version='1.0'?>{TYPES[attack]}", encoding="utf-8")
    told = refused(name, path, tmp_path)
    assert "root:" not in told
    assert len(told) < 2_000


DEEP = {
    "lists": b"[" * 100_000,
    "objects": b'{"a":' * 100_000,
    "data": b'{"data":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "elements": b"<a>" * 100_000,
    "quotes": b'"' * 100_001,
    "columns": b"a," * 1_000_000,
    "huge number": b'{"data": [{"id": ' + b"9" * 100_000 + b"}]}",
    "twice the key": b'{"data": [], "data": 7}',
    "not a number": b'{"data": [NaN]}',
}


@pytest.mark.parametrize("attack", DEEP)
@pytest.mark.parametrize("name", LOADERS)
def test_depth_and_width_are_refused(name: str, attack: str, tmp_path: Path) -> None:
    path = tmp_path / f"attack{suffix(name)}"
    path.write_bytes(DEEP[attack])
    refused(name, path, tmp_path)


@pytest.mark.parametrize("inside", ["../out.json", "/out.json", "a/../../out.csv", "..\\out.xml"])
@pytest.mark.parametrize("name", LOADERS)
def test_no_archive_writes_or_names_what_is_outside_it(
    name: str, inside: str, tmp_path: Path
) -> None:
    path = tmp_path / "inner" / "attack.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inside, next(iter(copies(name)[0].values())))
    refused(name, path, tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) in (
        ["inner", "ledger.sqlite"],
        ["inner", "ledger.sqlite", "ledger.sqlite-shm", "ledger.sqlite-wal"],
    )


def _line(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b'{"data": "')
        for _ in range(GIB // (1 << 20)):
            file.write(b"a" * (1 << 20))


def _packed(path: Path) -> None:
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(GIB // (1 << 24)):
            file.write(b"a" * (1 << 24))


def _zeros(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(4 * GIB)


def _zipped(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file,
    ):
        for _ in range(GIB // (1 << 24)):
            file.write(b"a" * (1 << 24))


BOMBS: dict[str, Callable[[Path], None]] = {
    "a line of 1 GiB": _line,
    "1 GiB packed": _packed,
    "4 GiB of zeros": _zeros,
    "1 GiB in a zip": _zipped,
}


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    folder = tmp_path_factory.mktemp("bombs")
    made = {name: folder / f"bomb-{at}" for at, name in enumerate(BOMBS)}
    for name, path in made.items():
        BOMBS[name](path)
    yield made
    for path in made.values():
        path.unlink()


@pytest.mark.parametrize("attack", BOMBS)
def test_memory_stays_bounded_whatever_the_size(
    attack: str, bombs: dict[str, Path], tmp_path: Path
) -> None:
    """All loaders in one process of its own, whose peak is what it tells at its end."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.bomb", str(bombs[attack]), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    refusals, most_mb = done.stdout.split()[-2:]
    assert int(refusals) == len(LOADERS)
    assert float(most_mb) < MOST_MB
