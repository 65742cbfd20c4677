from datetime import date

import pytest

from api.ask_assignment import AssignAsk, ask_assignment
from api.wiring import Workspace
from graph.errors import InvalidQuestion, UnknownEntity
from queries.results import Assignment
from tests.api.workplace import home, workspace

__all__ = ["home", "workspace"]

DAY = date(2026, 11, 24)
FILE = ("2025/0059",)
BOTH = {"ECRE": 7, "PICUM": 7}


def ask(workspace: Workspace, **options: object) -> Assignment:
    question = AssignAsk(to=FILE, **options)  # type: ignore[arg-type]  # varied
    return ask_assignment(workspace.view(), question, as_of=DAY)


def sent(answer: Assignment) -> set[tuple[str, str]]:
    return {(line.organization.name, line.target.name) for line in answer.approaches}


def test_language_of_a_file_goes_for_its_rapporteurs_but_a_persons_own_wins(
    workspace: Workspace,
) -> None:
    answer = ask(
        workspace,
        organizations=BOTH,
        speaks={"ECRE": ("en", "FR"), "PICUM": ("de",)},
        languages={"Murielle LAURENT": ("de",), "2025/0059": ("fr",)},
    )
    ecre = "European Council on Refugees and Exiles"
    french = {name for name, target in sent(answer) if target != "Murielle LAURENT"}
    assert french == {ecre}
    assert (ecre, "Murielle LAURENT") not in sent(answer)


def test_members_of_a_country_are_those_located_there(workspace: Workspace) -> None:
    view = workspace.view()
    belgium = view.index.resolve("Belgium").id
    answer = ask(workspace, most=3, needs={"Belgium": 2})
    used = {line.organization.id for line in answer.approaches}
    there = [one for one in used if belgium in view.rosters.countries(one, DAY)]
    assert len(used) <= 3
    assert len(there) >= 2


def test_members_of_a_network_are_those_the_data_name(workspace: Workspace) -> None:
    answer = ask(workspace, most=2, needs={"European Platform on Asylum and Migration": 2})
    assert {line.organization.id for line in answer.approaches} == {"org:ecre", "org:picum"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"speaks": {"ECRE": ("French!",)}}, "french!. Expected codes such as fr,en"),
        ({"needs": {"ECRE": 9}}, "At least 9 of European Council on Refugees and Exiles"),
        ({"organizations": {"ECRE": 1}, "off": ("ECRE",)}, "nobody is left"),
        ({"organizations": {"ECRE": 1}, "off": ("PICUM",)}, "off: Platform for International"),
        ({"organizations": {"ECRE": -1}}, "Capacity below zero for European Council"),
        ({"organizations": BOTH, "apart": (("ECRE", "PICUM"),), "most": 0}, "Expected 1 or more"),
    ],
)
def test_condition_that_cannot_be_is_named(
    workspace: Workspace, options: dict[str, object], said: str
) -> None:
    with pytest.raises(InvalidQuestion) as caught:
        ask(workspace, **options)
    assert said in str(caught.value)


def test_unknown_name_in_a_condition_is_named(workspace: Workspace) -> None:
    with pytest.raises(UnknownEntity, match="Nobody At All"):
        ask(workspace, off=("Nobody At All",))
