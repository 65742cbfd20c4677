import gzip
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from graph.errors import InputError, SourceChanged, SourceUnavailable, StoreError
from loaders.download import Downloaded, Downloader, Shape, Wanted, shape_of
from loaders.polite import Throttle, led_on
from tests.loaders.web import FakeTime, Replay, Reply, always, serving

BODY = b"<list>" + b"<one>text</one>" * 20_000 + b"</list>"
NEW = BODY.replace(b"text", b"word")


@pytest.fixture
def replay() -> Iterator[Replay]:
    with serving() as state:
        yield state


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "files" / "list.xml"


def fetch(
    url: str,
    place: Path,
    time: FakeTime | None = None,
    hosts: tuple[str, ...] = (),
    shape: Shape = Shape.XML,
    largest: int = 10**6,
) -> Downloaded:
    clock = (time or FakeTime()).clock
    with httpx.Client(timeout=5) as client:
        downloader = Downloader(client, clock, Throttle(1_000, 1.0, clock))
        return downloader.fetch(Wanted(url, hosts, shape, largest), place)


def offering(body: bytes, etag: str = '"v1"', cut: int = 0) -> Callable[..., Reply]:
    """Serve ranges of a body as RFC 9110 says; the first answer is cut off after so many bytes."""

    def answer(count: int, headers: dict[str, str]) -> Reply:
        if headers.get("If-None-Match") == etag:
            return 304, {"ETag": etag}, b""
        said = {"ETag": etag}
        if "Range" in headers and headers.get("If-Range") == etag:
            start = int(headers["Range"].removeprefix("bytes=").removesuffix("-"))
            said["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            return 206, said, body[start:]
        if cut and count == 1:
            return (
                200,
                said | {"Content-Length": str(len(body)), "Connection": "close"},
                body[:cut],
            )
        return 200, said, body

    return answer


def left(place: Path) -> list[str]:
    return sorted(one.name for one in place.parent.iterdir())


def test_file_comes_whole_and_its_folder_is_private(replay: Replay, place: Path) -> None:
    replay.script["/x"] = offering(BODY)
    done = fetch(f"{replay.url}/x", place)
    assert (done.changed, done.size, place.read_bytes()) == (True, len(BODY), BODY)
    assert left(place) == ["list.xml", "list.xml.json"]
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_unchanged_file_is_not_sent_again(replay: Replay, place: Path) -> None:
    replay.script["/x"] = offering(BODY)
    fetch(f"{replay.url}/x", place)
    assert not fetch(f"{replay.url}/x", place).changed
    assert replay.headers[1]["If-None-Match"] == '"v1"'


def test_date_is_asked_with_where_there_is_no_etag(replay: Replay, place: Path) -> None:
    day = "Mon, 05 Jan 2026 08:00:00 GMT"
    replay.script["/x"] = lambda _, headers: (
        (304, {}, b"")
        if headers.get("If-Modified-Since") == day
        else (200, {"Last-Modified": day}, BODY)
    )
    fetch(f"{replay.url}/x", place)
    assert not fetch(f"{replay.url}/x", place).changed


def test_yesterdays_data_under_a_new_etag_are_unchanged(replay: Replay, place: Path) -> None:
    replay.script["/x"] = lambda count, _: (200, {"ETag": f'"{count}"'}, BODY)
    fetch(f"{replay.url}/x", place)
    assert not fetch(f"{replay.url}/x", place).changed
    assert left(place) == ["list.xml", "list.xml.json"]


def test_new_data_replace_the_old(replay: Replay, place: Path) -> None:
    replay.script["/x"] = offering(BODY)
    fetch(f"{replay.url}/x", place)
    replay.script["/x"] = offering(NEW, '"v2"')
    assert fetch(f"{replay.url}/x", place).changed
    assert place.read_bytes() == NEW


def test_file_damaged_on_disk_is_fetched_again(replay: Replay, place: Path) -> None:
    replay.script["/x"] = offering(BODY)
    fetch(f"{replay.url}/x", place)
    place.write_bytes(BODY[:100])
    fetch(f"{replay.url}/x", place)
    assert place.read_bytes() == BODY


def test_cut_connection_goes_on_where_it_stopped(replay: Replay, place: Path) -> None:
    replay.script["/x"] = offering(BODY, cut=200_000)
    time = FakeTime()
    fetch(f"{replay.url}/x", place, time)
    start = int(replay.headers[1]["Range"].removeprefix("bytes=").removesuffix("-"))
    assert 0 < start <= 200_000
    assert (place.read_bytes(), time.waits) == (BODY, [1.0])


def test_cut_connection_starts_anew_where_no_ranges_are_offered(
    replay: Replay, place: Path
) -> None:
    replay.script["/x"] = lambda count, _: (
        (200, {"Content-Length": str(len(BODY)), "Connection": "close"}, BODY[:200_000])
        if count == 1
        else (200, {}, BODY)
    )
    fetch(f"{replay.url}/x", place)
    assert place.read_bytes() == BODY
    assert "Range" not in replay.headers[1]


def test_server_that_ignores_the_range_is_taken_from_the_beginning(
    replay: Replay, place: Path
) -> None:
    replay.script["/x"] = lambda count, _: (
        (200, {"ETag": '"v1"', "Content-Length": "900000", "Connection": "close"}, BODY[:200_000])
        if count == 1
        else (200, {"ETag": '"v1"'}, BODY)
    )
    fetch(f"{replay.url}/x", place)
    assert "Range" in replay.headers[1]
    assert place.read_bytes() == BODY


def test_file_that_changed_while_it_was_cut_off_is_not_sewn_together(
    replay: Replay, place: Path
) -> None:
    old = offering(BODY, '"v1"', cut=200_000)
    new = offering(NEW, '"v2"')
    replay.script["/x"] = lambda count, headers: (old if count == 1 else new)(count, headers)
    fetch(f"{replay.url}/x", place)
    assert place.read_bytes() == NEW


@pytest.mark.parametrize(
    "second",
    [
        (206, {"ETag": '"v1"', "Content-Range": "bytes 5-10/11"}, b"wrong!"),
        (206, {"ETag": '"v2"', "Content-Range": "bytes 200000-200005/200006"}, b"wrong!"),
        (206, {}, b"wrong!"),
        (416, {"Content-Range": "bytes */7"}, b""),
    ],
)
def test_rest_that_does_not_fit_is_thrown_away(replay: Replay, place: Path, second: Reply) -> None:
    whole = offering(BODY, cut=200_000)
    replay.script["/x"] = lambda count, headers: second if count == 2 else whole(count, headers)
    fetch(f"{replay.url}/x", place)
    assert place.read_bytes() == BODY


def test_next_process_goes_on_with_what_the_last_one_left(replay: Replay, place: Path) -> None:
    replay.script["/x"] = offering(BODY)
    fetch(f"{replay.url}/x", place)
    size = 150_000
    place.with_name("list.xml.part").write_bytes(BODY[:size])
    place.with_name("list.xml.part.json").write_bytes(
        place.with_name("list.xml.json").read_bytes()
    )
    place.unlink()
    fetch(f"{replay.url}/x", place)
    assert replay.headers[1]["Range"] == f"bytes={size}-"
    assert place.read_bytes() == BODY


def test_half_a_body_for_ever_is_unavailable_and_keeps_the_old_file(
    replay: Replay, place: Path
) -> None:
    replay.script["/x"] = offering(BODY)
    fetch(f"{replay.url}/x", place)
    replay.script["/x"] = lambda *_: (
        200,
        {"Content-Length": str(len(NEW)), "Connection": "close"},
        NEW[:1_000],
    )
    with pytest.raises(SourceUnavailable, match="5 tries"):
        fetch(f"{replay.url}/x", place)
    assert place.read_bytes() == BODY


@pytest.mark.parametrize(
    ("body", "shape"),
    [
        (b"<!DOCTYPE html><html>maintenance</html>", Shape.XML),
        (b"\n <HTML><body>maintenance</body></HTML>", Shape.JSON),
        (b"<html>maintenance</html>", Shape.TEXT),
        (b"<html>maintenance</html>", Shape.ZIP),
        (b"", Shape.TEXT),
        (b"", Shape.XML),
        (b'{"error": "none"}', Shape.XML),
        (b"<list><one>", Shape.JSON),
        (b"<list><one>text</o", Shape.XML),
        (b'{"data": [', Shape.JSON),
    ],
)
def test_what_is_no_such_file_is_refused_with_status_200(
    replay: Replay, place: Path, body: bytes, shape: Shape
) -> None:
    place.parent.mkdir()
    place.write_bytes(b"old")
    replay.script["/x"] = always(200, body)
    with pytest.raises(SourceChanged, match=r"instead of|empty or ends"):
        fetch(f"{replay.url}/x", place, shape=shape)
    assert (left(place), place.read_bytes()) == (["list.xml"], b"old")


@pytest.mark.parametrize("stated", [True, False])
def test_file_beyond_the_limit_is_refused(replay: Replay, place: Path, stated: bool) -> None:
    chunked = f"{len(BODY):x}\r\n".encode() + BODY + b"\r\n0\r\n\r\n"
    replay.script["/x"] = (
        always(200, BODY)
        if stated
        else always(200, chunked, Transfer_Encoding="chunked", Content_Length="")
    )
    with pytest.raises(SourceChanged, match="more than 1000 bytes"):
        fetch(f"{replay.url}/x", place, largest=1_000)
    assert left(place) == []


def test_body_without_a_stated_length_is_taken_to_its_end(replay: Replay, place: Path) -> None:
    replay.script["/x"] = always(200, BODY, Content_Length="", Connection="close")
    fetch(f"{replay.url}/x", place)
    assert place.read_bytes() == BODY


def test_packed_body_is_unpacked(replay: Replay, place: Path) -> None:
    replay.script["/x"] = always(200, gzip.compress(BODY), Content_Encoding="gzip", ETag='"v1"')
    assert fetch(f"{replay.url}/x", place).size == len(BODY)
    assert place.read_bytes() == BODY


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_trouble_is_waited_out(replay: Replay, place: Path, status: int) -> None:
    replay.script["/x"] = lambda count, _: (
        (status, {"Retry-After": "7"}, b"") if count < 3 else (200, {}, BODY)
    )
    time = FakeTime()
    fetch(f"{replay.url}/x", place, time)
    assert (place.read_bytes(), time.waits) == (BODY, [7.0, 7.0])


def test_redirect_to_a_stated_host_is_followed(replay: Replay, place: Path) -> None:
    with serving() as other:
        other.script["/latest"] = always(200, BODY)
        replay.script["/x"] = always(302, Location=f"{other.url}/latest")
        fetch(f"{replay.url}/x", place, hosts=(other.url.removeprefix("http://"),))
    assert place.read_bytes() == BODY


def test_redirect_to_another_host_is_refused_before_it_is_asked(
    replay: Replay, place: Path
) -> None:
    with serving() as other:
        replay.script["/x"] = always(302, Location=f"{other.url}/latest")
        with pytest.raises(SourceChanged, match="leads to http"):
            fetch(f"{replay.url}/x", place)
        assert other.asked == []


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://user:word@127.0.0.1/x"]
)
def test_redirect_to_another_scheme_is_refused(replay: Replay, place: Path, location: str) -> None:
    replay.script["/x"] = always(302, Location=location)
    with pytest.raises(SourceChanged, match="leads to") as caught:
        fetch(f"{replay.url}/x", place)
    assert "word" not in str(caught.value)


