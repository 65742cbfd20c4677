"""Since when there are data: what a day before them can and cannot show.

A tie whose first day is not known says nothing here; it may hold on any day.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from graph.model import Kind, Relation
from graph.snapshot import Snapshot
from graph.strength import Flags

_PERSONS = {
    Relation.MEMBER_OF: "memberships of persons",
    Relation.CONTACT_OF: "contacts of persons",
    Relation.RAPPORTEUR_FOR: "rapporteurs",
    Relation.HOLDS: "posts held",
}
_OTHERS = {
    Relation.MEMBER_OF: "memberships of organisations",
    Relation.CONTACT_OF: "contacts of organisations",
    Relation.POST_IN: "posts",
    Relation.SUB_ORGANIZATION_OF: "parts of bodies",
    Relation.RESPONSIBLE_FOR: "committees of files",
    Relation.MANAGES: "calls",
}


def begins(snapshot: Snapshot) -> dict[str, date]:
    """Give the first dated day of each sort of tie that can be a step, earliest first."""
    found = sorted((day, what) for what, day in _first_days(snapshot))
    return {what: day for day, what in found}


def before_data(known: Mapping[str, date], as_of: date) -> str | None:
    """Say which data begin only after a day; None where all of them reach back to it."""
    later = [f"{what} begin on {day}" for what, day in known.items() if day > as_of]
    if not later:
        return None
    where = "all dated data" if len(later) == len(known) else "part of the data"
    return (
        f"{as_of} lies before {where}: {', '.join(later)}. Nothing earlier is loaded, which does "
        "not mean that there was nothing."
    )


def _first_days(snapshot: Snapshot) -> Iterator[tuple[str, date]]:
    table = snapshot.table
    persons: Flags = np.array(
        [snapshot.graph.entities[name].kind is Kind.PERSON for name in snapshot.ids],
        dtype=np.bool_,
    )
    relations = table.rules.relation[table.rule]
    by_person = persons[table.subject] if len(table) else np.zeros(0, dtype=np.bool_)
    for number, relation in enumerate(Relation):
        for chosen, words in ((by_person, _PERSONS), (~by_person, _OTHERS)):
            days = table.start[(relations == number) & chosen & (table.start > 0)]
            if relation in words and len(days):
                yield words[relation], date.fromordinal(int(days.min()))
