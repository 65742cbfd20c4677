import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from tests.viz.scenes import HOSTILE
from tests.workbench.axe import findings
from tests.workbench.served import PHONE, Visit, in_browser, settled, until

pytestmark = in_browser

FILE = "#/map?of=2025%2F0059"
LIBE = "#/map?of=ep-org%3ALIBE"


def opened(visit: Visit, address: str) -> Page:
    """Open a map and wait until it is drawn, and all stands that comes after its first picture."""
    page = visit.open(address)
    page.wait_for_selector("[data-drawn]")
    expect(page.get_by_text("Take along")).to_be_attached()
    return page


def ground(page: Page) -> Locator:
    return page.get_by_role("application", name=re.compile("Map of"))


def test_the_map_without_anybody_shows_communities_that_open(visit: Visit) -> None:
    page = opened(visit, "#/map")
    expect(page.get_by_role("heading", name="Everything, as communities")).to_be_visible()
    table = page.get_by_role("table", name=re.compile("Communities"))
    first = table.get_by_role("row").nth(1)
    size = int(first.get_by_role("cell").nth(1).inner_text())
    first.get_by_role("cell").first.get_by_role("link").click()
    expect(page.get_by_text(re.compile(rf"{size} of {size} actors in sight"))).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Everything, as communities")).to_be_visible()


def test_names_over_the_first_picture_make_what_one_drawing_makes(visit: Visit) -> None:
    page = opened(visit, f"{FILE}&at=ep-person%3A256915")
    plate = page.locator(".map-ground canvas").first
    pixels = "one => one.toDataURL()"
    first = plate.evaluate(pixels)
    page.get_by_role("button", name="Whole map").click()
    page.evaluate("new Promise((on) => requestAnimationFrame(() => requestAnimationFrame(on)))")
    assert until(page, lambda: bool(plate.evaluate(pixels) == first))


def test_a_map_is_asked_for_once_and_at_the_level_looked_at(visit: Visit) -> None:
    asked: list[str | None] = []

    def hear(one: Request) -> None:
        if "/maps?" in one.url:
            asked.append(one.headers.get("corridors-level"))

    visit.page.on("request", hear)
    page = opened(visit, f"{LIBE}&level=public")
    settled(page)
    assert asked == ["public"]
    page.reload()
    page.wait_for_selector("[data-drawn]")
    assert asked == ["public", "public"]


def test_arrow_keys_walk_and_are_said_aloud_enter_opens_the_record(visit: Visit) -> None:
    page = opened(visit, FILE)
    ground(page).focus()
    page.keyboard.press("ArrowRight")
    said = page.locator(".map-said")
    expect(said).to_contain_text("neighbours here")
    first = said.inner_text()
    page.keyboard.press("ArrowDown")
    expect(said).not_to_have_text(first)
    page.keyboard.press("Escape")
    expect(said).to_have_text("Left the selection.")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("neighbours here")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#/show?id=*")


def test_plus_shows_counts_first_and_expands_what_is_chosen(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda one: asked.append(one.url) if "/maps?" in one.url else None)
    page = opened(visit, f"{FILE}&at=ep-person%3A256915")
    before = places(page, asked[-1])
    ground(page).focus()
    page.keyboard.press("+")
    box = page.get_by_role("checkbox", name=re.compile(r"member of: \d+ more of \d+"))
    expect(page.locator(".map-expand input").first).to_be_focused()
    for other in page.locator(".map-expand input").all():
        other.uncheck()
    box.check()
    page.get_by_role("button", name="Expand", exact=True).click()
    page.wait_for_url("**open=ep-person%3A256915%7CMEMBER_OF*")
    expect(page.locator(".map-counts")).not_to_contain_text(re.compile(rf"^{len(before)} of"))
    after = places(page, asked[-1])
    assert len(after) > len(before)
    assert {name: after[name] for name in before} == before


def places(page: Page, asked: str) -> dict[str, tuple[float, float]]:
    """Ask for the places at the address that the page asked for."""
    made = page.request.get(asked).json()["places"]
    return {name: (x, y) for name, x, y in zip(made["id"], made["x"], made["y"], strict=True)}


def test_minus_collapses_and_undo_brings_back(visit: Visit) -> None:
    page = opened(visit, f"{FILE}&open=ep-person%3A256915&at=ep-person%3A256915")
    counts = page.locator(".map-counts > p")
    shown = counts.inner_text()
    ground(page).focus()
    page.keyboard.press("-")
    expect(counts).not_to_have_text(shown)
    page.get_by_role("button", name="Undo").click()
    expect(counts).to_have_text(shown)


def test_f_puts_somebody_in_the_middle_and_p_pins(visit: Visit) -> None:
    page = opened(visit, f"{FILE}&at=ep-person%3A256915")
    ground(page).focus()
    page.keyboard.press("p")
    page.wait_for_url("**pin=ep-person%3A256915%40*")
    expect(page.get_by_role("button", name="Let go")).to_be_visible()
    ground(page).focus()
    page.keyboard.press("f")
    page.wait_for_url("**of=ep-person%3A256915*")


