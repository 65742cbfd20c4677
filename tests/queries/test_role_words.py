import re
from pathlib import Path

import pytest

from graph.model import Relation
from queries.role_words import _ROLES, role_with_article, role_words, tie_words


@pytest.mark.parametrize(
    ("relation", "role", "said"),
    [
        (Relation.RAPPORTEUR_FOR, "RAPPORTEUR_SHADOW", "shadow rapporteur for"),
        (Relation.RESPONSIBLE_FOR, "COMMITTEE_LEAD", "lead committee for"),
        (Relation.MEMBER_OF, "CHAIR_VICE", "vice-chair of"),
        (Relation.MEMBER_OF, None, "member of"),
        (Relation.MEMBER_OF, "TROIKA", "troika of"),
        (Relation.TOOK_PART_IN, "PARTNER", "took part in, partner"),
        (Relation.REPRESENTS, None, "represents"),
        (Relation.CONTACT_OF, "joint_letter", "joint letter"),
        (Relation.CONTACT_OF, "co_attendance", "same event"),
        (Relation.CONTACT_OF, None, "contact"),
    ],
)
def test_tie_reads_from_one_end_to_the_other(
    relation: Relation, role: str | None, said: str
) -> None:
    assert tie_words(relation, role) == said


def test_role_without_words_is_written_small_and_has_no_article() -> None:
    assert role_words("CHAIR_VICE_BUREAU_TREASURER") == "chair vice bureau treasurer"
    assert role_with_article("CHAIR_VICE_BUREAU_TREASURER") is None
    assert role_words(None) == ""


def test_of_what_many_are_somebody_is_one() -> None:
    assert role_with_article("MEMBER_BUREAU") == "a member of the bureau"
    assert role_with_article("CHAIR") == "chair"


def test_the_workbench_says_roles_in_the_same_words() -> None:
    texts = Path(__file__).parents[2] / "workbench/src/parts/texts.ts"
    listed = re.findall(r'"role\.(\w+)": "(.*)",', texts.read_text(encoding="utf-8"))
    said = {code: words for code, words in listed if code != "unknown"}
    assert said == {code: role_words(code) for code in said}
    # Of a code that is not listed there, the workbench writes its own letters small.
    plain = {code for code in _ROLES if role_words(code) == code.lower().replace("_", " ")}
    assert _ROLES.keys() - plain == said.keys()
