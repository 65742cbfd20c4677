"""The overview: filters, parts within parts, files, print; and routes drawn together."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from api.settings import Settings
from api.wiring import Workspace
from graph.model import Classification, Kind
from graph.period import Period
from graph.provenance import Statement
from tests.api.doors import actor
from tests.graph.factories import link, load
from tests.workbench.axe import findings
from tests.workbench.served import PHONE, Visit, in_browser, service
from viz.map_model import MOST_PLACES

pytestmark = in_browser

SINCE = Period.since(date(2020, 1, 1))
ROUTES = "#/routes?to=ep-person%3A197490&different=yes&k=12"


def opened(visit: Visit, address: str) -> Page:
    page = visit.open(address)
    page.wait_for_selector("[data-drawn]")
    expect(page.get_by_text("Take along")).to_be_attached()  # it comes after the first picture
    return page


def legend(page: Page) -> Locator:
    return page.get_by_role("region", name="Who is shown")


def ground(page: Page) -> Locator:
    return page.get_by_role("application", name=re.compile("Map of"))


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service over a body with more members than a map holds, and a smaller body."""
    home = tmp_path_factory.mktemp("crowded")
    with Workspace(Settings(home)) as workspace:
        load(workspace.ledger, crowd(), complete=True)
    with service(home) as address:
        yield address


def crowd() -> list[Statement]:
    said: list[Statement] = []
    for body, count in (("all", MOST_PLACES + 40), ("few", 600)):
        said += actor(f"org:{body}", Kind.ORGANIZATION, body.upper(), Classification.NETWORK)
        for number in range(count):
            name = f"org:{body}-{number:04d}"
            said += actor(name, Kind.ORGANIZATION, f"{body} {number:04d}", Classification.NGO)
            said.append(link(name, f"org:{body}", period=SINCE))
    return said


def test_filters_are_those_of_the_map_and_counts_follow(visit: Visit) -> None:
    page = opened(visit, "#/map")
    counts = page.locator(".map-overview-counts")
    expect(counts).to_contain_text(re.compile(r"^([\d,]+) of \1 actors in sight"))
    legend(page).get_by_role("button", name=re.compile("Member of the Parliament")).click()
    expect(counts).to_contain_text(re.compile(r"^7\d\d of 1,\d\d\d actors in sight"))
    page.get_by_text("More filters").click()
    for facet in ("Political group", "Country", "Tie", "Level of the evidence", "Strength"):
        expect(legend(page).get_by_role("group", name=facet, exact=True)).to_be_visible()
    legend(page).get_by_role("button", name=re.compile("^EPP")).click()
    expect(counts).to_contain_text(re.compile(r"^1\d\d of"))
    page.wait_for_url("**group=EPP*")
    table = page.get_by_role("table", name=re.compile("Communities"))
    seen = [int(text) for text in table.locator("tbody tr td:nth-child(3)").all_inner_texts()]
    assert f"{sum(seen):,} of" in counts.inner_text()
    page.get_by_role("button", name="Undo").click()
    expect(counts).to_contain_text(re.compile(r"^7\d\d of"))


def test_communities_are_named_in_words_each_otherwise(visit: Visit) -> None:
    page = opened(visit, "#/map")
    table = page.get_by_role("table", name=re.compile("Communities"))
    expect(table).to_be_visible()
    names = table.locator("tbody tr td:first-child").all_inner_texts()
    assert "Committee on Civil Liberties… and others" in names
    assert len(set(names)) == len(names)
    expect(page.locator(".map-overview-counts")).to_contain_text("pairs of actors tied directly")


def test_filters_go_along_into_a_community_and_back(visit: Visit) -> None:
    page = opened(visit, "#/map?group=EPP")
    row = page.get_by_role("table", name=re.compile("Communities")).get_by_role("row").nth(1)
    seen = row.get_by_role("cell").nth(2).inner_text()
    row.get_by_role("link").first.click()
    page.wait_for_url("**inside=*")
    expect(page.locator(".map-counts")).to_contain_text(f"{seen} of")
    way = page.get_by_role("navigation", name="Where this is")
    way.get_by_role("link", name="Everything").click()
    expect(page.locator(".map-overview-counts")).to_be_visible()
    expect(page).to_have_url(re.compile("group=EPP"))


def test_the_day_is_chosen_by_the_same_slider(visit: Visit) -> None:
    page = opened(visit, "#/map")
    page.get_by_text("Time", exact=True).click()
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**day=20*")
    day = re.findall(r"day=([\d-]+)", page.url)[0]
    expect(page.locator(".map-overview-counts")).to_contain_text(day)


@pytest.mark.parametrize(
    ("button", "name", "holds"),
    [
        ("Page (HTML)", "overview.html", b"CC BY"),
        ("SVG", "overview.svg", b"CC BY"),
        ("PDF", "overview.pdf", b"%PDF"),
        ("Tables (XLSX)", "overview.xlsx", b"PK"),
        ("Places (CSV)", "overview.actors.csv", b"CC BY"),
        ("Ties (CSV)", "overview.ties.csv", b"CC BY"),
        ("GEXF", "overview.gexf", b"CC BY"),
        ("GraphML", "overview.graphml", b"CC BY"),
        ("Picture (PNG)", "overview.png", b"\x89PNG"),
    ],
)
def test_the_overview_can_be_taken_along(
    visit: Visit, button: str, name: str, holds: bytes
) -> None:
    page = opened(visit, "#/map?group=EPP")
    page.get_by_text("Take along").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name=button, exact=True).click()
    assert waited.value.suggested_filename == name
    content = Path(waited.value.path()).read_bytes()
    assert holds in content
    assert len(content) > 1_000


