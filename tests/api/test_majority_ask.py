from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.wiring import Workspace
from tests.api.workplace import NOW


def test_a_substitute_stands_in_on_both_doors(workspace: Workspace) -> None:
    rosters = workspace.view().rosters
    seats = rosters.seats("ep-org:LIBE", NOW.date(), voting=True)
    member = next(one for one in seats if rosters.group(one.person, NOW.date()) == "EPP")
    wanted = {
        "body": "LIBE",
        "positions": {member.person: "absent", "EPP": "for"},
        "as_of": NOW.date().isoformat(),
    }
    home = Settings(workspace.settings.home)
    with TestClient(create_app(home, clock=lambda: NOW), base_url="http://127.0.0.1") as client:
        alone = client.post("/majorities", json=wanted).json()
        helped = client.post("/majorities", json={**wanted, "substitutes": True}).json()
    assert alone["stand_ins"] == []
    assert [one["absent"]["id"] for one in helped["stand_ins"]] == [member.person]
    assert helped["stand_ins"][0]["group"] == "EPP"
    assert helped["low"]["votes_for"] == alone["low"]["votes_for"] + 1
    assert helped["low"]["votes_cast"] == alone["low"]["votes_cast"] + 1
