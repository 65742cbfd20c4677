"""What a scenario of a vote answers. Chances and gains are between 0 and 1."""

from dataclasses import dataclass
from datetime import date

from queries.results import ActorRef, Route


@dataclass(frozen=True, slots=True)
class GroupInput:
    """What was assumed for a group: voters, the sum of their chances, and who stated them."""

    group: str
    voters: int
    expected_for: float
    stated_for_group: float | None
    stated_for_persons: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What one contact would add to the chance of a majority, all else as assumed.

    ``decides`` is the chance that the others leave exactly one vote missing.
    """

    voter: ActorRef
    group: str
    chance: float
    chance_after: float
    decides: float
    gain: float
    route: Route


@dataclass(frozen=True, slots=True)
class Contact:
    """One of the chosen contacts, in order, and the chance of a majority after it."""

    voter: ActorRef
    group: str
    gain: float
    majority_after: float


@dataclass(frozen=True, slots=True)
class ScenarioAnswer:
    """The chance of a majority under stated chances, alone and with groups that move together.

    ``independent`` takes each voter alone; ``shocked`` is the mean over the draws, ``low``,
    ``median`` and ``high`` their 5th, 50th and 95th percentile, ``likely_draws`` the part of them
    in which a majority is more likely than not.
    """

    label: str
    body: ActorRef
    rule: str
    legal_basis: str
    as_of: date
    voters: int
    needed: int
    expected_for: float
    independent: float
    shocked: float
    low: float
    median: float
    high: float
    likely_draws: float
    shock: float
    draws: int
    seed: int
    otherwise: float
    effect: float
    groups: tuple[GroupInput, ...]
    gains: tuple[Gain, ...]
    contacts: tuple[Contact, ...]
    notes: tuple[str, ...]
