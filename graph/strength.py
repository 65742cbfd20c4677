"""Tie strength: which tie counts how much on a day, as data and a few formulas.

The rules are ``TieModel``; ``docs/strength.md`` says them in words. Contacts are events that fade
(after tie-decay networks, Ahmad, Porter and Beguerisse-Díaz, arXiv:1805.00193); structural ties
hold while they are valid. All defaults are conventions of ours, to be edited, not findings.
What it must not do: look at a graph, or call a strength a probability of success.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.model import Classification, Kind, Relation

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

MICRO = 1_000_000
"""Micro-nats in a nat."""


class Relay(StrEnum):
    """How a node may stand between two others in a route.

    *actor* passes a request on itself; *shared* is a small body whose members reach each other
    directly; *never* stands at the start or the end only.
    """

    ACTOR = "actor"
    SHARED = "shared"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """How a kind of contact counts: half-life in days; strength of one event on its day, 0–1."""

    half_life_days: int
    intensity: float


_CHANNELS = MappingProxyType(
    {
        "meeting": ChannelRule(365, 0.70),
        "call": ChannelRule(365, 0.50),
        "email": ChannelRule(180, 0.30),
        "co_attendance": ChannelRule(180, 0.15),
        "joint_letter": ChannelRule(730, 0.40),
        "co_authored": ChannelRule(730, 0.60),
        "former_colleague": ChannelRule(1460, 0.50),
    }
)

# LOCATED_IN, REPRESENTS, STANDS_ON and VOTED say where and for what somebody stands, not whom they
# know; REFERENCE_FOR is a choice of the office; to sign, take part or fund is no acquaintance;
# DECIDES_ON says what a vote was about;
# VERSION_OF says that two nodes are one body. None of them is a step.
_FIXED = MappingProxyType(
    {
        (Relation.MEMBER_OF, None): 0.50,
        (Relation.MEMBER_OF, "CHAIR"): 0.80,
        (Relation.MEMBER_OF, "CHAIR_CO"): 0.80,
        (Relation.MEMBER_OF, "PRESIDENT"): 0.80,
        (Relation.MEMBER_OF, "CHAIR_VICE"): 0.65,
        (Relation.MEMBER_OF, "PRESIDENT_VICE"): 0.65,
        (Relation.MEMBER_OF, "MEMBER_SUBSTITUTE"): 0.35,
        (Relation.MEMBER_OF, "OBSERVER"): 0.30,
        (Relation.HOLDS, None): 0.95,
        (Relation.POST_IN, None): 0.90,
        (Relation.SUB_ORGANIZATION_OF, None): 0.80,
        (Relation.RAPPORTEUR_FOR, None): 0.80,
        (Relation.RAPPORTEUR_FOR, "RAPPORTEUR"): 0.90,
        (Relation.RAPPORTEUR_FOR, "RAPPORTEUR_SHADOW_OPINION"): 0.60,
        (Relation.RESPONSIBLE_FOR, None): 0.50,
        (Relation.MANAGES, None): 0.50,
    }
)

_BY_CLASSIFICATION = MappingProxyType(
    {
        Classification.NGO: Relay.ACTOR,
        Classification.NETWORK: Relay.ACTOR,
        Classification.CENTRE: Relay.ACTOR,
        Classification.OFFICE: Relay.ACTOR,
        Classification.MEP: Relay.ACTOR,
        Classification.OFFICIAL: Relay.ACTOR,
        Classification.DELEGATION: Relay.SHARED,
        Classification.SUBCOMMITTEE: Relay.SHARED,
        Classification.INTERGROUP: Relay.SHARED,
        Classification.NATIONAL_PARTY: Relay.SHARED,
        Classification.GOVERNING_BODY: Relay.SHARED,
        Classification.WORKING_PARTY: Relay.SHARED,
    }
)

_BY_KIND = MappingProxyType(
    {
        Kind.PERSON: Relay.ACTOR,
        Kind.POST: Relay.ACTOR,
        Kind.DOSSIER: Relay.SHARED,
        Kind.EVENT: Relay.NEVER,
        Kind.CALL: Relay.NEVER,
        Kind.AREA: Relay.NEVER,
        Kind.CONCEPT: Relay.NEVER,
    }
)

STEPS = frozenset(relation for relation, _ in _FIXED)
"""Relations that can be a step of a route; contacts are counted apart."""

BANDS = ("strong", "medium", "weak")
"""Names of bands, strongest first; what reaches none of them is cold."""

_SHADOW_TEAM = frozenset({None, "RAPPORTEUR", "RAPPORTEUR_CO", "RAPPORTEUR_SHADOW"})


@dataclass(frozen=True, slots=True)
class TieModel:
    """Every number and rule behind a strength.

    ``channels`` are the contacts; ``other_channel`` counts for a channel not listed. ``fixed`` is
    the strength of a structural tie by relation and role (role None: every other role); a
    relation without entry is no step. ``beta`` is the factor of each hop. ``bands`` are lower
    bounds, strongest first. Bodies above ``shared_max`` members on the day introduce nobody.
    ``unknown_end_half_life`` is in days.
    """

    channels: Mapping[str, ChannelRule] = field(default_factory=lambda: _CHANNELS)
    other_channel: ChannelRule = ChannelRule(180, 0.20)
    fixed: Mapping[tuple[Relation, str | None], float] = field(default_factory=lambda: _FIXED)
    by_classification: Mapping[Classification, Relay] = field(
        default_factory=lambda: _BY_CLASSIFICATION
    )
    by_kind: Mapping[Kind, Relay] = field(default_factory=lambda: _BY_KIND)
    unknown_end_half_life: int = 1460
    shared_max: int = 60
    beta: float = 0.9
    floor: float = 0.0005
    ceiling: float = 0.98
    bands: tuple[tuple[float, str], ...] = ((0.6, "strong"), (0.3, "medium"), (0.1, "weak"))
    last_band: str = "cold"
    introduction: float = 0.45

    def __post_init__(self) -> None:
        """Refuse numbers under which a step would be free, endless, negative or unnamed."""
        rules = [*self.channels.values(), self.other_channel]
        shares = [rule.intensity for rule in rules]
        shares += [self.beta, self.introduction, *self.fixed.values()]
        counts = [rule.half_life_days for rule in rules]
        counts += [self.unknown_end_half_life, self.shared_max]
        within = 0 < self.floor < self.ceiling < 1 and all(0 < share <= 1 for share in shares)
        if not within or min(counts) <= 0:
            msg = (
                "A tie model needs 0 < floor < ceiling < 1; beta, intensities and strengths above "
                "0 and up to 1; half-lives and a largest shared body above 0. Here floor is "
                f"{self.floor}, ceiling {self.ceiling}, the rest from {min(shares)} to "
                f"{max(shares)}, and the shortest half-life or largest body {min(counts)}."
            )
            raise InputError(msg)
        bounds = [*(bound for bound, _ in self.bands), 0.0]
        falling = bounds[0] <= 1 and all(high > low for high, low in pairwise(bounds))
        if tuple(name for _, name in self.bands) != BANDS or not falling:
            read = ", ".join(f"{name} {bound}" for bound, name in self.bands)
            msg = f"A tie model needs the bands 1 >= {' > '.join(BANDS)} > 0. Here: {read}."
            raise InputError(msg)
        if not {relation for relation, _ in self.fixed} <= STEPS:
            msg = f"A strength can be given to: {', '.join(sorted(STEPS))}. No other is a step."
            raise InputError(msg)

    def channel(self, role: str | None) -> ChannelRule:
        """Give the rule of a contact's channel."""
        return self.channels.get(role or "", self.other_channel)

    def structural(self, relation: Relation, role: str | None) -> float | None:
        """Give the strength of a structural tie; None where the relation is no step."""
        return self.fixed.get((relation, role), self.fixed.get((relation, None)))

    def relay(self, kind: Kind, classifications: Iterable[Classification] = ()) -> Relay:
        """Say how a node may stand in a route.

        A person is an actor whatever else they are. Of an organisation's classifications the
        strictest decides, and one that is not listed, or none, never relays: missing beats wrong.
        """
        if kind is not Kind.ORGANIZATION:
            return self.by_kind.get(kind, Relay.NEVER)
        found = {self.by_classification.get(each, Relay.NEVER) for each in classifications}
        for relay in (Relay.NEVER, Relay.SHARED, Relay.ACTOR):
            if relay in found:
                return relay
        return Relay.NEVER

    def is_seat(self, relation: Relation, role: str | None) -> bool:
        """Say whether a tie to a shared body makes one of its members.

        Of a dossier only rapporteurs and shadow rapporteurs of the lead committee sit together.
        """
        if relation is Relation.RAPPORTEUR_FOR:
            return role in _SHADOW_TEAM
        return relation is Relation.MEMBER_OF

    @property
    def hop_cost(self) -> int:
        """What each hop adds, in micro-nats."""
        return nats(self.beta)

    def clamp(self, strength: float) -> float:
        """Keep a strength between floor and ceiling: no free tie and no endless one."""
        return min(max(strength, self.floor), self.ceiling)

    def cost(self, strength: float) -> int:
        """Give the cost of one step of a strength, hop included, in micro-nats."""
        return nats(self.clamp(strength)) + self.hop_cost

    def costs(self, strengths: Floats) -> Ints:
        """Give ``cost`` of many strengths at once."""
        clamped = np.clip(strengths, self.floor, self.ceiling)
        costs: Ints = np.rint(-np.log(clamped) * MICRO).astype(np.int64) + self.hop_cost
        return costs

    def band(self, score: float) -> str:
        """Name the band of a score."""
        for bound, name in self.bands:
            if score >= bound:
                return name
        return self.last_band


