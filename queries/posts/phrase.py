"""Reading "vice-chairs of LIBE for the S&D" as a role, a body and a group; nothing is looked up.

What it must not do: decide whether such a body or a holder exists.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.identifiers import fold
from queries.posts.roles import LONGEST, PostRole, role_called

LINKS = frozenset({"of", "for", "in", "on", "at", "to", "from"})
_GROUP_LINKS = frozenset({"for", "from", "of"})
_ARTICLES = frozenset({"the", "a", "an", "all", "our"})
_JOINED = re.compile(r"(?<!\S)(vice|co)-(?=\w)", re.IGNORECASE)

_POSSESSIVE = re.compile("['\u2019]s?$")

IsGroup = Callable[[str], bool]
"""Says whether a text names a political group."""


@dataclass(frozen=True, slots=True)
class PostPhrase:
    """What was read: ``body`` and ``group`` as they were written, empty where none was.

    ``leads`` says that the role stood first, so that nothing but a post can be meant.
    """

    role: PostRole
    body: str
    group: str
    leads: bool


def read_phrase(text: str, is_group: IsGroup) -> PostPhrase | None:
    """Read a text as a post, or give None where it is none.

    Read are ROLE of BODY, BODY ROLE, GROUP ROLE of BODY, ROLE for GROUP on BODY and ROLE of BODY
    for GROUP; the longest role counts.
    """
    words = _plain(_JOINED.sub(r"\1 ", text).split())
    folded = [fold(word).strip(",.;") for word in words]
    for size in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            role = role_called(folded[start : start + size])
            if role:
                return _around(role, words[:start], words[start + size :], is_group)
    return None


def splits(text: str) -> tuple[tuple[str, str], ...]:
    """Give each way to read a text as "role of body" for a role that no table knows."""
    words = _plain(text.split())
    return tuple(
        (" ".join(words[:place]), _joined(words[place + 1 :]))
        for place, word in enumerate(words)
        if word.casefold() in ("of", "for") and 0 < place < len(words) - 1
    )


def _around(
    role: PostRole, before: list[str], behind: list[str], is_group: IsGroup
) -> PostPhrase | None:
    group = _joined(before)
    if before and behind:
        led = behind[0].casefold() in LINKS and is_group(group)
        return PostPhrase(role, _joined(behind[1:]), group, leads=True) if led else None
    if before:
        return PostPhrase(role, _POSSESSIVE.sub("", group), "", leads=False)
    if not behind:
        return PostPhrase(role, "", "", leads=True)
    if behind[0].casefold() not in LINKS:
        # "President Metsola" is a person; a file's number cannot be one.
        sure = role.of_file and any(char.isdigit() for char in behind[0])
        behind = ["of", *behind] if sure else []
    return _body_and_group(role, behind, is_group) if behind else None


def _body_and_group(role: PostRole, behind: list[str], is_group: IsGroup) -> PostPhrase:
    link, rest = behind[0].casefold(), behind[1:]
    for place, word in enumerate(rest):
        left, right = _joined(rest[:place]), _joined(rest[place + 1 :])
        if left and right and word.casefold() in LINKS:
            if word.casefold() in _GROUP_LINKS and is_group(right):
                return PostPhrase(role, left, right, leads=True)
            if link in _GROUP_LINKS and is_group(left):
                return PostPhrase(role, right, left, leads=True)
    body = _joined(rest)
    if role.of_file and is_group(body):
        return PostPhrase(role, "", body, leads=True)
    return PostPhrase(role, body, "", leads=True)


def _plain(words: list[str]) -> list[str]:
    while words and words[0].casefold() in _ARTICLES:
        words = words[1:]
    return words


def _joined(words: list[str]) -> str:
    return " ".join(_plain(words))
