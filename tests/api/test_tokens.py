import json
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from api.access import Role
from api.tokens import Token, TokenBook, Wanted
from graph.errors import InputError, StoreDamaged
from graph.levels import Level

DAY = date(2026, 6, 1)


@pytest.fixture
def book(tmp_path: Path) -> TokenBook:
    return TokenBook(tmp_path / "access" / "tokens.json")


def wanted(name: str = "desk", days: int = 10) -> Wanted:
    return Wanted(name, Role.VIEWER, Level.NETWORK, days)


def test_its_text_is_nowhere_in_the_file_and_only_the_owner_reads_that(
    book: TokenBook, tmp_path: Path
) -> None:
    _, text = book.add(wanted(), DAY)
    place = tmp_path / "access" / "tokens.json"
    kept = place.read_text(encoding="utf-8")
    assert text.rsplit("_", 1)[1] not in kept
    assert text not in kept
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [path.name for path in place.parent.iterdir() if path.suffix == ".part"] == []


def test_a_token_is_known_by_its_whole_text_alone(book: TokenBook) -> None:
    made, text = book.add(wanted(), DAY)
    found = book.known(text, DAY)
    assert found is not None
    assert found.id == made.id
    secret = text.rsplit("_", 1)[1]
    other = "A" if secret[0] != "A" else "B"
    for wrong in ("", text[:-1], text + "A", text.replace(secret, other + secret[1:]), secret):
        assert book.known(wrong, DAY) is None


def test_it_opens_on_its_last_day_and_not_after(book: TokenBook) -> None:
    _, text = book.add(wanted(days=10), DAY)
    assert book.known(text, DAY + timedelta(days=10)) is not None
    assert book.known(text, DAY + timedelta(days=11)) is None


def test_revoked_it_opens_nothing_for_every_process_at_once(
    book: TokenBook, tmp_path: Path
) -> None:
    made, text = book.add(wanted(), DAY)
    other = TokenBook(tmp_path / "access" / "tokens.json")
    assert other.known(text, DAY) is not None
    book.revoke(made.name, DAY)
    assert other.known(text, DAY) is None
    assert book.revoke(made.id, DAY + timedelta(days=1)).revoked == DAY


def test_a_name_is_free_again_once_its_token_is_revoked(book: TokenBook) -> None:
    book.add(wanted(), DAY)
    with pytest.raises(InputError, match="already"):
        book.add(wanted(), DAY)
    book.revoke("desk", DAY)
    book.add(wanted(), DAY)


def test_the_day_of_its_last_use_is_kept_and_written_once_a_day(
    book: TokenBook, tmp_path: Path
) -> None:
    _, text = book.add(wanted(), DAY)
    place = tmp_path / "access" / "tokens.json"

    def use(day: date) -> Token:
        token = book.known(text, day)
        assert token is not None
        book.mark_used(token, day)
        return book.listed()[0]

    assert use(DAY).last_used == DAY
    before = place.stat().st_mtime_ns
    assert use(DAY).last_used == DAY
    assert place.stat().st_mtime_ns == before
    assert use(DAY + timedelta(days=1)).last_used == DAY + timedelta(days=1)


@pytest.mark.parametrize("days", [0, -1, 3661])
def test_a_life_that_makes_no_sense_is_refused(book: TokenBook, days: int) -> None:
    with pytest.raises(InputError, match="days"):
        book.add(wanted(days=days), DAY)


@pytest.mark.parametrize("name", ["", "a/b", "-x", "x" * 81, "a\nb", "<b>"])
def test_a_name_that_cannot_be_shown_is_refused(book: TokenBook, name: str) -> None:
    with pytest.raises(InputError, match="name"):
        book.add(wanted(name), DAY)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"version": 2, "tokens": []}', '{"version": 1, "tokens": [{}]}']
)
def test_a_damaged_file_lets_nobody_in(book: TokenBook, tmp_path: Path, content: str) -> None:
    _, text = book.add(wanted(), DAY)
    (tmp_path / "access" / "tokens.json").write_text(content, encoding="utf-8")
    with pytest.raises(StoreDamaged, match=r"tokens\.json"):
        book.known(text, DAY)


def test_two_who_add_at_once_lose_nothing(book: TokenBook, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def add(number: int) -> None:
        TokenBook(tmp_path / "access" / "tokens.json").add(wanted(f"desk {number}"), DAY)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(12)))
    assert {one.name for one in book.listed()} == {f"desk {number}" for number in range(12)}
    rows = json.loads((tmp_path / "access" / "tokens.json").read_bytes())["tokens"]
    assert len({row["id"] for row in rows}) == 12
