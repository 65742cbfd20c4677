"""Roles and ties in words that people use: codes such as CHAIR_VICE are for programs.

One list for sentences, pictures and changes, so that all say the same. A code that is not here is
written in small letters. What it must not do: judge what a role is worth.
"""

from functools import lru_cache

from graph.model import Relation

_ROLES = {
    "MEMBER": "member",
    "MEMBER_SUBSTITUTE": "substitute member",
    "MEMBER_PARLIAMENT": "member",
    "MEMBER_BUREAU": "member of the bureau",
    "CHAIR": "chair",
    "CHAIR_CO": "co-chair",
    "CHAIR_VICE": "vice-chair",
    "CHAIR_WORKING_GROUP": "chair of a working group",
    "PRESIDENT": "president",
    "PRESIDENT_CO": "co-president",
    "PRESIDENT_VICE": "vice-president",
    "PRESIDENCY": "presidency",
    "TREASURER_CO": "co-treasurer",
    "RAPPORTEUR": "rapporteur",
    "RAPPORTEUR_SHADOW": "shadow rapporteur",
    "RAPPORTEUR_OPINION": "rapporteur for the opinion",
    "RAPPORTEUR_SHADOW_OPINION": "shadow rapporteur for the opinion",
    "COMMITTEE_LEAD": "lead committee",
    "COMMITTEE_OPINION": "committee for an opinion",
    "STEERING": "member of the steering group",
    "co_attendance": "same event",
    "co_authored": "text written together",
}
_OF_MANY = ("MEMBER", "MEMBER_SUBSTITUTE", "MEMBER_PARLIAMENT", "MEMBER_BUREAU", "STEERING")
"""Roles that several hold in a body: of these somebody is one."""

_BEHIND = {
    Relation.MEMBER_OF: "of",
    Relation.RAPPORTEUR_FOR: "for",
    Relation.RESPONSIBLE_FOR: "for",
}
"""What stands between a role and what it is a role in."""


def role_words(code: str | None) -> str:
    """Write a role as people say it; nothing where none is stated."""
    return "" if code is None else _ROLES.get(code, code.replace("_", " ").lower())


def role_with_article(code: str) -> str | None:
    """Write what somebody is by a role: "a member", "chair"; None where it has no words here."""
    if code not in _ROLES:
        return None
    return f"a {_ROLES[code]}" if code in _OF_MANY else _ROLES[code]


@lru_cache(maxsize=1024)
def tie_words(relation: Relation, role: str | None) -> str:
    """Name a tie so that it can be read from subject to object: "shadow rapporteur for"."""
    plain = relation.value.replace("_", " ").lower()
    if relation is Relation.CONTACT_OF:
        return role_words(role) or "contact"
    if not role:
        return plain
    between = _BEHIND.get(relation)
    return f"{role_words(role)} {between}" if between else f"{plain}, {role_words(role)}"
