"""Somebody of many sources, erased, is behind no door after everything was loaded again.

On both engines: every GET address with their names in every text, reading POSTs, search, Cypher,
exports, pictures, earlier knowledge, the client, assistants, commands, audit, jobs, backups, and
the bytes of every file and database. What another office and the cards say of them is invented.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.exchange import load_exchange
from api.exports import FORMS
from api.keeping import restore
from api.load import load_saved
from api.settings import Neo4j, Settings
from api.wiring import Workspace
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Property
from loaders.exchange import Passing
from loaders.pack import load_pack
from tests.api import every_door
from tests.api.doors import Clock
from tests.api.every_door import Told, is_told, telling
from tests.api.test_emptying import held
from tests.api.workplace import NOW
from tests.loaders import ep_records
from tests.loaders.source_files import FULL_LIST_HEAD, WATCHED_HEADER, listed, seen
from tests.neo4j_server import Address, wipe

WHO = "ep-person:257012"
FEW = {WHO, "ep-person:197463", "ep-person:124936"}
NAMES = (WHO, "gALÁN eSTRELLA")
TRACES = (
    r"257012(?<![0-9a-f]257012)(?![0-9a-f])",  # within a hash it is chance
    r"estrella",
    r"gal(?<!\wgal)[áa]n\b",
    r"x-north:ml\b",
)
BESIDE = "Rapporteur Estrella Galán on returns"
TABLES = {
    "contacts": f"organization,person,date,channel,source\n"
    f"org:ecre,{WHO},2026-03-04,meeting,notes with Estrella Galán\n"
    "org:ecre,ep-person:197463,2026-03-05,call,our notes\n",
    "positions": "actor,dossier,stance,date,evidence,source\n"
    f"{WHO},2025/0059(COD),for,2026-03-04,Estrella Galán said so,our notes\n",
    "corrections": f"subject,property,value,source\n{WHO},other_name,Sra Galán E,our notes\n",
    "country-notes": f"country_iso2,note,source\nES,{BESIDE},a page\n",
}
CARD = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Estrella Galán\r\nN:Galán;Estrella;;;\r\n"
    "ORG:European Council on Refugees and Exiles\r\nTITLE:Guest\r\nEND:VCARD\r\n"
)
THEIRS = {
    "organizations": [{"id": "o", "name": "Friends of Nothing"}],
    "persons": [{"id": "ml", "name": "Estrella Galán"}],
    "memberships": [{"person_id": "ml", "organization_id": "o", "role": "guest"}],
}


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        *((text, True) for text in (f"is {WHO}.", "g257012", "<Galán>", "x-north:ml", "ESTRELLA")),
        *((text, False) for text in ("a257012", "2570120", "egalán", "galanes", "x-north:mla")),
    ],
)
def test_the_look_finds_their_names_and_not_what_is_like_them(said: str, is_told: bool) -> None:
    assert bool(telling([Told("door", said.encode())], TRACES)) == is_told


def written(folder: Path) -> Path:
    """Write every source that is a file."""
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "cards.vcf").write_text(CARD, encoding="utf-8", newline="")
    (folder / "north.popolo.json").write_text(json.dumps(THEIRS), encoding="utf-8")
    met = "\n".join([WATCHED_HEADER, seen("ECRE", member="257012"), seen("ECRE", member="197463")])
    (folder / "watched.csv").write_text(met + "\n", encoding="utf-8")
    brief = "".join([listed("257012", "Estrella GALÁN", "Spain"), listed("197463", "A B")])
    (folder / "list.xml").write_text(f"{FULL_LIST_HEAD}<meps>{brief}</meps>", encoding="utf-8")
    (folder / "meps").mkdir()
    record = ep_records.person(
        257012,
        ep_records.membership(173739, "org/6563"),
        label="Estrella GALÁN",
        givenName="Estrella",
        familyName="Galán",
    )
    (folder / "meps" / "one.json").write_bytes(ep_records.answer(record))
    return folder


def load_all(ledger: Ledger, folder: Path, now: datetime) -> None:
    """Load every source as if none had been read: of the pack what is about a few people."""
    for item, batch in load_pack(lambda done, total, what: None):
        said = [
            one
            for one in batch.statements
            if not {end for end in (one.subject, one.object) if end and "ep-person" in end} - FEW
        ]
        ledger.append(
            item.source,
            said,
            retrieved_at=batch.retrieved_at,
            recorded_at=now,
            complete=True,
            allow_shrink=True,
        )
    for name in TABLES:
        load_saved(ledger, name, folder / f"{name}.csv", now=now, allow_shrink=True)
    for name, file in (
        ("vcards", "cards.vcf"),
        ("integrity-watch", "watched.csv"),
        ("ep-full-list", "list.xml"),
        ("ep-members", "meps"),
    ):
        load_saved(ledger, name, folder / file, now=now, allow_shrink=True)
    passing = Passing("North", Level.OFFICE)
    load_exchange(ledger, folder / "north.popolo.json", passing, now=now, allow_shrink=True)


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a home on each engine, at the highest level."""
    own = Settings(tmp_path / "home", level=Level.PROTECTED, rate=1_000_000)
    if request.param == "embedded":
        yield own
        return
    pair: tuple[Address, Address] = request.getfixturevalue("running_pair")
    for server in pair:
        wipe(server)
    named = tuple(zip((Level.OFFICE, Level.PROTECTED), (one.url for one in pair), strict=True))
    yield replace(own, neo4j=Neo4j(named, pair[0].user, pair[0].password))
    for server in pair:
        wipe(server)


