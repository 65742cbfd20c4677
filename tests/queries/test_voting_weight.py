from fractions import Fraction

import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Classification, MergedGraph
from queries.majorities.voting_weight import PowerAnswer, council_power, groups_power
from queries.rosters import Rosters
from tests.factories import DAY, body, member, merged, person
from tests.queries.council_figures import EU27_2017, union
from tests.queries.test_majority import committee, group

EU27 = Rosters.build(union({code: people for code, (people, _, _) in EU27_2017.items()}))

SEATS_2024 = {
    # Seats by group at the constitutive session: results.elections.europa.eu, 2024-07-23.
    "EPP": 188,
    "S&D": 136,
    "PfE": 84,
    "ECR": 78,
    "Renew": 77,
    "Greens/EFA": 53,
    "The Left": 46,
    "NI": 33,
    "ESN": 25,
}


def plenary(seats: dict[str, int]) -> MergedGraph:
    people = [(f"{code}{at}", code) for code, count in seats.items() for at in range(count)]
    ties = [member(one, "ep", "MEMBER_PARLIAMENT") for one, _ in people]
    ties += [member(one, f"g:{code}") for one, code in people]
    groups = [group(f"g:{code}", code) for code in seats]
    institution = body("ep", Classification.INSTITUTION)
    return merged([*(person(one) for one, _ in people), *groups, institution], ties)


def shapley_sum(answer: PowerAnswer) -> Fraction:
    return sum(
        (Fraction(one.shapley_shubik.exact) * one.count for one in answer.players), Fraction()
    )


def test_states_come_heaviest_first_and_their_shapley_sums_to_one() -> None:
    answer = council_power(EU27, DAY, "qmv", None, ())
    assert [one.code for one in answer.players] == list(EU27_2017)
    assert shapley_sum(answer) == 1
    assert (answer.winning, answer.year, answer.weight_unit) == (17_706_644, 2026, "inhabitants")
    assert "formal voting weight" in answer.label


def test_decimals_are_those_of_the_exact_fractions() -> None:
    for one in council_power(EU27, DAY, "reinforced", None, ()).players:
        for share in (one.banzhaf, one.banzhaf_absolute, one.shapley_shubik):
            assert float(Fraction(share.exact)) == share.value


def test_power_follows_those_who_take_part() -> None:
    answer = council_power(EU27, DAY, "qmv", None, {"country:DK", "country:IE"})
    assert answer.legal_basis == "Art. 238(3)(a) TFEU"
    assert (len(answer.players), answer.coalitions) == (25, 2**25)
    assert answer.absent == ("State DK", "State IE")
    assert shapley_sum(answer) == 1


def test_who_takes_no_part_must_be_a_member() -> None:
    with pytest.raises(InvalidQuestion, match="country:CHE is no member"):
        council_power(EU27, DAY, "qmv", None, {"country:CHE"})


def test_groups_of_a_committee_by_hand() -> None:
    # 3, 2 and 2 of 7 seats, 4 needed: any two groups carry, so all are alike.
    answer = groups_power(Rosters.build(plenary_of_three()), "libe", DAY, "simple")
    assert [(one.code, one.weight, one.banzhaf.exact) for one in answer.players] == [
        ("EPP", 3, "1/3"),
        ("ECR", 2, "1/3"),
        ("S&D", 2, "1/3"),
    ]


def plenary_of_three() -> MergedGraph:
    graph = committee(3, 2)
    more = [person("ecr0"), person("ecr1"), group("g:ecr", "ECR")]
    ties = [member(one, where) for one in ("ecr0", "ecr1") for where in ("libe", "g:ecr")]
    return merged([*graph.entities.values(), *more], [*graph.ties, *ties])


def test_non_attached_members_stand_alone() -> None:
    answer = groups_power(Rosters.build(plenary(SEATS_2024)), "ep", DAY, "component")
    players = {one.code: one for one in answer.players}
    assert (players["NI"].count, players["NI"].weight) == (33, 1)
    assert answer.coalitions == 2 ** (8 + 33)
    assert shapley_sum(answer) == 1
    assert "361 votes are needed of 720 voters and 720 seats" in answer.notes[0]


def test_groups_of_2024_as_blocs_have_the_weights_we_worked_out_apart() -> None:
    # With the non-attached as one bloc, by full enumeration of 2^9 in code of its own.
    blocs = {("Alone" if code == "NI" else code): n for code, n in SEATS_2024.items()}
    answer = groups_power(Rosters.build(plenary(blocs)), "ep", DAY, "component")
    shares = {one.code: round(100 * one.banzhaf.value, 1) for one in answer.players}
    assert shares == {
        "EPP": 29.0,
        "S&D": 17.6,
        "PfE": 10.7,
        "ECR": 10.7,
        "Renew": 10.7,
        "Greens/EFA": 6.9,
        "The Left": 6.9,
        "Alone": 3.8,
        "ESN": 3.8,
    }


def test_an_empty_body_and_an_unknown_one_are_refused() -> None:
    empty = Rosters.build(merged([body("libe", Classification.COMMITTEE)]))
    with pytest.raises(InvalidQuestion, match="Nobody is known to sit"):
        groups_power(empty, "libe", DAY, "simple")
    with pytest.raises(UnknownEntity):
        groups_power(empty, "nobody", DAY, "simple")
