"""Why a step is stronger, weaker, new or gone: tie by tie, in words.

A step is compared line of evidence by line of evidence; lines belong together if they share a tie.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.model import Relation, Tie
from graph.snapshot import Snapshot
from graph.strength import figure
from graph.tie_table import contact_day
from queries.results import EvidenceLine, Hop


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What was known, and the day asked about."""

    snapshot: Snapshot
    day: date

    def tie(self, name: str) -> Tie | None:
        """Give a tie, if it was known."""
        return self.snapshot.graph.lookup.tie(name)


def reasons(then: Seen, now: Seen, old: Hop | None, new: Hop | None) -> Iterator[str]:
    """Say what became of each tie of a step between the two; nothing where all is as it was."""
    before = list(old.evidence) if old else []
    for line in new.evidence if new else ():
        match = next((one for one in before if _belong(one, line)), None)
        if match is None:
            yield f"{line.reading}: {_why_new(then, now, line)}"
            continue
        before.remove(match)
        if _differs(match, line):
            yield _why_changed(then, match, line)
    for line in before:
        yield f"{line.reading}: {_why_gone(then, now, line)}"


def _belong(one: EvidenceLine, other: EvidenceLine) -> bool:
    return bool(set(one.tie_ids) & set(other.tie_ids)) and one.channel == other.channel


def _differs(one: EvidenceLine, other: EvidenceLine) -> bool:
    return abs(one.score - other.score) > 1e-9 or set(one.tie_ids) != set(other.tie_ids)


def _why_new(then: Seen, now: Seen, line: EvidenceLine) -> str:
    """Say why a line did not count then: unknown, not yet begun, over, or its body too large."""
    for name in line.tie_ids:
        tie = then.tie(name)
        if tie is None:
            return f"became known since{_read(now, name)}."
        if _counts(tie, then.day):
            continue
        start = _start(tie)
        if start and start > then.day:
            return f"began on {start}."
        known = now.tie(name)
        if known is not None and _counts(known, then.day):
            return f"was known then with other dates: {tie.period.describe()}."
        return f"did not hold on {then.day}."
    if line.via:
        return f"{line.via.name} was too large then to introduce anybody."
    return "did not count then."


def _why_gone(then: Seen, now: Seen, line: EvidenceLine) -> str:
    """Say why a line counts no more: withdrawn, over, not yet begun, or its body too large."""
    for name in line.tie_ids:
        tie = now.tie(name)
        if tie is None:
            return "is no longer stated."
        if _counts(tie, now.day):
            continue
        start, end = _start(tie), tie.period.end
        if start and start > now.day:
            return f"had not begun on {now.day}."
        known = then.tie(name)
        late = (
            "" if known is not None and known.period.end == end else ", which became known since"
        )
        return f"ended on {end}{late}."
    if line.via:
        return f"{line.via.name} is too large to introduce anybody."
    return "does not count any more."


def _why_changed(then: Seen, old: EvidenceLine, new: EvidenceLine) -> str:
    """Say how the strength of a line moved, and what moved it."""
    moved = f"from {figure(old.score)} to {figure(new.score)}"
    added = len(set(new.tie_ids) - set(old.tie_ids))
    sizes = [_size(line) for line in (old, new)]
    if new.via and sizes[0] != sizes[1]:
        return f"{new.reading}: {sizes[0]} then, {sizes[1]} now, {moved}."
    if new.evidence_day > old.evidence_day:
        known = any(then.tie(name) is None for name in new.tie_ids)
        late = ", which became known since" if known else ""
        return f"{new.reading}: refreshed on {new.evidence_day}{late}, {moved}."
    if added:
        return f"{new.reading}: {added} more became known since, {moved}."
    if new.age_days > old.age_days and new.score < old.score:
        days = f"{old.age_days} to {new.age_days} days"
        return f"{new.reading}: faded {moved}, as its evidence aged from {days}."
    return f"{new.reading}: {moved} ({old.arithmetic}; now {new.arithmetic})."


def _size(line: EvidenceLine) -> str:
    """Give the part of a shared body's arithmetic that its size makes, such as ``1 / 13``."""
    return line.arithmetic.partition(" members")[0]


def _start(tie: Tie) -> date | None:
    return contact_day(tie) if tie.relation is Relation.CONTACT_OF else tie.period.start


def _counts(tie: Tie, day: date) -> bool:
    """Say whether a tie counts on a day: a contact from its day on, others in their period."""
    if tie.relation is not Relation.CONTACT_OF:
        return tie.period.contains(day)
    happened = contact_day(tie)
    return happened is not None and happened <= day


def _read(now: Seen, name: str) -> str:
    """Say by which source, and when it was read."""
    tie = now.tie(name)
    if tie is None or not tie.evidence:
        return ""
    first = min(tie.evidence, key=lambda piece: (piece.retrieved_at, piece.source))
    source = now.snapshot.graph.sources.get(first.source)
    by = f"{source.publisher}: {source.title}" if source else first.source
    return f" ({by}, read {first.retrieved_at.date()})"
