import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from tests.workbench.axe import findings
from tests.workbench.hostile_routes import hostile_service
from tests.workbench.served import PHONE, Visit, in_browser, settled

pytestmark = in_browser

BOARD = "#/coalition?to=2025/0059"
HER = "Murielle LAURENT"
LEADS, BACKUPS = re.compile(": Lead "), re.compile(": Backup ")
HRW, PICUM = (
    "Human Rights Watch",
    "Platform for International Cooperation on Undocumented Migrants",
)


def board(visit: Visit, address: str = BOARD) -> Page:
    """Open an address and wait for its plan."""
    page = visit.open(address)
    expect(grid(page).get_by_role("button", name=LEADS).first).to_be_visible()
    return page


def grid(page: Page) -> Locator:
    return page.get_by_role("grid", name="Who approaches whom")


def cell(page: Page, organization: str, target: str = HER) -> Locator:
    return grid(page).get_by_role("button", name=f"{organization}, {target}: ")


def decide(page: Page, organization: str, what: str, target: str = HER) -> None:
    """Decide by the dialog of a cell."""
    cell(page, organization, target).click()
    page.get_by_role("dialog").get_by_role("button", name=what).click()


def drag(page: Page, one: Locator, other: Locator) -> None:
    """Drag one place of the board to another, once nothing is asked that would draw it anew."""
    settled(page)
    expect(one).to_have_attribute("draggable", "true")
    one.hover()
    page.mouse.down()
    other.hover()
    other.hover()  # the browser tells of a place that it is over from the second move on
    page.mouse.up()


def fold(page: Page) -> None:
    """Open what stands behind the fold."""
    page.locator("summary", has_text="More conditions").click()


def test_lead_and_backup_stand_in_the_cells_with_score_and_band(visit: Visit) -> None:
    page = board(visit)
    expect(grid(page).get_by_role("button", name=LEADS)).to_have_count(7)
    expect(grid(page).get_by_role("button", name=BACKUPS)).to_have_count(7)
    expect(cell(page, HRW)).to_have_accessible_name(f"{HRW}, {HER}: Lead medium 0.33")
    expect(page.get_by_text("14 approaches, no gap.")).to_be_visible()


def test_caps_are_in_sight_by_shape_and_word(visit: Visit) -> None:
    head = board(visit).get_by_role("columnheader", name=HRW)
    expect(head).to_contain_text("●● 2 of 2, full")


def test_dragging_a_lead_overrides_and_shows_the_cost_at_once(visit: Visit) -> None:
    page = board(visit)
    drag(page, cell(page, HRW), cell(page, PICUM))
    expect(cell(page, PICUM)).to_have_accessible_name(re.compile("Lead cold 0.021"))
    expect(cell(page, PICUM)).to_contain_text("decided")
    expect(page.get_by_text("Your decisions cost")).to_contain_text("instead of 11.28")
    moves = page.get_by_role("region", name="Who moves")
    row = moves.get_by_role("row", name=HER).filter(has_text="lead")
    expect(row.first).to_contain_text("▼ weaker route")
    expect(page).to_have_url(re.compile(r"lead=org%3Apicum\+%3E\+ep-person%3A256899"))


def test_a_place_that_may_not_be_takes_no_drop(visit: Visit) -> None:
    page = board(visit)
    closed = grid(page).get_by_role("button", name=re.compile("WEIMERS.*Cannot go")).first
    before = page.url
    drag(page, grid(page).get_by_role("button", name=re.compile("WEIMERS: Lead")), closed)
    assert page.url == before


def test_a_decision_is_a_chip_that_says_its_gain_and_can_be_lifted(visit: Visit) -> None:
    page = board(visit)
    decide(page, HRW, "Not this one")
    chips = page.get_by_role("region", name="Your decisions")
    expect(chips).to_contain_text(f"{HRW} not to {HER}")
    expect(chips).to_contain_text("lifting it gains")
    expect(cell(page, HRW)).to_contain_text("not this one")
    chips.get_by_role("button", name="Take").click()
    expect(chips).to_have_count(0)
    expect(cell(page, HRW)).to_have_accessible_name(re.compile(": Lead"))


