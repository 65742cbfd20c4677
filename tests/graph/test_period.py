from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.errors import InputError, NotADate
from graph.period import EndKind, Period, parse_date, parse_open_end, parse_partial

START, END = date(2024, 7, 16), date(2026, 1, 2)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MAYBE = st.none() | DAYS


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(MAYBE)
    kind = draw(st.sampled_from(EndKind))
    if kind is not EndKind.KNOWN:
        return Period(start, None, kind)
    return Period.between(start, draw(st.dates(start or date(1900, 1, 1), date(2100, 12, 31))))


def test_membership_ends_on_its_last_day() -> None:
    period = Period.between(START, END)
    assert period.contains(END)
    assert not period.contains(END + timedelta(days=1))


def test_membership_begins_on_its_first_day() -> None:
    period = Period.between(START, END)
    assert period.contains(START)
    assert not period.contains(START - timedelta(days=1))


@pytest.mark.parametrize("period", [Period.since(START), Period(START)])
def test_an_end_that_is_open_or_unknown_excludes_no_later_day(period: Period) -> None:
    assert period.contains(date(2099, 1, 1))


def test_an_unknown_start_excludes_no_earlier_day() -> None:
    assert Period.between(None, END).contains(date(1900, 1, 1))


def test_open_and_unknown_ends_are_told_apart() -> None:
    assert Period.since(START) != Period(START)


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (START, END, EndKind.OPEN),
        (START, END, EndKind.UNKNOWN),
        (START, None, EndKind.KNOWN),
        (END, START, EndKind.KNOWN),
    ],
)
def test_a_period_that_contradicts_itself_is_refused(
    start: date, end: date | None, kind: EndKind
) -> None:
    with pytest.raises(InputError):
        Period(start, end, kind)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period.between(START, END), "2024-07-16 – 2026-01-02"),
        (Period.on(START), "2024-07-16"),
        (Period.since(START), "2024-07-16 – still running"),
        (Period(START), "2024-07-16 – end not known"),
        (Period.between(None, END), "start not known – 2026-01-02"),
    ],
)
def test_a_period_reads_as_people_write_it(period: Period, words: str) -> None:
    assert period.describe() == words


@pytest.mark.parametrize("text", ["2024-07-16", " 2024-07-16 ", "2024-07-16T00:00:00+02:00"])
def test_a_date_is_read_with_or_without_time(text: str) -> None:
    assert parse_date(text) == START


@pytest.mark.parametrize("text", ["", "2024", "2024-13-01", "16.07.2024", "2024-07-16x", "nix"])
def test_what_is_no_date_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(NotADate, match="row 7"):
        parse_date(text, "row 7")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2015-12", date(2015, 12, 1), date(2015, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-06-30", date(2015, 6, 30), date(2015, 6, 30)),
        ("2015-06-30T10:00:00", date(2015, 6, 30), date(2015, 6, 30)),
    ],
)
def test_a_partial_date_is_its_first_and_last_day(text: str, first: date, last: date) -> None:
    assert parse_partial(text) == (first, last)


@pytest.mark.parametrize("text", ["15", "2015-13", "2015-02-30", "2015/06", ""])
def test_what_is_no_partial_date_is_refused(text: str) -> None:
    with pytest.raises(NotADate):
        parse_partial(text)


@pytest.mark.parametrize("end", [None, "", "9999-12-31", "9999-12-31T00:00:00"])
def test_every_way_to_write_no_end_yet_is_an_open_end(end: str | None) -> None:
    assert parse_open_end("2024-07-16", end) == Period.since(START)


def test_a_written_end_is_known() -> None:
    assert parse_open_end("2024-07-16", "2026-01-02") == Period.between(START, END)
    assert parse_open_end(None, "2026-01-02") == Period.between(None, END)


# -------------------------------------------------------------------- laws


@given(periods())
def test_a_period_contains_its_ends(period: Period) -> None:
    assert period.start is None or period.contains(period.start)
    assert period.end is None or period.contains(period.end)


@given(periods(), periods())
def test_overlapping_is_symmetric(one: Period, other: Period) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(periods())
def test_a_period_overlaps_itself(period: Period) -> None:
    assert period.overlaps(period)


@given(periods(), periods(), DAYS)
def test_periods_that_share_a_day_overlap(one: Period, other: Period, day: date) -> None:
    assume(one.contains(day) and other.contains(day))
    assert one.overlaps(other)


@given(periods(), periods())
def test_overlapping_periods_share_a_day(one: Period, other: Period) -> None:
    assume(one.overlaps(other))
    starts = [period.start for period in (one, other) if period.start]
    ends = [period.end for period in (one, other) if period.end]
    day = max(starts) if starts else min(ends, default=START)
    assert one.contains(day)
    assert other.contains(day)


@given(DAYS)
def test_a_written_date_reads_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_partial(day.isoformat()) == (day, day)
