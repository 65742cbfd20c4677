"""The audit tells who asked which address, and nothing of what was asked or answered."""

import re
from pathlib import Path

from api.access import Role
from api.audit import Audit
from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from tests.api.doors import bearer, serving, small_home, token_for
from tests.api.test_mcp import called, server

SECRETS = ("Zelda Hidden", "ep-person:2", "A whispered remark.", "Nobody Atall", "whisperword")


def test_nothing_asked_or_answered_at_level_protected_is_in_it(tmp_path: Path) -> None:
    settings = Settings(small_home(tmp_path / "home"), level=Level.PROTECTED)
    token = token_for(settings.home, Role.ADMIN, Level.PROTECTED, name="our desk")
    told = ""
    with serving(settings) as client:
        client.headers.update(bearer(token))
        note = {"about": "Zelda Hidden", "text": "A whispered remark.", "level": "protected"}
        for method, path, body in (
            ("POST", "/notes", note),
            ("GET", "/notes?about=Zelda Hidden", None),
            ("GET", "/entities/Zelda Hidden", None),
            ("GET", "/entities/Nobody Atall", None),
            ("GET", "/search?q=whisperword", None),
            ("GET", "/ask/whisperword?to=Zelda Hidden", None),
            ("GET", "/whisperword", None),
            ("GET", "/exports/turtle", None),
            ("POST", "/routes", {"to": ["Zelda Hidden"]}),
            ("POST", "/routes", {"to": "whisperword"}),
            ("POST", "/cypher", {"query": "whisperword"}),
            ("GET", "/subjects/Zelda Hidden/export", None),
        ):
            told += client.request(method, path, json=body).text
    with Workspace(settings) as workspace:
        told += str(called(server(workspace, Level.PROTECTED), "show", name="Zelda Hidden"))
    assert all(secret in told for secret in SECRETS[:4])  # they were asked and answered
    kept = b"".join(place.read_bytes() for place in sorted(settings.audit.iterdir()))
    for secret in (*SECRETS, *(word for word in re.findall(r"\w{7,}", " ".join(SECRETS)))):
        assert secret.encode() not in kept, secret
    assert b"our desk" in kept
    assert Audit(settings.audit, settings.key).verify().problems == ()
