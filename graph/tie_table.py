"""Ties as columns: what strength needs of each tie, tie by tie and rule by rule.

Contacts and structural ties share one formula, ``weight * confidence * 2^(-age/half-life)``
while valid: a contact is valid from its day on and fades from it; a structural tie is valid in
its period and fades, from the day of its evidence, only where its end is not known. Many ties
share everything but ends and days: that is kept once, as a *rule*.
"""

import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.model import MergedGraph, Relation, Tie
from graph.period import EndKind
from graph.strength import Flags, Floats, Ints, TieModel

Small = NDArray[np.int32]
"""Node, tie, row and day numbers, where there are many of them."""

Tiny = NDArray[np.int16]
"""Sources, of which there are seldom many."""

ALWAYS = date.max.toordinal()
"""Stands for an end that is open or not known."""

_Values = TypeVar("_Values", Floats, Flags)

_RELATIONS = {relation: place for place, relation in enumerate(Relation)}


@dataclass(frozen=True, slots=True, eq=False)
class TieRules:
    """What ties have in common, a row a rule.

    ``weight`` is the intensity of a contact or the fixed strength of a structural tie.
    ``half_life`` is in days, endless where nothing fades. ``relation`` numbers Relation in its
    order; ``role`` numbers the table's ``roles``. ``consented`` says that the holder is known to
    agree to a contact's use; ``language`` numbers ``languages``, sets of codes, empty if unknown.
    """

    relation: Ints
    role: Ints
    weight: Floats
    confidence: Floats
    half_life: Floats
    contact: Flags
    invented: Flags
    consented: Flags
    language: Ints
    languages: tuple[frozenset[str], ...]

    def __len__(self) -> int:
        """Count the rules."""
        return len(self.weight)


class Ruled(Generic[_Values]):
    """A column of which all ties of a rule have the same value: read one, or take all."""

    __slots__ = ("_rule", "_values")

    def __init__(self, values: _Values, rule: Small) -> None:
        """Hold one value a rule, and the rule of each tie."""
        self._values: _Values = values
        self._rule = rule

    def __getitem__(self, place: int) -> float:
        """Give the value of one tie; a flag is 1 or 0."""
        return float(self._values[self._rule[place]])

    def all(self) -> _Values:
        """Give the values of all ties."""
        values: _Values = self._values[self._rule]
        return values


@dataclass(frozen=True, slots=True, eq=False)
class TieTable:
    """Columns of one length, a row a tie that can be a step, sorted by both ends, then by tie id.

    Sorted so, the ties of one pair lie together. ``start``, ``end`` and ``day`` are ordinals of
    dates; ``day`` is what the tie fades from. ``source`` is the first source by id: a tie that
    several report is still one event. ``rule`` is a row of ``rules``.
    """

    ties: tuple[Tie, ...]
    roles: tuple[str | None, ...]
    rules: TieRules
    rule: Small
    subject: Small
    object: Small
    source: Small | Tiny
    start: Small
    end: Small
    day: Small

    def __len__(self) -> int:
        """Count the ties."""
        return len(self.rule)

    def only(self, places: Ints) -> "TieTable":
        """Give the columns of some ties, without the ties themselves."""
        rule, subject, obj = (each[places] for each in (self.rule, self.subject, self.object))
        start, end, day = (each[places] for each in (self.start, self.end, self.day))
        source = self.source[places]
        return TieTable((), self.roles, self.rules, rule, subject, obj, source, start, end, day)

    @property
    def weight(self) -> Ruled[Floats]:
        """The intensity of a contact, or the fixed strength of a structural tie."""
        return Ruled(self.rules.weight, self.rule)

    @property
    def confidence(self) -> Ruled[Floats]:
        """How sure a tie is, above 0 and up to 1."""
        return Ruled(self.rules.confidence, self.rule)

    @property
    def contact(self) -> Ruled[Flags]:
        """Whether a tie is a contact."""
        return Ruled(self.rules.contact, self.rule)

    @property
    def invented(self) -> Ruled[Flags]:
        """Whether a tie, or one of its ends, is invented."""
        return Ruled(self.rules.invented, self.rule)


def tie_table(
    graph: MergedGraph, index: Mapping[str, int], model: TieModel
) -> tuple[TieTable, tuple[str, ...]]:
    """Give the table, and a remark on each tie that was left out because it cannot be read."""
    places = {name: place for place, name in enumerate(sorted(graph.sources))}
    invented = {name for name, entity in graph.entities.items() if entity.invented}
    book = _RuleBook(model)
    kept: list[Tie] = []
    rows = array("i")
    add = rows.extend
    remarks = []
    for tie in sorted(graph.ties, key=lambda tie: tie.id):
        subject, obj = tie.subject, tie.object
        if subject == obj:
            continue
        contact = tie.relation is Relation.CONTACT_OF
        try:
            timing = _contact(tie) if contact else _structural(tie, model)
            if timing is None:
                continue
            start, end, day = timing
            fades = contact or day != ALWAYS
            made_up = tie.invented or subject in invented or obj in invented
            rule = book.rule(tie, made_up, fades)
        except ValueError as error:
            remarks.append(f"Tie {tie.id} is left out: {error}")
            continue
        said = tie.evidence
        if len(said) == 1:
            source = places.get(said[0].source, -1)
        else:
            source = min((places.get(each.source, -1) for each in said), default=-1)
        add((rule, index[subject], index[obj], source, start, end, day))
        kept.append(tie)
    return _sorted(kept, book, rows), tuple(remarks)


