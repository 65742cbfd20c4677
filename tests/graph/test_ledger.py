import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import (
    InputError,
    NothingProjected,
    SourceChanged,
    StoreBusy,
    StoreDamaged,
)
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Property, Relation
from graph.period import Period
from graph.provenance import Recorded, Statement
from tests.graph.factories import OFFICE, fact, link, load, moment, node, source
from tests.graph.ledgers import place, postgresql

__all__ = ["place", "postgresql"]


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """A ledger on either engine: every promise below is one contract."""
    with Ledger.open(place) as opened:
        yield opened


def said(ledger: Ledger, level: Level = Level.PROTECTED) -> list[Statement]:
    return [item.statement for item in ledger.read(level)]


def only(ledger: Ledger) -> Recorded:
    (item,) = ledger.read(Level.PROTECTED)
    return item


EVERYTHING = (
    node("ep-person:1"),
    fact("ep-person:1", Property.NAME, "Ærøskøbing “Ünï” \n\u0001"),
    fact("ep-person:1", Property.YEAR, 1950),
    fact("ep-person:1", Property.LATITUDE, 50.846700000000001),
    fact("ep-person:1", Property.DEADLINE, date(2026, 3, 4)),
    fact("ep-person:1", Property.NOTE, "", level=Level.PROTECTED),
    link("ep-person:1", "ep-org:2", period=Period.since(date(2024, 7, 16))),
    link("ep-person:1", "ep-org:2", period=Period.between(None, date(2024, 7, 15)), role=None),
    link("ep-person:1", "ep-org:3", qualifiers=(("b", "ü"), ("c", "")), level=Level.OFFICE),
    link("ep-person:1", "ep-org:3", denied=True),
    replace(link("ep-person:1", "ep-org:4"), as_of=date(2026, 1, 2)),
)


def test_statements_come_back_as_they_went_in(ledger: Ledger) -> None:
    load(ledger, EVERYTHING)
    assert said(ledger) == list(EVERYTHING)


def test_places_are_numbered_in_the_order_of_the_batch(ledger: Ledger) -> None:
    load(ledger, EVERYTHING)
    assert [item.seq for item in ledger.read(Level.PROTECTED)] == list(range(1, 12))


def test_the_same_load_twice_appends_nothing(ledger: Ledger) -> None:
    load(ledger, EVERYTHING)
    again = load(ledger, EVERYTHING, day=1)
    assert (again.read, again.appended, again.unchanged, again.closed) == (11, 0, 11, 0)


def test_a_repeated_statement_counts_once(ledger: Ledger) -> None:
    done = load(ledger, [node("org:a"), node("org:a")])
    assert (done.read, done.appended, len(said(ledger))) == (1, 1, 1)


def test_what_a_complete_load_no_longer_says_is_closed(ledger: Ledger) -> None:
    load(ledger, [node("org:a"), node("org:b")])
    done = load(ledger, [node("org:b")], day=1)
    assert (done.closed, said(ledger)) == (1, [node("org:b")])


def test_a_partial_load_closes_only_what_its_own_records_no_longer_say(ledger: Ledger) -> None:
    load(ledger, [node("org:a"), fact("org:a", Property.NAME, "A"), node("org:b")])
    done = load(ledger, [node("org:a"), fact("org:a", Property.NAME, "AA")], complete=False)
    assert (done.closed, done.appended) == (1, 1)
    assert said(ledger) == [node("org:a"), node("org:b"), fact("org:a", Property.NAME, "AA")]


def test_a_rejected_record_keeps_what_an_earlier_load_said(ledger: Ledger) -> None:
    load(ledger, [node("org:a"), node("org:b"), node("org:c")])
    done = load(ledger, [node("org:a")], day=1, keep=("org:b",))
    assert (done.closed, said(ledger)) == (1, [node("org:a"), node("org:b")])


def test_one_source_never_closes_anothers_statements(ledger: Ledger) -> None:
    load(ledger, [node("org:a")])
    load(ledger, [node("org:b", of="other")], of=source("other"))
    load(ledger, [node("org:c", of="other")], of=source("other"), day=1)
    assert node("org:a") in said(ledger)


def test_a_fact_that_was_closed_can_be_stated_again(ledger: Ledger) -> None:
    load(ledger, [node("org:a"), node("org:b")])
    load(ledger, [node("org:b")], day=1)
    done = load(ledger, [node("org:a"), node("org:b")], day=2)
    assert done.appended == 1
    assert [item.seq for item in ledger.read(Level.PUBLIC)] == [2, 3]


def test_history_keeps_what_was_closed_and_when(ledger: Ledger) -> None:
    load(ledger, [node("org:a"), node("org:b")])
    load(ledger, [node("org:b")], day=1)
    assert [item.closed_at for item in ledger.history(Level.PUBLIC)] == [moment(1), None]


