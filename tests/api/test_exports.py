from pathlib import Path

import pytest

from api.exchange import SUFFIXES
from api.exports import FORMS
from api.renumber import renumbered
from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from tests.api.doors import serving, small_home


def test_both_doors_write_the_same_forms() -> None:
    assert {form.suffix: form.name for form in FORMS.values()} == SUFFIXES


@pytest.mark.parametrize("form", FORMS)
def test_each_form_names_its_level_and_holds_nothing_above_it(tmp_path: Path, form: str) -> None:
    with serving(Settings(small_home(tmp_path / "home"))) as client:
        whole = client.get(f"/exports/{form}")
        public = client.get(f"/exports/{form}", headers={"Corridors-Level": "public"})
    assert "Zelda Hidden" in whole.text
    assert "Zelda Hidden" not in public.text
    assert "Ada Lovelace" in public.text
    assert f"corridors-public{FORMS[form].suffix}" in public.headers["content-disposition"]
    assert public.headers["content-type"].startswith(FORMS[form].media_type)


def test_places_are_counted_anew_without_gaps_in_their_order(tmp_path: Path) -> None:
    with Workspace(Settings(small_home(tmp_path / "home"))) as workspace:
        graph = workspace.view(Level.PUBLIC).graph
        before = sorted(workspace.ledger.read(Level.PUBLIC), key=lambda item: item.seq)
        handed, statements = renumbered(graph, before)
    assert [item.seq for item in statements] == list(range(1, len(before) + 1))
    assert [item.statement for item in statements] == [item.statement for item in before]
    assert before[-1].seq > len(before)
    assert handed.last_place() == handed.head <= len(before)
    assert list(handed.entities) == list(graph.entities)
