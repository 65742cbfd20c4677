"""The tie model against figures worked out by hand, and against the page that explains it."""

import math
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.model import Classification, Relation
from graph.period import Period
from graph.snapshot import FORBIDDEN, CostView, Snapshot
from graph.strength import DEFAULT, ChannelRule, Relay, TieModel, nats, noisy_or, score
from tests.factories import DAY, body, contact, member, merged, ngo, person, tie

PAGE = (Path(__file__).parents[2] / "docs/strength.md").read_text(encoding="utf-8")
HOP = 105_361
"""−ln 0.9 in micro-nats: 0.105360516."""


def weighed(*ties: object, day: date = DAY, model: TieModel = DEFAULT) -> CostView:
    graph = merged([ngo("ours"), person("ada")], ties)  # type: ignore[arg-type]  # ties
    return Snapshot.build(graph, model).costs(day)


def strength(*ties: object, day: date = DAY) -> float:
    (found,) = weighed(*ties, day=day).strengths
    return float(found)


# Worked with a pocket calculator: 1 − e^(−x), x the sum of intensity × confidence × 2^(−age/h).
@pytest.mark.parametrize(
    ("ages", "channel", "expected"),
    [
        ([0], "meeting", 0.503415),  # x 0.70
        ([365], "meeting", 0.295312),  # x 0.35
        ([730], "meeting", 0.160543),  # x 0.175
        ([90], "email", 0.191142),  # x 0.30 × 2^−0.5 = 0.212132
        ([0, 365], "meeting", 0.650062),  # x 1.05
        ([1460], "former_colleague", 0.221199),  # x 0.25
        ([180], "pigeon", 0.095163),  # x 0.10: any other channel
    ],
)
def test_contacts_fade_and_add_up_to_figures_by_hand(
    ages: list[int], channel: str, expected: float
) -> None:
    events = [contact("ours", "ada", DAY - timedelta(days=age), channel) for age in ages]
    assert strength(*events) == pytest.approx(expected, abs=1e-6)


def test_a_day_before_the_last_event_counts_only_the_earlier_ones() -> None:
    events = [contact("ours", "ada", DAY - timedelta(days=age)) for age in (400, 300, 10)]
    between = DAY - timedelta(days=300)
    earlier = 0.7 * 2 ** (-100 / 365) + 0.7
    assert strength(*events, day=between) == pytest.approx(1 - math.exp(-earlier))
    assert strength(*events, day=between) == strength(*events[:2], day=between)
    assert strength(*events, day=DAY) > strength(*events[:2], day=DAY)


def test_an_event_counts_on_its_own_day_and_not_the_day_before() -> None:
    event = contact("ours", "ada", DAY)
    assert strength(event) == pytest.approx(1 - math.exp(-0.7))
    assert strength(event, day=DAY - timedelta(days=1)) == 0.0


def test_confidence_and_stated_intensity_multiply() -> None:
    event = contact("ours", "ada", DAY, intensity=0.4, confidence=0.5)
    assert strength(event) == pytest.approx(1 - math.exp(-0.2))


def test_the_best_of_a_source_counts_and_sources_combine() -> None:
    meeting, mail = contact("ours", "ada", DAY), contact("ours", "ada", DAY, "email")
    other = contact("ours", "ada", DAY, "call", of=("second",))
    best, second = 1 - math.exp(-0.7), 1 - math.exp(-0.5)
    assert strength(meeting, mail) == pytest.approx(best)
    assert strength(meeting, mail, other) == pytest.approx(1 - (1 - best) * (1 - second))
    assert noisy_or([best, second]) == pytest.approx(1 - (1 - best) * (1 - second))


def test_a_contact_that_two_sources_report_is_one_event() -> None:
    twice = contact("ours", "ada", DAY, of=("first", "second"))
    assert strength(twice) == pytest.approx(1 - math.exp(-0.7))


def test_strengths_are_kept_between_floor_and_ceiling() -> None:
    ancient = contact("ours", "ada", DAY - timedelta(days=20 * 365))
    assert strength(ancient) == DEFAULT.floor
    daily = [contact("ours", "ada", DAY - timedelta(days=age)) for age in range(40)]
    assert strength(*daily) == DEFAULT.ceiling


def test_a_structural_tie_holds_whole_in_its_period_and_not_beside_it() -> None:
    first, last = date(2026, 1, 1), date(2026, 3, 4)
    seat = member("ada", "ours", "CHAIR", period=Period.between(first, last))
    for day, expected in (
        (first - timedelta(days=1), 0.0),
        (first, 0.8),
        (last, 0.8),
        (last + timedelta(days=1), 0.0),
    ):
        assert strength(seat, day=day) == expected


