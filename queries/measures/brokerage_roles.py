"""Gould-Fernandez roles: between which groups somebody stands in the middle.

Gould and Fernandez, Structures of Mediation, Sociological Methodology 19 (1989): over open
2-paths a, v, b (v tied to both, a not tied to b) by the groups of the three. Ties here have no
direction, so each counts as one each way, as R's ``sna::brokerage`` does with a symmetric matrix:
every pair counts twice, and gatekeeper equals representative. What it must not do: weigh ties.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from graph.errors import InvalidQuestion
from graph.snapshot import Snapshot
from graph.strength import Flags, Ints
from queries.measures.ties_among import TiesAmong
from queries.results import ActorRef
from queries.routing.explain import actor


class Role(StrEnum):
    """A role by the groups of a, v and b."""

    COORDINATOR = "coordinator"
    ITINERANT = "itinerant"
    GATEKEEPER = "gatekeeper"
    REPRESENTATIVE = "representative"
    LIAISON = "liaison"


PATTERNS: Mapping[Role, str] = {
    Role.COORDINATOR: "A-A-A",
    Role.ITINERANT: "A-B-A",
    Role.GATEKEEPER: "A-B-B",
    Role.REPRESENTATIVE: "A-A-B",
    Role.LIAISON: "A-B-C",
}
"""The groups of a, v and b in each role."""


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How often somebody plays a role.

    ``count`` is raw, each pair counted in both directions; ``expected`` what a random network of
    the same group sizes and density would give; ``ratio`` the first by the second, None where
    nothing is expected.
    """

    role: Role
    count: int
    expected: float
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Brokering:
    """One member of the set with their counts, in the order of ``Role``."""

    actor: ActorRef
    group: str
    ties: int
    total: int
    roles: tuple[RoleCount, ...]


@dataclass(frozen=True, slots=True)
class BrokerageAnswer:
    """Roles of all in the set, most open pairs first, then by identifier.

    ``density`` is the share of all pairs that are tied, 0–1. ``ungrouped`` were left out since
    their group is not known, or is not one.
    """

    grouping: str
    as_of: date
    groups: tuple[tuple[str, int], ...]
    ties: int
    density: float
    members: tuple[Brokering, ...]
    ungrouped: tuple[ActorRef, ...]
    notes: tuple[str, ...] = ()


def brokerage_roles(
    snapshot: Snapshot,
    among: TiesAmong,
    groups: Mapping[str, str],
    grouping: str,
    as_of: date,
    ungrouped: tuple[str, ...] = (),
) -> BrokerageAnswer:
    """Count roles within a set; ``groups`` gives the group of each of ``among.ids``.

    Raises:
        InvalidQuestion: all belong to one group, so nobody stands between two.
    """
    sizes = Counter(groups[name] for name in among.ids)
    if len(sizes) < 2:
        msg = (
            f"All {len(among.ids)} in the set are of one group by {grouping} "
            f"({next(iter(sizes))}). Choose another grouping or a larger set."
        )
        raise InvalidQuestion(msg)
    numbers = {name: place for place, name in enumerate(sorted(sizes))}
    codes = np.array([numbers[groups[name]] for name in among.ids], dtype=np.int64)
    tied = among.tied
    density = 2 * among.tie_count / (len(among.ids) * (len(among.ids) - 1))
    found = []
    for place, name in enumerate(among.ids):
        counts = role_counts(tied, codes, place)
        expected = expected_counts(sizes, groups[name], density)
        found.append(
            Brokering(
                actor=actor(snapshot, name),
                group=groups[name],
                ties=int(np.count_nonzero(tied[place])),
                total=sum(counts.values()),
                roles=tuple(_counted(role, counts[role], expected[role]) for role in Role),
            )
        )
    found.sort(key=lambda one: (-one.total, one.actor.id))
    return BrokerageAnswer(
        grouping=grouping,
        as_of=as_of,
        groups=tuple(sorted(sizes.items())),
        ties=among.tie_count,
        density=density,
        members=tuple(found),
        ungrouped=tuple(actor(snapshot, name) for name in sorted(ungrouped)),
        notes=(
            "Ties have no direction: each pair counts both ways, and gatekeeper equals "
            "representative. Halve a count for pairs.",
            "Expected: a random network of the same group sizes and density.",
        ),
    )


def role_counts(tied: Flags, codes: Ints, member: int) -> dict[Role, int]:
    """Count the open 2-paths through one member by role, both directions of each pair."""
    around = np.flatnonzero(tied[member])
    groups, own = codes[around], codes[member]
    open_ = ~tied[np.ix_(around, around)]
    np.fill_diagonal(open_, False)
    inside = groups == own
    same = groups[:, None] == groups[None, :]
    outside = ~inside[:, None] & ~inside[None, :]
    masks = {
        Role.COORDINATOR: inside[:, None] & inside[None, :],
        Role.ITINERANT: outside & same,
        Role.GATEKEEPER: ~inside[:, None] & inside[None, :],
        Role.REPRESENTATIVE: inside[:, None] & ~inside[None, :],
        Role.LIAISON: outside & ~same,
    }
    return {role: int(np.count_nonzero(open_ & mask)) for role, mask in masks.items()}


def expected_counts(sizes: Mapping[str, int], group: str, density: float) -> dict[Role, float]:
    """Give what each role would count in a random network, for a member of a group.

    Each two are tied with probability ``density``, so an ordered pair of others is an open path
    with density² (1 − density); the rest is how many such pairs the groups hold.
    """
    own = sizes[group] - 1
    others = [size for name, size in sizes.items() if name != group]
    rest, same = sum(others), sum(size * (size - 1) for size in others)
    pairs = {
        Role.COORDINATOR: own * (own - 1),
        Role.ITINERANT: same,
        Role.GATEKEEPER: rest * own,
        Role.REPRESENTATIVE: own * rest,
        Role.LIAISON: rest * (rest - 1) - same,
    }
    chance = density**2 * (1 - density)
    return {role: count * chance for role, count in pairs.items()}


def _counted(role: Role, count: int, expected: float) -> RoleCount:
    return RoleCount(role, count, expected, count / expected if expected > 0 else None)
