"""Erased is erased: on both engines, in every text, after every reload."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.erasure_keys import KeyFile
from graph.errors import InputError, StoreBusy, StoreError
from graph.ledger import Ledger
from graph.ledger_verify import verify
from graph.levels import Level
from graph.model import Kind, Property, Relation
from graph.period import Period
from graph.provenance import Statement
from tests.graph.factories import fact, link, load, moment, node, source
from tests.graph.ledgers import place, postgresql
from tests.postgresql import Server

__all__ = ["place", "postgresql"]

WHO = "ep-person:124936"
NAMESAKE = "ep-person:55555"
NAME = "Ærin Vanthül"


def batch() -> list[Statement]:
    return [
        node(WHO),
        fact(WHO, Property.NAME, NAME),
        fact(WHO, Property.GIVEN_NAME, "Ærin"),
        fact(WHO, Property.FAMILY_NAME, "VANTHÜL"),
        link(WHO, "org:a"),
        link("org:b", WHO, relation=Relation.CONTACT_OF, role="meeting", level=Level.OFFICE),
        node("org:a", Kind.ORGANIZATION),
        node("org:b", Kind.ORGANIZATION),
        fact("org:a", Property.NOTE, f"chaired by {NAME.upper()}, see {WHO}"),
        fact("org:b", Property.NOTE, "Vanthül Aerin's Ærins and others"),
        fact("org:b", Property.URL, "https://example.org/", record="meetings/124936/2026-01-02"),
        node(NAMESAKE),
        fact(NAMESAKE, Property.NAME, NAME),
        fact(NAMESAKE, Property.NOTE, f"{NAME} is another one"),
        link(NAMESAKE, "org:a"),
    ]


def others() -> list[Statement]:
    return [one for one in batch() if WHO not in (one.subject, one.object)]


@contextmanager
def opened(place: str, tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(place, keys=KeyFile(tmp_path / "the.key")) as ledger:
        yield ledger


def dump(ledger: Ledger) -> str:
    """Give every cell of every table as one text."""
    with ledger.reading() as connection:
        names = sa.inspect(connection).get_table_names()
        return "\n".join(
            str(tuple(row))
            for name in names
            for row in connection.execute(sa.text(f'SELECT * FROM "{name}"'))
        )


def erase(ledger: Ledger, who: str = WHO, day: int = 5) -> None:
    ledger.erase([who], reason="a request", at=moment(day))


def test_everything_about_and_touching_somebody_goes_and_nothing_else(
    place: str, tmp_path: Path
) -> None:
    with opened(place, tmp_path) as ledger:
        load(ledger, batch())
        before = {item.seq: item for item in ledger.everything()}
        erase(ledger)
        after = {item.seq: item for item in ledger.everything()}
        untouched = {
            seq: item
            for seq, item in before.items()
            if WHO not in (item.statement.subject, item.statement.object)
            and item.statement.predicate is not Property.NOTE
            and "124936" not in item.statement.record
        }
        assert untouched.items() <= after.items()
        assert len(after) == len(others())
        assert after[9].statement.value == "chaired by [erased], see [erased]"
        assert after[11].statement.record == "meetings/[erased]/2026-01-02"
        assert after[14] == before[14]  # the namesake's own note
        assert after[10].statement.value == "[erased]'s Ærins and others"
        assert "124936" not in dump(ledger)


def test_a_reload_of_everything_brings_nobody_back_and_changes_nothing(
    place: str, tmp_path: Path
) -> None:
    with opened(place, tmp_path) as ledger:
        load(ledger, batch())
        erase(ledger)
        kept = [item.statement for item in ledger.everything()]
        for day in (6, 7):
            done = load(ledger, batch(), day=day)
            assert (done.appended, done.closed, done.erased) == (0, 0, 6)
            assert [item.statement for item in ledger.everything()] == kept
        # From a source that never spoke of them before, and in a part of a source.
        other = [node(WHO, of="other"), link("org:a", WHO, of="other")]
        assert load(ledger, other, of=source("other"), complete=False).read == 0
        with ledger.reading() as connection:
            found = verify(connection, ledger.tombstones(), quiet)
        assert found.problems == ()


def test_what_was_known_before_no_longer_tells_of_them(place: str, tmp_path: Path) -> None:
    with opened(place, tmp_path) as ledger:
        load(ledger, batch())
        load(ledger, others(), day=1)  # withdrawn by the source: closed, and erased all the same
        erase(ledger)
        for known in (moment(0), moment(1), moment(9)):
            assert WHO not in str(list(ledger.read(Level.PROTECTED, known)))
        assert WHO not in str(list(ledger.history(Level.PROTECTED)))


def test_all_identifiers_judged_the_same_go(place: str, tmp_path: Path) -> None:
    with opened(place, tmp_path) as ledger:
        cards = source("cards")
        load(ledger, batch())
        load(ledger, [node("card:1", of="cards"), node("card:2", of="cards")], of=cards)
        judged = [
            link(*pair, relation=Relation.JUDGED, of="judgements", role="same")
            for pair in (("card:1", WHO), ("card:1", "card:2"))
        ]
        load(ledger, judged, of=source("judgements", rank=100))
        erase(ledger, "card:2")
        assert [item.statement for item in ledger.everything() if item.statement in judged] == []
        again = [node(WHO, of="cards"), node("card:1", of="cards"), node("card:2", of="cards")]
        assert load(ledger, again, of=cards, day=6).read == 0


def test_accounts_of_loads_no_longer_name_them(place: str, tmp_path: Path) -> None:
    account = json.dumps({"rejections": [["row 2", f"'{NAME}' has no date", "Vanthül|x"]]})
    with opened(place, tmp_path) as ledger:
        for at in (0, 6):
            ledger.append(
                source(),
                batch(),
                retrieved_at=moment(at),
                recorded_at=moment(at),
                complete=True,
                account=account,
            )
            if at == 0:
                erase(ledger)
        first, _, last = (load.account for load in ledger.loads())
        assert "anth" not in first
        assert "[erased]|x" in first
        assert NAME not in last


@pytest.mark.parametrize(
    ("identifier", "seat", "taken"),
    [
        ("card:9", "org:a", False),  # an identifier of ours: name and organisation tell
        ("x-office:7", "org:a", False),
        ("card:9", "org:z", True),  # a namesake elsewhere
        ("ep-person:777", "org:a", True),  # a publisher's own number tells them apart
    ],
)
def test_sources_without_numbers_are_told_by_name_and_organisation(
    tmp_path: Path, identifier: str, seat: str, taken: bool
) -> None:
    with opened(str(tmp_path / "ledger.sqlite"), tmp_path) as ledger:
        load(ledger, batch())
        erase(ledger)
        new = [
            node(identifier, of="x"),
            fact(identifier, Property.NAME, "AERIN VANTHUL", of="x"),
            link(identifier, seat, of="x"),
        ]
        assert load(ledger, new, of=source("x"), day=6).read == (3 if taken else 0)


def test_answers_are_made_anew_at_the_levels_that_saw_them_only(tmp_path: Path) -> None:
    with opened(str(tmp_path / "ledger.sqlite"), tmp_path) as ledger:
        load(ledger, [node("card:1", level=Level.OFFICE), node("org:a", Kind.ORGANIZATION)])
        heads = [ledger.head(level) for level in Level]
        erase(ledger, "card:1")
        assert [ledger.head(level) - old for level, old in zip(Level, heads, strict=True)] == [
            0,
            0,
            1,
            1,
        ]


def test_no_byte_of_them_is_left_in_the_file_or_its_log(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    many = [fact(WHO, Property.NOTE, f"Vanthül {number}") for number in range(3000)]
    with opened(str(file), tmp_path) as ledger:
        load(ledger, [*batch(), *many])
        (tmp_path / "ledger.sqlite.before-2").write_bytes("Vanthül".encode())
        erase(ledger)
        for left in tmp_path.iterdir():
            content = left.read_bytes()
            assert content.count("Vanthül".encode()) == 2 * (left == file), left  # the namesake's
            assert b"124936" not in content


def test_no_byte_of_them_is_left_in_the_tables_of_a_server(
    postgresql: Server, tmp_path: Path
) -> None:
    url = postgresql.database()
    with opened(url, tmp_path) as ledger:
        load(ledger, [*batch(), *(fact(WHO, Property.NOTE, f"Zyx {n}") for n in range(3000))])
        erase(ledger)
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        own = connection.exec_driver_sql(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).scalar_one()
    engine.dispose()
    files = [file for file in (postgresql.data / "base" / str(own)).iterdir() if file.is_file()]
    assert [file.name for file in files if b"124936" in file.read_bytes()] == []


def test_a_reader_delays_only_the_overwriting_and_the_next_start_does_it(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with opened(str(file), tmp_path) as ledger:
        load(ledger, batch())
        with Ledger.open(file, busy_s=0.1) as other, other.reading() as reading:
            reading.exec_driver_sql("SELECT count(*) FROM statements").all()
            eraser = Ledger.open(file, busy_s=0.1)
            with eraser, pytest.raises(StoreBusy, match="gone from every"):
                eraser.erase([WHO], reason="a request", at=moment(5))
        assert WHO not in str(list(ledger.everything()))
    with Ledger.open(file):
        pass
    left = b"".join(one.read_bytes() for one in tmp_path.glob("ledger.sqlite*"))
    assert b"124936" not in left


def test_without_its_key_nothing_is_loaded(tmp_path: Path) -> None:
    with opened(str(tmp_path / "ledger.sqlite"), tmp_path) as ledger:
        load(ledger, batch())
        erase(ledger)
        assert (tmp_path / "the.key").stat().st_mode & 0o777 == 0o600
        (tmp_path / "the.key").unlink()
        with pytest.raises(StoreError, match=r"not their key .* Nothing is loaded"):
            load(ledger, batch(), day=6)


@pytest.mark.parametrize("reason", ["", "  ", f"{NAME} asked", f"see {WHO}", "member 124936"])
def test_a_reason_must_be_there_and_must_not_name_them(tmp_path: Path, reason: str) -> None:
    with opened(str(tmp_path / "ledger.sqlite"), tmp_path) as ledger:
        load(ledger, batch())
        with pytest.raises(InputError, match=r"why|must not name"):
            ledger.erase([WHO], reason=reason, at=moment(5))
        assert WHO in str(list(ledger.read(Level.PUBLIC)))


def test_the_tombstones_tell_nothing_without_the_key(tmp_path: Path) -> None:
    rows = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with opened(str(tmp_path / name / "ledger.sqlite"), tmp_path / name) as ledger:
            load(ledger, batch())
            erase(ledger)
            with ledger.reading() as connection:
                rows.append(
                    {row[0] for row in connection.exec_driver_sql("SELECT hash FROM tombstones")}
                )
    assert rows[0].isdisjoint(rows[1])


def test_restricted_people_are_kept_and_left_out_until_lifted(place: str, tmp_path: Path) -> None:
    with opened(place, tmp_path) as ledger:
        load(ledger, batch())
        whole = list(ledger.read(Level.PROTECTED))
        ledger.restrict([WHO], reason="objection", at=moment(2))
        for known in (None, moment(1)):
            seen = [item.statement for item in ledger.read(Level.PROTECTED, known)]
            assert not [one for one in seen if WHO in (one.subject, one.object)]
        assert len(list(ledger.everything())) == len(whole)
        assert load(ledger, batch(), day=3).appended == 0
        assert ledger.lift([WHO], reason="settled", at=moment(4)) == 1
        assert [item.statement for item in ledger.read(Level.PROTECTED)] == [
            item.statement for item in whole
        ]


def test_statements_kept_to_their_date_do_not_come_back(place: str, tmp_path: Path) -> None:
    met = link(
        "org:b",
        WHO,
        relation=Relation.CONTACT_OF,
        period=Period.on(date(2024, 1, 1)),
    )
    with opened(place, tmp_path) as ledger:
        load(ledger, [node(WHO), met, node("org:b", Kind.ORGANIZATION)])
        assert ledger.take_out([2], reason="retention: contacts", at=moment(2), close=False) == 1
        done = load(ledger, [node(WHO), met, node("org:b", Kind.ORGANIZATION)], day=3)
        assert (done.appended, done.erased) == (0, 1)
        assert ledger.take_out([3], reason="retention: bodies", at=moment(4), close=True) == 1
        assert load(ledger, [node(WHO), node("org:b", Kind.ORGANIZATION)], day=5).appended == 0
        assert [item.statement for item in ledger.read(Level.PUBLIC)] == [node(WHO)]
        assert len(list(ledger.history(Level.PUBLIC))) == 2


def quiet(done: int, total: int | None, what: str) -> None:
    """Show nothing."""
