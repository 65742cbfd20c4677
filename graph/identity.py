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

from collections.abc import Collection, Iterable, Mapping
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
    judgements: Iterable[Judgement], present: Collection[str] | None = None
) -> Mapping[str, str]:
    """Give the canonical identifier by alias; see ``identities``."""
    return identities(judgements, present).aliases


def identities(
    judgements: Iterable[Judgement], present: Collection[str] | None = None
) -> Identities:
    """Join what is judged the same, whatever the order of judging.

    ``present`` are the identifiers that something is known of: of these one stands for a cluster,
    and a cluster without any is left out (None: all are). What is judged different is never
    joined: where a chain would, judgements of higher level count first, then by order of pairs.
    """
    judged = tuple(judgements)
    apart = [one.pair for one in judged if one.verdict is Verdict.DIFFERENT]
    same = [one for one in judged if one.verdict is Verdict.SAME]
    joined, used, unused = _Sets(), [], []
    for one in sorted(same, key=lambda one: (-one.level, one.pair)):
        if joined.would_join(one.pair, apart):
            unused.append(one)
        else:
            joined.join(*one.pair)
            used.append(one)
    aliases = _aliases(joined, present)
    return Identities(aliases, _levels(used, aliases), tuple(unused))


def preference(identifier: str) -> tuple[int, str]:
    """Sort the identifier that stands for its cluster to the front; see ``STABLE_SCHEMES``."""
    scheme = identifier.partition(":")[0]
    listed = scheme in STABLE_SCHEMES
    return (STABLE_SCHEMES.index(scheme) if listed else len(STABLE_SCHEMES), identifier)


class _Sets:
    """Disjoint sets of identifiers (union-find with path halving)."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def find(self, one: str) -> str:
        parents = self._parents
        while parents.setdefault(one, one) != one:
            parents[one] = parents.setdefault(parents[one], parents[one])
            one = parents[one]
        return one

    def join(self, one: str, other: str) -> None:
        self._parents[self.find(other)] = self.find(one)

    def would_join(self, pair: tuple[str, str], apart: Iterable[tuple[str, str]]) -> bool:
        """Say whether joining a pair would join any pair that must stay apart."""
        ends = {self.find(pair[0]), self.find(pair[1])}
        return any({self.find(one), self.find(other)} <= ends for one, other in apart)

    def members(self) -> Iterable[list[str]]:
        sets: dict[str, list[str]] = {}
        for one in sorted(self._parents):
            sets.setdefault(self.find(one), []).append(one)
        return sets.values()


def _aliases(joined: _Sets, present: Collection[str] | None) -> dict[str, str]:
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
            if alias not in found and joined.find(alias) == joined.find(canonical):
                found[alias] = level
    return {alias: found[alias] for alias in aliases}