def forms(settings: Settings) -> tuple[str, ...]:
    """Give the exports to ask for: no writer of one reads the engine, so few do beside Neo4j."""
    return tuple(FORMS) if settings.neo4j is None else ("popolo", "graphml")


def servers(settings: Settings) -> Iterator[Told]:
    """Give all that the databases hold."""
    if settings.neo4j is not None:
        for _, url in settings.neo4j.addresses:
            address = Address(url, settings.neo4j.user, settings.neo4j.password)
            yield Told(f"database {url}", held(address).encode())


def everything(
    client: TestClient, settings: Settings, folder: Path, clock: Clock, names: tuple[str, ...]
) -> Iterator[Told]:
    """Ask behind every door."""
    yield from every_door.http(client, names, forms(settings))
    yield from every_door.python(client, names)
    with Workspace(settings) as workspace:
        for level in (Level.OFFICE, Level.PROTECTED):
            yield from every_door.assistants(workspace, level, names)
        yield from every_door.backed_up(workspace, folder / "after.corridors", clock)
    yield from every_door.commands(settings.home, names, folder)
    yield from servers(settings)
    yield from every_door.files(settings.home)


def enter(client: TestClient, ledger: Ledger) -> None:
    """Enter by hand what names them, and judge who they are."""
    people = {
        item.statement.subject
        for item in ledger.everything()
        if item.statement.predicate is Property.NAME
        and "estrella" in str(item.statement.value).casefold()
    }
    assert len(people) == 3, people
    for other in sorted(people - {WHO}):
        body = {"one": other, "other": WHO, "verdict": "same", "reason": "Estrella Galán's card"}
        assert client.post("/judgements", json=body).status_code == 201
    key = {"Idempotency-Key": "one"}
    note = {"about": "2025/0059", "text": "Ask Estrella Galán first."}
    assert client.post("/notes", json=note, headers=key).status_code == 201
    met = {
        "organization": "ECRE",
        "person": WHO,
        "channel": "call",
        "day": "2026-05-04",
        "source": "Estrella Galán",
    }
    assert client.post("/contacts", json=met).status_code == 201
    kept = {"question": "diverse", "parameters": {"to": ["Estrella Galán"]}}
    assert client.put("/saved/hers", json=kept).status_code in (200, 201)


def test_somebody_erased_is_behind_no_door_after_a_full_reload(
    settings: Settings, tmp_path: Path
) -> None:
    folder, clock = written(tmp_path / "sources"), Clock(NOW)
    with Workspace(settings) as workspace:
        load_all(workspace.ledger, folder, NOW - timedelta(days=1))
    with TestClient(create_app(settings, clock), base_url="http://127.0.0.1") as client:
        workspace = client.app.state.serving.workspace  # type: ignore[attr-defined]  # an application
        enter(client, workspace.ledger)
        for level in (Level.OFFICE, Level.PROTECTED):
            workspace.reader(level)
        before = telling(every_door.http(client, NAMES[:1], forms(settings)), TRACES)
        before += telling(servers(settings), TRACES)
        doors = {one.partition(":")[0].partition("?")[0] for one in before}
        assert len(doors) > 25, sorted(doors)  # the same look finds them while they are there
        list(every_door.backed_up(workspace, folder / "older.corridors", clock))

        plan = client.get(f"/subjects/{WHO}/erasure").json()
        assert len(plan["plan"]["identifiers"]) == 3
        assert len(plan["plan"]["by_source"]) >= 9
        body = {"reason": "a request of March", "confirmation": plan["confirmation"]}
        done = client.post(f"/subjects/{WHO}/erasure", json=body)
        assert (done.status_code, done.json()["still_held"]) == (200, [])
        assert telling([*servers(settings), *every_door.files(settings.home)], TRACES) == []

        clock.forward(days=1)
        load_all(workspace.ledger, folder, clock())
        found = list(everything(client, settings, tmp_path, clock, NAMES))
        assert len(found) > 500
        wrong = telling(found, TRACES)
        assert not wrong, "\n".join(wrong[:50])
        # Others are still there, and so is what was said beside them.
        assert is_told(found, r"ep-person:197463")
        assert is_told(found, r"rapporteur \[erased\] on returns")
    restore(
        settings,
        folder / "older.corridors",
        now=clock(),
        passphrase=None,
        replace=True,
        progress=lambda done, total, what: None,
    )
    with TestClient(create_app(settings, clock), base_url="http://127.0.0.1") as client:
        again = [
            *every_door.http(client, NAMES[:1], forms(settings)),
            *servers(settings),
            *every_door.files(settings.home),
        ]
    assert telling(again, TRACES) == []
