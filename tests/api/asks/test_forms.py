"""Pages made from descriptions: what a form sends, what it shows, what it refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.questions import questions
from api.settings import Settings
from queries.catalogue import catalogue
from tests.api.asks.toy import TOY
from tests.api.workplace import NOW

WITHOUT_ROWS = frozenset(one.name for one in catalogue() if one.empty)


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    app = create_app(Settings(home), clock=lambda: NOW, asked=[TOY])
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def test_a_form_has_a_labelled_field_for_each_parameter(client: TestClient) -> None:
    page = client.get("/questions/toy").text
    assert "Greet somebody." in page
    for one in TOY.parameters:
        assert f'<label for="p-{one.name}">{one.label}' in page
        assert f'id="p-{one.name}" name="{one.name}"' in page
        assert one.text in page


def test_an_answer_stands_below_what_was_typed(client: TestClient) -> None:
    params = {"names": "Ann\r\nBob\r\n", "times": "2", "share": "", "colour": "blue"}
    params |= {"loud": "false"}
    page = client.get("/questions/toy", params=params).text
    assert "Hello Ann and Bob and Ann and Bob" in page
    assert ">Ann\nBob</textarea>" in page
    assert "/ask/toy?names=Ann&amp;names=Bob&amp;times=2&amp;colour=blue" in page
    assert "<code>corridors toy Ann Bob --times 2 --colour blue</code>" in page


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"names": ""}, "Names (names): this is needed"),
        ({"names": "A", "times": "9"}, "Times (times): “9” is too much"),
        ({"names": "A", "x": "1"}, "X (x): there is no such setting"),
    ],
)
def test_what_a_form_cannot_use_is_said_on_the_page(
    client: TestClient, params: dict[str, str], told: str
) -> None:
    answer = client.get("/questions/toy", params=params)
    assert answer.status_code == 422
    assert f'role="alert">{told}' in answer.text


def test_typed_text_is_shown_as_text(client: TestClient) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    answer = client.get("/questions/toy", params={"names": hostile, "avoid": hostile})
    assert hostile not in answer.text
    assert answer.text.count("&lt;img src=x onerror=alert(1)&gt;") >= 3
    assert "script" not in answer.headers["content-security-policy"]


def test_an_unknown_question_is_answered_with_those_that_exist(client: TestClient) -> None:
    answer = client.get("/questions/nothing")
    assert answer.status_code == 404
    assert "toy" in answer.text


def test_every_question_is_listed(home: Path) -> None:
    with TestClient(create_app(Settings(home)), base_url="http://127.0.0.1") as opened:
        page = opened.get("/questions").text
        assert [one.name for one in questions() if f"/questions/{one.name}" not in page] == []


@pytest.fixture(scope="module")
def whole(home: Path) -> Iterator[TestClient]:
    app = create_app(Settings(home), clock=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.mark.parametrize("name", [one.name for one in questions()])
def test_every_form_answers_its_example(whole: TestClient, name: str) -> None:
    question = next(one for one in questions() if one.name == name)
    # A browser sends every field, the empty ones too.
    answer = whole.get(f"/questions/{name}", params=dict(question.example) or {"as_of": ""})
    assert answer.status_code == 200
    # Where a question says itself why the pack answers it with no rows, the page says so too.
    assert ("<p>No rows.</p>" if name in WITHOUT_ROWS else "<table>") in answer.text
