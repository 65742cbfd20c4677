import pytest

from graph.errors import InputError
from graph.levels import Level, parse_level


def test_levels_rise_from_public_to_protected() -> None:
    assert [level.label for level in sorted(Level)] == ["public", "network", "office", "protected"]


@pytest.mark.parametrize("asking", Level)
@pytest.mark.parametrize("other", Level)
def test_a_level_sees_itself_and_everything_below(asking: Level, other: Level) -> None:
    assert asking.sees(other) == (int(other) <= int(asking))


@pytest.mark.parametrize("level", Level)
def test_a_level_is_read_in_any_case(level: Level) -> None:
    assert parse_level(f" {level.label.title()} ") is level


@pytest.mark.parametrize("text", ["", "secret", "0", "public,office"])
def test_an_unknown_level_is_refused_with_the_known_ones(text: str) -> None:
    with pytest.raises(InputError, match="public, network, office, protected"):
        parse_level(text)
