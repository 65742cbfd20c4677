"""Every route of an application with the role that it declares; and which one a request means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute, compile_path

from api.access import Role, is_open_to_all, needed_role


@dataclass(frozen=True, slots=True)
class Operation:
    """One route. ``role`` None: it declares none, so nobody may use it.

    ``is_open``: it gives code of ours and nothing else, to whoever asks.
    """

    template: str
    methods: frozenset[str]
    name: str
    role: Role | None
    pattern: re.Pattern[str]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """No operation: an unknown address, or a method that it does not take."""

    allowed: tuple[str, ...] = ()


def operations(routes: Sequence[BaseRoute]) -> tuple[Operation, ...]:
    """Give every route, in the order in which they are tried."""
    found = []
    for route in iter_route_contexts(list(routes)):
        path = str(route.path)
        found.append(
            Operation(
                path,
                frozenset(route.methods or ()),
                str(route.name),
                needed_role(route.endpoint),
                compile_path(path)[0],
                is_open_to_all(route.endpoint),
            )
        )
    return tuple(found)


def operation_of(known: Sequence[Operation], method: str, path: str) -> Operation | Wrong:
    """Give the operation that a request means."""
    allowed: set[str] = set()
    for one in known:
        if one.pattern.match(path):
            if method in one.methods:
                return one
            allowed |= one.methods
    return Wrong(tuple(sorted(allowed)))
