import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.model import Classification, Kind, Relation
from graph.strength import BANDS, DEFAULT, STEPS, ChannelRule, Relay, TieModel
from graph.strength_rules import (
    ANY_ROLE,
    DEFAULT_RULES,
    RuleSet,
    listed,
    write_rules,
)
from graph.strength_rules_read import read_rules

PAGE = (Path(__file__).parents[2] / "docs/strength.md").read_text(encoding="utf-8")

shares = st.floats(0, 1, exclude_min=True)
counts = st.integers(1, 100_000)
words = st.text(min_size=1, max_size=8)
channels = st.builds(ChannelRule, counts, shares)
kinds = [kind for kind in Kind if kind is not Kind.ORGANIZATION]


@st.composite
def models(draw: st.DrawFn) -> TieModel:
    floor, ceiling = sorted(
        draw(st.lists(st.floats(1e-9, 0.999), min_size=2, max_size=2, unique=True))
    )
    bounds = sorted(draw(st.lists(shares, min_size=3, max_size=3, unique=True)), reverse=True)
    names = st.sampled_from(sorted(DEFAULT.channels)) | words
    roles = st.none() | st.sampled_from(["CHAIR", "MEMBER"]) | words.filter(ANY_ROLE.__ne__)
    relays = st.sampled_from(sorted(Relay))
    return TieModel(
        channels=draw(st.dictionaries(names, channels, max_size=4)),
        other_channel=draw(channels),
        fixed=draw(
            st.dictionaries(st.tuples(st.sampled_from(sorted(STEPS)), roles), shares, max_size=4)
        ),
        by_classification=draw(
            st.dictionaries(st.sampled_from(sorted(Classification)), relays, max_size=4)
        ),
        by_kind=draw(st.dictionaries(st.sampled_from(kinds), relays, max_size=4)),
        unknown_end_half_life=draw(counts),
        shared_max=draw(counts),
        beta=draw(shares),
        floor=floor,
        ceiling=ceiling,
        bands=tuple(zip(bounds, BANDS, strict=True)),
        introduction=draw(shares),
    )


@given(models())
def test_every_model_comes_back_as_it_was_written(model: TieModel) -> None:
    assert read_rules(write_rules(model), "rules.toml") == model


@given(models())
def test_the_digest_tells_equal_content(model: TieModel) -> None:
    again = RuleSet(read_rules(write_rules(model), "x"), "elsewhere.toml")
    assert again.digest == RuleSet(model).digest
    assert (again.digest == DEFAULT_RULES.digest) == (model == DEFAULT)
    assert bool(again.changes) == (model != DEFAULT)


def test_an_empty_file_is_the_defaults() -> None:
    assert read_rules("# nothing yet\n", "rules.toml") == DEFAULT
    assert DEFAULT_RULES.changes == ()
    assert DEFAULT_RULES.remark() is None


def test_a_line_changes_one_rule_and_leaves_the_others() -> None:
    text = "beta = 0.8\n[channels.meeting]\nhalf_life_days = 200\n[strengths.HOLDS]\nCHAIR = 0.4\n"
    rules = RuleSet(read_rules(text, "rules.toml"), "rules.toml")
    assert rules.model.channels["meeting"] == ChannelRule(200, 0.70)
    assert rules.model.channels["call"] == DEFAULT.channels["call"]
    assert [(one.key, one.default, one.value) for one in rules.changes] == [
        ("beta", 0.9, 0.8),
        ("channels.meeting.half_life_days", 365, 200),
        ("strengths.HOLDS.CHAIR", None, 0.4),
    ]
    remark = rules.remark()
    assert remark == f"Rules: the office's own, 3 changes (digest {rules.digest})."


def test_false_takes_a_default_away() -> None:
    text = (
        "[channels]\ncall = false\n[strengths.MEMBER_OF]\nCHAIR = false\n"
        "[relays.classifications]\nNgo = false\n[relays.kinds]\nDossier = false\n"
    )
    model = read_rules(text, "rules.toml")
    assert model.channel("call") == DEFAULT.other_channel
    assert model.structural(Relation.MEMBER_OF, "CHAIR") == 0.50
    assert model.relay(Kind.ORGANIZATION, [Classification.NGO]) is Relay.NEVER
    assert model.relay(Kind.DOSSIER) is Relay.NEVER
    assert read_rules(write_rules(model), "x") == model