def test_a_tie_of_unknown_end_fades_from_its_evidence() -> None:
    day = DAY - timedelta(days=1460)
    seat = member("ada", "ours", period=Period(date(2019, 1, 1)), as_of=day)
    assert strength(seat) == pytest.approx(0.25)
    assert strength(seat, day=day) == pytest.approx(0.5)


def test_each_hop_costs_its_strength_and_beta() -> None:
    view = weighed(contact("ours", "ada", DAY))
    assert set(view.costs.tolist()) == {nats(1 - math.exp(-0.7)) + HOP}
    assert score(int(view.costs[0])) == pytest.approx((1 - math.exp(-0.7)) * 0.9, abs=1e-6)
    assert DEFAULT.hop_cost == HOP


def test_a_tie_that_does_not_hold_is_no_step() -> None:
    view = weighed(contact("ours", "ada", DAY + timedelta(days=1)))
    assert set(view.costs.tolist()) == {FORBIDDEN}


def test_members_of_a_small_body_reach_each_other_with_one_over_its_size() -> None:
    names = ["a", "b", "c", "d"]
    entities = [body("body", Classification.SUBCOMMITTEE), *(person(name) for name in names)]
    snapshot = Snapshot.build(merged(entities, [member(name, "body") for name in names]))
    found = snapshot.costs(DAY).strengths
    pairs = [value for value in found.tolist() if value == pytest.approx(0.25)]
    assert len(pairs) == 6


@pytest.mark.parametrize(
    "change",
    [
        {"beta": 0.0},
        {"beta": 1.1},
        {"beta": math.nan},
        {"floor": 0.0},
        {"floor": 0.99},
        {"ceiling": 1.0},
        {"introduction": 0.0},
        {"shared_max": 0},
        {"unknown_end_half_life": 0},
        {"other_channel": ChannelRule(0, 0.5)},
        {"channels": {"call": ChannelRule(9, 1.5)}},
        {"fixed": {(Relation.HOLDS, None): 0.0}},
        {"fixed": {(Relation.LOCATED_IN, None): 0.5}},
        {"bands": ((0.3, "strong"), (0.6, "medium"), (0.1, "weak"))},
        {"bands": ((0.6, "strong"), (0.3, "medium"))},
    ],
)
def test_a_model_that_makes_no_sense_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InputError):
        TieModel(**change)  # type: ignore[arg-type]  # varied


# ------------------------------------------------------------ the page says what the code does


def rows(heading: str) -> list[list[str]]:
    """Give the cells of the table that follows a heading row."""
    after = PAGE.split(heading, 1)[1].splitlines()[2:]
    table = after[: next(at for at, line in enumerate(after) if not line.startswith("|"))]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in table]


def test_page_lists_every_channel_with_its_numbers() -> None:
    told = {
        name: ChannelRule(int(days), float(intensity))
        for name, days, intensity in rows("| channel | half-life, days | intensity of one event |")
    }
    assert told.pop("any other") == DEFAULT.other_channel
    assert told == dict(DEFAULT.channels)


def test_page_lists_every_fixed_strength() -> None:
    told = {
        (Relation(relation), None if role == "any other" else role): float(value)
        for relation, role, value in rows("| relation | role | strength |")
    }
    assert told == dict(DEFAULT.fixed)


def test_page_lists_every_band() -> None:
    told = rows("| band | from |")
    assert told == [[name, str(bound)] for bound, name in DEFAULT.bands] + [
        [DEFAULT.last_band, "below"]
    ]


def test_page_names_who_relays() -> None:
    actors, shared = re.split(r"Small shared bodies", PAGE.split("**Who may stand", 1)[1])[:2]
    for relay, text in ((Relay.ACTOR, actors), (Relay.SHARED, shared.split(")", 1)[0])):
        named = set(re.findall(r"`(\w+)`", text))
        assert named == {
            label.value for label, own in DEFAULT.by_classification.items() if own is relay
        }


@pytest.mark.parametrize(
    "said",
    [
        f"half-life\n{DEFAULT.unknown_end_half_life} days",
        f"up to {DEFAULT.shared_max} members",
        f"between {DEFAULT.floor} and {DEFAULT.ceiling}",
        f"times {DEFAULT.beta} for each step",
        f"medium ({DEFAULT.introduction})",
    ],
)
def test_page_says_the_other_numbers(said: str) -> None:
    assert said in PAGE


def test_a_holder_of_a_post_is_a_step_and_a_place_is_none() -> None:
    holding = tie("ada", Relation.HOLDS, "ours")
    assert strength(holding) == DEFAULT.fixed[Relation.HOLDS, None]
    assert len(weighed(tie("ada", Relation.LOCATED_IN, "ours")).strengths) == 0