# -------------------------------------------------------------------- shrinking


def many(count: int) -> list[Statement]:
    return [node(f"org:{number}") for number in range(count)]


def test_a_complete_load_that_halves_its_source_is_refused(ledger: Ledger) -> None:
    load(ledger, many(50))
    with pytest.raises(SourceChanged, match="withdraw 26 of 50"):
        load(ledger, many(24), day=1)
    assert len(said(ledger)) == 50


def test_an_empty_complete_load_is_refused(ledger: Ledger) -> None:
    load(ledger, many(50))
    with pytest.raises(SourceChanged, match="withdraw 50 of 50"):
        load(ledger, [], day=1)


@pytest.mark.parametrize(("before", "after"), [(20, 0), (50, 25), (50, 40)])
def test_ordinary_withdrawals_pass(ledger: Ledger, before: int, after: int) -> None:
    load(ledger, many(before))
    assert load(ledger, many(after), day=1).closed == before - after


def test_a_halving_passes_when_a_person_allows_it(ledger: Ledger) -> None:
    load(ledger, many(50))
    assert load(ledger, many(1), day=1, allow_shrink=True).closed == 49


# -------------------------------------------------------------------- levels and moments


def test_a_level_reads_its_own_statements_and_those_below(ledger: Ledger) -> None:
    load(ledger, [node(f"org:{level.label}", level=level) for level in Level])
    assert [len(said(ledger, level)) for level in Level] == [1, 2, 3, 4]


def test_the_ledger_reads_as_it_was_known_at_a_moment(ledger: Ledger) -> None:
    load(ledger, [node("org:a"), node("org:b")], day=0)
    load(ledger, [node("org:b"), node("org:c")], day=10)

    def known(day: int) -> list[str]:
        return [item.statement.subject for item in ledger.read(Level.PUBLIC, moment(day))]

    assert (known(-1), known(0), known(9), known(10)) == (
        [],
        ["org:a", "org:b"],
        ["org:a", "org:b"],
        ["org:b", "org:c"],
    )


def test_what_was_closed_later_reads_as_open_at_an_earlier_moment(ledger: Ledger) -> None:
    load(ledger, [node("org:a")], day=0)
    load(ledger, [], day=10)
    (item,) = ledger.read(Level.PUBLIC, moment(5))
    assert item.closed_at is None


def test_moments_come_back_aware_and_as_the_same_instant(ledger: Ledger) -> None:
    brussels = timezone(timedelta(hours=1))
    ledger.append(
        source(),
        [node("org:a")],
        retrieved_at=datetime(2026, 1, 1, 10, 30, tzinfo=brussels),
        recorded_at=datetime(2026, 1, 1, 11, 0, 0, 5, tzinfo=brussels),
        complete=True,
    )
    item = only(ledger)
    assert item.retrieved_at == datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
    assert item.recorded_at == datetime(2026, 1, 1, 10, 0, 0, 5, tzinfo=UTC)


def test_a_moment_without_time_zone_is_refused(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="time zone"):
        ledger.read(Level.PUBLIC, datetime(2026, 1, 1))  # noqa: DTZ001  # the point of the test


# -------------------------------------------------------------------- confirmation


def test_a_repeated_complete_load_confirms_what_it_saw(ledger: Ledger) -> None:
    load(ledger, [node("org:a")], day=0)
    load(ledger, [node("org:a")], day=7)
    item = only(ledger)
    assert (item.retrieved_at, item.confirmed_at) == (moment(0), moment(7))


def test_a_kept_record_is_not_confirmed_by_the_load_that_rejected_it(ledger: Ledger) -> None:
    load(ledger, [node("org:a"), node("org:b")], day=0)
    load(ledger, [node("org:a")], day=7, keep=("org:b",))
    confirmed = {item.statement.subject: item.confirmed_at for item in ledger.read(Level.PUBLIC)}
    assert confirmed == {"org:a": moment(7), "org:b": moment(0)}


def test_a_partial_load_confirms_only_what_it_names(ledger: Ledger) -> None:
    load(ledger, [node("org:a"), node("org:b")], day=0)
    load(ledger, [node("org:a")], day=7, complete=False)
    confirmed = {item.statement.subject: item.confirmed_at for item in ledger.read(Level.PUBLIC)}
    assert confirmed == {"org:a": moment(7), "org:b": moment(0)}


def test_an_older_copy_read_later_makes_nothing_older(ledger: Ledger) -> None:
    load(ledger, [node("org:a")], day=7)
    load(ledger, [node("org:a")], day=0)
    assert only(ledger).confirmed_at == moment(7)


