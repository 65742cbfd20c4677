import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.workbench.axe import findings
from tests.workbench.hostile_routes import hostile_service
from tests.workbench.served import PHONE, Visit, in_browser, until

pytestmark = in_browser


HER = "#/routes?to=ep-person:256899"
FILE = "#/routes?to=2025/0059"


def strips(visit: Visit, address: str = HER) -> Page:
    """Open an address and wait for its first route."""
    page = visit.open(address)
    expect(page.get_by_role("article", name="Route 1").first).to_be_visible()
    return page


def fold(page: Page) -> None:
    """Open what stands behind the fold."""
    page.locator("summary", has_text="More conditions").click()


def test_a_route_says_who_tie_age_strength_and_holder(visit: Visit) -> None:
    first = strips(visit).get_by_role("article", name="Route 1")
    expect(first.get_by_role("listitem").first).to_contain_text("IRCT Brussels office")
    tie = first.locator(".tie").first
    for text in ("medium", "meeting", "on 2026-10-01", "54 days old", "Held by IRCT Brussels"):
        expect(tie).to_contain_text(text)
    expect(tie.get_by_text("invented", exact=True)).to_be_visible()
    expect(first.get_by_text("weakest step")).to_have_count(1)


def test_evidence_with_source_and_date_is_one_click_away(visit: Visit) -> None:
    page = strips(visit)
    opened = page.locator(".tie").first
    expect(opened.get_by_text("Evidence of 2026-10-01").first).to_be_hidden()
    opened.get_by_text("Evidence (1)").click()
    expect(opened.locator(".grounds")).to_contain_text("Evidence of 2026-10-01")
    expect(opened.locator(".grounds")).to_contain_text("INVENTED contacts and dialogues")


def test_source_of_a_public_fact_is_a_link_that_tells_nobody_who_follows(visit: Visit) -> None:
    page = strips(visit)
    page.locator(".tie summary").last.click()
    link = page.locator(".grounds a[href^=http]").first
    assert set((link.get_attribute("rel") or "").split()) >= {"noreferrer", "noopener"}


def test_paper_says_of_which_day_the_routes_are(visit: Visit) -> None:
    page = strips(visit)
    page.emulate_media(media="print")
    expect(page.get_by_text("As of 2026-11-24. Scores rank routes.")).to_be_visible()


def test_arithmetic_is_one_click_away_and_claims_no_probability(visit: Visit) -> None:
    first = strips(visit).get_by_role("article", name="Route 1")
    first.get_by_text("Arithmetic").click()
    expect(first.locator(".arithmetic")).to_contain_text("× 0.90 for the step")
    expect(first.locator(".arithmetic")).to_contain_text("they are not probabilities")


def test_who_stands_in_several_routes_is_marked_by_shape_and_word(visit: Visit) -> None:
    marks = strips(visit).locator(".shared")
    expect(marks.first).to_have_text("◆ in 2 of 3 routes")
    expect(marks).to_have_count(2)


def test_options_are_in_the_address_and_can_be_undone(visit: Visit) -> None:
    page = strips(visit)
    page.get_by_role("combobox", name="Routes", exact=True).select_option("1")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page).to_have_url(re.compile("k=1"))
    fold(page)
    page.get_by_label("Invented demonstration contacts count").uncheck()
    expect(page).to_have_url(re.compile("invented=no"))
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("article")).to_have_count(3)


def test_somebody_is_avoided_by_typing_a_name(visit: Visit) -> None:
    page = strips(visit)
    fold(page)
    page.get_by_role("combobox", name="Avoid").fill("Human Rights Watch")
    expect(page.get_by_role("option", name="Human Rights Watch").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("avoid=org%3Ahrw"))
    expect(page.locator(".who", has_text="Human Rights Watch")).to_have_count(0)
    expect(page.get_by_text("More conditions (1 set)")).to_be_visible()
    page.get_by_role("button", name="Drop the condition: Avoid Human Rights Watch").click()
    expect(page.locator(".who", has_text="Human Rights Watch").first).to_be_visible()


def test_kinds_of_contact_and_any_number_of_steps_can_be_chosen(visit: Visit) -> None:
    page = strips(visit)
    fold(page)
    page.get_by_label("meeting", exact=True).check()
    page.get_by_label("Steps at most").select_option("any")
    expect(page).to_have_url(re.compile(r"channel=meeting.*hops=any"))
    expect(page.locator(".tie .kind").first).to_have_text("meeting")


