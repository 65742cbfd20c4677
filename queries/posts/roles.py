"""Words for posts, as people say them in English, and the Parliament's role codes behind them.

A closed table: what is not here is no role. Words are folded; plural and hyphens do not matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PostRole:
    """A role in a body or on a file.

    ``codes`` are tried in turn: a body that has a president has no chair, and the other way
    round. ``name`` and ``plural`` are how answers call it, ``words`` how people may.
    """

    name: str
    plural: str
    words: tuple[str, ...]
    codes: tuple[frozenset[str], ...]
    of_file: bool = False

    @property
    def every_code(self) -> frozenset[str]:
        """All codes, whichever comes first."""
        return frozenset().union(*self.codes)


_CHAIR = frozenset({"CHAIR", "CHAIR_CO"})
_PRESIDENT = frozenset({"PRESIDENT", "PRESIDENT_CO", "PRESIDENT_PARLIAMENT_STOA"})
_VICE_CHAIR = frozenset({"CHAIR_VICE", "CHAIR_VICE_FIRST", "CHAIR_VICE_BUREAU_TREASURER"})
_VICE_PRESIDENT = frozenset({"PRESIDENT_VICE", "PRESIDENT_VICE_SECOND"})
_TREASURER = frozenset({"TREASURER", "TREASURER_CO", "CHAIR_VICE_BUREAU_TREASURER"})
_FULL = frozenset({"MEMBER", "MEMBER_PARLIAMENT"})

MEMBER = PostRole(
    "member",
    "members",
    ("member", "full member", "mep"),
    (_FULL | _CHAIR | _PRESIDENT | _VICE_CHAIR | _VICE_PRESIDENT,),
)
"""Full members, those who lead the body among them; substitutes and observers are not."""

ROLES: tuple[PostRole, ...] = (
    PostRole(
        "chair",
        "chairs",
        ("chair", "chairperson", "chairman", "chairwoman"),
        (_CHAIR, _PRESIDENT),
    ),
    PostRole("co-chair", "co-chairs", ("co chair", "cochair"), (frozenset({"CHAIR_CO"}),)),
    PostRole(
        "vice-chair",
        "vice-chairs",
        ("vice chair", "vicechair", "vice chairperson", "vice chairman", "vice chairwoman"),
        (_VICE_CHAIR, _VICE_PRESIDENT),
    ),
    PostRole("president", "presidents", ("president",), (_PRESIDENT, _CHAIR)),
    PostRole(
        "vice-president",
        "vice-presidents",
        ("vice president", "vicepresident"),
        (_VICE_PRESIDENT, _VICE_CHAIR),
    ),
    PostRole("quaestor", "quaestors", ("quaestor",), (frozenset({"QUAESTOR"}),)),
    PostRole("treasurer", "treasurers", ("treasurer",), (_TREASURER,)),
    PostRole("coordinator", "coordinators", ("coordinator",), (frozenset({"COORDINATOR"}),)),
    PostRole(
        "substitute",
        "substitutes",
        ("substitute", "substitute member"),
        (frozenset({"MEMBER_SUBSTITUTE"}),),
    ),
    PostRole(
        "observer",
        "observers",
        ("observer",),
        (frozenset({"OBSERVER", "OBSERVER_SUBSTITUTE"}),),
    ),
    MEMBER,
    PostRole(
        "rapporteur",
        "rapporteurs",
        ("rapporteur", "co rapporteur"),
        (frozenset({"RAPPORTEUR", "RAPPORTEUR_CO"}),),
        of_file=True,
    ),
    PostRole(
        "shadow rapporteur",
        "shadow rapporteurs",
        ("shadow rapporteur", "shadow"),
        (frozenset({"RAPPORTEUR_SHADOW"}),),
        of_file=True,
    ),
    PostRole(
        "rapporteur for the opinion",
        "rapporteurs for the opinion",
        ("rapporteur for the opinion", "rapporteur for opinion", "opinion rapporteur"),
        (frozenset({"RAPPORTEUR_OPINION"}),),
        of_file=True,
    ),
    PostRole(
        "shadow rapporteur for the opinion",
        "shadow rapporteurs for the opinion",
        (
            "shadow rapporteur for the opinion",
            "shadow rapporteur for opinion",
            "shadow for the opinion",
            "opinion shadow",
        ),
        (frozenset({"RAPPORTEUR_SHADOW_OPINION"}),),
        of_file=True,
    ),
)

BY_WORDS = {words: role for role in ROLES for words in role.words}
LONGEST = max(len(words.split()) for words in BY_WORDS)
"""Words of the longest role."""


def role_called(words: Sequence[str]) -> PostRole | None:
    """Give the role of some folded words, singular or plural; None where there is none."""
    return BY_WORDS.get(" ".join(_singular(word) for word in words))


def _singular(word: str) -> str:
    if word.endswith(("chairmen", "chairwomen")):
        return f"{word[:-2]}an"
    return word[:-1] if word.endswith("s") and len(word) > 3 else word
