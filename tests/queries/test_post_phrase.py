import pytest

from queries.posts.phrase import read_phrase, splits
from queries.posts.roles import BY_WORDS, ROLES, role_called

GROUPS = {"S&D", "EPP", "Greens", "The Left"}


def read(text: str) -> tuple[str, str, str] | None:
    phrase = read_phrase(text, lambda part: part in GROUPS)
    return (phrase.role.name, phrase.body, phrase.group) if phrase else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("chair of DROI", ("chair", "DROI", "")),
        ("The Chairwoman of the Committee on Fisheries", ("chair", "Committee on Fisheries", "")),
        ("vice-chairs of LIBE", ("vice-chair", "LIBE", "")),
        ("Vice Chairmen of LIBE", ("vice-chair", "LIBE", "")),
        ("Co-Chairs of the Greens", ("co-chair", "Greens", "")),
        ("coordinators", ("coordinator", "", "")),
        ("all members of DROI", ("member", "DROI", "")),
        ("substitute members in LIBE", ("substitute", "LIBE", "")),
        ("LIBE's chair", ("chair", "LIBE", "")),
        ("EP president", ("president", "EP", "")),
        ("EPP members of LIBE", ("member", "LIBE", "EPP")),
        ("members of LIBE for the EPP", ("member", "LIBE", "EPP")),
        ("chair of S&D", ("chair", "S&D", "")),
        ("rapporteur of 2025/0059", ("rapporteur", "2025/0059", "")),
        ("shadow 2025/0059", ("shadow rapporteur", "2025/0059", "")),
        ("shadow of 2025/0059 for S&D", ("shadow rapporteur", "2025/0059", "S&D")),
        ("shadow for S&D on 2025/0059", ("shadow rapporteur", "2025/0059", "S&D")),
        ("S&D shadow on 2025/0059", ("shadow rapporteur", "2025/0059", "S&D")),
        ("shadow for S&D", ("shadow rapporteur", "", "S&D")),
        (
            "rapporteur for the opinion on 2025/0059",
            ("rapporteur for the opinion", "2025/0059", ""),
        ),
        ("members of the Centre for Human Rights", ("member", "Centre for Human Rights", "")),
    ],
)
def test_phrase_is_read_as_role_body_and_group(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    ["DROI", "Murielle Laurent", "President Metsola", "2025/0059", "", "Chairs Ltd of DROI"],
)
def test_what_names_no_post_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_every_word_of_a_role_is_read_in_singular_and_plural(role: object) -> None:
    for words, own in BY_WORDS.items():
        if own is role:
            *first, last = words.split()
            assert role_called(words.split()) is role
            plural = last.replace("man", "men") if last.endswith("man") else f"{last}s"
            if last not in ("opinion",):
                assert role_called([*first, plural]) is role


def test_an_unknown_role_can_be_split_wherever_it_says_of() -> None:
    assert splits("the head of unit of DG HOME") == (
        ("head", "unit of DG HOME"),
        ("head of unit", "DG HOME"),
    )