def numbered(sources: Small) -> Small | Tiny:
    """Keep the numbers of sources in as little room as they need."""
    few = not len(sources) or sources.max() < np.iinfo(np.int16).max
    return sources.astype(np.int16) if few else sources


def evidence_day(tie: Tie) -> date | None:
    """Give the latest day for which there is evidence of a tie."""
    return max((each.day for each in tie.evidence), default=None)


def contact_day(tie: Tie) -> date | None:
    """Give the day of a contact: its last known day, else its first, else the stated one."""
    stated = (each.as_of for each in tie.evidence if each.as_of)
    return tie.period.end or tie.period.start or max(stated, default=None)


_Timing = tuple[int, int, int]
"""First day, last day, and the day that a tie fades from."""


def _contact(tie: Tie) -> _Timing:
    happened = contact_day(tie)
    if happened is None:
        msg = "a contact needs a day, and neither its period nor its source gives one."
        raise ValueError(msg)
    day = happened.toordinal()
    return day, ALWAYS, day


def _structural(tie: Tie, model: TieModel) -> _Timing | None:
    """Give the timing of a structural tie; None where the tie is no step."""
    if model.structural(tie.relation, tie.role) is None:
        return None
    period = tie.period
    start = period.start.toordinal() if period.start else 0
    end = period.end.toordinal() if period.end else ALWAYS
    if period.end_kind is not EndKind.UNKNOWN:
        return start, end, ALWAYS
    seen = evidence_day(tie) or period.start
    if seen is None:
        msg = "neither its end nor the day of any evidence is known."
        raise ValueError(msg)
    return start, end, seen.toordinal()


_Rule = tuple[int, int, float, float, float, bool, bool, bool, int]
_Like = tuple[Relation, str | None, tuple[tuple[str, str], ...], bool, bool]


class _RuleBook:
    """The rules met so far, and which ties are alike in all that makes a rule."""

    def __init__(self, model: TieModel) -> None:
        self.model = model
        self.roles: dict[str | None, int] = {}
        self.rules: dict[_Rule, int] = {}
        self.known: dict[_Like, int] = {}
        self.languages: dict[frozenset[str], int] = {}

    def rule(self, tie: Tie, invented: bool, fades: bool) -> int:
        """Give the number of a tie's rule."""
        like = (tie.relation, tie.role, tie.qualifiers, invented, fades)
        known = self.known.get(like)
        if known is None:
            rule = self._read(tie, invented, fades)
            known = self.known[like] = self.rules.setdefault(rule, len(self.rules))
        return known

    def _read(self, tie: Tie, invented: bool, fades: bool) -> _Rule:
        contact = tie.relation is Relation.CONTACT_OF
        if contact:
            channel = self.model.channel(tie.role)
            weight = _share(tie, "intensity", channel.intensity)
            half_life: float = channel.half_life_days
        else:
            weight = self.model.structural(tie.relation, tie.role) or 0.0
            half_life = self.model.unknown_end_half_life if fades else math.inf
        confidence = _share(tie, "confidence", 1.0)
        role = self.roles.setdefault(tie.role, len(self.roles))
        relation = _RELATIONS[tie.relation]
        consented = contact and tie.qualifier("consent") == "yes"
        spoken = frozenset((tie.qualifier("language") or "").casefold().split())
        language = self.languages.setdefault(spoken, len(self.languages))
        figures = (relation, role, weight, confidence, half_life)
        return *figures, contact, invented, consented, language


def _share(tie: Tie, key: str, default: float) -> float:
    """Read a qualifier between 0 (excluded) and 1."""
    text = tie.qualifier(key) if tie.qualifiers else None
    if text is None:
        return default
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value <= 1:
        msg = f"{key} {text!r} is no number above 0 and up to 1."
        raise ValueError(msg)
    return value


def _sorted(kept: list[Tie], book: _RuleBook, rows: "array[int]") -> TieTable:
    """Sort ties, which come by id, by both ends first."""
    rule, subject, obj, source, start, end, day = np.array(rows, np.int32).reshape(-1, 7).T
    order = np.lexsort((np.maximum(subject, obj), np.minimum(subject, obj)))
    rules = np.array(list(book.rules), dtype=np.float64).reshape(len(book.rules), 9).T
    whole = rules[:2].astype(np.int64)
    return TieTable(
        ties=tuple(map(kept.__getitem__, order.tolist())),
        roles=tuple(book.roles),
        rules=TieRules(
            relation=whole[0],
            role=whole[1],
            weight=rules[2].copy(),
            confidence=rules[3].copy(),
            half_life=rules[4].copy(),
            contact=rules[5] > 0,
            invented=rules[6] > 0,
            consented=rules[7] > 0,
            language=rules[8].astype(np.int64),
            languages=tuple(book.languages),
        ),
        rule=rule[order],
        subject=subject[order],
        object=obj[order],
        source=numbered(source[order]),
        start=start[order],
        end=end[order],
        day=day[order],
    )