DEFAULT = TieModel()
"""The rules of ``docs/strength.md``."""


def scaled(model: TieModel, factor: float) -> TieModel:
    """Give the rules with every half-life multiplied, to whole days and at least one."""

    def rule(channel: ChannelRule) -> ChannelRule:
        return ChannelRule(max(1, round(channel.half_life_days * factor)), channel.intensity)

    return replace(
        model,
        channels={name: rule(channel) for name, channel in model.channels.items()},
        other_channel=rule(model.other_channel),
        unknown_end_half_life=max(1, round(model.unknown_end_half_life * factor)),
    )


def nats(factor: float) -> int:
    """Give ``round(-ln(factor) * 1e6)``; the factor lies above 0 and up to 1."""
    return round(-math.log(factor) * MICRO)


def score(cost: int) -> float:
    """Turn a cost in micro-nats back into a score between 0 and 1."""
    return math.exp(-cost / MICRO)


def decay(age_days: Floats, half_life_days: Floats) -> Floats:
    """Give ``2 ** (-age / half-life)``; an infinite half-life never fades."""
    faded: Floats = np.exp2(-age_days / half_life_days)
    return faded


def saturate(total: Floats) -> Floats:
    """Give ``1 - exp(-total)``: one event counts about its value, many approach 1."""
    bounded: Floats = -np.expm1(-total)
    return bounded


def noisy_or(strengths: Iterable[float]) -> float:
    """Combine strengths of independent sources: ``1 - Π(1 - p)``."""
    return 1.0 - math.prod(1.0 - strength for strength in strengths)


def figure(value: float) -> str:
    """Write a strength for people: two places, or two digits where it is small."""
    return f"{value:.2f}" if value >= 0.095 or value == 0 else f"{value:.2g}"
