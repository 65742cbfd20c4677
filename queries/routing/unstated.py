"""How many contacts an answer leaves out because nobody states what the question asks of them.

Consent and language are not assumed where they are not stated, so an answer may be thin for want
of words in a table, not for want of contacts. What it must not do: say whose contacts these are.
"""

from dataclasses import replace

import numpy as np

from graph.snapshot import Snapshot
from graph.strength import Flags
from graph.weigh import allowed_rules
from queries.routing.question import RouteQuestion


def unstated(snapshot: Snapshot, question: RouteQuestion) -> tuple[str, ...]:
    """Say it for each such condition, of the contacts that would count but for them; else nothing.

    Where both are asked for, a contact may be counted for both.
    """
    if not question.consented and question.languages is None:
        return ()
    rules, rule = snapshot.table.rules, snapshot.table.rule
    counting = _counting(snapshot, question)
    told = []
    if question.consented:
        silent = counting & ~rules.consented[rule]
        told.append(f"{_of(silent, counting)}: their holders are not known to agree.")
    if question.languages is not None:
        empty: Flags = np.array([not known for known in rules.languages], dtype=np.bool_)
        silent = counting & empty[rules.language][rule]
        told.append(f"{_of(silent, counting)}: nobody states their language.")
    return tuple(told)


def _counting(snapshot: Snapshot, question: RouteQuestion) -> Flags:
    """Say which ties are contacts of that day or before that meet all other conditions on ties."""
    table = snapshot.table
    rules, rule = table.rules, table.rule
    others = replace(question.tie_filter, consented=False, languages=None)
    chosen = rules.contact & allowed_rules(table, others)
    if not question.include_invented:
        chosen &= ~rules.invented
    counting: Flags = chosen[rule] & (table.start <= question.as_of.toordinal())
    return counting


def _of(some: Flags, every: Flags) -> str:
    total = int(np.count_nonzero(every))
    contacts = "contact" if total == 1 else "contacts"
    return f"{int(np.count_nonzero(some))} of {total} {contacts} left out"
