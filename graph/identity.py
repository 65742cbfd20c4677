"""Identity: which identifiers stand for one and the same, as people have judged.

A judgement is about two identifiers: same, different, or unsure. It is kept in the ledger as a
statement of a source of its own, apart from the facts, so it has a level, a moment and a history
like everything else, and can be withdrawn without a trace in the facts. One judgement a pair and
level; where several are visible, the one of the highest level is in force. What it must not do:
find candidates, read the ledger, or merge; that is ``graph.matching`` and ``graph.merge``.

::

    same       A and B are one: the merge reads statements about either as about both
    different  they are not, whatever they are called; no chain may join them
    unsure     somebody looked and could not tell; changes nothing
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from graph.errors import InputError
from graph.levels import Level
from graph.model import Relation
from graph.provenance import OFFICE_RANK, Recorded, Source, Statement

JUDGEMENTS = Source(
    id="judgements",
    publisher="the office",
    title="Judgements on who is the same",
    url="",
    licence="internal",
    rank=OFFICE_RANK,
)
"""The source that judgements are recorded as."""

STABLE_SCHEMES = ("ep-person", "ep-org", "ep-procedure", "ep-vote", "country", "org", "eu-tr")
"""Which identifier stands for all that are the same: of the first scheme here, then by order.

The Parliament's own numbers never change hands; then the office's own list; the register gives a
new number to whoever registers again. Schemes that are not here come last.
"""

_REASON = "reason"


class Verdict(StrEnum):
    """What somebody decided about two identifiers."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision on one pair; ``left`` comes before ``right`` in order of identifiers.

    ``reason`` may be empty; nothing below ``level`` shows the judgement or what it changes.
    """

    left: str
    right: str
    verdict: Verdict
    reason: str
    level: Level
    recorded_at: datetime

    def __post_init__(self) -> None:
        """Refuse a pair out of order or of one."""
        if self.left >= self.right:
            msg = f"A judgement needs two identifiers in order; got {self.left!r}, {self.right!r}."
            raise InputError(msg)

    @property
    def pair(self) -> tuple[str, str]:
        """The two identifiers, in order."""
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Identities:
    """What judgements add up to.

    ``aliases`` gives the canonical identifier by each other one of its cluster, ordered by alias;
    ``levels`` the lowest level at which an alias and its canonical identifier are known to be
    one. ``unused`` are judgements "same" that would join what another one keeps apart: possible
    only where nobody could see both when judging.
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)
    unused: tuple[Judgement, ...] = ()


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Give two identifiers in order.

    Raises:
        InputError: they are the same.
    """
    if one == other:
        msg = f"{one!r} was named twice. A judgement is about two different identifiers."
        raise InputError(msg)
    return (one, other) if one < other else (other, one)


def record_of(pair: tuple[str, str], level: Level) -> str:
    """Name the ledger's record of a pair at a level: a new verdict there replaces the earlier."""
    return f"{pair[0]} {pair[1]} {level.label}"


def statement_of(judgement: Judgement) -> Statement:
    """Write a judgement as a statement of ``JUDGEMENTS``."""
    return Statement(
        judgement.left,
        Relation.JUDGED,
        JUDGEMENTS.id,
        record_of(judgement.pair, judgement.level),
        object=judgement.right,
        role=judgement.verdict.value,
        qualifiers=((_REASON, judgement.reason),) if judgement.reason else (),
        level=judgement.level,
    )


def judgements_of(recorded: Iterable[Recorded]) -> tuple[Judgement, ...]:
    """Read the judgements in force out of current statements, sorted by pair.

    Of one pair the highest level decides, then the latest.

    Raises:
        InputError: a judgement names one identifier twice.
        ValueError: a verdict that is none.
    """
    found: dict[tuple[str, str], tuple[Level, int, Judgement]] = {}
    for item in recorded:
        said = item.statement
        if said.predicate is not Relation.JUDGED:
            continue
        pair = pair_of(said.subject, said.object or "")
        reason = dict(said.qualifiers).get(_REASON, "")
        verdict = Verdict(said.role or "")
        judged = Judgement(*pair, verdict, reason, said.level, item.recorded_at)
        if pair not in found or found[pair][:2] < (said.level, item.seq):
            found[pair] = (said.level, item.seq, judged)
    return tuple(found[pair][2] for pair in sorted(found))


