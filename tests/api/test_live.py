"""Live loads against a server of ours; answers are made by us in the publishers' forms."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from api.live import Reach, Wish, live_names, live_parts, paged_part
from api.load import load_live, load_starter_pack
from api.load_streams import STREAMED
from api.loads.base import Address
from graph.errors import InputError, SourceChanged
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Property
from loaders.base import LoadReport, no_progress
from loaders.paged import Asked, Paged
from loaders.polite import Clock
from tests.loaders.authority_files import answer_text
from tests.loaders.authority_files import membership as row
from tests.loaders.ep_records import answer, mandate, membership, person
from tests.loaders.source_files import commission, entry, full_list, listed, met, register
from tests.loaders.test_funding_calls import result
from tests.loaders.web import Replay, Reply, always, serving

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ATOM = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">%s</feed>'


@pytest.fixture
def replay() -> Iterator[Replay]:
    with serving() as state:
        yield state


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as opened:
        yield opened


def reach(replay: Replay, tmp_path: Path, fresh_since: float | None = None) -> Reach:
    clock = Clock(time.monotonic, time.sleep)
    return Reach(tmp_path / "cache", replay.url, clock, fresh_since)


def live(
    ledger: Ledger, name: str, how: Reach, wish: Wish | None = None
) -> tuple[LoadReport, ...]:
    return load_live(ledger, live_parts(ledger, name, how, wish or Wish(), NOW), now=NOW)


def serve_members(replay: Replay, *numbers: int) -> None:
    people = {number: person(number, mandate(), membership(1, "org/7000")) for number in numbers}
    members: list[dict[str, object]] = [{"identifier": str(number)} for number in numbers]
    replay.script["/meps"] = always(200, answer(*members))
    for number, record in people.items():
        replay.script[f"/meps/{number}"] = always(200, answer(record))


def asked(replay: Replay) -> list[str]:
    paths = [urlsplit(one).path for one in replay.asked]
    replay.asked.clear()
    return [path for path in paths if path != "/meps"]


def test_members_then_the_bodies_they_sit_in(
    replay: Replay, ledger: Ledger, tmp_path: Path
) -> None:
    how = reach(replay, tmp_path)
    serve_members(replay, 3, 12)
    live(ledger, "ep-members", how)
    body: dict[str, object] = {
        "id": "org/7000",
        "label": "XMPL",
        "prefLabel": {"en": "Committee on Examples"},
    }
    replay.script["/corporate-bodies/7000"] = always(200, answer(body))
    (report,) = live(ledger, "ep-bodies", how)
    assert report.appended > 0
    said = {one.statement.value for one in ledger.read(Level.PUBLIC)}
    assert "Committee on Examples" in said


def test_body_that_the_api_does_not_know_is_told_and_hurts_no_other(
    replay: Replay, ledger: Ledger, tmp_path: Path
) -> None:
    how = reach(replay, tmp_path)
    people = [person(3, mandate(), membership(1, "org/7000"), membership(2, "org/7001"))]
    replay.script["/meps"] = always(200, answer({"identifier": "3"}))
    replay.script["/meps/3"] = always(200, answer(*people))
    live(ledger, "ep-members", how)
    replay.script["/corporate-bodies/7000"] = always(404)
    replay.script["/corporate-bodies/7001"] = always(
        200, answer({"id": "org/7001", "label": "XMPL"})
    )
    (report,) = live(ledger, "ep-bodies", how)
    assert any("7000" in note for note in report.notes)
    assert report.appended > 0


def procedure(number: str) -> dict[str, object]:
    year, rest = number.split("-")
    return {
        "id": f"eli/dl/proc/{number}",
        "label": f"{year}/{rest}(COD)",
        "process_title": {"en": "An invented procedure"},
    }


def serve_procedures(replay: Replay) -> None:
    class Any(dict[str, object]):
        def __missing__(self, path: str) -> object:
            number = path.rsplit("/", 1)[-1]
            return always(200, answer(procedure(number)))

    replay.script = Any(replay.script)  # type: ignore[assignment]  # answers any path


def test_procedures_are_those_of_the_graph_and_those_named(
    replay: Replay, ledger: Ledger, tmp_path: Path
) -> None:
    load_starter_pack(ledger, now=NOW)
    serve_procedures(replay)
    (report,) = live(
        ledger, "ep-procedures", reach(replay, tmp_path), Wish(dossiers=("1999/0001(COD)",))
    )
    paths = asked(replay)
    assert "/procedures/2025-0059" in paths
    assert "/procedures/1999-0001" in paths
    assert len(paths) == len(set(paths))
    assert report.appended > 0


def test_only_what_the_feed_names_and_what_is_new_is_asked_for(
    replay: Replay, ledger: Ledger, tmp_path: Path
) -> None:
    how = reach(replay, tmp_path)
    serve_members(replay, 3, 12)
    live(ledger, "ep-members", how)
    serve_members(replay, 3, 12, 20)
    changed = b"<entry><id>https://data.europarl.europa.eu/person/12</id></entry>"
    replay.script["/meps/feed"] = always(200, ATOM % changed)
    asked(replay)
    live(ledger, "ep-members", how, Wish(since=date(2026, 11, 20)))
    assert "start-date=2026-11-20" in "".join(replay.asked)
    assert asked(replay) == ["/meps/feed", "/meps/12", "/meps/20"]


@pytest.mark.parametrize(
    ("feed", "rest"),
    [
        (always(204), []),
        (always(200, ATOM % b""), []),
        (always(200, ATOM % b"<entry><id>https://example.org/other/9</id></entry>"), ["3", "12"]),
        (always(200, b'{"data": []}'), ["3", "12"]),
        (always(404), ["3", "12"]),
    ],
)
def test_feed_that_says_nothing_we_know_means_that_all_is_asked_for(
    replay: Replay, ledger: Ledger, tmp_path: Path, feed: object, rest: list[str]
) -> None:
    how = reach(replay, tmp_path)
    serve_members(replay, 3, 12)
    live(ledger, "ep-members", how)
    asked(replay)
    replay.script["/meps/feed"] = feed  # type: ignore[assignment]  # one of the answers above
    (report,) = live(ledger, "ep-members", how, Wish(since=date(2026, 11, 20)))
    assert asked(replay) == ["/meps/feed", *(f"/meps/{number}" for number in rest)]
    assert (report.appended, report.closed) == (0, 0)


def test_load_that_was_cut_off_goes_on_where_it_stopped(
    replay: Replay, ledger: Ledger, tmp_path: Path
) -> None:
    serve_members(replay, 3, 12)
    replay.script["/meps/12"] = always(404)
    begun = time.time() - 5
    with pytest.raises(Exception, match="404"):
        live(ledger, "ep-members", reach(replay, tmp_path))
    serve_members(replay, 3, 12)
    asked(replay)
    live(ledger, "ep-members", reach(replay, tmp_path, fresh_since=begun))
    assert asked(replay) == ["/meps/12"]


FILES = {
    "ep-full-list": full_list(listed()),
    "ep-directory": full_list(listed()),
    "commission-meetings": commission(met()),
    "transparency-register": register(entry()),
}


@pytest.mark.parametrize("name", list(FILES))
def test_file_is_asked_for_again_only_if_it_changed(
    replay: Replay, ledger: Ledger, tmp_path: Path, name: str
) -> None:
    body = b"".join(FILES[name].chunks)

    def conditional(_: int, headers: dict[str, str]) -> Reply:
        return (304, {}, b"") if "If-None-Match" in headers else (200, {"ETag": '"v1"'}, body)

    replay.script["/file"] = conditional
    how = reach(replay, tmp_path)
    if name == "commission-meetings":  # whose organisations the register must have made known
        replay.script["/register"] = always(200, b"".join(register(entry()).chunks))
        there = Address(f"{replay.url}/register", "organisations.xml")
        live(ledger, "transparency-register", how, Wish(address=there))
    parts = []
    for made in STREAMED[name].addresses:
        address = replace(made, url=f"{replay.url}/file")
        parts += [*live_parts(ledger, name, how, Wish(address=address), NOW)]
    first = load_live(ledger, parts, now=NOW)
    again = load_live(ledger, parts, now=NOW)
    assert sum(one.appended for one in first) > 0
    assert [(one.appended, one.closed) for one in again] == [(0, 0)] * len(parts)
    assert all("unchanged" in one.notes[-1] for one in again)
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0


def test_several_files_are_several_sources() -> None:
    """Else the second file of a loader would withdraw what the first one said."""
    many = [name for name, one in STREAMED.items() if len(one.addresses) > 1]
    assert many
    assert [name for name in many if not STREAMED[name].each_file] == []
    for name in many:
        files = [address.file for address in STREAMED[name].addresses]
        assert len(set(files)) == len(files)


def test_addresses_are_secure() -> None:
    urls = [address.url for one in STREAMED.values() for address in one.addresses]
    assert urls
    assert [url for url in urls if not url.startswith("https://")] == []


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("contacts", Wish()),
        ("nothing", Wish()),
        ("ep-full-list", Wish(dossiers=("2025/0059",))),
        ("ep-members", Wish(address=Address("https://example.org/x", "x"))),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    replay: Replay, ledger: Ledger, tmp_path: Path, name: str, wish: Wish
) -> None:
    with pytest.raises(InputError):
        live_parts(ledger, name, reach(replay, tmp_path), wish, NOW)


@pytest.mark.parametrize("name", ["ep-bodies", "ep-procedures"])
def test_nothing_known_says_what_to_load_first(
    replay: Replay, ledger: Ledger, tmp_path: Path, name: str
) -> None:
    with pytest.raises(InputError, match="first"):
        live(ledger, name, reach(replay, tmp_path))


def test_live_names_are_loaders_with_addresses() -> None:
    assert {"ep-members", "ep-bodies", "ep-procedures", *FILES} <= set(live_names())
    assert "integrity-watch" not in live_names()
    assert json.dumps(live_names())


def test_pages_are_saved_as_one_file(replay: Replay, ledger: Ledger, tmp_path: Path) -> None:
    replay.script["/1"] = always(200, b'{"list": [1], "total": 2}')
    replay.script["/2"] = always(200, b'{"list": [2], "total": 2}')
    paged = Paged(
        "things", lambda page: Asked(f"{replay.url}/{page + 1}"), items=("list",), total=("total",)
    )
    part = paged_part(ledger, "ep-full-list", paged, reach(replay, tmp_path), NOW)
    with pytest.raises(SourceChanged, match=r"ep-full-list\.json"):
        part.read(no_progress)
    (saved,) = (tmp_path / "cache" / "files").rglob("*.json")
    assert json.loads(saved.read_bytes()) == {"list": [1, 2], "total": 2}


def test_posts_of_the_whoiswho_are_asked_for_page_by_page_and_never_names(
    replay: Replay, ledger: Ledger, tmp_path: Path
) -> None:
    first = answer_text(row(1), row(2, "Director")).encode()
    replay.script["/1"] = always(200, first)
    replay.script["/2"] = replay.script["/3"] = always(200, answer_text().encode())
    pages = STREAMED["eu-whoiswho"].pages
    assert pages is not None
    asked = [parse_qs(urlsplit(pages.page(number).url).query)["query"][0] for number in (0, 1)]
    assert [one.splitlines()[-1] for one in asked] == ["OFFSET 0", "OFFSET 20000"]
    assert not any(
        word in one for one in asked for word in ("# Endpoint", "familyName", "givenName")
    )
    ours = replace(pages, page=lambda number: Asked(f"{replay.url}/{number + 1}"))
    part = paged_part(ledger, "eu-whoiswho", ours, reach(replay, tmp_path), NOW)
    (report,) = load_live(ledger, (part,), now=NOW)
    assert report.appended > 0


def test_keywords_choose_among_the_calls_of_the_portal(
    replay: Replay, ledger: Ledger, tmp_path: Path
) -> None:
    calls = [result("CERV-1", "Help for victims of torture"), result("OTHER-1", "Fish")]
    replay.script["/1"] = always(200, json.dumps({"totalResults": 2, "results": calls}).encode())
    pages = STREAMED["funding-calls"].pages
    assert pages is not None
    ours = replace(pages, page=lambda number: Asked(f"{replay.url}/{number + 1}"))
    how = reach(replay, tmp_path)
    part = paged_part(ledger, "funding-calls", ours, how, NOW, keywords=("torture",))
    (report,) = load_live(ledger, (part,), now=NOW)
    names = {
        item.statement.value
        for item in ledger.read(Level.PUBLIC)
        if item.statement.predicate is Property.NAME
    }
    assert report.appended > 0
    assert "Fish" not in names
