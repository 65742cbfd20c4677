"""Whatever the texts say, nothing of them runs; a service that is empty or gone says so."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.workbench.axe import findings
from tests.workbench.hostile import BODY, FILE, OURS, TARGET, hostile_home
from tests.workbench.served import Visit, in_browser, service, settled

pytestmark = in_browser


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service whose every text would like to run."""
    with service(hostile_home(tmp_path_factory.mktemp("hostile"))) as address:
        yield address


HOSTILE_PAGES = {
    "start": "#/start",
    "map": f"#/map?of={quote(FILE, safe='')}",
    "routes": f"#/routes?to={quote(FILE, safe='')}",
    "routes between": f"#/routes?from={quote(OURS, safe='')}&to={quote(TARGET, safe='')}",
    "coalition": f"#/coalition?to={quote(FILE, safe='')}",
    "vote": f"#/vote?body={quote(BODY, safe='')}&file={quote(FILE, safe='')}",
    "record of a person": f"#/show?id={quote(TARGET, safe='')}",
    "record of a body": f"#/show?id={quote(BODY, safe='')}",
    "record of ours": f"#/show?id={quote(OURS, safe='')}",
    "record of a file": f"#/show?id={quote(FILE, safe='')}",
    "question": f"#/questions?name=file-shadows&file={quote(FILE, safe='')}",
    "sheets": f"#/questions?name=sheets&to={quote(FILE, safe='')}",
    "cypher": f"#/cypher?q={quote('MATCH (a)-[r]->(b) RETURN a, r, b')}",
    "cypher drawn": f"#/cypher?q={quote('MATCH (a)-[r]->(b) RETURN a, r, b')}&view=graph",
    "an address": f"#/questions?name={quote('<img src=x onerror=alert(1)>')}",
    "another address": f"#/{quote('<img src=x onerror=alert(1)>')}",
}


@pytest.mark.parametrize("address", HOSTILE_PAGES.values(), ids=HOSTILE_PAGES)
def test_hostile_texts_run_nothing(browser: Browser, hostile: str, address: str) -> None:
    visit = Visit(browser, hostile)
    page = visit.open(address)
    settled(page)
    page.mouse.move(700, 500)
    assert page.locator("img[src='x']").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    visit.close()
    assert (visit.dialogs, visit.complaints, visit.outside) == ([], [], [])


def test_hostile_names_are_found_and_shown_as_they_are(browser: Browser, hostile: str) -> None:
    visit = Visit(browser, hostile)
    page = visit.open()
    page.get_by_role("banner").get_by_role("combobox").first.fill("name of ep-person:1")
    expect(page.get_by_role("option").first).to_contain_text("<img src=x onerror=")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#/show?id=*")
    settled(page)
    visit.close()
    assert (visit.dialogs, visit.complaints, visit.outside) == ([], [], [])


def test_without_an_answer_the_pages_say_so(visit: Visit) -> None:
    page = visit.open("#/questions")
    settled(page)
    visit.context.set_offline(True)
    page.get_by_role("link", name="Who chairs a body").click()
    page.get_by_role("combobox", name="Body (needed)").fill("LIBE")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("The service does not answer")).to_be_visible()
    visit.complaints.clear()  # Chromium itself notes each request that failed


def test_an_empty_service_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    with service(tmp_path / "empty") as address:
        visit = Visit(browser, address)
        page = visit.open()
        expect(page.get_by_role("heading", name="Nothing is loaded yet")).to_be_visible()
        expect(page.get_by_text("corridors demo")).to_be_visible()
        assert findings(page) == []
        visit.close()
        assert visit.complaints == []
