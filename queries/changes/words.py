"""Changes as sentences that a person reads: who, what, since when, by which source."""

from collections.abc import Iterable, Sequence

from graph.model import Relation
from queries.changes.effects import Effect, Verdict
from queries.changes.types import Change, Deed, Detail, Matter, SourceDay
from queries.results import ActorRef
from queries.role_words import role_words

_MOST = 3
"""Details and sources that a sentence names before it counts the rest."""

LINKS = {
    Relation.MEMBER_OF: "of",
    Relation.REPRESENTS: "represents",
    Relation.HOLDS: "holds",
    Relation.POST_IN: "post in",
    Relation.SUB_ORGANIZATION_OF: "part of",
    Relation.VERSION_OF: "version of",
    Relation.LOCATED_IN: "in",
    Relation.RAPPORTEUR_FOR: "for",
    Relation.RESPONSIBLE_FOR: "for",
    Relation.STANDS_ON: "on",
    Relation.VOTED: "in the vote",
    Relation.REFERENCE_FOR: "reference vote for",
    Relation.CONTACT_OF: "with",
    Relation.MANAGES: "manages",
    Relation.DECIDES_ON: "decides on",
    Relation.SIGNED: "signed",
    Relation.TOOK_PART_IN: "in",
    Relation.FUNDS: "funds",
    Relation.HAS_SUBJECT: "about",
    Relation.REPLACES: "in place of",
}
PLURALS = {
    Matter.OFFICE: "offices",
    Matter.MEMBERSHIP: "memberships",
    Matter.POSITION: "positions",
    Matter.VOTE: "votes",
    Matter.FILE_ROLE: "roles on files",
    Matter.CONTACT: "contacts",
    Matter.TIE: "other ties",
    Matter.PERSON: "persons",
    Matter.BODY: "organisations",
    Matter.POST: "posts",
    Matter.EVENT: "events",
    Matter.FILE: "files",
    Matter.CALL: "calls",
    Matter.AREA: "areas",
    Matter.SUBJECT: "subjects",
}


def sentence(change: Change) -> str:
    """Write one change."""
    told = _office(change) if change.before or change.after else f"{_who(change)}{_deed(change)}"
    return f"{told} ({_sources(change.sources)})." if change.sources else f"{told}."


def many(parts: Sequence[Change], where: str) -> str:
    """Write changes of one sort as one line."""
    first = parts[0]
    details = sorted({detail.what for part in parts for detail in part.details})
    told = f": {', '.join(details)}" if details else ""
    with_ties = sum(len({*part.ties_then, *part.ties_now}) for part in parts)
    ties = f", with {counted_ties(with_ties)}" if first.relation is None and with_ties else ""
    sources = {(one.source, one.day): one for part in parts for one in part.sources}
    by = _sources([sources[key] for key in sorted(sources, reverse=True)])
    what = PLURALS[first.matter]
    return f"{len(parts)} {what}{where} {_DEEDS[first.deed]}{told}{ties} ({by})."


def effect_words(found: Iterable[Effect]) -> str:
    """Say what a change does to saved answers, the worst first."""
    told = []
    for one in found:
        if one.verdict is Verdict.SAME:
            continue
        whole = f"{one.before} → {one.now}"
        how = {
            Verdict.BROKEN: "is broken",
            Verdict.POSSIBLE: "is possible now",
            Verdict.WORSE: "loses by it",
            Verdict.BETTER: "gains by it",
        }[one.verdict]
        alone = f"{one.points:+.1f} points by this alone"
        told.append(f"Saved {one.question!r} {how}: {alone}, in all {whole}.")
    return " ".join(told)


_DEEDS = {
    Deed.ADDED: "became known",
    Deed.WITHDRAWN: "are no longer stated by their source",
    Deed.SET_ASIDE: "are still stated but no longer count",
    Deed.CHANGED: "changed",
    Deed.MERGED: "were joined to others",
    Deed.SPLIT: "were taken apart",
    Deed.BEGAN: "began",
    Deed.ENDED: "are over",
}


def counted_ties(count: int) -> str:
    """Count ties in words."""
    return "1 tie" if count == 1 else f"{count} ties"


def _who(change: Change) -> str:
    subject = change.subject.name
    if change.relation is None or change.object is None:
        return subject
    link, role = LINKS[change.relation], role_words(change.role)
    if change.relation is Relation.MEMBER_OF:
        role = role or "member"
    return f"{subject}, {f'{role} {link}'.strip()} {change.object.name},"


def _deed(change: Change) -> str:
    known = f" on {change.known_on}" if change.known_on else ""
    ties = len({*change.ties_then, *change.ties_now})
    more = f", with {counted_ties(ties)}" if change.relation is None and ties else ""
    other = change.object.name if change.object else ""
    match change.deed:
        case Deed.ADDED:
            since = f"; it holds since {change.day}" if change.day else ""
            return f" became known{known}{since}{more}"
        case Deed.WITHDRAWN:
            by = f" since {change.known_on}" if change.known_on else ""
            return f" is no longer stated by its source{by}, which does not say it ended{more}"
        case Deed.SET_ASIDE:
            return (
                " is still stated by its source but no longer counts: a correction denies it, or "
                f"one of its ends is not described any more{more}"
            )
        case Deed.MERGED:
            return f" [{change.subject.id}] was joined to {other} [{_id(change.object)}]{more}"
        case Deed.SPLIT:
            return f" [{change.subject.id}] stands apart from {other} again{more}"
        case Deed.BEGAN:
            return f" began on {change.day} by the calendar"
        case Deed.ENDED:
            return f" is over since {change.day} by the calendar"
        case Deed.CHANGED:
            return f" changed{known}: {_details(change.details)}{more}"


def _office(change: Change) -> str:
    before, after = ({one.id: one for one in each} for each in (change.before, change.after))
    role = role_words(change.role)
    office = f"{role} of {change.subject.name}" if role else change.subject.name
    since = f" since {change.day}" if change.day else ""
    left = [one for name, one in before.items() if name not in after]
    new = [one for name, one in after.items() if name not in before]
    if not left:
        was = "" if before else "; nobody was known before"
        return f"{_names(new)} {_is(new)} now {office}{since}{was}"
    if change.deed in (Deed.WITHDRAWN, Deed.SET_ASIDE) and not new:
        ended = "which does not say it ended"
        return f"{_names(left)} {_is(left)} no longer stated to be {office}, {ended}"
    is_now = f"; now it is {_names(new)}" if new else "; nobody else is known to be"
    return (
        f"{_names(left)} {_is(left)} no longer {office}{since}{is_now if not after or new else ''}"
    )


def _is(people: Sequence[ActorRef]) -> str:
    return "is" if len(people) == 1 else "are"


def _details(details: Sequence[Detail]) -> str:
    told = [
        f"{one.what.replace('_', ' ')} {one.before or 'none'} → {one.now or 'none'}"
        for one in details[:_MOST]
    ]
    more = len(details) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more else "")


def _sources(days: Sequence[SourceDay]) -> str:
    told = [f"{one.source}, {one.day}" for one in days[:_MOST]]
    more = len(days) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more else "")


def _names(people: Sequence[ActorRef]) -> str:
    return " and ".join(one.name for one in people)


def _id(one: ActorRef | None) -> str:
    return one.id if one else ""
