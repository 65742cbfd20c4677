"""One entity laid out for people: its facts, what others say instead and why not, its ties."""

from collections.abc import Iterable, Iterator

from rich.console import Group
from rich.text import Text

from api.schemas import AlternativeOut, EntityOut, EvidenceOut, FactOut, TieOut


def entity(found: EntityOut) -> Group:
    """Lay out an entity; what disagrees stands under what it disagrees with."""
    labels = ", ".join(label.value for label in found.classifications) or found.kind.value
    lines = [Text(f"{found.name} [{found.id}], {labels}", style="bold"), *_aliases(found)]
    for prop, facts in sorted(found.properties.items()):
        lines += [_fact(prop, fact) for fact in facts]
        lines += [_alternative(one) for one in found.alternatives.get(prop, ())]
    for tie in found.ties:
        lines += _tie(found, tie)
    if found.more_ties:
        lines.append(Text(f"  … and {found.more_ties} more ties (--json, or Cypher)"))
    return Group(*lines)


def _aliases(found: EntityOut) -> Iterator[Text]:
    if found.asked_as:
        yield Text(f"  {found.asked_as}")
    for alias in found.aliases:
        why = f": {alias.reason}" if alias.reason else ""
        day = f" on {alias.judged_at.date()}" if alias.judged_at else ""
        yield Text(f"  also {alias.id}, judged the same{day} ({alias.level}){why}")


def _fact(prop: str, fact: FactOut) -> Text:
    return Text(f"  {prop}: {fact.value}  [{_sources(fact.evidence)}]")


def _alternative(one: AlternativeOut) -> Text:
    said = f"{_sources(one.evidence)}: {one.value} instead of {one.instead_of}"
    return Text(f"    {said} (not taken: {one.rule})", style="yellow")


def _tie(found: EntityOut, tie: TieOut) -> Iterator[Text]:
    other = tie.object if tie.subject.id == found.id else tie.subject
    arrow = "→" if tie.subject.id == found.id else "←"
    role = f" ({tie.role})" if tie.role else ""
    when = f"{tie.period.start or 'start not known'} – {tie.period.end or tie.period.end_kind}"
    mark = " INVENTED" if tie.invented else ""
    yield Text(
        f"  {arrow} {tie.relation}{role} {other.name} [{other.id}], {when}"
        f"  [{_sources(tie.evidence)}]{mark}"
    )
    if tie.disagreement:
        yield Text(f"    {tie.disagreement}", style="yellow")


def _sources(evidence: Iterable[EvidenceOut]) -> str:
    return ", ".join(sorted({piece.source for piece in evidence}))
