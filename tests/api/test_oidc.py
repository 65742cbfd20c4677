"""Tokens of an issuer: real signatures, by an issuer that this test runs on loopback."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from api.access import Role
from api.oidc import AGAIN_S, FRESH_S, STALE_S, Verifier, read_issuer
from api.settings import Settings
from graph.errors import InputError, SourceUnavailable
from graph.levels import Level
from tests.api.doors import bearer, serving, small_home

jwt: Any = pytest.importorskip("jwt", reason="PyJWT, the extra 'oidc', is not installed")
rsa: Any = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.rsa")
ec: Any = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ec")
serialization: Any = pytest.importorskip("cryptography.hazmat.primitives.serialization")

ISSUER, AUDIENCE = "https://login.example.org", "corridors"
SETTINGS = """
issuer = "https://login.example.org"
audience = "corridors"
keys = "{keys}"
claim = "realm.groups"
[roles]
staff = "viewer"
desk = "editor"
[levels]
staff = "network"
desk = "office"
"""


@dataclass
class Issuer:
    """Keys of an issuer, and the server that publishes them."""

    key: Any
    other: Any
    published: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0
    status: int = 200
    address: str = ""

    def token(
        self, key: Any = None, alg: str = "RS256", kid: str | None = "one", **more: Any
    ) -> str:
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": "ada",
            "exp": int(time.time()) + 600,
            "realm": {"groups": ["desk"]},
            **more,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        headers = {"kid": kid} if kid is not None else {}
        text: str = jwt.encode(kept, key or self.key, algorithm=alg, headers=headers)
        return text


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    made = Issuer(rsa.generate_private_key(65537, 2048), rsa.generate_private_key(65537, 2048))

    class Publish(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked += 1
            body = json.dumps({"keys": made.published}).encode()
            self.send_response(made.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Publish)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}/keys"
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def fresh(issuer: Issuer) -> None:
    issuer.published, issuer.status, issuer.asked = [public(issuer.key, "one")], 200, 0


@pytest.fixture
def place(issuer: Issuer, tmp_path: Path) -> Path:
    path = tmp_path / "oidc.toml"
    path.write_text(SETTINGS.format(keys=issuer.address), encoding="utf-8")
    return path


@pytest.fixture
def verifier(place: Path) -> Verifier:
    return Verifier(read_issuer(place))


def public(key: Any, kid: str | None) -> dict[str, Any]:
    made = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return {**made, "use": "sig", **({"kid": kid} if kid else {})}


def raw(header: dict[str, Any], claims: dict[str, Any], secret: bytes | None) -> str:
    def part(value: bytes) -> str:
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

    head = f"{part(json.dumps(header).encode())}.{part(json.dumps(claims).encode())}"
    if secret is None:
        return f"{head}."
    return f"{head}.{part(hmac.new(secret, head.encode(), hashlib.sha256).digest())}"


def claims() -> dict[str, Any]:
    return {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "ada",
        "exp": int(time.time()) + 600,
        "realm": {"groups": ["desk"]},
    }


def test_a_good_token_gives_role_and_level_of_its_groups(
    verifier: Verifier, issuer: Issuer
) -> None:
    found = verifier.caller(issuer.token(realm={"groups": ["staff", "unheard of"]}))
    assert found is not None
    assert (found.id, found.role, found.level) == ("oidc:ada", Role.VIEWER, Level.NETWORK)
    both = verifier.caller(issuer.token(realm={"groups": ["staff", "desk"]}))
    assert both is not None
    assert (both.role, both.level) == (Role.EDITOR, Level.OFFICE)
    assert verifier.caller(issuer.token(aud=["other", AUDIENCE])) is not None


@pytest.mark.parametrize(
    "more",
    [
        {"iss": "https://login.example.org.evil.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"exp": "tomorrow"},
        {"nbf": int(time.time()) + 3600},
        {"sub": None},
        {"sub": ""},
        {"realm": {"groups": ["unheard of"]}},
        {"realm": {"groups": "deskmate"}},
        {"realm": {"groups": {"desk": True, "x": 1}} | {"groups": [["desk"]]}},
        {"realm": None},
        {"realm": "desk"},
    ],
)
def test_a_claim_that_does_not_fit_opens_nothing(
    verifier: Verifier, issuer: Issuer, more: dict[str, Any]
) -> None:
    assert verifier.caller(issuer.token(**more)) is None


def test_without_signature_or_with_a_secret_it_opens_nothing(
    verifier: Verifier, issuer: Issuer
) -> None:
    pem = issuer.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    jwk = json.dumps(public(issuer.key, "one")).encode()
    assert verifier.caller(issuer.token()) is not None
    for alg in ("none", "None", "NONE", "nOnE", ""):
        assert verifier.caller(raw({"alg": alg, "kid": "one"}, claims(), None)) is None
    for secret in (pem, jwk, b"", b"one"):
        # The public key taken for a shared secret: everybody has it.
        assert verifier.caller(raw({"alg": "HS256", "kid": "one"}, claims(), secret)) is None
        assert verifier.caller(raw({"alg": "RS256", "kid": "one"}, claims(), secret)) is None


def test_another_key_opens_nothing_whatever_the_token_says_of_it(
    verifier: Verifier, issuer: Issuer
) -> None:
    assert verifier.caller(issuer.token(issuer.other)) is None
    forged = public(issuer.other, "one")
    for header in ({"jwk": forged}, {"jku": issuer.address}, {"x5u": issuer.address}):
        text = jwt.encode(
            claims(), issuer.other, algorithm="RS256", headers={"kid": "one", **header}
        )
        assert verifier.caller(text) is None
    curve = ec.generate_private_key(ec.SECP256R1())
    assert verifier.caller(issuer.token(curve, alg="ES256")) is None


@pytest.mark.parametrize(
    "kid", ["two", "../../../../dev/null", "one' OR '1'='1", "", "#0", "x" * 4000]
)
def test_a_key_name_that_is_not_published_opens_nothing(
    verifier: Verifier, issuer: Issuer, kid: str
) -> None:
    assert verifier.caller(issuer.token(kid=kid)) is None


def test_without_a_key_name_the_only_key_counts_and_of_two_none(
    verifier: Verifier, issuer: Issuer, place: Path
) -> None:
    assert verifier.caller(issuer.token(kid=None)) is not None
    issuer.published.append(public(issuer.other, "two"))
    assert Verifier(read_issuer(place)).caller(issuer.token(kid=None)) is None


def test_a_shared_secret_or_encryption_key_among_the_keys_is_not_used(
    issuer: Issuer, place: Path
) -> None:
    secret = base64.urlsafe_b64encode(b"s" * 32).rstrip(b"=").decode()
    issuer.published = [
        {"kty": "oct", "k": secret, "kid": "one", "alg": "HS256"},
        {**public(issuer.other, "two"), "use": "enc"},
    ]
    verifier = Verifier(read_issuer(place))
    try:
        assert verifier.caller(raw({"alg": "HS256", "kid": "one"}, claims(), b"s" * 32)) is None
        assert verifier.caller(issuer.token(issuer.other, kid="two")) is None
    except SourceUnavailable:
        pass  # no key at all that can be used


def test_new_keys_are_learnt_and_unknown_names_cause_no_flood(issuer: Issuer, place: Path) -> None:
    now = [0.0]
    verifier = Verifier(read_issuer(place), lambda: now[0])
    assert verifier.caller(issuer.token()) is not None
    for _ in range(20):
        assert verifier.caller(issuer.token(kid="unknown")) is None
    assert issuer.asked == 1
    issuer.published = [public(issuer.other, "two")]
    now[0] += AGAIN_S + 1
    assert verifier.caller(issuer.token(issuer.other, kid="two")) is not None
    assert verifier.caller(issuer.token()) is None
    assert issuer.asked == 2


def test_an_issuer_away_is_told_of_and_known_keys_last_a_day(issuer: Issuer, place: Path) -> None:
    now = [0.0]
    issuer.status = 500
    verifier = Verifier(read_issuer(place), lambda: now[0])
    with pytest.raises(SourceUnavailable, match="keys"):
        verifier.caller(issuer.token())
    issuer.status = 200
    now[0] += AGAIN_S + 1
    assert verifier.caller(issuer.token()) is not None
    issuer.status = 500
    now[0] += FRESH_S + 1
    assert verifier.caller(issuer.token()) is not None
    now[0] += STALE_S
    with pytest.raises(SourceUnavailable):
        verifier.caller(issuer.token())


def test_keys_may_stand_in_a_file(issuer: Issuer, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": issuer.published}), encoding="utf-8")
    place = tmp_path / "oidc.toml"
    place.write_text(SETTINGS.format(keys=keys), encoding="utf-8")
    assert Verifier(read_issuer(place)).caller(issuer.token()) is not None
    assert issuer.asked == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('issuer = "https://login.example.org"', ""),
        ('audience = "corridors"', 'audience = ""'),
        ('desk = "editor"', 'desk = "root"'),
        ('desk = "office"', 'desk = "secret"'),
        ("[levels]", "[lines]"),
        ("http://127.0.0.1", "http://login.example.org"),
        ("claim", "claim = ["),
    ],
)
def test_a_file_that_does_not_say_enough_is_refused(place: Path, before: str, after: str) -> None:
    place.write_text(place.read_text().replace(before, after), encoding="utf-8")
    with pytest.raises(InputError, match=r"oidc|https"):
        read_issuer(place)


def test_the_door_takes_a_token_of_the_issuer(issuer: Issuer, place: Path, tmp_path: Path) -> None:
    home = small_home(tmp_path / "home")
    with serving(Settings(home, oidc=place)) as client:
        assert client.get("/health").status_code == 401
        good = bearer(issuer.token())
        assert client.get("/health", headers=good).json()["level"] == "office"
        assert client.get("/tokens", headers=good).status_code == 403
        low = bearer(issuer.token(realm={"groups": ["staff"]}))
        assert client.get("/health", headers=low).json()["level"] == "network"
        assert client.get("/health", headers=bearer(issuer.token(issuer.other))).status_code == 401
    issuer.status = 500
    with serving(Settings(home, oidc=place)) as client:
        away = client.get("/health", headers=bearer(issuer.token()))
        assert (away.status_code, away.json()["title"]) == (503, "Issuer away")
