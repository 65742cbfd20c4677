import pytest

from graph.errors import InvalidQuestion
from queries.majorities.council_positions import Position, Vote, read_position

A, B, F = Vote.AGAINST, Vote.ABSTAIN, Vote.FOR


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("for", (F, F, F)),
        ("lean-for", (A, F, F)),
        ("for?", (A, F, F)),
        ("Lean_For", (A, F, F)),
        ("unknown", (A, B, F)),
        ("?", (A, B, F)),
        ("lean-against", (A, A, F)),
        ("against?", (A, A, F)),
        ("against", (A, A, A)),
        ("abstain", (B, B, B)),
        ("abstain..for", (B, B, F)),
        ("against..abstain", (A, B, B)),
        ("lean-for..for", (A, F, F)),
        ("for..for", (F, F, F)),
    ],
)
def test_a_position_frames_three_cases(text: str, votes: tuple[Vote, Vote, Vote]) -> None:
    found = read_position(text)
    assert (found.low, found.middle, found.high) == votes
    assert found.is_open == (votes[0] != votes[2])


@pytest.mark.parametrize("worst", Position)
@pytest.mark.parametrize("best", Position)
def test_every_range_is_read_in_order_or_refused(worst: Position, best: Position) -> None:
    try:
        found = read_position(f"{worst}..{best}")
    except InvalidQuestion as error:
        assert f"{best}..{worst}" in str(error)
        return
    assert found.low <= found.middle <= found.high


@pytest.mark.parametrize("text", ["", "perhaps", "for..", "..", "absent"])
def test_what_is_no_position_names_those_that_are(text: str) -> None:
    with pytest.raises(InvalidQuestion, match="lean-against"):
        read_position(text)
