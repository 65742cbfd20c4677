"""The Council's members and their populations in a year, as whole numbers with their sources.

Exact inhabitants are used where a year has them for every member (``population``), otherwise the
published shares (``population_share_pct``), which are rounded: then a result near the threshold
may depend on digits that nobody published, and ``Populations.is_certain`` says so. The Council
decides the figures each December for the year that follows.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from graph.errors import InvalidQuestion
from graph.model import Fact, Kind, MergedGraph, Property
from queries.majorities.council_rules import LEFT
from queries.rosters import Rosters

COUNCIL = "org:council-of-the-eu"
_FIGURES = (Property.POPULATION, Property.POPULATION_SHARE_PCT)
_LOAD = "Ask another day or year, or load the year as the table council-figures."
_LEAST_DECIMALS = 2  # as the Council publishes shares; "3.9" is written for 3.90


@dataclass(frozen=True, slots=True)
class Populations:
    """Figures of one year, one a member, sorted by state.

    ``weights`` are inhabitants if ``exact``, otherwise shares as whole numbers of ``unit``
    percent. ``sources`` are the ids of what states them.
    """

    year: int
    states: tuple[str, ...]
    weights: tuple[int, ...]
    exact: bool
    unit: Fraction
    sources: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def of(self, states: Collection[str]) -> tuple[int, ...]:
        """Give the figures of some states, in the order of their ids."""
        chosen = set(states)
        return tuple(
            weight
            for state, weight in zip(self.states, self.weights, strict=True)
            if state in chosen
        )

    def is_certain(
        self, supporters: Collection[str], participants: Collection[str], percent: int
    ) -> bool:
        """Say whether rounding cannot change if supporters hold a percentage of participants.

        With shares, true figures lie within half a unit of what is published and all of them sum
        to 100 percent; the extremes of that box must agree with what the shares themselves give.
        """
        if self.exact:
            return True
        bounds = [self._bounds(each) for each in self.states]
        if not sum(low for low, _ in bounds) <= 100 <= sum(high for _, high in bounds):
            return False  # no true figures round to these
        least, most = self._margin(supporters, participants, percent)
        if 100 * sum(self.of(supporters)) >= percent * sum(self.of(participants)):
            return least >= 0
        return most < 0

    def _margin(
        self, supporters: Collection[str], participants: Collection[str], percent: int
    ) -> tuple[Fraction, Fraction]:
        """Bound (100 − p) × supporters − p × opponents: they reach p percent from 0 on."""
        opponents = set(participants) - set(supporters)
        absent = set(self.states) - set(participants)
        low = [
            sum((self._bounds(each)[0] for each in who), Fraction())
            for who in (supporters, opponents, absent)
        ]
        high = [
            sum((self._bounds(each)[1] for each in who), Fraction())
            for who in (supporters, opponents, absent)
        ]
        # Who takes part holds 100 percent less what those hold who do not.
        floor, roof = 100 - high[2], 100 - low[2]
        against = min(high[1], roof - low[0])
        least = (100 - percent) * max(low[0], floor - against) - percent * against
        for_most = min(high[0], roof - low[1])
        most = (100 - percent) * for_most - percent * max(low[1], floor - for_most)
        return least, most

    def _bounds(self, state: str) -> tuple[Fraction, Fraction]:
        weight = self.weights[self.states.index(state)]
        return (weight - Fraction(1, 2)) * self.unit, (weight + Fraction(1, 2)) * self.unit


def populations_on(rosters: Rosters, day: date, year: int | None = None) -> Populations:
    """Give the figures that hold on a day: of its year, else the newest complete year before.

    ``year`` asks for the figures of another year. Members are those who have figures and had
    not left by the day.

    Raises:
        InvalidQuestion: no figures are known for the day or year, or they lack a member.
    """
    figures = _figures(rosters.graph)
    years = sorted({each for by_year in figures.values() for each in by_year}, reverse=True)
    known = f"Years known: {', '.join(map(str, sorted(years))) or 'none'}."
    if year is not None and year not in years:
        msg = f"No populations are known for {year}. {known} {_LOAD}"
        raise InvalidQuestion(msg)
    members = _members(rosters, day)
    notes = _undated(rosters.graph)
    for chosen in years:
        if chosen > day.year if year is None else chosen != year:
            continue
        states = {one for one, by_year in figures.items() if chosen in by_year} - _left(day)
        missing = sorted(members - states)
        if not missing:
            return _chosen(figures, sorted(states), chosen, day, notes)
        lacks = f"{chosen} lacks {len(missing)} of {len(members)}: {', '.join(missing)}"
        notes.append(f"Not used, since the year is not whole: {lacks}.")
    asked = f"{day}" if year is None else f"{year}"
    msg = " ".join((f"No whole year of populations is known for {asked}. {known}", *notes, _LOAD))
    raise InvalidQuestion(msg)


def _members(rosters: Rosters, day: date) -> set[str]:
    # Persons who represent a state may sit in the Council too; its members are states.
    return {
        seat.person
        for seat in rosters.seats(COUNCIL, day)
        if rosters.graph.entities[seat.person].kind is Kind.AREA
    } - _left(day)


_Figures = Mapping[str, Mapping[int, Mapping[Property, Fact]]]


def _figures(graph: MergedGraph) -> _Figures:
    """Read state → year → figure; a figure belongs to the year in which its period starts."""
    found: dict[str, dict[int, dict[Property, Fact]]] = {}
    for entity in graph.lookup.kind(Kind.AREA):
        for prop in _FIGURES:
            for fact in entity.properties.get(prop, ()):
                if fact.period.start is not None and isinstance(fact.value, int | float):
                    by_year = found.setdefault(entity.id, {})
                    by_year.setdefault(fact.period.start.year, {}).setdefault(prop, fact)
    return found


def _undated(graph: MergedGraph) -> list[str]:
    """Say which figures were left out because nobody says of which year they are."""
    states = [
        entity.id
        for entity in graph.lookup.kind(Kind.AREA)
        if any(
            fact.period.start is None
            for prop in _FIGURES
            for fact in entity.properties.get(prop, ())
        )
    ]
    if not states:
        return []
    return [f"Not used, since they have no first day: populations of {', '.join(states)}."]


def _left(day: date) -> set[str]:
    return {state for state, last in LEFT if last < day}


def _chosen(
    figures: _Figures, states: list[str], year: int, day: date, notes: list[str]
) -> Populations:
    of_year = [figures[state][year] for state in states]
    exact = all(Property.POPULATION in each for each in of_year)
    shared = all(Property.POPULATION_SHARE_PCT in each for each in of_year)
    if not exact and not shared:
        mixed = [one for one in states if Property.POPULATION_SHARE_PCT not in figures[one][year]]
        msg = (
            f"The populations of {year} are inhabitants for some members and shares for others, "
            f"which do not compare. Load shares for {', '.join(mixed)}, or inhabitants for all."
        )
        raise InvalidQuestion(msg)
    prop = Property.POPULATION if exact else Property.POPULATION_SHARE_PCT
    facts = [each[prop] for each in of_year]
    written = [Decimal(str(fact.value)) for fact in facts]
    decimals = 0 if exact else max(_LEAST_DECIMALS, *(_decimals(each) for each in written))
    weights = tuple(int(each.scaleb(decimals)) for each in written)
    if year != day.year:
        notes.append(
            f"The populations are those of {year}, not of {day.year}: the Council decides new "
            "ones each December."
        )
    if not exact:
        notes.append(
            f"Populations are shares rounded to {decimals} decimals, summing to "
            f"{sum(written)} percent; they are used as whole numbers."
        )
    return Populations(
        year,
        tuple(states),
        weights,
        exact,
        Fraction(1, 10**decimals),
        tuple(sorted({piece.source for fact in facts for piece in fact.evidence})),
        tuple(notes),
    )


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
