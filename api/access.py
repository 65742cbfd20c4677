"""Who may do what: roles, callers, and the role that each route declares.

A route that declares no role is closed to everybody: forgetting is safe. Levels say what a caller
may see (``graph.levels``), roles what a caller may do; neither gives the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from graph.errors import InputError
from graph.levels import Level

_Endpoint = TypeVar("_Endpoint", bound=Callable[..., object])
_MARK = "needed_role"
_OPEN = "open_to_all"


class Role(IntEnum):
    """Viewer < analyst < editor < admin; each may do what those before it may."""

    VIEWER = 0
    ANALYST = 1
    EDITOR = 2
    ADMIN = 3

    @property
    def label(self) -> str:
        """Name in lower case, as people and files write it."""
        return self.name.lower()


ROLE_MEANING = {
    Role.VIEWER: "asks questions and looks at pictures",
    Role.ANALYST: "also asks in Cypher, and exports the graph",
    Role.EDITOR: "also writes: contacts, notes, judgements, saved questions",
    Role.ADMIN: "also keeps tokens, refreshes sources, erases, reads the audit",
}


def parse_role(text: str) -> Role:
    """Read a role's name, in any case.

    Raises:
        InputError: the text names no role.
    """
    try:
        return Role[text.strip().upper()]
    except KeyError:
        msg = f"{text!r} is no role. Expected one of: {', '.join(role.label for role in Role)}."
        raise InputError(msg) from None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request, once that is proven.

    ``id`` stays the same from one request to the next and is what jobs and idempotency keys
    belong to; ``name`` is for people. ``questions`` are the only named ones that may be asked
    (empty: everything that the role may). ``is_local``: the owner of this machine, without token.
    """

    id: str
    name: str
    role: Role
    level: Level
    questions: frozenset[str] = frozenset()
    is_local: bool = False

    def may(self, role: Role) -> bool:
        """Say whether this caller may do what needs a role."""
        return self.role >= role

    @property
    def is_admin(self) -> bool:
        """Say whether this caller keeps the service."""
        return self.role is Role.ADMIN

    def may_ask_at(self, path: str) -> bool:
        """Say whether a caller bound to some questions may use an address."""
        if not self.questions or path in OPEN_TO_BOUND:
            return True
        start, _, name = path.rpartition("/")
        return start in QUESTION_PATHS and name in self.questions


QUESTION_PATHS = frozenset({"/ask", "/questions"})
"""Where named questions live: ``/ask/NAME`` and its form."""

OPEN_TO_BOUND = frozenset({"/health", "/ask", "/questions", "/openapi.json", "/credits"})
"""What a token that is bound to some questions may use besides them."""


def needs(role: Role) -> Callable[[_Endpoint], _Endpoint]:
    """Declare the role that a route needs; stands directly above the function.

    ::

        @router.get("/health")
        @needs(Role.VIEWER)
        def health(...): ...
    """

    def declared(endpoint: _Endpoint) -> _Endpoint:
        setattr(endpoint, _MARK, role)
        return endpoint

    return declared


def open_to_all(endpoint: _Endpoint) -> _Endpoint:
    """Declare that a route gives nothing but code of ours: no token is asked for or looked at.

    The page that asks for a token must be had without one.
    """
    setattr(endpoint, _OPEN, True)
    return endpoint


def is_open_to_all(endpoint: object) -> bool:
    """Say whether a route gives nothing but code."""
    return getattr(endpoint, _OPEN, False) is True


def needed_role(endpoint: object) -> Role | None:
    """Read what a route function declared; None: nothing, so nobody may use it."""
    role = getattr(endpoint, _MARK, None)
    return role if isinstance(role, Role) else None
