"""The workbench's files over HTTP: code for everybody, and nothing but what was built."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.access import Role
from api.audit import Audit
from api.routers import workbench
from api.settings import Settings
from tests.api.doors import serving, small_home, token_for


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return small_home(tmp_path / "home")


@pytest.fixture
def client(own: Path) -> Iterator[TestClient]:
    with serving(Settings(own)) as opened:
        yield opened


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder as the build leaves it."""
    folder = tmp_path / "built"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Corridors</title>")
    (folder / "main-AB12.js").write_text("// code")
    (folder / "notes.secret").write_text("not served")
    (tmp_path / "outside.js").write_text("// outside")
    monkeypatch.setattr(workbench, "_FOLDER", folder)
    return folder


def test_the_page_and_its_code_need_no_token_where_everything_else_does(
    built: Path, own: Path
) -> None:
    token_for(own, Role.ADMIN)
    with serving(Settings(own)) as client:
        page = client.get("/")
        assert page.status_code == 200
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]
        assert client.get("/workbench/main-AB12.js").text == "// code"
        assert client.get("/plain").status_code == 401
        assert client.get("/health").status_code == 401


def test_code_written_in_the_page_runs_by_its_hash_alone(built: Path, client: TestClient) -> None:
    code = "ask('ä')"
    own = b64encode(sha256(code.encode()).digest()).decode()
    page = f"<!doctype html><script>{code}</script><script src='workbench/main-AB12.js'></script>"
    (built / "index.html").write_text(page, encoding="utf-8")
    policy = client.get("/").headers["content-security-policy"]
    assert f"script-src 'self' 'sha256-{own}';" in policy
    (built / "index.html").write_text(page.replace("ask", "ask2"), encoding="utf-8")
    assert own not in client.get("/").headers["content-security-policy"]


def test_code_leaves_no_line_in_the_audit(built: Path, own: Path) -> None:
    settings = Settings(own)
    with serving(settings) as client:
        client.get("/")
        client.get("/workbench/main-AB12.js")
        client.get("/sources")
    lines = Audit(settings.audit, settings.key).lines()
    assert [line.deed.what for line in lines] == ["/sources"]


@pytest.mark.parametrize(
    "name", ["notes.secret", "../outside.js", "..%2Foutside.js", "%2Fetc%2Fpasswd", "nothing.js"]
)
def test_only_built_files_are_given(built: Path, client: TestClient, name: str) -> None:
    assert client.get(f"/workbench/{name}").status_code == 404


def test_a_service_without_the_build_shows_the_plain_forms(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(workbench, "_FOLDER", tmp_path / "none")
    answer = client.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/plain")


def test_another_host_name_gets_no_page_either(built: Path, client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 403
