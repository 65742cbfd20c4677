"""How the sources stand, and what ``show`` says of one entity."""

from collections.abc import Collection, Sequence
from datetime import date

from api.due import every_days
from api.record import counts_of, error_of, rejected_of
from api.remarks import stands_for
from api.schemas import (
    ActorOut,
    AliasOut,
    AlternativeOut,
    CountOut,
    EntityOut,
    EvidenceOut,
    FactOut,
    NeighbourhoodOut,
    PeriodOut,
    SourceOut,
    TieOut,
)
from api.wiring import View
from graph.contradictions import same_through
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge_rules import Alternative, alternatives
from graph.model import Fact, Tie
from graph.provenance import OFFICE_RANK, Source
from loaders.base import Count, LoadStatus
from queries.changes.sources import is_overdue
from queries.finding.search import actor_ref
from viz.scene import neighbourhood


def sources(ledger: Ledger, level: Level, today: date) -> tuple[SourceOut, ...]:
    """Say of each source what was expected and found, and how old it is."""
    listed = []
    for state in ledger.source_states(level):
        success = state.last_success
        read = success.retrieved_at if success else None
        mixed = level is not Level.PROTECTED and may_hide(state.source)
        counts = counts_of(success.account) if success and not mixed else ()
        first = _first(counts)
        age, every = (today - read.date()).days if read else None, every_days(state.source.id)
        listed.append(
            SourceOut(
                id=state.source.id,
                publisher=state.source.publisher,
                title=state.source.title,
                url=state.source.url,
                licence=state.source.licence,
                invented=state.source.invented,
                statements=state.statements,
                last_success=read,
                age_days=age,
                last_status=_status(LoadStatus(state.last.status), mixed),
                counts=tuple(CountOut.from_domain(count) for count in counts),
                expected=first.expected if first else None,
                found=first.found if first else None,
                rejected=rejected_of(success.account) if success and not mixed else None,
                last_try=state.last.recorded_at,
                last_error="" if mixed else error_of(state.last.account),
                every_days=every,
                overdue=is_overdue(age, every),
            )
        )
    return tuple(listed)


def may_hide(source: Source) -> bool:
    """Say whether rows of a source may be of different levels, as the office's own are.

    What a load of such a source counted, changed or refused would tell of rows that the asker
    does not see. Which sources these are does not depend on what they hold.
    """
    return source.rank >= OFFICE_RANK or "office" in source.publisher.casefold()


def _status(status: LoadStatus, mixed: bool) -> LoadStatus:
    """Leave out whether a load changed anything, where that may have been above the asker."""
    return LoadStatus.SUCCESS if mixed and status is LoadStatus.UNCHANGED else status


def entity(view: View, text: str, *, limit: int = 200) -> EntityOut:
    """Give one entity, by name or identifier, with its facts and its ties by id.

    Raises:
        UnknownEntity: nobody is called that.
        InvalidQuestion: several are.
    """
    found = view.index.resolve(text)
    ties = view.rosters.ties_of(found.id)
    return EntityOut(
        id=found.id,
        kind=found.kind,
        name=found.name,
        classifications=found.classifications,
        invented=found.invented,
        properties={prop.value: _facts(facts) for prop, facts in found.properties.items()},
        alternatives={
            prop.value: tuple(_alternative(one) for one in known)
            for prop in found.alternatives
            if (known := alternatives(found, prop, view.graph.sources))
        },
        aliases=tuple(_alias(view, one) for one in view.graph.lookup.aliases_of.get(found.id, ())),
        asked_as=stands_for(view, text),
        ties=tuple(tie(view, one) for one in ties[:limit]),
        more_ties=max(0, len(ties) - limit),
    )


def _first(counts: Sequence[Count]) -> Count | None:
    """Give the first count that says what was expected; else the first."""
    stated = [count for count in counts if count.expected is not None]
    return next(iter((*stated, *counts)), None)


def surroundings(
    view: View, focus: Collection[str], day: date, *, steps: int, most: int
) -> NeighbourhoodOut:
    """Give what surrounds some on a day, as the picture of it shows.

    Raises:
        UnknownEntity: a focus id that the graph does not hold.
    """
    scene = neighbourhood(view.graph, focus, as_of=day, steps=steps, most=most)
    return NeighbourhoodOut(
        as_of=day,
        level=view.graph.level.label,
        actors=tuple(
            ActorOut.from_domain(actor_ref(view.graph.entities[node.id])) for node in scene.nodes
        ),
        ties=tuple(
            tie(view, one) for one in view.graph.lookup.ties(link.id for link in scene.links)
        ),
        left_out=scene.left_out,
    )


def _facts(facts: tuple[Fact, ...]) -> tuple[FactOut, ...]:
    return tuple(FactOut.from_domain(fact) for fact in facts)


def _alternative(one: Alternative) -> AlternativeOut:
    fact = FactOut.from_domain(one.fact)
    return AlternativeOut(**dict(fact), instead_of=one.instead_of.value, rule=one.rule)


def _alias(view: View, alias: str) -> AliasOut:
    chain = same_through(view.judgements, alias, view.graph.canonical(alias)) or ()
    return AliasOut(
        id=alias,
        reason="; ".join(dict.fromkeys(one.reason for one in chain if one.reason)),
        level=max((one.level for one in chain), default=view.graph.level).label,
        judged_at=max((one.recorded_at for one in chain), default=None),
    )


def tie(view: View, found: Tie) -> TieOut:
    """Give one tie with both ends named and all its evidence."""
    return TieOut(
        id=found.id,
        subject=ActorOut.from_domain(actor_ref(view.graph.entities[found.subject])),
        relation=found.relation,
        object=ActorOut.from_domain(actor_ref(view.graph.entities[found.object])),
        role=found.role,
        period=PeriodOut.from_domain(found.period),
        evidence=tuple(EvidenceOut.from_domain(piece) for piece in found.evidence),
        qualifiers=found.qualifiers,
        invented=found.invented,
        disagreement=found.disagreement,
    )
