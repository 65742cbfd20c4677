import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from graph.errors import SourceChanged, SourceUnavailable
from loaders.fetch import Fetcher
from loaders.live import joined
from loaders.paged import Asked, Paged
from tests.loaders.web import FakeTime, Replay, Reply, always, serving


@pytest.fixture
def replay() -> Iterator[Replay]:
    with serving() as state:
        yield state


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with httpx.Client(timeout=5) as client:
        yield Fetcher(client, FakeTime().clock)


def numbered(replay: Replay, lists: list[list[int]], total: int | None = None) -> None:
    """Serve lists as pages; beyond them empty ones."""

    def page(_: int, __: dict[str, str]) -> Reply:
        at = int(parse_qs(urlsplit(replay.asked[-1]).query)["page"][0])
        body: dict[str, object] = {"found": {"list": lists[at] if at < len(lists) else []}}
        if total is not None:
            body["total"] = total
        return 200, {}, json.dumps(body).encode()

    replay.script["/x"] = page


def paged(replay: Replay, *, total: bool = False, post: bool = False) -> Paged:
    parts = {"query": '{"all": true}', "sort": '{"by": "day"}'} if post else None
    return Paged(
        "things",
        lambda number: Asked(f"{replay.url}/x?page={number}", parts),
        items=("found", "list"),
        total=("total",) if total else None,
    )


def items(content: bytes) -> object:
    return json.loads(content)["found"]["list"]


def test_pages_are_joined_in_the_form_of_one_answer(replay: Replay, fetcher: Fetcher) -> None:
    numbered(replay, [[1, 2], [3]])
    assert json.loads(joined(fetcher, paged(replay))) == {"found": {"list": [1, 2, 3]}}


def test_what_stands_beside_the_items_stays(replay: Replay, fetcher: Fetcher) -> None:
    numbered(replay, [[1, 2], [3]], total=3)
    whole = json.loads(joined(fetcher, paged(replay, total=True)))
    assert whole == {"found": {"list": [1, 2, 3]}, "total": 3}


def test_stated_total_ends_the_asking(replay: Replay, fetcher: Fetcher) -> None:
    numbered(replay, [[1, 2], [3]], total=3)
    assert items(joined(fetcher, paged(replay, total=True))) == [1, 2, 3]
    assert len(replay.asked) == 2


def test_source_without_anything_is_empty(replay: Replay, fetcher: Fetcher) -> None:
    numbered(replay, [], total=0)
    assert items(joined(fetcher, paged(replay, total=True))) == []


@pytest.mark.parametrize("total", [None, 4])
def test_empty_page_in_the_middle_is_trouble_and_no_end(
    replay: Replay, fetcher: Fetcher, total: int | None
) -> None:
    numbered(replay, [[1, 2], [], [3, 4]], total)
    with pytest.raises(SourceUnavailable, match="Page 2 of things is empty"):
        joined(fetcher, paged(replay, total=total is not None))


def test_page_that_comes_again_is_no_next_one(replay: Replay, fetcher: Fetcher) -> None:
    replay.script["/x"] = always(200, b'{"found": {"list": [1]}}')
    with pytest.raises(SourceChanged, match="the page before it again"):
        joined(fetcher, paged(replay))


@pytest.mark.parametrize(
    "body",
    [
        b"<html>maintenance</html>",
        b"[]",
        b'{"found": []}',
        b'{"found": {"list": {}}}',
        b'{"found": {"list": [1]}, "total": "many"}',
        b'{"found": {"list": [1]}}',
    ],
)
def test_answer_of_another_form_is_changed(replay: Replay, fetcher: Fetcher, body: bytes) -> None:
    replay.script["/x"] = always(200, body)
    with pytest.raises(SourceChanged):
        joined(fetcher, paged(replay, total=True))


def test_posted_parts_are_json_each(replay: Replay, fetcher: Fetcher) -> None:
    numbered(replay, [[1]], total=1)
    assert items(joined(fetcher, paged(replay, total=True, post=True))) == [1]
    (body,) = replay.bodies
    assert body.count(b"Content-Type: application/json") == 2
    assert b'name="query"' in body
    assert b'{"all": true}' in body


@pytest.mark.parametrize("status", [429, 500])
def test_posting_waits_as_asked(replay: Replay, status: int) -> None:
    replay.script["/x"] = lambda count, _: (
        (status, {"Retry-After": "9"}, b"")
        if count == 1
        else (200, {}, b'{"found": {"list": []}, "total": 0}')
    )
    time = FakeTime()
    with httpx.Client(timeout=5) as client:
        joined(Fetcher(client, time.clock), paged(replay, total=True, post=True))
    assert time.waits == [9.0]


def test_posting_is_never_led_elsewhere(replay: Replay, fetcher: Fetcher) -> None:
    replay.script["/x"] = always(307, Location="/y")
    with pytest.raises(SourceChanged, match="307"):
        joined(fetcher, paged(replay, post=True))
    assert len(replay.asked) == 1
