"""The table of FollowTheMoney's schemata, and the writer, stay together.

The table was checked by hand against the library, which is no dependency; the rules of values
below (identifiers, dates, addresses, countries) are that library's.
"""

import json
import re
from collections.abc import Iterator

import pytest

from graph.exchange.carried import carried
from graph.exchange.ftm import beyond_ftm, ftm_id, write_ftm
from graph.exchange.ftm_terms import CHECKED_AGAINST, SCHEMATA
from tests.graph.pack import pack_graph

_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
_RULES = {
    "startDate": r"\d{4}-\d\d-\d\d",
    "endDate": r"\d{4}-\d\d-\d\d",
    "retrievedAt": r"\d{4}-\d\d-\d\d",
    "submissionDeadline": r"\d{4}-\d\d-\d\d",
    "sourceUrl": r"https?://\S+",
    "website": r"https?://\S+",
    "country": r"[a-z]{2}",
}
_ENTITIES = dict.fromkeys(
    [
        "proof",
        "member",
        "organization",
        "holder",
        "post",
        "subject",
        "object",
        "involved",
        "parent",
        "authority",
    ],
    _ID.pattern,
)


@pytest.fixture(scope="module")
def written() -> list[dict[str, object]]:
    return [json.loads(line) for line in write_ftm(carried(pack_graph(), ())).splitlines()]


def values(lines: list[dict[str, object]]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        properties = line["properties"]
        assert isinstance(properties, dict)
        for key, many in properties.items():
            assert many, (line["id"], key)
            for one in many:
                yield str(line["schema"]), key, one


def test_the_pack_is_written_within_the_table(written: list[dict[str, object]]) -> None:
    used = {(schema, key) for schema, key, _ in values(written)}
    listed = {(schema, key) for schema, keys in SCHEMATA.items() for key in keys}
    assert used <= listed
    # Nobody in the pack holds a post, and the pack has no meetings of its own (invented ones are).
    assert set(SCHEMATA) - {str(line["schema"]) for line in written} == {"Position", "Occupancy"}
    assert CHECKED_AGAINST == "4.11.2"


def test_values_follow_the_rules_of_their_types(written: list[dict[str, object]]) -> None:
    rules = _RULES | _ENTITIES
    wrong = [
        (key, one)
        for _, key, one in values(written)
        if key in rules and not re.fullmatch(rules[key], one)
    ]
    assert wrong == []
    assert [line["id"] for line in written if not _ID.fullmatch(str(line["id"]))] == []


def test_every_named_entity_is_written_once(written: list[dict[str, object]]) -> None:
    identifiers = [str(line["id"]) for line in written]
    assert len(set(identifiers)) == len(identifiers)
    named = {one for _, key, one in values(written) if key in _ENTITIES}
    assert named <= set(identifiers)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("ep-person:1", "ep-person.1"), ("org:irct", "org.irct"), ("country:FRA", "country.FRA")],
)
def test_identifiers_stay_readable(ours: str, theirs: str) -> None:
    assert ftm_id(ours) == theirs


def test_identifiers_that_cannot_be_written_stay_apart() -> None:
    odd = ["org:a.b", "org:a:b", "a", "org:", "org:é", "x-a:b", "org:a-", "org:a b", "org.a:b"]
    made = [ftm_id(one) for one in odd]
    assert len(set(made)) == len(odd)
    assert all(re.fullmatch(r"x-[0-9a-f]{32}", one) for one in made)


def test_what_has_no_own_word_there_is_counted() -> None:
    pack = pack_graph()
    told = dict(beyond_ftm(pack))
    assert told["Dossier"] == sum(one.kind.value == "Dossier" for one in pack.entities.values())
    assert told["RAPPORTEUR_FOR"] > 0