def test_everything_is_decided_by_keyboard(visit: Visit) -> None:
    page = board(visit)
    first = grid(page).locator("[data-at]").first
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(grid(page).locator('[data-at="0,1"]')).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(grid(page).locator('[data-at="3,12"]')).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Make lead")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("lead="))
    expect(dialog).to_have_count(0)
    expect(grid(page).locator('[data-at="3,12"]')).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page).not_to_have_url(re.compile("lead="))


def test_only_one_place_of_the_board_is_in_the_order_of_the_tab_key(visit: Visit) -> None:
    reached = grid(board(visit)).locator('[data-at][tabindex="0"]')
    expect(reached).to_have_count(1)


def test_one_leads_by_decision_and_another_is_made_backup(visit: Visit) -> None:
    page = board(visit)
    decide(page, "IRCT Brussels office", "Make lead")
    decide(page, HRW, "Make backup")
    expect(cell(page, "IRCT Brussels office")).to_have_accessible_name(re.compile(": Lead"))
    expect(cell(page, HRW)).to_have_accessible_name(re.compile(": Backup"))
    cell(page, HRW).click()
    page.get_by_role("dialog").get_by_role("button", name="Lift the decision").click()
    expect(page).not_to_have_url(re.compile("second="))


def test_decisions_that_cannot_hold_are_told_and_can_still_be_lifted(visit: Visit) -> None:
    pins = "".join(f"&lead=org:hrw > ep-person:{one}" for one in (256899, 123562, 192254))
    page = visit.open(BOARD + pins)
    expect(page.get_by_text("must go to 3 targets and can take 2")).to_be_visible()
    page.get_by_role("region", name="Your decisions").get_by_role(
        "button", name="Take"
    ).first.click()
    expect(cell(page, HRW).first).to_be_visible()


def test_capacities_and_absences_are_changed_beside_their_load(visit: Visit) -> None:
    page = board(visit)
    page.get_by_role("button", name=f"{HRW} can take one more").click()
    expect(page.get_by_role("columnheader", name=HRW)).to_contain_text("3 of 3, full")
    expect(page.get_by_text("With your decisions the plan is worth")).to_be_visible()
    own = page.locator(".organizations li").filter(has_text=HRW)
    own.get_by_label("off now").check()
    expect(page.get_by_role("columnheader", name=HRW)).to_contain_text("✕ off")
    expect(cell(page, HRW)).to_have_accessible_name(re.compile("Cannot go: is off"))
    page.get_by_role("button", name="Lift all").click()
    expect(page.get_by_role("columnheader", name=HRW)).to_contain_text("2 of 2")


def test_conditions_of_the_plan_are_controls_in_the_address(visit: Visit) -> None:
    page = board(visit)
    page.get_by_label("A backup for each").uncheck()
    expect(grid(page).get_by_role("button", name=BACKUPS)).to_have_count(0)
    page.get_by_label("Organisations at most").fill("2")
    page.keyboard.press("Tab")
    expect(page.get_by_role("columnheader").filter(has_text="idle")).to_have_count(11)
    expect(grid(page).get_by_text("▲ Gap: 1 missing").first).to_be_visible()
    expect(page.get_by_role("region", name="Gaps")).to_contain_text("a limit on who takes part")
    page.get_by_label("Spread the work evenly").check()
    page.get_by_label("Cold approaches too").check()
    expect(page).to_have_url(re.compile("backup=no&cold=yes&even=yes&most=2"))


def test_the_palette_lifts_all_decisions(visit: Visit) -> None:
    page = board(visit, f"{BOARD}&off=org:hrw")
    page.keyboard.press("Control+k")
    page.keyboard.type("lift all")
    expect(page.get_by_role("option", name="Lift all")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("off="))


