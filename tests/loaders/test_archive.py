import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import InputError, SourceChanged, SourceUnavailable
from loaders import archive
from loaders.archive import read_file, read_records


def make_tar(path: Path, members: dict[str, bytes], kind: bytes = tarfile.REGTYPE) -> Path:
    with tarfile.open(path, "w:gz") as out:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size, info.type = len(content), kind
            out.addfile(info, io.BytesIO(content))
    return path


def test_folder_archive_and_zip_give_the_same_records_in_the_same_order(tmp_path: Path) -> None:
    members = {"b.json": b"2", "a.json": b"1", "c.txt": b"3"}
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, content in members.items():
        (folder / name).write_bytes(content)
    packed = make_tar(tmp_path / "x.tar.gz", members)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as out:
        for name, content in members.items():
            out.writestr(name, content)
    contents = [
        [content for _, content in read_records(path)]
        for path in (folder, packed, tmp_path / "x.zip")
    ]
    assert contents == [[b"1", b"2"]] * 3


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(b"{}", mtime=0))
    assert read_file(tmp_path / "a.json.gz")[1] == b"{}"


@pytest.mark.parametrize("name", ["../a.json", "/a.json", "x/../../a.json", "..\\a.json"])
def test_name_that_leaves_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="leaves the archive"):
        list(read_records(make_tar(tmp_path / "x.tar.gz", {name: b"1"})))


def linked_tar(folder: Path, kind: bytes) -> Path:
    return make_tar(folder / "x.tar.gz", {"a.json": b""}, kind)


def linked_zip(folder: Path) -> Path:
    info = zipfile.ZipInfo("a.json")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(folder / "x.zip", "w") as out:
        out.writestr(info, "/etc/hostname")
    return folder / "x.zip"


def linked_folder(folder: Path) -> Path:
    (folder / "outside.json").write_bytes(b"secret")
    (folder / "inside").mkdir()
    (folder / "inside" / "a.json").symlink_to(folder / "outside.json")
    return folder / "inside"


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: linked_tar(folder, tarfile.SYMTYPE),
        lambda folder: linked_tar(folder, tarfile.LNKTYPE),
        lambda folder: linked_tar(folder, tarfile.FIFOTYPE),
        linked_zip,
        linked_folder,
    ],
)
def test_link_is_refused_and_named(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(InputError, match=r"a\.json.*link or device"):
        list(read_records(make(tmp_path)))


def test_names_are_sorted_alike_in_folders_and_archives(tmp_path: Path) -> None:
    names = ("a/b.json", "a-b.json", "a.json")
    for name in names:
        file = tmp_path / "folder" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    packed = make_tar(tmp_path / "x.tar.gz", {name: name.encode() for name in names})
    contents = [[text for _, text in read_records(p)] for p in (tmp_path / "folder", packed)]
    assert contents == [[b"a-b.json", b"a.json", b"a/b.json"]] * 2


def test_gzip_of_several_parts_is_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(b'{"a":', mtime=0) + gzip.compress(b"1}"))
    assert read_file(tmp_path / "a.json.gz")[1] == b'{"a":1}'


def test_archive_is_refused_when_all_its_documents_together_are_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 1_000)
    packed = make_tar(tmp_path / "x.tar.gz", {f"{n}.json": b"0" * 300 for n in range(4)})
    with pytest.raises(SourceChanged, match="more than 1000 bytes"):
        list(read_records(packed))


def test_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 1_000)
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(b"0" * 100_000, mtime=0))
    with pytest.raises(SourceChanged, match="more than 1000 bytes"):
        read_file(tmp_path / "a.json.gz")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json.gz", gzip.compress(b"{}" * 50, mtime=0)[:20]),
        ("a.tar.gz", b"no archive"),
        ("a.zip", b"PK"),
    ],
)
def test_broken_archive_says_to_fetch_it_again(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceChanged, match="Fetch it again"):
        list(read_records(tmp_path / name))


def test_missing_path_says_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="does not exist"):
        list(read_records(tmp_path / "nothing"))