def test_different_routes_share_few_people(visit: Visit) -> None:
    page = strips(visit, f"{HER}&different=yes&k=2")
    chains = page.get_by_role("article")
    expect(chains).to_have_count(2)
    expect(page.locator(".shared")).to_have_count(0)


def test_what_if_she_leaves_stands_beside_what_is_now(visit: Visit) -> None:
    page = strips(visit)
    page.get_by_role("button", name="What if Human Rights Watch leaves?").first.click()
    section = page.get_by_role("region", name="What if Human Rights Watch leaves?")
    expect(section.locator(".pair")).to_contain_text("now: ")
    expect(section.locator(".pair")).to_contain_text("IRCT Brussels office → Human Rights Watch")
    expect(section.get_by_role("article", name="Route 1")).not_to_contain_text(
        "Human Rights Watch"
    )
    expect(section.get_by_text("of 1 reached within 4 steps")).to_be_visible()
    expect(section.get_by_role("table")).to_contain_text("Murielle LAURENT")
    section.get_by_role("button", name="Close").click()
    expect(section).to_have_count(0)


def test_if_the_only_one_who_starts_leaves_ours_together_are_asked(visit: Visit) -> None:
    page = strips(visit, f"{HER}&without=org:irct-brussels-office")
    section = page.get_by_role("region", name="What if IRCT Brussels office leaves?")
    expect(section.get_by_text("is the only one that starts here")).to_be_visible()
    expect(section.get_by_text("of 1 reached")).to_be_visible()


def test_why_not_shorter_says_what_a_direct_tie_would_be(visit: Visit) -> None:
    page = strips(visit)
    page.get_by_role("button", name="Why not shorter?").click()
    section = page.get_by_role("region", name="Why no shorter route to Murielle LAURENT?")
    expect(section).to_contain_text("of at most 1 steps, is not known")
    expect(section).to_contain_text("A meeting of our own would be the direct tie")


def test_what_the_best_route_hangs_on(visit: Visit) -> None:
    page = strips(visit)
    page.get_by_role("button", name="What does it hang on?").click()
    section = page.get_by_role("region", name="What the best route to Murielle LAURENT hangs on")
    expect(section.get_by_role("table")).to_contain_text("Human Rights Watch")
    expect(section).to_contain_text("must leave before nobody but a direct tie is left")


def test_what_became_of_the_routes_since_a_day_is_told_with_reasons(visit: Visit) -> None:
    page = strips(visit, f"{HER}&earlier=2026-06-01")
    section = page.get_by_role("region", name="What became of the routes since 2026-06-01").first
    expect(section.get_by_role("row").filter(has_text="appeared").first).to_be_visible()
    section.get_by_role("button", name="Close").click()
    expect(page).not_to_have_url(re.compile("earlier="))


def test_no_route_says_what_was_searched_and_whom_to_introduce(visit: Visit) -> None:
    page = visit.open(f"{HER}&invented=no&hops=2")
    expect(page.get_by_role("heading", name="No route was found")).to_be_visible()
    expect(page.get_by_text("Searched ")).to_contain_text("reach the target")
    expect(page.get_by_role("heading", name="Nearest that reach the target")).to_be_visible()


def test_introductions_worth_making_are_told(visit: Visit) -> None:
    page = visit.open("#/routes?to=ep-person:123562&hops=2")
    expect(page.get_by_role("heading", name="No route was found")).to_be_visible()
    expect(page.get_by_role("heading", name="Introductions worth making")).to_be_visible()
    expect(page.locator(".introductions li").first).to_contain_text("score then")


def test_a_file_stands_for_its_shadows_one_route_each_filtered_by_group(visit: Visit) -> None:
    page = strips(visit, FILE)
    expect(page.get_by_role("article")).to_have_count(7)
    page.get_by_label("Political group").select_option("S&D")
    expect(page.get_by_role("heading", level=2)).to_have_text(["●Murielle LAURENT"])
    expect(page).to_have_url(re.compile("group=S%26D"))


def test_a_name_that_nobody_has_offers_the_nearest(visit: Visit) -> None:
    page = visit.open("#/routes?to=Muriel Laurant")
    page.get_by_role("button", name="Murielle LAURENT").click()
    expect(page.get_by_role("article", name="Route 1")).to_be_visible()