@pytest.mark.parametrize(
    ("here", "there", "follows"),
    [
        ("https://a.org/x", "/y", True),
        ("http://a.org/x", "https://a.org/x", True),
        ("https://a.org/x", "https://b.org/x", True),
        ("https://a.org/x", "http://a.org/x", False),
        ("https://a.org/x", "http://b.org/x", False),
        ("https://a.org/x", "https://a.org:8443/x", False),
        ("https://a.org/x", "https://a.org.evil.org/x", False),
        ("https://a.org/x", "//c.org/x", False),
    ],
)
def test_secure_address_never_leads_to_an_insecure_or_foreign_one(
    here: str, there: str, follows: bool
) -> None:
    if follows:
        assert led_on(httpx.URL(here), there, {"a.org", "b.org"}).scheme == "https"
    else:
        with pytest.raises(SourceChanged, match="leads to"):
            led_on(httpx.URL(here), there, {"a.org", "b.org"})


def test_redirect_in_circles_ends(replay: Replay, place: Path) -> None:
    replay.script["/x"] = always(302, Location="/x")
    with pytest.raises(SourceChanged, match="more than 5 times"):
        fetch(f"{replay.url}/x", place)


def test_user_name_in_an_address_is_refused_and_not_repeated(place: Path) -> None:
    with pytest.raises(InputError, match="user name") as caught:
        fetch("https://someone:secret@example.org/x", place)
    assert "secret" not in str(caught.value)