def test_a_relation_without_any_line_is_no_step() -> None:
    model = read_rules(f"[strengths.HOLDS]\n{ANY_ROLE} = false\n", "rules.toml")
    assert model.structural(Relation.HOLDS, None) is None


def test_what_is_written_shows_the_default_beside_each_change() -> None:
    text = write_rules(replace(DEFAULT, beta=0.5))
    assert "beta = 0.5  # default: 0.9" in text
    assert text.count("default:") == 1
    assert set(tomllib.loads(text)) == {
        *("beta", "ceiling", "floor", "introduction", "shared_max", "unknown_end_half_life"),
        *("bands", "channels", "other_channel", "relays", "strengths"),
    }


def test_the_list_has_a_line_for_every_number() -> None:
    keys = listed(DEFAULT)
    per_channel = 2 * (len(DEFAULT.channels) + 1)
    relays = len(DEFAULT.by_classification) + len(DEFAULT.by_kind)
    assert len(keys) == 6 + 3 + per_channel + len(DEFAULT.fixed) + relays


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("beta = 2", ("beta", "2", "above 0 and up to 1")),
        ("beta = true", ("beta", "True", "above 0 and up to 1")),
        ("beta = nan", ("beta", "nan", "above 0 and up to 1")),
        ("beat = 0.9", ("beat", "0.9", "Did you mean beta?")),
        ("shared_max = 0", ("shared_max", "0", "whole number of members")),
        ("unknown_end_half_life = 1.5", ("unknown_end_half_life", "1.5", "whole number of days")),
        ("channels = 3", ("channels", "3", "a table")),
        ("[channels.meeting]\nhalf_life_days = -3", ("channels.meeting.half_life_days", "-3")),
        ("[channels.meeting]\nhalflife = 3", ("channels.meeting.halflife", "half_life_days")),
        ("[channels.fax]\nintensity = 0.2", ("channels.fax", "both half_life_days and intensity")),
        ('[channels.""]\nintensity = 0.2', ("with a name",)),
        ("[strengths.LOCATED_IN]\nany_other = 0.2", ("strengths.LOCATED_IN", "MEMBER_OF")),
        ("[strengths.HOLDS]\nCHAIR = 'x'", ("strengths.HOLDS.CHAIR", "'x'")),
        ("[relays.kinds]\nOrganization = 'actor'", ("relays.kinds.Organization", "Person")),
        ("[relays.classifications]\nNgo = 'often'", ("'often'", "actor, shared, never")),
        ("[relays.people]\nNgo = 'actor'", ("relays.people", "classifications")),
        ("[bands]\ncold = 0.05", ("bands.cold", "strong, medium, weak")),
        ("[bands]\nweak = 0.7", ("strong 0.6, medium 0.3, weak 0.7",)),
        ("floor = 0.99", ("floor is 0.99, ceiling 0.98",)),
        ("beta = \nfloor = 0.1", ("no TOML", "line 1")),
    ],
)
def test_a_bad_line_is_named_with_file_key_value_and_what_was_expected(
    text: str, told: tuple[str, ...]
) -> None:
    with pytest.raises(InputError) as refused:
        read_rules(text, "rules.toml")
    message = str(refused.value)
    assert message.startswith("rules.toml")
    for part in told:
        assert part in message


def test_the_example_of_the_page_is_read_as_it_says() -> None:
    text = PAGE.split("```toml\n", 1)[1].split("```", 1)[0]
    changes = {one.key: one.value for one in RuleSet(read_rules(text, "page")).changes}
    assert changes == {
        "beta": 0.85,
        "unknown_end_half_life": 730,
        "channels.former_colleague.half_life_days": None,
        "channels.former_colleague.intensity": None,
        "channels.meeting.half_life_days": 200,
        "channels.meeting.intensity": 0.6,
        "relays.classifications.Agency": "actor",
        "strengths.MEMBER_OF.CHAIR": 0.9,
    }
