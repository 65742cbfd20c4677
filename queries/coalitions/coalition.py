"""Who of us approaches whom: routes as benefits, shared out by ``flow``, each line explained.

Formulation: min-cost flow with distinct messengers, capacities, bans, languages, a bonus for one
messenger from the target's country, an even load, and a second messenger worth less than the
first; limits on who takes part by ``selection``. Demand that nobody can meet is a gap with its
reason, never an error.
"""

from graph.snapshot import Snapshot
from queries.coalitions.changes import changes
from queries.coalitions.flow import UNIT
from queries.coalitions.lines import approaches, gaps, load, spread
from queries.coalitions.plan import Plan, make_plan
from queries.coalitions.prices import prices
from queries.coalitions.question import AssignQuestion
from queries.results import Assignment
from queries.rosters import Rosters


def assign(snapshot: Snapshot, rosters: Rosters, question: AssignQuestion) -> Assignment:
    """Share the targets out among the organisations, provably best under the rules.

    Where limits on who takes part are too hard for the time allowed, the answer says how much
    better another could be at most.

    Raises:
        UnknownEntity: an id that the graph does not hold.
        InvalidQuestion: nobody to send or to approach, numbers out of range, or conditions that
            contradict each other; says which.
        QueryFailed: the solver finds nothing in its time.
    """
    return told(make_plan(snapshot, rosters, question))


def told(plan: Plan) -> Assignment:
    """Put a plan into words and figures."""
    question = plan.question
    return Assignment(
        approaches=approaches(plan),
        gaps=gaps(plan),
        objective=plan.objective,
        load=load(plan),
        as_of=question.as_of,
        spread=spread(plan),
        notes=_notes(plan),
        changes=changes(plan),
        prices=prices(plan) if question.prices else (),
        proven=plan.choice.proven,
        bound=plan.objective + (plan.choice.bound - plan.choice.units) / UNIT,
    )


def _notes(plan: Plan) -> tuple[str, ...]:
    rules, notes = plan.question.rules, [_RULES_NOTE]
    if rules.even:
        notes[0] = _EVEN_NOTE.format(step=rules.even_cost, most=rules.even_most)
    kept = len(plan.chosen & plan.problem.kept)
    if plan.earlier is not None:
        notes.append(
            f"{kept} of {len(plan.earlier)} earlier lines are kept. Each counts "
            f"{rules.keep_bonus:g} more in choosing (not in the worth), so that a line changes "
            "only where that gains more."
        )
    if not plan.choice.proven:
        more = 100 * (plan.choice.bound - plan.choice.units) / max(plan.choice.units, 1)
        seconds = plan.question.limits.seconds
        notes.append(
            f"Not proven best: after {seconds:g} seconds another choice could "
            f"be at most {more:.2f} % better. Another run may find another answer."
        )
    return tuple(notes)


_RULES_NOTE = (
    "Best sum of route scores, 1 for each target's lead and 0.5 for its backup, 0.1 for one "
    "messenger from the target's country, less 0.02 for each approach beyond half of an "
    "organisation's capacity. Scores are uncalibrated: they rank, they do not predict."
)
_EVEN_NOTE = (
    "Best sum of route scores, 1 for each target's lead and 0.5 for its backup, 0.1 for one "
    "messenger from the target's country, less {step:g} for an organisation's second approach, "
    "twice that for its third and so on, at most {most:g} each. Scores are uncalibrated: they "
    "rank, they do not predict."
)