def test_key_in_an_address_stays_out_of_messages_and_files(replay: Replay, place: Path) -> None:
    replay.script["/x"] = always(404)
    with pytest.raises(SourceChanged, match="404") as caught:
        fetch(f"{replay.url}/x?apiKey=secret&page=1", place)
    assert "secret" not in str(caught.value)
    assert "page=1" in str(caught.value)
    replay.script["/x"] = always(200, BODY)
    fetch(f"{replay.url}/x?apiKey=secret", place)
    assert "secret" not in place.with_name("list.xml.json").read_text()


def test_place_that_cannot_be_written_says_so(replay: Replay, place: Path) -> None:
    place.parent.write_bytes(b"")
    replay.script["/x"] = always(200, BODY)
    with pytest.raises(StoreError, match="cannot be written"):
        fetch(f"{replay.url}/x", place)


def test_limit_is_kept_over_processes(tmp_path: Path) -> None:
    time = FakeTime()
    for _ in range(4):
        throttle = Throttle(3, 60.0, time.clock, tmp_path / "sent")
        throttle.wait()
    assert time.waits == [60.0]


@pytest.mark.parametrize("written", ["", "half a li", "1e400\n", "\xff", "99999.0\n"])
def test_journal_that_makes_no_sense_counts_as_none(tmp_path: Path, written: str) -> None:
    (tmp_path / "sent").write_bytes(written.encode("latin-1"))
    time = FakeTime()
    Throttle(1, 60.0, time.clock, tmp_path / "sent").wait()
    assert time.waits == []


@pytest.mark.parametrize(
    ("name", "shape"),
    [("a.xml", Shape.XML), ("a.JSON", Shape.JSON), ("a.csv", Shape.TEXT), ("a.xlsx", Shape.ZIP)],
)
def test_shape_is_told_by_the_name(name: str, shape: Shape) -> None:
    assert shape_of(name) is shape