def test_the_overview_is_printed_with_its_table_and_its_licences(visit: Visit) -> None:
    page = opened(visit, "#/map")
    page.emulate_media(media="print")
    expect(page.locator(".map-ground canvas")).to_be_visible()
    expect(page.get_by_role("table", name=re.compile("Communities"))).to_be_visible()
    expect(page.locator(".map-printed")).to_contain_text("CC BY 4.0")
    expect(page.locator(".map-overview-counts")).to_contain_text("Level: office")
    expect(page.get_by_text("Take along")).to_be_hidden()
    assert len(page.pdf()) > 10_000


def test_a_community_too_large_for_a_map_opens_into_its_parts(
    browser: Browser, crowded: str
) -> None:
    visit = Visit(browser, crowded)
    page = opened(visit, "#/map")
    ground(page).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".map-said")).to_contain_text("parts of its own")
    page.keyboard.press("Enter")
    page.wait_for_url("**within=*")
    way = page.get_by_role("navigation", name="Where this is")
    expect(way).to_contain_text(f"({MOST_PLACES + 41:,})")
    expect(page.locator(".map-overview-counts")).to_contain_text(f"of {MOST_PLACES + 41:,} actors")
    table = page.get_by_role("table", name=re.compile("Communities 2 rows"))
    expect(table).to_be_visible()
    sizes = [int(text) for text in table.locator("tbody tr td:nth-child(2)").all_inner_texts()]
    assert sum(sizes) == MOST_PLACES + 41
    page.reload()
    expect(table).to_be_visible()
    table.get_by_role("link").first.click()
    page.wait_for_url("**deep=2*")
    expect(page.locator(".map-counts")).to_contain_text(f"{sizes[0]:,} of {sizes[0]:,} actors")
    expect(page.locator(".map-counts")).not_to_contain_text("left out")
    expect(way.get_by_role("link")).to_have_count(2)
    way.get_by_role("link").nth(1).click()
    expect(table).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".map-counts")).to_be_visible()
    visit.close()
    assert visit.complaints == []


def test_a_map_of_a_community_that_is_too_large_leads_to_its_parts(
    browser: Browser, crowded: str
) -> None:
    visit = Visit(browser, crowded)
    page = opened(visit, "#/map?inside=org%3Aall")
    expect(page.get_by_text("larger than a map can be")).to_be_visible()
    page.get_by_role("link", name="Its parts").click()
    expect(page.get_by_role("table", name=re.compile("Communities 2 rows"))).to_be_visible()
    visit.close()
    assert visit.complaints == []


def test_different_routes_are_drawn_together_and_the_shared_are_marked(visit: Visit) -> None:
    page = visit.open(ROUTES)
    strips = page.locator("article.route")
    expect(strips.nth(1)).to_be_visible()
    page.get_by_role("link", name="Draw them together").click()
    page.wait_for_selector("[data-drawn]")
    page.wait_for_url("**together=diverse*")
    ties = page.get_by_role("table", name=re.compile("^Ties"))
    expect(ties).to_be_visible()
    page.get_by_label("Which routes").select_option("best")
    page.wait_for_url("**together=best*")
    expect(page.locator(".map-parts")).to_contain_text("several of the routes lead through it")
    expect(page.get_by_role("columnheader", name="In routes")).to_be_visible()
    ground(page).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".map-said")).to_contain_text("neighbours here")
    page.get_by_text("Take along").click()
    for name in ("routes.svg", "routes.graphml"):
        button = "SVG" if name.endswith("svg") else "GraphML"
        with page.expect_download() as waited:
            page.get_by_role("button", name=button, exact=True).click()
        assert waited.value.suggested_filename == name
    page.get_by_role("link", name="Back to the routes").click()
    expect(strips.first).to_be_visible()


def test_the_picture_of_routes_is_the_same_at_its_address(visit: Visit) -> None:
    address = ROUTES.replace("#/routes", "#/map").replace("different=yes", "together=robust")
    page = opened(visit, address)
    expect(page.get_by_label("Which routes")).to_have_value("robust")
    expect(page.get_by_role("heading", level=1)).to_contain_text("what is left")


@pytest.mark.parametrize(
    "address", ["#/map?kind=MEP&at=ep-org%3A6566", ROUTES.replace("routes?", "map?together=best&")]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Visit, address: str, scheme: str) -> None:
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    assert findings(opened(visit, address)) == []


@pytest.mark.parametrize("address", ["#/map", ROUTES.replace("routes?", "map?together=best&")])
def test_a_phone_shows_it_without_sideways_scrolling(
    browser: Browser, origin: str, address: str
) -> None:
    phone = Visit(browser, origin, PHONE)
    page = opened(phone, address)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    phone.close()
    assert phone.complaints == []
