from graph.ledger_read import Load
from queries.changes.sources import SourceNews, is_overdue, notes, source_news, summary
from tests.graph.factories import moment, source

SINCE = moment(10)
TODAY = moment(31).date()
SOURCES = {"register": source(), "meetings": source("meetings")}


def loaded(of: str, day: int, status: str = "success") -> Load:
    read = moment(day) if status in ("success", "unchanged") else None
    return Load(day, of, status, read, moment(day), True, 0, 0, 0, 0, "")


def news(*loads: Load, every: int | None = 30) -> dict[str, SourceNews]:
    due = dict.fromkeys(SOURCES, every)
    return {one.id: one for one in source_news(SOURCES, loads, SINCE, TODAY, due)}


def test_a_source_that_was_not_read_since_is_unknown_and_never_unchanged() -> None:
    found = news(loaded("register", 1), loaded("meetings", 1), loaded("meetings", 20, "unchanged"))
    assert not found["register"].refreshed
    assert found["register"].said == (
        "register: not refreshed since 2026-01-02: changes there are unknown."
    )
    assert found["meetings"].refreshed
    told = summary(tuple(found.values()), 0, "then")
    assert told == (
        "No change is known since then, from the 1 of 2 sources that were read since; changes in "
        "the others are unknown."
    )
    assert "nothing changed" not in told.casefold()
    assert notes(found.values()) == (
        "Not refreshed, so that changes there are unknown; last read: register (2026-01-02).",
    )


def test_tries_that_failed_are_told_and_do_not_count_as_read() -> None:
    found = news(
        loaded("register", 1),
        loaded("register", 12, "failed"),
        loaded("register", 13, "unavailable"),
        loaded("register", 14, "unavailable"),
        loaded("meetings", 11, "failed"),
    )
    one, other = found["register"], found["meetings"]
    assert (one.reads, one.failed, one.unavailable, one.refreshed) == (0, 1, 2, False)
    assert "1 try since failed. It was unavailable 2 times since." in one.said
    assert (other.read_now, other.age_days) == (None, None)
    assert other.said.startswith("meetings: was never read: what it would say is unknown.")


def test_before_and_now_are_the_last_successes() -> None:
    found = news(loaded("register", 1), loaded("register", 9), loaded("register", 15))["register"]
    assert (found.read_before, found.read_now) == (moment(9).date(), moment(15).date())
    assert (found.reads, found.age_days) == (1, 16)
    first = news(loaded("register", 15))["register"]
    assert "read for the first time" in first.said


def test_a_source_is_overdue_by_its_own_measure_only() -> None:
    assert news(loaded("register", 1), every=7)["register"].overdue
    assert not news(loaded("register", 1), every=30)["register"].overdue
    assert not news(loaded("register", 1), every=None)["register"].overdue
    assert is_overdue(None, 7)
    assert "should be read every 7 days" in news(loaded("register", 1), every=7)["register"].said


def test_a_read_at_the_very_moment_lies_before_it() -> None:
    assert not news(loaded("register", 10))["register"].refreshed


def test_all_read_and_nothing_different_says_of_how_many() -> None:
    found = news(loaded("register", 15), loaded("meetings", 15))
    told = summary(tuple(found.values()), 0, "then")
    assert told == "No change is known since then; all 2 sources were read since."


def test_where_knowledge_begins_later_the_summary_says_since_when_sources_count() -> None:
    read = list(news(loaded("register", 1), loaded("register", 20)).values())
    assert summary(read, 2, "2026-01-01", "2026-01-11") == (
        "2 changes are known since 2026-01-01, from the 1 of 2 sources that were read since "
        "2026-01-11; changes in the others are unknown."
    )
