"""What a batch leaves open: whom it names and nobody describes, and committees without members.

Neither is an error: a list may be loaded before the one that describes its people. But a tie to
somebody whom no source describes stays out of the graph, so the report of the load says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Classification, Property, Relation
from graph.provenance import Statement
from loaders.base import Batch

_SHOWN = 5
_COMMITTEES = (Classification.COMMITTEE.value, Classification.SUBCOMMITTEE.value)


@dataclass(slots=True)
class _Seen:
    """Who is described, who has members, and which body is a version of which."""

    described: set[str] = field(default_factory=set)
    manned: set[str] = field(default_factory=set)
    versions: dict[str, str] = field(default_factory=dict)

    def take(self, statements: Iterable[Statement]) -> None:
        for one in statements:
            if one.denied:
                continue
            if one.predicate is Property.KIND:
                self.described.add(one.subject)
            elif one.predicate is Relation.MEMBER_OF:
                self.manned.add(str(one.object))
            elif one.predicate is Relation.VERSION_OF:
                self.versions[one.subject] = str(one.object)


def with_gaps(ledger: Ledger, batch: Batch) -> Batch:
    """Give a batch with remarks on what is open once it is in the ledger."""
    named = {end for one in batch.statements if one.object for end in (one.subject, one.object)}
    bodies = {
        one.subject
        for one in batch.statements
        if one.predicate is Property.CLASSIFICATION and one.value in _COMMITTEES
    }
    if not named and not bodies:
        return batch
    seen = _Seen()
    # What this source said before is left out, so that a second load finds what the first did.
    said = (item.statement for item in ledger.read(Level.PROTECTED))
    seen.take(one for one in said if one.source != batch.source.id)
    seen.take(batch.statements)
    return replace(batch, notes=(*batch.notes, *_remarks(seen, named, bodies)))


def _remarks(seen: _Seen, named: set[str], bodies: set[str]) -> Iterator[str]:
    ghosts = sorted(named - seen.described)
    if ghosts:
        yield (
            f"Named, and described by no loaded source: {_listed(ghosts)}. Ties to them stay out "
            "of the graph until such a source is loaded."
        )
    lasting = {seen.versions[body] for body in seen.manned if body in seen.versions}
    empty = sorted(bodies - seen.manned - lasting)
    if empty:
        yield f"Committees of which no loaded source names a member: {_listed(empty)}."


def _listed(identifiers: list[str]) -> str:
    more = len(identifiers) - _SHOWN
    shown = ", ".join(identifiers[:_SHOWN])
    return f"{shown} and {more} more" if more > 0 else shown
