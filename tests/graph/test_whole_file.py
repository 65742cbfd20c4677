import stat
from pathlib import Path

import pytest

from graph.whole_file import own_part, put_whole


def test_file_is_in_its_place_and_its_owners_alone(tmp_path: Path) -> None:
    with put_whole(tmp_path / "a") as file:
        file.write(b"new")
        assert not (tmp_path / "a").exists()
    assert (tmp_path / "a").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_what_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(KeyError), put_whole(tmp_path / "a") as file:
        file.write(b"ne")
        raise KeyError
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_what_a_killed_run_left_goes(tmp_path: Path) -> None:
    (tmp_path / "a.part").write_bytes(b"half, and longer than the new one")
    with put_whole(tmp_path / "a", mode=0o640) as file:
        file.write(b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_two_may_write_at_once_where_each_has_a_place_of_its_own(tmp_path: Path) -> None:
    place = tmp_path / "a"
    with (
        put_whole(place, beside=own_part(place)) as one,
        put_whole(place, beside=tmp_path / ".a.of-another.part") as other,
    ):
        one.write(b"one")
        other.write(b"other")
    assert place.read_bytes() == b"one"  # the outer block ends last
