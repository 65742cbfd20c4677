"""Answers about our side, laid out as tables."""

from collections.abc import Iterable

from graph.store import Cell
from queries.coalitions.action_sheets import ActionSheet, ActionSheets, SheetLine
from queries.coalitions.key_people import KeyPeopleAnswer
from queries.coalitions.messengers import MessengersAnswer
from queries.coalitions.recruit import RecruitAnswer
from queries.describe import Sheet
from queries.results import ActorRef, Route


def of_messengers(answer: MessengersAnswer) -> tuple[Sheet, ...]:
    """Lay out who must go, and what stays open."""
    return (
        Sheet(
            "Messengers",
            ("organisation", "adds", "reaches", "irreplaceable for", "id"),
            tuple(
                (
                    one.organization.name,
                    one.adds,
                    _names(one.reaches),
                    _names(one.needed_for),
                    one.organization.id,
                )
                for one in answer.messengers
            ),
            (
                f"As of {answer.as_of}: {len(answer.messengers)} of {answer.able} who reach "
                f"anybody at {answer.strength:g} or more, for {answer.targets} targets.",
                *answer.notes,
            ),
        ),
        Sheet(
            "Gaps",
            ("target", "missing", "reason", "id"),
            tuple(
                (gap.target.name, gap.missing, gap.reason, gap.target.id) for gap in answer.gaps
            ),
        ),
    )


def of_recruit(answer: RecruitAnswer) -> tuple[Sheet, ...]:
    """Lay out whom to win, and what nobody reaches."""
    best = "no choice of this size adds more" if answer.proven else "not proven best"
    return (
        Sheet(
            "Whom to win",
            ("organisation", "adds", "alone", "brings", "id"),
            tuple(
                (
                    one.organization.name,
                    one.adds,
                    one.alone,
                    _names(one.brings),
                    one.organization.id,
                )
                for one in answer.recruits
            ),
            (
                f"As of {answer.as_of}, at {answer.strength:g} or more: we reach "
                f"{answer.reached} of {answer.weight}; these add {answer.gained}, at most "
                f"{answer.bound} were possible ({best}).",
                *answer.notes,
            ),
        ),
        Sheet(
            "Beyond everybody",
            ("target", "id"),
            tuple((one.name, one.id) for one in answer.beyond),
        ),
    )


def of_approach(answer: KeyPeopleAnswer) -> tuple[Sheet, ...]:
    """Lay out whom to approach."""
    return (
        Sheet(
            "Whom to approach",
            ("person", "our access", "adds", "alone", "best way to", "such as", "id"),
            tuple(
                (
                    one.person.name,
                    one.access,
                    one.adds,
                    one.alone,
                    one.best_for,
                    _names(one.speaks_to),
                    one.person.id,
                )
                for one in answer.people
            ),
            (
                f"As of {answer.as_of}: together worth {answer.worth:.2f} of {answer.audience}; "
                f"no set of this size is worth more than {answer.bound:.2f}. "
                f"{answer.unreached} of {answer.candidates} candidates have no route from us.",
                *answer.notes,
            ),
        ),
    )


def of_sheets(answer: ActionSheets) -> tuple[Sheet, ...]:
    """Lay out two tables an organisation: what to do, and what to know of whom.

    What only the office may read is a last table of its own, so that no sheet carries it.
    """
    made = [table for one in answer.sheets for table in _sheet(answer, one)]
    if not made:
        made = [Sheet("Action sheets", ("target",), (), answer.notes)]
    if answer.office_notes:
        rows = tuple((note,) for note in answer.office_notes)
        made.append(Sheet("For the office alone", ("note",), rows))
    return tuple(made)


def _sheet(answer: ActionSheets, sheet: ActionSheet) -> tuple[Sheet, Sheet]:
    name = sheet.organization.name
    return (
        Sheet(
            f"{name}: what to do, as of {answer.as_of}",
            ("target", "as", "what to do", "way", "evidence", "sources"),
            tuple(_line(line) for line in sheet.lines),
            answer.notes,
        ),
        Sheet(
            f"{name}: to know",
            ("target", "fact", "sources"),
            tuple(
                (_target(line), fact.text, ", ".join(fact.sources))
                for line in sheet.lines
                for fact in line.facts
            ),
        ),
    )


def _line(line: SheetLine) -> tuple[Cell, ...]:
    evidence = _evidence(line.route)
    return (
        _target(line),
        "lead" if line.order == 1 else "backup",
        line.advice,
        " → ".join(one.name for one in line.route.actors) if line.route else "",
        "; ".join(text for text, _ in evidence),
        ", ".join(sorted({source for _, sources in evidence for source in sources})),
    )


def _target(line: SheetLine) -> str:
    return line.target.name if line.target else "not named here"


def _evidence(route: Route | None) -> list[tuple[str, tuple[str, ...]]]:
    """Give the best evidence of each step, with who says so."""
    hops = route.hops if route else ()
    best = [hop.evidence[0] for hop in hops]
    return [
        (f"{line.reading}{' (invented)' if line.invented else ''}", line.sources) for line in best
    ]


def _names(actors: Iterable[ActorRef]) -> str:
    return ", ".join(one.name for one in actors)