@pytest.mark.skipif(find_spec("api.routers.workbooks") is None, reason="no workbooks here")
def test_board_and_plan_can_be_kept_as_a_workbook(visit: Visit, tmp_path: Path) -> None:
    page = board(visit)
    page.get_by_text("Take along").click()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Tables as XLSX").click()
    kept.value.save_as(tmp_path / "coalition.xlsx")
    book = load_workbook(tmp_path / "coalition.xlsx")
    assert book.sheetnames[:2] == ["The plan as a table", "Who approaches whom"]
    assert "Sources and licences" in book.sheetnames


def test_what_one_more_slot_is_worth_stands_beside_those_that_are_full(visit: Visit) -> None:
    page = board(visit)
    page.get_by_label("What one more slot is worth").check()
    own = page.locator(".organizations li").filter(has_text=HRW)
    expect(own).to_contain_text("one more slot is worth 0.")
    expect(page).to_have_url(re.compile("prices=yes"))


def test_lines_can_be_kept_from_now_on(visit: Visit) -> None:
    page = board(visit)
    fold(page)
    page.get_by_role("button", name="Keep these lines from now on").click()
    expect(page.get_by_text("14 lines kept")).to_be_visible()
    page.get_by_role("button", name="No longer keep the lines").first.click()
    expect(page.get_by_text("14 lines kept")).to_have_count(0)


def test_a_dialog_leads_to_the_routes_of_its_pair(visit: Visit) -> None:
    page = board(visit)
    cell(page, HRW).click()
    expect(page.get_by_role("dialog")).to_contain_text(
        "Way: Human Rights Watch → Murielle LAURENT"
    )
    page.get_by_role("dialog").get_by_role("link", name="Its routes").click()
    expect(page.get_by_role("article", name="Route 1")).to_contain_text(HRW)


def test_on_a_phone_a_card_for_each_target_says_who_and_lets_decide(
    browser: Browser, origin: str
) -> None:
    phone = Visit(browser, origin, PHONE)
    page = phone.open(f"{BOARD}&lead=org:picum > ep-person:256899")
    card = page.get_by_role("region", name=HER, exact=True)
    expect(card).to_contain_text(f"Lead: {PICUM}")
    expect(grid(page)).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    card.get_by_role("button", name="Change").click()
    chosen = page.get_by_role("dialog").get_by_role("region", name="IRCT Brussels office")
    chosen.get_by_role("button", name="Make lead").click()
    expect(card).to_contain_text("Lead: IRCT Brussels office")
    phone.close()
    assert (phone.outside, phone.complaints) == ([], [])


def test_sheet_is_looked_at_as_its_organisation_may_see_it_and_exported(
    visit: Visit, tmp_path: Path
) -> None:
    page = board(visit)
    page.get_by_role("link", name="Sheet of European Council on Refugees and Exiles").click()
    paper = page.get_by_role("article", name="Action sheet: European Council on Refugees")
    expect(paper).to_contain_text("for readers at the level network")
    expect(paper.get_by_role("heading", level=3)).to_have_count(2)
    for button, name, said in (
        ("What to do (CSV)", "sheet.csv", "what to do"),
        ("JSON", "sheet.json", '"sheets"'),
        ("Text", "sheet.txt", "Action sheet: European Council on Refugees and Exiles"),
    ):
        with page.expect_download() as kept:
            page.get_by_role("button", name=button, exact=True).click()
        kept.value.save_as(tmp_path / name)
        assert said in (tmp_path / name).read_text(encoding="utf-8")
    assert json.loads((tmp_path / "sheet.json").read_text(encoding="utf-8"))["office_notes"] == []
    page.get_by_label("Readers may see").select_option("public")
    expect(paper).to_contain_text("for readers at the level public")
    page.get_by_role("link", name="Back to the board").click()
    expect(grid(page)).to_be_visible()