def test_a_dragged_ground_moves_as_far_as_the_hand_and_a_dragged_actor_is_pinned(
    visit: Visit,
) -> None:
    page = opened(visit, f"{FILE}&at=ep-procedure%3A2025-0059")
    ground(page).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".map-said")).to_contain_text("Establishing a common system")
    # What was walked to stands in the middle.
    box = page.locator(".map-ground canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 10, box["y"] + box["height"] - 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 110, box["y"] + box["height"] - 70, steps=5)
    page.mouse.up()
    x, y = x + 100, y - 60
    page.mouse.move(x, y)
    expect(page.locator(".map-ground")).to_have_css("cursor", "pointer")
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    page.wait_for_url("**pin=*")


def test_the_legend_counts_and_filters_and_says_how_many_are_left(visit: Visit) -> None:
    page = opened(visit, LIBE)
    legend = page.get_by_role("region", name="Who is shown")
    legend.get_by_role("button", name=re.compile("File")).click()
    expect(page.locator(".map-counts")).to_contain_text(re.compile(r"^\d+ of 1\d\d actors"))
    expect(legend.get_by_role("button", name=re.compile("File"))).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(legend.get_by_role("button", name=re.compile("Member of the"))).to_contain_text("0 of")
    page.get_by_text("More filters").click()
    legend.get_by_role("button", name="Show all").click()
    legend.get_by_role("button", name=re.compile("^EPP")).click()
    table = page.get_by_role("table", name=re.compile("^Actors"))
    expect(table.get_by_role("cell", name="S&D")).to_have_count(0)
    page.get_by_label("What is left out is").select_option("hide")
    page.wait_for_url("**mode=hide*")


def test_the_tables_show_no_empty_column_countries_as_words_and_sources_as_links(
    visit: Visit,
) -> None:
    page = opened(visit, FILE)
    actors = page.get_by_role("table", name=re.compile("^Actors"))
    expect(actors.get_by_role("columnheader", name="Country")).to_be_visible()
    expect(actors.get_by_role("columnheader", name="Change")).to_have_count(0)
    expect(actors.get_by_role("cell", name="France", exact=True).first).to_be_visible()
    ties = page.get_by_role("table", name=re.compile("^Ties"))
    link = ties.get_by_role("link", name=re.compile("^European Parliament: ")).first
    expect(link).to_have_attribute("href", re.compile("^https://"))


def test_an_earlier_day_lists_what_appeared(visit: Visit) -> None:
    page = opened(visit, f"{FILE}&from=2024-12-01")
    actors = page.get_by_role("table", name=re.compile("^Actors"))
    expect(actors.get_by_role("columnheader", name="Change")).to_be_visible()
    expect(page.get_by_text(re.compile("Since 2024-12-01: [1-9]"))).to_be_visible()
    expect(page.get_by_role("list", name="appeared").get_by_role("listitem").first).to_be_visible()
    expect(page.get_by_text("Appeared: + and a ring")).to_be_visible()


def test_the_slider_moves_the_day(visit: Visit) -> None:
    page = opened(visit, f"{LIBE}&still=yes")
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**day=20*")
    expect(page.locator(".map-counts")).to_contain_text("actors in sight")


def test_tables_say_the_same_as_the_map(visit: Visit) -> None:
    page = opened(visit, FILE)
    counts = page.locator(".map-counts").inner_text()
    shown, ties = re.findall(r"(\d+) of \d+ actors in sight, (\d+) ties", counts)[0]
    expect(page.get_by_role("table", name=f"Actors {shown} rows")).to_be_visible()
    expect(page.get_by_role("table", name=f"Ties {ties} rows")).to_be_visible()


@pytest.mark.parametrize(
    ("button", "name", "holds"),
    [
        ("Page (HTML)", "map.html", b"CC BY"),
        ("SVG", "map.svg", b"CC BY"),
        ("PDF", "map.pdf", b"%PDF"),
        ("Tables (XLSX)", "map.xlsx", b"PK"),
        ("GEXF", "map.gexf", b"viz:position"),
        ("GraphML", "map.graphml", b"graphml"),
        ("Picture (PNG)", "map.png", b"\x89PNG"),
    ],
)
def test_the_view_can_be_taken_along(visit: Visit, button: str, name: str, holds: bytes) -> None:
    page = opened(visit, f"{FILE}&kind=MEP&mode=hide")
    page.get_by_text("Take along").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name=button, exact=True).click()
    assert waited.value.suggested_filename == name
    content = Path(waited.value.path()).read_bytes()
    assert holds in content
    assert len(content) > 2_000


@pytest.mark.parametrize(
    "address",
    [
        "#/map",
        FILE,
        f"{LIBE}&from=2024-12-01&at=ep-org%3ALIBE&mode=hide&kind=MEP&tie_level=public",
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Visit, address: str, scheme: str) -> None:
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    assert findings(opened(visit, address)) == []


def test_a_phone_shows_it_without_sideways_scrolling(browser: Browser, origin: str) -> None:
    phone = Visit(browser, origin, PHONE)
    page = opened(phone, f"{LIBE}&from=2024-12-01")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    phone.close()
    assert phone.complaints == []


def poisoned(value: object) -> object:
    """Put a text that would like to run into every text that people or sources write."""
    if isinstance(value, dict):
        return {
            key: _every(each) if key in _FREE else poisoned(each) for key, each in value.items()
        }
    return [poisoned(one) for one in value] if isinstance(value, list) else value


_FREE = {"name", "title", "label", "group", "word", "publisher", "licence", "notes", "url"}


def _every(value: object) -> object:
    if isinstance(value, list):
        return [_every(one) for one in value]
    return HOSTILE + str(value) if value is not None else None


@pytest.mark.parametrize(
    "address", ["#/map", f"{FILE}&from=2024-12-01&at=ep-procedure%3A2025-0059"]
)
def test_hostile_texts_stay_text(visit: Visit, address: str) -> None:
    def rewrite(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=poisoned(answer.json()))

    visit.page.route(re.compile(r"/maps(/overview|/beyond)?\?|/maps/overview$"), rewrite)
    page = opened(visit, address)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    expect(page.get_by_text(HOSTILE).first).to_be_visible()
    assert page.locator("main img, main [onerror], main a[href^='javascript']").count() == 0
    assert visit.dialogs == []