def test_without_a_name_the_page_asks_for_one(visit: Visit) -> None:
    page = visit.open("#/routes")
    page.locator("main").get_by_role("combobox", name="Whom to reach").fill("Murielle Laurent")
    expect(page.get_by_role("option", name="Murielle LAURENT").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="Route 1")).to_be_visible()


def test_everything_is_reached_by_keyboard(visit: Visit) -> None:
    page = strips(visit)
    page.get_by_role("button", name="What if Human Rights Watch leaves?").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What if Human Rights Watch leaves?")).to_be_focused()
    page.locator(".to .tie summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".to .grounds").first).to_be_visible()


def test_side_by_side_each_route_is_a_column(visit: Visit) -> None:
    page = strips(visit)
    page.get_by_label("Side by side").check()
    articles = page.get_by_role("article")
    expect(articles).to_have_count(3)

    def tops() -> list[float]:
        return [box["y"] for one in articles.all() if (box := one.bounding_box())]

    assert until(page, lambda: len(set(tops())) == 1)
    assert len(tops()) == 3


def test_on_a_phone_cards_stand_below_one_another_and_nothing_overflows(
    browser: Browser, origin: str
) -> None:
    phone = Visit(browser, origin, PHONE)
    page = strips(phone)
    lefts = {round(box["x"]) for one in page.locator(".who").all() if (box := one.bounding_box())}
    assert len(lefts) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    phone.close()
    assert (phone.outside, phone.complaints) == ([], [])


def test_on_paper_stand_the_evidence_and_no_controls_in_black(visit: Visit) -> None:
    page = strips(visit)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    expect(page.get_by_text("More conditions")).to_be_hidden()
    expect(page.locator(".printed").first).to_be_visible()
    expect(page.locator(".printed").first).to_contain_text("Evidence of 2026-10-01")
    weakest = page.locator(".weakest").first
    expect(weakest).to_have_css("color", "rgb(0, 0, 0)")
    expect(weakest).to_contain_text("▼ weakest step")


def test_table_twin_says_the_same_and_csv_and_picture_can_be_kept(
    visit: Visit, tmp_path: Path
) -> None:
    page = strips(visit)
    page.get_by_text("Routes as a table", exact=True).click()
    rows = page.get_by_role("region", name="Routes as a table").locator("tbody tr")
    expect(rows).to_have_count(9)
    with page.expect_download() as kept:
        page.get_by_role("button", name="Table as CSV").click()
    kept.value.save_as(tmp_path / "routes.csv")
    assert "Human Rights Watch" in (tmp_path / "routes.csv").read_text(encoding="utf-8-sig")
    page.get_by_text("Take along").click()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Picture (HTML file)").click()
    kept.value.save_as(tmp_path / "routes.html")
    assert "default-src 'none'" in (tmp_path / "routes.html").read_text(encoding="utf-8")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Answer as JSON").click()
    kept.value.save_as(tmp_path / "routes.json")
    assert len(json.loads((tmp_path / "routes.json").read_text(encoding="utf-8"))["routes"]) == 3


@pytest.mark.parametrize(
    "more",
    [
        "",
        "&columns=yes",
        "&without=org:hrw",
        "&shorter=ep-person:256899&firm=ep-person:256899",
        "&invented=no&hops=2",
        "&from=org:ecre&ready=org:ecre%3D0.5&avoid=org:hrw&language=fr&kind=Ngo&different=yes",
    ],
)
def test_axe_finds_nothing_serious(visit: Visit, more: str) -> None:
    page = visit.open(HER + more)
    expect(page.locator(".asking")).to_have_count(0)
    expect(page.get_by_text("Take along")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert findings(page) == []


def test_axe_finds_nothing_serious_in_the_dark(visit: Visit) -> None:
    visit.open()
    visit.page.emulate_media(color_scheme="dark")
    assert findings(strips(visit)) == []


def test_names_that_would_run_do_nothing(browser: Browser, tmp_path: Path) -> None:
    with hostile_service(tmp_path) as origin:
        visit = Visit(browser, origin)
        address = "#/routes?to=ep-person:2&from=org:one&without=org:two&firm=ep-person:2"
        page = strips(visit, address)
        expect(page.locator(".asking")).to_have_count(0)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        expect(page.locator(".who").first).to_contain_text('<img src=x onerror="alert(1)">')
        assert page.locator("main img").count() == 0
        visit.close()
        assert (visit.dialogs, visit.outside, visit.complaints) == ([], [], [])
