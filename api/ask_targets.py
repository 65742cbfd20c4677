"""Whom names stand for, with what tells them apart: group, country and role on a file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from api.ask import targets
from api.wiring import View
from graph.errors import InvalidQuestion
from graph.model import Kind, Relation
from queries.finding.search import actor_ref
from queries.measures.file_people import formal_role
from queries.posts.targets import holders_of
from queries.results import ActorRef
from queries.rosters import same_group


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody to reach: ``group`` is the code of the political group; None: none is known."""

    actor: ActorRef
    group: str | None
    countries: tuple[ActorRef, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """Whom names stand for, sorted by id; ``groups`` of all of them, before any was chosen."""

    targets: tuple[Target, ...]
    groups: tuple[str, ...]


def targets_of(
    view: View, names: Collection[str], groups: Collection[str], as_of: date
) -> Targets:
    """Say whom names stand for on a day; only those of some political groups, if any is named.

    Raises:
        UnknownEntity: a name that nobody has.
        InvalidQuestion: a file nobody is known to report on, a vacant post, or nobody of the
            groups is among them.
    """
    files = files_of(view, names, as_of)
    every = [_target(view, one, files, as_of) for one in targets(view, names, as_of)]
    known = tuple(sorted({one.group for one in every if one.group}))
    chosen = [one for one in every if not groups or _is_of(one, groups)]
    if not chosen:
        msg = (
            f"None of the {len(every)} belongs to {', '.join(groups)} on {as_of}. "
            f"Expected one of: {', '.join(known) or 'no group is known'}."
        )
        raise InvalidQuestion(msg)
    return Targets(tuple(sorted(chosen, key=lambda one: one.actor.id)), known)


def files_of(view: View, names: Collection[str], as_of: date) -> frozenset[str]:
    """Give the files among what was asked about.

    Raises:
        UnknownEntity: a name that nobody has.
    """
    plain = [name for name in names if not holders_of(view.index, view.rosters, name, as_of)]
    found = (view.index.resolve(name) for name in plain)
    return frozenset(entity.id for entity in found if entity.kind is Kind.DOSSIER)


def _target(view: View, one: str, files: frozenset[str], as_of: date) -> Target:
    entities, rosters = view.graph.entities, view.rosters
    roles = [
        formal_role(rosters, tie).reading
        for tie in rosters.of_subject.get(one, ())
        if tie.relation is Relation.RAPPORTEUR_FOR
        and tie.object in files
        and tie.period.contains(as_of)
    ]
    return Target(
        actor=actor_ref(entities[one]),
        group=rosters.group(one, as_of),
        countries=tuple(
            actor_ref(entities[country]) for country in sorted(rosters.countries(one, as_of))
        ),
        roles=tuple(dict.fromkeys(roles)),
    )


def _is_of(one: Target, groups: Collection[str]) -> bool:
    return one.group is not None and any(same_group(each, one.group) for each in groups)