def test_a_confirmation_is_not_known_before_it_was_recorded(ledger: Ledger) -> None:
    load(ledger, [node("org:a")], day=0)
    load(ledger, [node("org:a")], day=7)
    (item,) = ledger.read(Level.PUBLIC, moment(3))
    assert item.confirmed_at == moment(0)


def test_a_failed_load_confirms_nothing(ledger: Ledger) -> None:
    load(ledger, [node("org:a")], day=0)
    ledger.record_failure(source(), status="unavailable", recorded_at=moment(7), account="503")
    assert only(ledger).confirmed_at == moment(0)


# -------------------------------------------------------------------- head


def test_the_head_grows_with_every_change(ledger: Ledger) -> None:
    heads = [ledger.head()]
    for day, batch in enumerate(([node("org:a")], [node("org:a"), node("org:b")], [])):
        heads.append(load(ledger, batch, day=day).head)
    assert heads == [0, 1, 2, 3]


def test_the_head_grows_when_facts_are_confirmed_later(ledger: Ledger) -> None:
    load(ledger, [node("org:a")], day=0)
    assert load(ledger, [node("org:a")], day=1).head == 2


def test_the_head_stays_when_the_same_copy_is_read_again(ledger: Ledger) -> None:
    before = load(ledger, [node("org:a")], day=0).head
    ledger.record_failure(source(), status="failed", recorded_at=moment(1))
    assert load(ledger, [node("org:a")], day=0).head == before == ledger.head()


def test_a_levels_head_says_nothing_of_what_happens_above_it(ledger: Ledger) -> None:
    load(ledger, [node("org:a")])
    load(ledger, [node("org:b", of="notes", level=Level.OFFICE)], of=source("notes"))
    assert [ledger.head(level) for level in Level] == [1, 1, 2, 2]


def test_the_head_grows_when_a_partial_load_confirms_a_record_later(ledger: Ledger) -> None:
    load(ledger, [node("org:a"), node("org:b")], day=0)
    load(ledger, [node("org:a")], day=9, complete=False)
    before = ledger.head()
    assert load(ledger, [node("org:b")], day=5, complete=False).head == before + 1
    assert load(ledger, [node("org:b")], day=5, complete=False).head == before + 1


def test_a_source_with_two_levels_moves_only_the_head_it_touches(ledger: Ledger) -> None:
    load(ledger, [node("org:a")], day=0)
    load(ledger, [node("org:a"), node("org:b", level=Level.OFFICE)], day=0)
    assert [ledger.head(level) for level in Level] == [1, 1, 2, 2]


# -------------------------------------------------------------------- sources and loads


def test_a_source_is_described_as_its_latest_load_did(ledger: Ledger) -> None:
    load(ledger, [node("org:a")])
    renamed = replace(source(), title="another title")
    load(ledger, [node("org:a")], of=renamed)
    assert ledger.sources() == {"register": renamed}


def test_states_tell_the_last_success_from_the_last_try(ledger: Ledger) -> None:
    load(ledger, [node("org:a"), node("org:b")], day=0)
    ledger.record_failure(source(), status="unavailable", recorded_at=moment(2), account="503")
    (state,) = ledger.source_states(Level.PROTECTED)
    assert state.statements == 2
    assert state.last_success is not None
    assert state.last_success.retrieved_at == moment(0)
    assert (state.last.status, state.last.account) == ("unavailable", "503")


def test_a_source_that_never_loaded_is_listed_with_its_failure(ledger: Ledger) -> None:
    ledger.record_failure(source(), status="failed", recorded_at=moment(0))
    (state,) = ledger.source_states(Level.PUBLIC)
    assert (state.source, state.last_success, state.statements) == (source(), None, 0)


def test_a_source_above_the_level_is_not_listed(ledger: Ledger) -> None:
    load(ledger, [node("org:b", of="notes", level=Level.OFFICE)], of=source("notes"))
    assert ledger.source_states(Level.NETWORK) == ()


def test_loads_give_one_line_each_with_counts(ledger: Ledger) -> None:
    load(ledger, [node("org:a")], day=0)
    load(ledger, [node("org:a")], day=1)
    lines = [(item.status, item.appended, item.unchanged) for item in ledger.loads()]
    assert lines == [("success", 1, 0), ("unchanged", 0, 1)]


# -------------------------------------------------------------------- what is refused


def test_a_statement_of_another_source_is_refused_and_nothing_is_written(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="'other'"):
        load(ledger, [node("org:a"), node("org:b", of="other")])
    assert (said(ledger), ledger.loads()) == ([], ())


@pytest.mark.parametrize(
    ("prop", "value", "expected"),
    [
        (Property.KIND, "Committee", "one of"),
        (Property.CLASSIFICATION, "Person", "one of"),
        (Property.LATITUDE, float("nan"), "finite"),
        (Property.DEADLINE, datetime(2026, 1, 1, tzinfo=UTC), "a day"),
    ],
)
def test_values_that_cannot_be_kept_are_refused(
    ledger: Ledger, prop: Property, value: float | str | date, expected: str
) -> None:
    with pytest.raises(InputError, match=expected):
        load(ledger, [fact("org:a", prop, value)])


