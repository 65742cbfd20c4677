"""Answers about the Council, voting weights and scenarios as tables."""

from queries.describe import Sheet
from queries.majorities.council_answers import CouncilAnswer, CouncilTally, StateSets
from queries.majorities.scenario_answers import ScenarioAnswer
from queries.majorities.voting_weight import PowerAnswer

_SET_COLUMNS = ("states", "count", "members", "population %", "cold", "certain")


def council_sheets(answer: CouncilAnswer) -> tuple[Sheet, ...]:
    """Lay out the cases, the swing list, minimal sets and all positions."""
    return (
        _cases(answer),
        _swing(answer),
        _sets("Minimal winning sets", answer.winning),
        _sets("Minimal blocking sets", answer.blocking),
        _positions(answer),
    )


def power_sheets(answer: PowerAnswer) -> tuple[Sheet, ...]:
    """Lay out the indices in percent, then the exact fractions."""
    return _indices(answer), _fractions(answer)


def scenario_sheets(answer: ScenarioAnswer) -> tuple[Sheet, ...]:
    """Lay out the chance of a majority, its inputs, and whom to contact."""
    return _chances(answer), _inputs(answer), _contacts(answer), _gains(answer)


def _cases(answer: CouncilAnswer) -> Sheet:
    cases = (("low", answer.low), ("middle", answer.middle), ("high", answer.high))
    return Sheet(
        f"Council on {answer.dossier.name}, as of {answer.as_of}",
        (
            "case",
            "members",
            "needed",
            "missing",
            "population %",
            "% missing",
            "verdict",
            "certain",
        ),
        tuple(_case(answer, name, tally) for name, tally in cases),
        (_rule(answer), *answer.notes),
    )


def _swing(answer: CouncilAnswer) -> Sheet:
    return Sheet(
        "Swing list",
        ("state", "position", "population %", "reach", "how", "in winning", "in blocking"),
        tuple(
            (
                one.state.name,
                one.position,
                one.population_pct,
                one.reach.score,
                one.reach.how,
                f"{one.in_winning}{' (every)' if one.in_every else ''}",
                one.in_blocking,
            )
            for one in answer.swing
        ),
        ("Reached best first; then those in more of the minimal winning sets.",),
    )


def _positions(answer: CouncilAnswer) -> Sheet:
    return Sheet(
        "Positions",
        ("state", "code", "population", "population %", "position", "origin"),
        tuple(
            (
                one.state.name,
                one.code,
                one.population,
                one.population_pct,
                one.position,
                one.origin,
            )
            for one in answer.states
        ),
        (f"Population: {answer.population_unit}, {answer.year}.",),
    )


def _indices(answer: PowerAnswer) -> Sheet:
    return Sheet(
        f"Formal voting weight: {answer.body}, as of {answer.as_of}",
        ("who", "each of", "weight", "weight %", "Banzhaf %", "Shapley–Shubik %", "swings"),
        tuple(
            (
                one.name,
                one.count,
                one.weight,
                100 * one.weight_share.value,
                100 * one.banzhaf.value,
                100 * one.shapley_shubik.value,
                one.swings,
            )
            for one in answer.players
        ),
        (
            answer.label,
            f"{answer.rule} ({answer.legal_basis}); weights: {answer.weight_unit}"
            + (f" of {answer.year}" if answer.year else ""),
            f"{answer.winning} of {answer.coalitions} coalitions carry "
            f"({100 * answer.winning_share.value:.2f} percent)",
            *((f"Take no part: {', '.join(answer.absent)}.",) if answer.absent else ()),
            *answer.notes,
        ),
    )


def _fractions(answer: PowerAnswer) -> Sheet:
    return Sheet(
        "Exact",
        (
            "code",
            "Banzhaf absolute",
            "Banzhaf",
            "Coleman prevents",
            "Coleman initiates",
            "Shapley–Shubik",
        ),
        tuple(
            (
                one.code,
                one.banzhaf_absolute.exact,
                one.banzhaf.exact,
                one.coleman_prevents.exact,
                one.coleman_initiates.exact,
                one.shapley_shubik.exact,
            )
            for one in answer.players
        ),
    )


def _chances(answer: ScenarioAnswer) -> Sheet:
    return Sheet(
        f"Scenario: {answer.body.name}, as of {answer.as_of}",
        ("what", "value"),
        (
            ("voters", answer.voters),
            ("votes needed", answer.needed),
            ("votes for, expected under the inputs", answer.expected_for),
            ("chance of a majority, voters independent", answer.independent),
            ("chance of a majority, groups move together (mean)", answer.shocked),
            ("… 5th percentile of the draws", answer.low),
            ("… median of the draws", answer.median),
            ("… 95th percentile of the draws", answer.high),
            ("draws in which a majority is more likely than not", answer.likely_draws),
        ),
        (answer.label, f"{answer.rule} ({answer.legal_basis})", *answer.notes),
    )


def _inputs(answer: ScenarioAnswer) -> Sheet:
    return Sheet(
        "Inputs",
        ("group", "voters", "expected for", "chance of the group", "persons with their own"),
        tuple(
            (
                one.group,
                one.voters,
                one.expected_for,
                one.stated_for_group,
                one.stated_for_persons,
            )
            for one in answer.groups
        ),
        (
            f"Whoever has no stated chance counts {answer.otherwise:g}; a contact removes "
            f"{answer.effect:g} of the doubt times the route score.",
        ),
    )


def _contacts(answer: ScenarioAnswer) -> Sheet:
    return Sheet(
        "Contacts, one after the other",
        ("who", "group", "gain", "majority after"),
        tuple(
            (one.voter.name, one.group, one.gain, one.majority_after) for one in answer.contacts
        ),
        ("Chosen greedily by gain, voters taken as independent.",),
    )


def _gains(answer: ScenarioAnswer) -> Sheet:
    return Sheet(
        "Gain of each single contact",
        ("who", "group", "chance", "after", "decides", "gain", "route score"),
        tuple(
            (
                one.voter.name,
                one.group,
                one.chance,
                one.chance_after,
                one.decides,
                one.gain,
                one.route.score,
            )
            for one in answer.gains
        ),
    )


def _rule(answer: CouncilAnswer) -> str:
    tests = [f"{answer.members_needed} of {answer.members} members"]
    if answer.population_needed_pct is not None:
        tests.append(f"{answer.population_needed_pct} percent of their population")
    needs = " and ".join(tests)
    if answer.blocking_members is not None:
        needs += f", or fewer than {answer.blocking_members} opponents"
    absent = f" Take no part: {', '.join(answer.absent)}." if answer.absent else ""
    return f"{answer.rule} ({answer.legal_basis}): {needs}.{absent}"


def _case(
    answer: CouncilAnswer, name: str, tally: CouncilTally
) -> tuple[str | int | float | bool, ...]:
    return (
        name,
        tally.members,
        answer.members_needed,
        tally.members_gap,
        tally.population_pct,
        100 * tally.population_gap / answer.population_total,
        tally.verdict,
        tally.certain,
    )


def _sets(title: str, sets: StateSets) -> Sheet:
    base = ", ".join(sets.base) or "nobody"
    notes = [f"{sets.count} in all, each completing {base}; those listed cost least by reach."]
    if not sets.proven:
        notes.append("The search for the cheapest stopped early: cheaper ones may exist.")
    if sets.remark:
        notes.append(sets.remark)
    return Sheet(
        title,
        _SET_COLUMNS,
        tuple(
            (
                list(one.states),
                len(one.states),
                one.members,
                one.population_pct,
                one.cold,
                one.certain,
            )
            for one in sets.listed
        ),
        tuple(notes),
    )
