"""Somebody's other rights: to have it put right by the office's word, and to be left alone."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from api.free_text import require_no_case
from api.office import Entered, entered, entries
from api.subjects import identify
from api.wiring import Workspace
from graph.identifiers import fold
from graph.ledger_erasure import refuse_reason
from graph.levels import parse_level
from loaders.table_facts import Context
from loaders.table_office import read_correction
from loaders.tabular import Row


@dataclass(frozen=True, slots=True)
class RestrictionOut:
    """Whether somebody is left out of every answer, and whether that is new."""

    subject: str
    restricted: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of the table ``corrections``, without its subject."""

    cells: Mapping[str, str]


def restrict(workspace: Workspace, person: str, reason: str, now: datetime) -> RestrictionOut:
    """Keep somebody, and leave them out of every answer until ``lift``.

    Raises:
        UnknownEntity, InputError: see ``identify``; or the reason is missing or names them.
    """
    subject = identify(workspace, person)
    refuse_reason(reason, workspace.ledger.traces([subject]))
    workspace.ledger.restrict([subject], reason=reason, at=now)
    return RestrictionOut(subject, restricted=True, changed=True)


def lift(workspace: Workspace, person: str, reason: str, now: datetime) -> RestrictionOut:
    """Let somebody be used again; ``changed`` is off where they were not restricted.

    Raises:
        UnknownEntity, InputError: as ``restrict``.
    """
    subject = identify(workspace, person)
    refuse_reason(reason, workspace.ledger.traces([subject]))
    lifted = workspace.ledger.lift([subject], reason=reason, at=now)
    return RestrictionOut(subject, restricted=False, changed=bool(lifted))


def correct(workspace: Workspace, person: str, given: Correction, now: datetime) -> Entered:
    """Record the office's word on somebody; a later one on the same matter replaces it.

    Raises:
        UnknownEntity, InputError: see ``identify``; or a cell cannot be used, or speaks of a case.
    """
    subject = identify(workspace, person)
    for name, text in given.cells.items():
        require_no_case(text, name)
    cells = {"subject": subject, **given.cells}
    level = parse_level(given.cells["level"])
    context = Context(entries(level), {fold(subject): subject})
    (said,) = read_correction(Row("correction", cells), context)
    matter = (said.predicate.value, said.object or "", said.role or "")
    digest = hashlib.sha256("\0".join(matter).encode()).hexdigest()[:16]
    return entered(workspace, replace(said, record=f"correction|{subject}|{digest}"), now)