def test_all_sheets_are_printed_one_page_each(visit: Visit) -> None:
    page = visit.open(f"{BOARD}&sheet=all")
    papers = page.get_by_role("article")
    expect(papers.nth(3)).to_be_visible()
    expect(papers.nth(0)).to_contain_text("On: 2025/0059 Establishing a common system")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    count = papers.count()
    breaks = [
        papers.nth(at).evaluate("one => getComputedStyle(one).breakAfter") for at in range(count)
    ]
    assert breaks[:-1] == ["page"] * (count - 1)
    assert page.pdf().count(b"/Type /Page\n") >= count


def test_an_organisation_without_a_line_has_no_sheet_and_it_says_so(visit: Visit) -> None:
    page = visit.open(f"{BOARD}&sheet=org:amnesty")
    expect(page.get_by_role("heading", name="No sheet")).to_be_visible()
    expect(page.get_by_text("has no line in this plan")).to_be_visible()


def test_board_prints_in_black_and_white_without_controls(visit: Visit) -> None:
    page = board(visit, f"{BOARD}&ban=org:hrw > ep-person:256899")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Lift all")).to_be_hidden()
    expect(grid(page)).to_be_hidden()
    card = page.get_by_role("region", name=HER, exact=True)
    expect(card).to_contain_text("Lead: IRCT Brussels office")
    expect(card).to_have_css("color", "rgb(0, 0, 0)")
    expect(card.get_by_role("button")).to_be_hidden()
    own = page.locator(".organizations li").filter(has_text=HRW)
    expect(own).to_contain_text("2 of 2, full")
    expect(own.get_by_role("button").first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_table_twin_csv_picture_and_plan_can_be_kept(visit: Visit, tmp_path: Path) -> None:
    page = board(visit)
    page.get_by_text("The plan as a table", exact=True).click()
    table = page.get_by_role("region", name="The plan as a table")
    expect(table.locator("tbody tr")).to_have_count(14)
    page.get_by_text("Take along").click()
    for button, name, said in (
        ("Table as CSV", "coalition.csv", HRW),
        ("Picture (HTML file)", "coalition.html", "default-src 'none'"),
        ("Plan as JSON", "plan.json", '"approaches"'),
    ):
        with page.expect_download() as kept:
            page.get_by_role("button", name=button).last.click()
        kept.value.save_as(tmp_path / name)
        assert said in (tmp_path / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "more",
    [
        "",
        "&most=2&off=org:hrw&cap=org:ecre=3&lead=org:picum > ep-person:256899",
        "&apart=org:hrw > org:ecre&speaks=org:picum=en,fr&language=2025/0059=fr&strict=yes",
    ],
)
def test_axe_finds_nothing_serious_on_the_board(visit: Visit, more: str) -> None:
    page = visit.open(BOARD + more)
    expect(grid(page)).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert findings(page) == []


def test_axe_finds_nothing_serious_in_the_dialog_the_sheet_and_the_dark(visit: Visit) -> None:
    page = board(visit)
    page.emulate_media(color_scheme="dark")
    assert findings(page) == []
    cell(page, HRW).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert findings(page) == []
    page = visit.open(f"{BOARD}&sheet=org:ecre")
    expect(page.get_by_role("article")).to_be_visible()
    assert findings(page) == []


def test_names_that_would_run_do_nothing(browser: Browser, tmp_path: Path) -> None:
    with hostile_service(tmp_path) as origin:
        visit = Visit(browser, origin)
        address = "#/coalition?to=ep-person:1&to=ep-person:2&ban=org:one > ep-person:1&off=org:one"
        page = board(visit, address)
        expect(page.get_by_role("region", name="Your decisions")).to_contain_text("<img src=x")
        grid(page).get_by_role("button", name=LEADS).first.click()
        expect(page.get_by_role("dialog")).to_contain_text("<img src=x")
        page.keyboard.press("Escape")
        visit.page.goto(f"{origin}#/coalition?to=ep-person:1&sheet=all")
        expect(page.get_by_role("article").first).to_contain_text("<img src=x")
        assert page.locator("main img").count() == 0
        visit.close()
        assert (visit.dialogs, visit.outside, visit.complaints) == ([], [], [])
