import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from graph.errors import InputError, SourceChanged, SourceUnavailable, StoreError
from loaders import fetch
from loaders.ep_members import read_members
from loaders.fetch import Fetcher
from loaders.live_ep import list_members, live_members
from loaders.polite import Throttle, asked_wait
from tests.loaders.ep_records import READ_ON, answer, mandate, person
from tests.loaders.web import FakeTime, Replay, Reply, always, serving


@pytest.fixture
def replay() -> Iterator[Replay]:
    with serving() as state:
        yield state


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=5) as made:
        yield made


def test_no_more_requests_than_the_publisher_allows() -> None:
    time = FakeTime()
    throttle = Throttle(500, 300.0, time.clock)
    sent = []
    for _ in range(1_200):
        throttle.wait()
        sent.append(time.seconds)
    busiest = max(sum(1 for at in sent if start <= at < start + 300) for start in sent)
    assert busiest == 500


def test_live_members_are_read_as_from_a_folder(replay: Replay, client: httpx.Client) -> None:
    people = {number: person(number, mandate()) for number in (12, 3)}
    listing = [{"identifier": str(number)} for number in people]
    replay.script["/meps"] = always(200, json.dumps({"data": listing}).encode())
    for number, record in people.items():
        replay.script[f"/meps/{number}"] = always(200, answer(record))
    seen: list[tuple[int, int | None]] = []
    fetcher = Fetcher(client, FakeTime().clock)
    live = live_members(fetcher, replay.url, progress=lambda done, of, _: seen.append((done, of)))
    batch = read_members(live, retrieved_at=READ_ON)
    saved = read_members(
        ((str(number), answer(people[number])) for number in (3, 12)), retrieved_at=READ_ON
    )
    assert batch.statements == saved.statements
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize("most", [500, 50])
def test_list_is_read_to_its_end_also_when_pages_are_shorter_than_asked_for(
    replay: Replay, client: httpx.Client, most: int
) -> None:
    def page(_: int, __: dict[str, str]) -> Reply:
        offset = int(parse_qs(urlsplit(replay.asked[-1]).query)["offset"][0])
        numbers = range(offset + 1, min(offset + most, 700) + 1)
        if not numbers:
            return 204, {}, b""
        body = json.dumps({"data": [{"identifier": str(number)} for number in numbers]})
        return 200, {}, body.encode()

    replay.script["/meps"] = page
    found = list_members(Fetcher(client, FakeTime().clock), replay.url)
    assert found == tuple(str(number) for number in range(1, 701))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_trouble_is_waited_out(replay: Replay, client: httpx.Client, status: int) -> None:
    replay.script["/x"] = lambda count, _: (
        (status, {"Retry-After": "7"}, b"") if count < 3 else (200, {}, b"fine")
    )
    time = FakeTime()
    assert Fetcher(client, time.clock).get(f"{replay.url}/x") == b"fine"
    assert time.waits == [7.0, 7.0]


def test_wait_may_be_asked_for_as_a_date() -> None:
    date, until = "Mon, 05 Jan 2026 08:00:00 GMT", "Mon, 05 Jan 2026 08:01:30 GMT"
    assert asked_wait(httpx.Headers({"Date": date, "Retry-After": until})) == 90.0


@pytest.mark.parametrize("written", ["", "soon", "²", "-5", "Mon, 99 Jan 2026 08:01:30 GMT"])
def test_unreadable_wait_falls_back_to_ours(written: str) -> None:
    assert asked_wait(httpx.Headers({b"Retry-After": written.encode()})) == 0.0


def test_longer_wait_than_we_keep_is_said_and_not_cut_short(
    replay: Replay, client: httpx.Client
) -> None:
    replay.script["/x"] = always(429, Retry_After="86400")
    time = FakeTime()
    with pytest.raises(SourceUnavailable, match="wait 86400 seconds"):
        Fetcher(client, time.clock).get(f"{replay.url}/x")
    assert (time.waits, len(replay.asked)) == ([], 1)


def test_endless_answer_is_cut_off(
    replay: Replay, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "MAX_BYTES", 1_000)
    packed = gzip.compress(b"0" * 100_000)
    replay.script["/x"] = always(200, packed, Content_Encoding="gzip")
    with pytest.raises(SourceChanged, match="more than 1000 bytes"):
        Fetcher(client, FakeTime().clock).get(f"{replay.url}/x")


@pytest.mark.parametrize(
    "url", ["data.example.org/meps", "ftp://x/y", "http://x:y", "http://", ""]
)
def test_address_that_is_none_is_refused_without_waiting(client: httpx.Client, url: str) -> None:
    time = FakeTime()
    with pytest.raises(InputError, match="no web address"):
        Fetcher(client, time.clock).get(url)
    assert time.waits == []