class Word(StrEnum):
    YES = "yes"


@pytest.mark.parametrize(("value", "kept"), [(True, 1), (Word.YES, "yes")])
def test_special_values_are_kept_as_plain_ones(
    ledger: Ledger, value: bool | str, kept: int | str
) -> None:
    load(ledger, [fact("org:a", Property.NOTE, value)])
    again = load(ledger, [fact("org:a", Property.NOTE, kept)])
    assert (type(only(ledger).statement.value), again.appended) == (type(kept), 0)


# -------------------------------------------------------------------- the file


def test_a_ledger_survives_closing(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a" / "ledger.sqlite") as first:
        load(first, EVERYTHING)
    with Ledger.open(tmp_path / "a" / "ledger.sqlite", create=False) as second:
        assert said(second) == list(EVERYTHING)


def test_the_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite"):
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {0o600}


def test_commits_are_forced_to_disk(tmp_path: Path) -> None:
    file = Ledger.open(tmp_path / "ledger.sqlite")
    with file as ledger, ledger._engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous")
        ]
    assert found == ["wal", 2]


def test_a_missing_ledger_is_named_when_it_should_not_be_made(tmp_path: Path) -> None:
    with pytest.raises(NothingProjected, match="There is no ledger"):
        Ledger.open(tmp_path / "none.sqlite", create=False)
    assert not (tmp_path / "none.sqlite").exists()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, not a database, and long enough to have a header" * 4)
    with pytest.raises(StoreDamaged, match="cannot be read as a ledger"):
        Ledger.open(path)
    assert path.read_text().startswith("these are notes")


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE letters (id INTEGER)")
    connection.close()
    with pytest.raises(StoreDamaged, match="no ledger of ours"):
        Ledger.open(path)


def test_a_newer_version_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    Ledger.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE ledger_info SET value = '99'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreDamaged, match="schema version 99"):
        Ledger.open(path)


def test_a_row_of_a_newer_version_is_named_with_its_place(ledger: Ledger) -> None:
    load(ledger, [node("org:a")])
    with ledger._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE statements SET predicate = 'TELEPATHY_WITH'")
    with pytest.raises(StoreDamaged, match=r"place 1 .*TELEPATHY_WITH"):
        list(ledger.read(Level.PUBLIC))


def test_reading_goes_on_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        load(ledger, [node("org:a")])
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        with Ledger.open(path, create=False) as reader:
            assert len(said(reader)) == 1
        writer.close()


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path, busy_s=0.1) as ledger:
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="another process"):
            load(ledger, [node("org:a")])
        writer.close()


@pytest.mark.parametrize("url", ["mysql://localhost/x", "oracle://x"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(InputError, match="SQLite or PostgreSQL"):
        Ledger.open(url)


def test_a_database_url_opens_a_ledger(tmp_path: Path) -> None:
    with Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite") as ledger:
        assert load(ledger, [node("org:a")]).appended == 1


def test_what_names_some_identifiers_is_read_alone(ledger: Ledger) -> None:
    own, others = fact("a", Property.NAME, "A"), fact("b", Property.NAME, "B")
    load(ledger, [own, others, link("b", "a"), link("b", "c")])
    found = {item.statement for item in ledger.read(Level.PROTECTED, about=("a",))}
    assert found == {own, link("b", "a")}
    assert list(ledger.read(Level.PROTECTED, about=("nobody",))) == []


# -------------------------------------------------------------------- laws

BATCHES = st.lists(st.sets(st.integers(0, 12)), max_size=6)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=BATCHES)
def test_after_complete_loads_the_current_facts_are_the_last_batch(
    tmp_path_factory: pytest.TempPathFactory, batches: list[set[int]]
) -> None:
    path = tmp_path_factory.mktemp("law") / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        for day, batch in enumerate(batches):
            load(ledger, [node(f"org:{number}") for number in sorted(batch)], day=day)
        expected = {f"org:{number}" for number in (batches[-1] if batches else set())}
        assert {item.subject for item in said(ledger)} == expected


def test_the_offices_word_is_an_ordinary_source(ledger: Ledger) -> None:
    load(ledger, [link("org:a", "org:b", of="office", denied=True)], of=OFFICE, complete=False)
    assert only(ledger).statement.predicate is Relation.MEMBER_OF


def test_half_a_character_is_refused_and_nothing_is_written(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="half of a character"):
        load(ledger, [node("org:a"), fact("org:a", Property.NAME, "A \ud800")])
    assert said(ledger) == []