def is_judged_above(level: Level, item: Recorded) -> bool:
    """Say whether a statement is a judgement that a level must not know of."""
    return item.statement.predicate is Relation.JUDGED and item.statement.level > level


def clusters(
    judgements: Iterable[Judgement], kinds: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """Give the canonical identifier by alias; see ``identities``."""
    return identities(judgements, kinds).aliases


def identities(
    judgements: Iterable[Judgement], kinds: Mapping[str, str] | None = None
) -> Identities:
    """Join what is judged the same, whatever the order of judging.

    ``kinds`` gives the kind of each identifier that something is known of: of these one stands
    for a cluster, and a cluster without any is left out (None: all are known, of one kind). What
    is judged different, or is of two kinds, is never joined: where a chain would, judgements of
    higher level count first, then by order of pairs.
    """
    judged = tuple(judgements)
    apart = [one.pair for one in judged if one.verdict is Verdict.DIFFERENT]
    same = [one for one in judged if one.verdict is Verdict.SAME]
    joined, used, unused = _Sets(kinds or {}, apart), [], []
    for one in sorted(same, key=lambda one: (-one.level, one.pair)):
        if joined.may_join(*one.pair):
            joined.join(*one.pair)
            used.append(one)
        else:
            unused.append(one)
    aliases = _aliases(joined, kinds)
    return Identities(aliases, _levels(used, aliases), tuple(unused))


def preference(identifier: str) -> tuple[int, str]:
    """Sort the identifier that stands for its cluster to the front; see ``STABLE_SCHEMES``."""
    scheme = identifier.partition(":")[0]
    listed = scheme in STABLE_SCHEMES
    return (STABLE_SCHEMES.index(scheme) if listed else len(STABLE_SCHEMES), identifier)


class _Sets:
    """Disjoint sets of identifiers, each with its kind and those that it must not be joined to."""

    def __init__(
        self, kinds: Mapping[str, str] | None = None, apart: Iterable[tuple[str, str]] = ()
    ) -> None:
        self._set: dict[str, list[str]] = {}  # by member; all members share one list
        self._kinds = dict(kinds or {})  # by first member, as far as known
        self._apart: dict[str, set[str]] = {}  # by first member: identifiers, not sets
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def of(self, one: str) -> list[str]:
        return self._set.setdefault(one, [one])

    def may_join(self, one: str, other: str) -> bool:
        """Say whether two sets may be one; they may if they are."""
        left, right = self.of(one), self.of(other)
        if left is right:
            return True
        kinds = {self._kinds[each[0]] for each in (left, right) if each[0] in self._kinds}
        kept = self._apart.get(left[0], set()), self._apart.get(right[0], set())
        few, others = (kept[0], right) if len(kept[0]) <= len(kept[1]) else (kept[1], left)
        return len(kinds) < 2 and all(self.of(each) is not others for each in few)

    def join(self, one: str, other: str) -> None:
        large, small = self.of(one), self.of(other)
        if large is small:
            return
        if len(large) < len(small):
            large, small = small, large
        if small[0] in self._kinds:
            self._kinds.setdefault(large[0], self._kinds[small[0]])
        self._apart.setdefault(large[0], set()).update(self._apart.get(small[0], ()))
        large += small
        self._set |= dict.fromkeys(small, large)

    def members(self) -> list[list[str]]:
        """Give every set, its members sorted."""
        return [sorted(members) for one, members in self._set.items() if one == members[0]]


def _aliases(joined: _Sets, present: Mapping[str, str] | None) -> dict[str, str]:
    aliases: dict[str, str] = {}
    for members in joined.members():
        known = [one for one in members if present is None or one in present]
        if known:
            canonical = min(known, key=preference)
            aliases |= {one: canonical for one in members if one != canonical}
    return dict(sorted(aliases.items()))


def _levels(used: list[Judgement], aliases: Mapping[str, str]) -> dict[str, Level]:
    """Give by alias the first level at which judgements up to it join it to its canonical."""
    found: dict[str, Level] = {}
    joined = _Sets()
    for level in Level:
        for one in used:
            if one.level is level:
                joined.join(*one.pair)
        for alias, canonical in aliases.items():
            if alias not in found and joined.of(alias) is joined.of(canonical):
                found[alias] = level
    return {alias: found[alias] for alias in aliases}