def test_query_of_an_address_is_kept(replay: Replay, client: httpx.Client) -> None:
    replay.script["/x"] = always(200)
    fetcher = Fetcher(client, FakeTime().clock)
    fetcher.get(f"{replay.url}/x?a=1")
    fetcher.get(f"{replay.url}/x?a=1", {"b": "2"})
    assert replay.asked == ["/x?a=1", "/x?a=1&b=2"]


def test_listed_members_are_not_listed_again(replay: Replay, client: httpx.Client) -> None:
    replay.script["/meps/3"] = always(200, answer(person(3)))
    fetcher = Fetcher(client, FakeTime().clock)
    assert len(list(live_members(fetcher, replay.url, numbers=("3",)))) == 1


@pytest.mark.parametrize("listed", [{}, {"identifier": "../secret"}, {"identifier": 7.5}])
def test_list_without_person_numbers_is_changed(
    replay: Replay, client: httpx.Client, listed: dict[str, object]
) -> None:
    replay.script["/meps"] = always(200, json.dumps({"data": [listed]}).encode())
    with pytest.raises(SourceChanged, match="not an EP person"):
        list_members(Fetcher(client, FakeTime().clock), replay.url)


def test_list_of_nobody_is_changed(replay: Replay, client: httpx.Client) -> None:
    replay.script["/meps"] = always(204)
    with pytest.raises(SourceChanged, match="lists nobody"):
        list_members(Fetcher(client, FakeTime().clock), replay.url)


def test_half_a_body_is_asked_for_again(replay: Replay, client: httpx.Client) -> None:
    replay.script["/x"] = lambda count, _: (
        (200, {"Content-Length": "10", "Connection": "close"}, b"half!")
        if count == 1
        else (200, {}, b"whole body")
    )
    assert Fetcher(client, FakeTime().clock).get(f"{replay.url}/x") == b"whole body"


def test_lasting_trouble_is_unavailable_not_changed(replay: Replay, client: httpx.Client) -> None:
    replay.script["/x"] = always(503)
    with pytest.raises(SourceUnavailable, match=r"5 tries .*503"):
        Fetcher(client, FakeTime().clock).get(f"{replay.url}/x")
    assert len(replay.asked) == 5


def test_gone_address_is_changed_and_asked_once(replay: Replay, client: httpx.Client) -> None:
    replay.script["/x"] = always(404)
    with pytest.raises(SourceChanged, match="404"):
        Fetcher(client, FakeTime().clock).get(f"{replay.url}/x")
    assert len(replay.asked) == 1


def test_error_page_with_status_200_is_changed(replay: Replay, client: httpx.Client) -> None:
    replay.script["/meps"] = always(200, b"<html>maintenance</html>")
    with pytest.raises(SourceChanged, match="no JSON"):
        list(live_members(Fetcher(client, FakeTime().clock), replay.url))


def test_unchanged_answer_comes_from_the_cache(
    replay: Replay, client: httpx.Client, tmp_path: Path
) -> None:
    def conditional(_: int, headers: dict[str, str]) -> Reply:
        if headers.get("If-None-Match") == '"v1"':
            return 304, {}, b""
        return 200, {"ETag": '"v1"'}, b"content"

    replay.script["/x"] = conditional
    fetcher = Fetcher(client, FakeTime().clock, cache=tmp_path)
    assert [fetcher.get(f"{replay.url}/x") for _ in range(2)] == [b"content", b"content"]


def test_cache_that_cannot_be_written_says_so(
    replay: Replay, client: httpx.Client, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    replay.script["/x"] = always(200, b"content", ETag='"v1"')
    fetcher = Fetcher(client, FakeTime().clock, cache=tmp_path / "file")
    with pytest.raises(StoreError, match="cannot be written"):
        fetcher.get(f"{replay.url}/x")


@pytest.mark.parametrize("damage", [b"", b"[]\n", b"{}\ncontent", b"\xff\n"])
def test_foreign_cache_file_is_fetched_again(
    replay: Replay, client: httpx.Client, tmp_path: Path, damage: bytes
) -> None:
    replay.script["/x"] = always(200, b"content", ETag='"v1"')
    fetcher = Fetcher(client, FakeTime().clock, cache=tmp_path)
    fetcher.get(f"{replay.url}/x")
    (stored,) = tmp_path.rglob("*.json")
    stored.write_bytes(damage)
    assert fetcher.get(f"{replay.url}/x") == b"content"


def test_damaged_cache_is_fetched_again(
    replay: Replay, client: httpx.Client, tmp_path: Path
) -> None:
    replay.script["/x"] = always(200, b"content", ETag='"v1"')
    fetcher = Fetcher(client, FakeTime().clock, cache=tmp_path)
    fetcher.get(f"{replay.url}/x")
    (stored,) = tmp_path.rglob("*.json")
    stored.write_bytes(stored.read_bytes()[:-3])
    assert fetcher.get(f"{replay.url}/x") == b"content"
