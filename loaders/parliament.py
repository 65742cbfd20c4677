"""What is known already of members, files and votes, for loaders of votes.

Loaders of votes keep little: ballots of votes that the office chose, and results of votes on files
that are in the graph. They name members, but do not describe them, and older lists name them by
their family names only. What it must not do: read a ledger or a file.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.errors import UnknownIdentifier
from graph.identifiers import fold, political_group
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from graph.provenance import Statement
from loaders.ep_groups import CODES

_VOTE = "ep-vote:"
_PERSON = "ep-person:"


@dataclass(frozen=True, slots=True)
class Parliament:
    """Members, files and votes that the graph knows.

    ``chosen`` are the reference votes with the lowest level that knows of each; ``days`` the
    votes whose day is known; ``names`` folded names with the persons who bear them; ``groups``
    the dated groups of each person. All but ``chosen`` is what the public level says.
    """

    people: frozenset[str] = frozenset()
    dossiers: frozenset[str] = frozenset()
    chosen: Mapping[str, Level] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[tuple[str, Period], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> "Parliament":
        """Gather what statements of every level say, whatever their order."""
        found = _Found()
        for one in statements:
            if not one.denied:
                found.take(one)
        return cls(
            frozenset(found.people),
            frozenset(found.dossiers),
            found.chosen,
            found.days,
            found.named(),
            found.grouped(),
        )

    @classmethod
    def nobody(cls) -> "Parliament":
        """Know nothing."""
        return cls()

    def in_group(self, person: str, group: str, day: date) -> bool:
        """Say whether somebody sat in a group on a day."""
        own = self.groups.get(person, ())
        return any(code == group and period.contains(day) for code, period in own)

    def named(self, name: str, group: str, day: date) -> tuple[str, ...]:
        """Give who of a group on a day is called that, sorted: family name, or with the given."""
        bearers = self.names.get(fold(name), ())
        return tuple(one for one in bearers if self.in_group(one, group, day))


@dataclass(slots=True)
class _Found:
    people: set[str] = field(default_factory=set)
    dossiers: set[str] = field(default_factory=set)
    chosen: dict[str, Level] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    given: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    family: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    codes: dict[str, str] = field(default_factory=lambda: dict(CODES))
    political: set[str] = field(default_factory=lambda: set(CODES))
    seats: list[tuple[str, str, Period]] = field(default_factory=list)

    def take(self, one: Statement) -> None:
        if one.predicate is Relation.REFERENCE_FOR:
            self.chosen[one.subject] = min(one.level, self.chosen.get(one.subject, one.level))
            if one.period.start is not None:
                self.days[one.subject] = one.period.start
        elif one.level is not Level.PUBLIC:
            return
        elif one.subject.startswith(_PERSON):
            self._person(one)
        elif one.subject.startswith(_VOTE):
            if one.as_of is not None:
                self.days.setdefault(one.subject, one.as_of)
        else:
            self._other(one)

    def _person(self, one: Statement) -> None:
        if one.predicate is Property.KIND:
            self.people.add(one.subject)
        elif one.predicate is Property.GIVEN_NAME:
            self.given[one.subject].add(fold(str(one.value)))
        elif one.predicate is Property.FAMILY_NAME:
            self.family[one.subject].add(fold(str(one.value)))
        elif one.predicate is Relation.MEMBER_OF and one.object is not None:
            self.seats.append((one.subject, one.object, one.period))

    def _other(self, one: Statement) -> None:
        if one.predicate is Property.KIND and one.value == Kind.DOSSIER.value:
            self.dossiers.add(one.subject)
        elif one.predicate is Property.CLASSIFICATION:
            if one.value == Classification.POLITICAL_GROUP.value:
                self.political.add(one.subject)
        elif one.predicate is Property.ACRONYM:
            try:
                self.codes.setdefault(one.subject, political_group(str(one.value)))
            except UnknownIdentifier:
                return  # the acronym of another body

    def named(self) -> dict[str, tuple[str, ...]]:
        names = defaultdict[str, set[str]](set)
        for person, families in self.family.items():
            for family in families:
                names[family].add(person)
                for given in self.given.get(person, ()):
                    names[f"{family} {given}"].add(person)
        return {name: tuple(sorted(bearers)) for name, bearers in names.items()}

    def grouped(self) -> dict[str, tuple[tuple[str, Period], ...]]:
        groups = defaultdict[str, list[tuple[str, Period]]](list)
        for person, body, period in self.seats:
            if body in self.political and body in self.codes:
                groups[person].append((self.codes[body], period))
        return {person: tuple(own) for person, own in groups.items()}
