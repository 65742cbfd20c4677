import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.gzipped import takes_gzip
from api.settings import Settings
from tests.api.workplace import NOW

LIBE = {"of": "LIBE"}


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    app = create_app(Settings(home), clock=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.mark.parametrize(
    ("said", "takes"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.5", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("*, gzip;q=0.000", False),
    ],
)
def test_gzip_is_sent_to_those_alone_who_take_it(said: str, takes: bool) -> None:
    assert takes_gzip(said) is takes


def test_a_gzipped_map_is_the_same_map_and_has_an_etag_of_its_own(client: TestClient) -> None:
    plain = client.get("/maps", params=LIBE, headers={"Accept-Encoding": "identity"})
    packed = client.get("/maps", params=LIBE, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 4
    assert packed.json() == plain.json()
    assert packed.headers["etag"] != plain.headers["etag"]
    assert {each.strip() for each in packed.headers["vary"].split(",")} == {
        "Authorization", "Corridors-Level", "Accept-Encoding",
    }  # fmt: skip


def test_a_map_that_is_known_is_not_sent_again(client: TestClient) -> None:
    asked = {"Accept-Encoding": "gzip"}
    first = client.get("/maps", params=LIBE, headers=asked)
    again = client.get(
        "/maps", params=LIBE, headers={**asked, "If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_the_same_map_has_the_same_bytes(client: TestClient) -> None:
    with client.stream("GET", "/maps", params=LIBE) as one:
        first = b"".join(one.iter_raw())
    with client.stream("GET", "/maps", params=LIBE) as other:
        assert b"".join(other.iter_raw()) == first
    assert gzip.decompress(first).startswith(b'{"title"')
