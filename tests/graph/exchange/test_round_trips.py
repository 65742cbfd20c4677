"""Out then in: the same statements at the same level, in every form that is read back."""

import json

import pytest
from hypothesis import Phase, given, settings

from graph.errors import InputError
from graph.exchange.carried import Carried, carried
from graph.exchange.ftm import read_ftm, write_ftm
from graph.exchange.popolo import read_popolo, write_popolo
from graph.levels import Level
from graph.model import MergedGraph
from graph.provenance import Recorded
from graph.rdf.files import FORMATS, read_carried, write_rdf
from tests.graph.exchange.ledgers import LEVELS, SOURCES, graph_at, known_of, ledgers, seen_at

FORMS = ("popolo", "ftm", *sorted(FORMATS))


def written(given: Carried, form: str) -> str:
    if form in FORMATS:
        return write_rdf(given.graph, form, given.rest)
    return write_popolo(given) if form == "popolo" else write_ftm(given)


def read(text: str, form: str) -> Carried:
    if form in FORMATS:
        return read_carried(text, form, "file")
    if form == "popolo":
        return read_popolo(text, "file")
    return read_ftm(text.splitlines(), "file")


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=16, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(recorded=ledgers(), level=LEVELS)
def test_every_statement_comes_back_at_its_level(
    form: str, recorded: list[Recorded], level: Level
) -> None:
    made = carried(graph_at(recorded, level), recorded)
    text = written(made, form)
    back = read(text, form)
    assert back.graph == made.graph
    assert [known_of(item) for item in back.recorded()] == seen_at(recorded, level)
    assert written(back, form) == text


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(recorded=ledgers())
def test_nothing_above_the_level_is_written(form: str, recorded: list[Recorded]) -> None:
    public = [item for item in recorded if item.statement.level is Level.PUBLIC]
    all_of_it = carried(graph_at(recorded, Level.PUBLIC), recorded)
    public_only = carried(graph_at(recorded, Level.PUBLIC), public)
    assert written(all_of_it, form) == written(public_only, form)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_licence_level_and_what_is_invented(form: str) -> None:
    graph = MergedGraph({}, (), {"demo": SOURCES["demo"]}, Level.NETWORK, 1)
    text = written(Carried(graph), form)
    assert "A demonstration" in text
    assert "none" in text
    assert "network" in text
    assert "invented" in text.casefold()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "no JSON object"),
        ("{", "no JSON that can be read"),
        ('{"a": 1, "a": 2}', "stands twice"),
        ('{"a": NaN}', "no number"),
        ('{"a":' * 30 + "1" + "}" * 30, "deeper than"),
        ("[" * 200_000, "no JSON that can be read"),
        ('{"a": %s}' % ("9" * 5000), "no JSON that can be read"),
        (json.dumps({"a": "x" * 100_001}), "more than 100000 characters"),
        ('{"persons": []}', "somebody else"),
        ('{"corridors": 3}', "no object"),
        ('{"corridors": {"level": "secret", "head": 1}}', "no access level"),
        ('{"corridors": {"level": "public", "head": true}}', "whole number"),
        ('{"corridors": {"level": "public", "head": 1}, "persons": [{}]}', "no object"),
        (
            '{"corridors": {"level": "public", "head": 1, "entities": [{"id": "a", "kind": "X",'
            ' "name": "", "level": "public"}]}}',
            "one of Person",
        ),
    ],
)
def test_a_document_that_is_no_export_is_refused_in_words(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_popolo(text, "file.json")


def test_lines_without_a_header_or_a_block_are_refused() -> None:
    with pytest.raises(InputError, match="lacks the line"):
        read_ftm([], "a.ftm.json")
    with pytest.raises(InputError, match="line 2 holds no 'corridors'"):
        read_ftm(["", '{"id": "a", "schema": "Person", "properties": {}}'], "a.ftm.json")
