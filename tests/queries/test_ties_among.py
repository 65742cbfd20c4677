from datetime import timedelta

import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.snapshot import Snapshot, TieFilter
from queries.measures.ties_among import invented_note, perhaps_ties_among, ties_among
from tests.factories import DAY, contact, merged, person

GRAPH = merged(
    [person(name) for name in "abcd"],
    [
        contact("a", "b", intensity=0.8),
        contact("b", "c", intensity=0.2, invented=True),
        contact("c", "d", DAY + timedelta(days=1)),
    ],
)
SNAPSHOT = Snapshot.build(GRAPH)


def test_only_ties_within_the_set_count() -> None:
    among = ties_among(SNAPSHOT, ["b", "a", "d"], DAY)
    assert among.ids == ("a", "b", "d")
    assert among.tied.tolist() == [[False, True, False], [True, False, False], [False] * 3]
    assert among.strengths[0, 1] == pytest.approx(0.5507, abs=1e-4)
    assert among.tie_count == 1


def test_day_filter_and_least_strength_leave_ties_out() -> None:
    assert ties_among(SNAPSHOT, "abcd", DAY).tie_count == 2
    assert ties_among(SNAPSHOT, "abcd", DAY + timedelta(days=1)).tie_count == 3
    assert ties_among(SNAPSHOT, "abcd", DAY, least=0.5).tie_count == 1
    real = TieFilter(include_invented=False)
    assert ties_among(SNAPSHOT, "abcd", DAY, real).tie_count == 1


def test_a_set_without_ties_is_refused_and_says_why() -> None:
    with pytest.raises(InvalidQuestion, match=r"None of the 2 in the set .* 2026-06-01"):
        ties_among(SNAPSHOT, "ad", DAY)
    with pytest.raises(InvalidQuestion, match=r"of strength 0\.9 or more"):
        ties_among(SNAPSHOT, "ab", DAY, least=0.9)
    assert perhaps_ties_among(SNAPSHOT, "ad", DAY).tie_count == 0


@pytest.mark.parametrize("names", ["", "a"])
def test_too_small_a_set_is_refused(names: str) -> None:
    with pytest.raises(InvalidQuestion, match=f"has {len(names)} members"):
        ties_among(SNAPSHOT, names, DAY)


def test_a_stranger_is_refused_by_name() -> None:
    with pytest.raises(UnknownEntity, match="'z'"):
        ties_among(SNAPSHOT, "az", DAY)


def test_invented_ties_are_told_only_where_they_count() -> None:
    everything, real = TieFilter(), TieFilter(include_invented=False)
    (note,) = invented_note(SNAPSHOT, DAY, everything)
    assert "INVENTED" in note
    assert invented_note(SNAPSHOT, DAY, everything, "bc") == (note,)
    assert invented_note(SNAPSHOT, DAY, everything, "ab") == ()
    assert invented_note(SNAPSHOT, DAY, real) == ()
    assert invented_note(SNAPSHOT, DAY - timedelta(days=1), everything) == ()
