"""A source that is asked page by page, described as data, so that a new one needs no code.

Apart from what fetches it (``live``): who only lists loaders needs no network client.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: an address, with JSON parts to post as a form (None: a GET)."""

    url: str
    parts: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Paged:
    """A source in pages.

    ``page`` gives the request of a page, from 0 on. ``items`` are the keys that lead to the list
    of an answer, such as ``("results", "bindings")``; ``total`` those that lead to how many there
    are in all (None: not stated). ``hosts`` are others that the publisher may lead to.
    """

    what: str
    page: Callable[[int], Asked]
    items: tuple[str, ...]
    total: tuple[str, ...] | None = None
    hosts: tuple[str, ...] = ()
