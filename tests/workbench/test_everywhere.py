"""What holds on every page: for everyone, without a network, and whatever the texts say."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.workbench.axe import findings
from tests.workbench.hostile import BODY, FILE, OURS, TARGET, hostile_home
from tests.workbench.served import CHROMIUM, FLAGS, PHONE, Visit, in_browser, service

pytestmark = in_browser

SHADOWS = quote("MATCH (m:MEP)-[r:RAPPORTEUR_FOR]->(d:Dossier {uid: $file}) RETURN m, r, d")
CYPHER = f"q={SHADOWS}&p={quote('file=ep-procedure:2025-0059')}"

PAGES = {
    "start": "#/start",
    "start at another day and level": "#/start?day=2026-03-04&level=public",
    "map": "#/map",
    "map with an answer": "#/map?of=ep-procedure%3A2025-0059",
    "routes": "#/routes",
    "routes with an answer": "#/routes?to=ep-procedure%3A2025-0059",
    "coalition": "#/coalition",
    "coalition with an answer": "#/coalition?to=ep-procedure%3A2025-0059",
    "vote": "#/vote",
    "vote with an answer": "#/vote?body=LIBE&file=ep-procedure%3A2025-0059",
    "record of nobody": "#/show",
    "record of a file": "#/show?id=ep-procedure%3A2025-0059",
    "questions": "#/questions",
    "question": "#/questions?name=sheets",
    "question with an answer": "#/questions?name=messengers&to=2025%2F0059",
    "question refused": "#/questions?name=messengers&to=Nobody+Atall",
    "cypher": "#/cypher",
    "cypher with an answer": f"#/cypher?{CYPHER}",
    "cypher drawn": f"#/cypher?{CYPHER}&view=graph",
    "no page": "#/nothing",
}
each_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)


def settled(page: Page) -> None:
    """Wait until nothing is asked any more."""
    page.wait_for_load_state("networkidle", timeout=90_000)  # the engine may begin first
    expect(page.locator(".asking")).to_have_count(0, timeout=60_000)


@each_page
def test_axe_finds_nothing_serious_light_dark_and_on_a_phone(visit: Visit, address: str) -> None:
    page = visit.open(address)
    settled(page)
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found[f"desk, {scheme}"] = findings(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    found["phone, dark"] = findings(page)
    page.emulate_media(color_scheme="light")
    found["phone, light"] = findings(page)
    assert {where: what for where, what in found.items() if what} == {}


_TOO_WIDE = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return [];
  const right = document.documentElement.clientWidth;
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > right + 1)
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 120)).concat([`${wide} px too wide`]);
}"""


@each_page
def test_nothing_scrolls_sideways_at_320_px_or_twice_the_size(visit: Visit, address: str) -> None:
    page = visit.open(address)
    settled(page)
    for width, height in ((320, 640), (720, 450)):  # 720 × 450: 1440 × 900 at 200 %
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(_TOO_WIDE) == [], width


_FOCUSED = """() => {
  let one = document.activeElement;
  while (one && one.shadowRoot && one.shadowRoot.activeElement) one = one.shadowRoot.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const seen = (each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const framed = one.closest(".cm-editor") ?? one;
  return {
    html: one.outerHTML.slice(0, 120),
    visible: box.width > 0 && box.height > 0,
    marked: seen(one) || seen(framed),
  };
}"""


@each_page
def test_tab_goes_through_all_of_it_with_the_focus_in_sight(visit: Visit, address: str) -> None:
    page = visit.open(address)
    settled(page)
    page.evaluate("() => document.activeElement?.blur()")
    poor, stops = [], 0
    for _ in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate(_FOCUSED)
        if found and not found["marked"]:
            page.wait_for_timeout(100)  # an editor marks its frame a moment later
            found = page.evaluate(_FOCUSED)
        if found is None:
            break
        stops += 1
        if not (found["visible"] and found["marked"]):
            poor.append(found["html"])
    assert poor == []
    assert stops > 10


@each_page
def test_nothing_moves_for_whoever_wants_no_motion(visit: Visit, address: str) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    page = visit.open(address)
    settled(page)
    assert page.evaluate("() => document.getAnimations().map((one) => one.animationName)") == []


def test_focus_and_buttons_stay_in_sight_in_forced_colours(visit: Visit) -> None:
    visit.page.emulate_media(forced_colors="active")
    page = visit.open("#/questions?name=messengers&to=2025%2F0059")
    settled(page)
    button = page.get_by_role("button", name="Ask", exact=True)
    button.focus()
    border = button.evaluate("(one) => getComputedStyle(one).borderTopStyle")
    outline = button.evaluate("(one) => getComputedStyle(one).outlineStyle")
    assert (border, outline) == ("solid", "solid")
    assert findings(page) == []


def test_every_page_is_reached_by_the_palette(visit: Visit) -> None:
    page = visit.open()
    for name, where in (("Routes", "routes"), ("Cypher", "cypher"), ("Start", "start")):
        page.keyboard.press("Control+k")
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/#/{where}")
        expect(page.locator("main h1")).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("Muriel Laurant")
    page.get_by_role("option", name="Murielle LAURENT").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#/show?id=ep-person*")
    page.keyboard.press("Control+k")
    page.keyboard.type("fewest of us")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#/questions?name=messengers")


def test_every_page_has_one_heading_and_says_itself(visit: Visit) -> None:
    for name, address in PAGES.items():
        page = visit.open(address)
        settled(page)
        assert page.locator("main h1").count() == 1, name
        assert page.get_by_role("main").count() == 1, name


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


def test_chromiums_own_log_shows_no_request_beyond_the_server(
    browser: Browser, origin: str, tmp_path: Path
) -> None:
    log = tmp_path / "net.json"
    own = browser.browser_type.launch(
        executable_path=str(CHROMIUM), args=[*FLAGS, f"--log-net-log={log}"]
    )
    page = own.new_page()
    for address in PAGES.values():
        page.goto(origin + address)
        page.wait_for_selector("main h1")
        settled(page)
    own.close()
    here = urlsplit(origin).netloc
    asked = _asked(log)
    by_pages = [url for initiator, url in asked if initiator.startswith("http")]
    assert len(by_pages) > 20
    assert {urlsplit(url).netloc for url in by_pages} == {here}
    hosts = {str(urlsplit(url).hostname) for _, url in asked if urlsplit(url).netloc != here}
    # What Chromium asks of its maker by itself, on whatever page; none of it is asked by a page.
    assert {host for host in hosts if not host.endswith(CHROMIUMS_OWN)} == set()


CHROMIUMS_OWN = (".googleapis.com", ".google.com", ".gvt1.com")


def _asked(log: Path) -> list[tuple[str, str]]:
    """Read what a browser asked for over the network, and who wanted it, from its log."""
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    params = [event.get("params", {}) for event in events]
    return [
        (str(one.get("initiator", "")), one["url"])
        for one in params
        if one.get("url", "").startswith(("http:", "https:", "ws:", "wss:", "ftp:"))
    ]


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
