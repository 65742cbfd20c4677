import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from api.access import Role
from graph.levels import Level
from tests.api.doors import small_home, token_for
from tests.workbench.axe import findings
from tests.workbench.served import PHONE, Visit, in_browser, service

pytestmark = in_browser


def test_a_name_is_found_though_misspelt_and_opened_by_keyboard(visit: Visit) -> None:
    page = visit.open()
    field = page.get_by_role("banner").get_by_role("combobox", name="Find a person")
    field.fill("Muriel Laurant")
    expect(page.get_by_role("option", name="Murielle LAURENT").first).to_be_visible()
    field.press("Enter")
    page.wait_for_url("**/#/show?id=ep-person*")


def test_a_question_is_found_beside_people(visit: Visit) -> None:
    page = visit.open()
    page.locator("main").get_by_role("combobox").first.fill("fewest of us")
    page.get_by_role("option", name="The fewest of us who reach everybody").click()
    page.wait_for_url("**/#/questions?name=messengers")


def test_every_step_is_undone_and_done_again(visit: Visit) -> None:
    page = visit.open()
    undo, redo = page.get_by_role("button", name="Undo"), page.get_by_role("button", name="Redo")
    expect(undo).to_be_disabled()
    page.get_by_label("Answer as for").select_option("public")
    expect(page).to_have_url(f"{visit.origin}#/start?level=public")
    undo.click()
    expect(page.get_by_label("Answer as for")).to_have_value("")
    expect(undo).to_be_disabled()
    redo.click()
    expect(page.get_by_label("Answer as for")).to_have_value("public")


def test_the_palette_opens_and_runs_by_keyboard(visit: Visit) -> None:
    page = visit.open()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option", name="Undo")).to_be_visible()
    expect(page.get_by_role("option", name="Commands")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("light or")  # at once: nothing typed may be lost
    expect(page.get_by_role("option", name="Light or dark")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", re.compile("^(dark|light)$"))
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_name_and_enter_are_enough_however_fast(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("combobox", name="How do we reach").press_sequentially("libe", delay=0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/#/routes?to=*")


def test_another_page_takes_the_focus_to_its_heading(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("navigation").get_by_role("link", name="Questions").click()
    heading = page.get_by_role("heading", name="Questions", level=1)
    expect(heading).to_be_focused()
    page.get_by_role("link", name="Who changed the political group").click()
    expect(page.locator("main h1")).to_be_focused()
    expect(page).to_have_title("Questions · Corridors")


def test_a_record_that_comes_later_keeps_the_focus_on_its_heading(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("link", name="2025/0059(COD)", exact=True).focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="Establishing a common system", level=1)
    expect(heading).to_be_focused()


def test_what_is_chosen_shows_where_the_system_sets_the_colours(visit: Visit) -> None:
    visit.page.emulate_media(forced_colors="active")
    page = visit.open("#/vote?body=LIBE")
    for css, chosen, other in (
        ("borderBottomColor", ".pages a[aria-current]", ".pages a:not([aria-current])"),
        ("backgroundColor", ".chip[aria-current]", ".chip:not([aria-current])"),
    ):
        read = f"(one) => getComputedStyle(one).{css}"
        shown, plain = (page.locator(each).first.evaluate(read) for each in (chosen, other))
        assert shown != plain


def test_help_lists_the_keys_that_are_in_force(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    help_dialog = page.get_by_role("dialog", name="Keys and words")
    expect(help_dialog.get_by_role("row", name="Ctrl+K")).to_be_visible()
    page.keyboard.press("Control+z")  # nothing happens behind a dialog
    page.keyboard.press("Escape")
    expect(help_dialog).to_be_hidden()
    page.get_by_role("combobox").first.fill("why?")  # a question mark in a field is a letter
    expect(help_dialog).to_be_hidden()


def test_a_day_is_written_in_iso_order_and_said_where_it_is_not_today(visit: Visit) -> None:
    page = visit.open()
    field = page.get_by_label("Day asked about")
    expect(field).to_have_attribute("placeholder", "today")
    field.fill("04/03/2026")
    field.press("Enter")
    expect(page.get_by_text("Write a day as 2026-03-04.")).to_be_visible()
    assert "day=" not in page.url
    field.fill("2026-03-04")
    field.press("Enter")
    page.wait_for_url("**day=2026-03-04")
    expect(page.get_by_text("Asked about 2026-03-04, not today.")).to_be_visible()
    page.get_by_role("button", name="Back to today").click()
    expect(page.get_by_text("not today")).to_have_count(0)


def test_a_level_below_ones_own_is_said_and_left_again(visit: Visit) -> None:
    page = visit.open("#/start?level=public")
    expect(page.get_by_text("less than you may see")).to_be_visible()
    expect(page.get_by_label("Answer as for").locator("option")).to_have_count(4)  # not protected
    page.get_by_role("button", name="Back to my own level").click()
    expect(page.get_by_text("less than you may see")).to_have_count(0)


def test_files_with_rapporteurs_lead_on(visit: Visit) -> None:
    page = visit.open()
    line = page.get_by_role("listitem").filter(has_text="2025/0059(COD)")
    expect(line).to_contain_text("7 people on it")
    line.get_by_role("link", name="Who goes").click()
    page.wait_for_url("**/#/coalition?to=ep-procedure*2025-0059")


def test_a_page_that_is_not_there_leads_to_the_start(visit: Visit) -> None:
    page = visit.open("#/nothing")
    expect(page.get_by_role("heading", name="There is no page 'nothing'.")).to_be_visible()
    page.get_by_role("link", name="To the start").click()
    expect(page.get_by_role("heading", name="What do you need to know?")).to_be_visible()


def test_a_page_without_anybody_offers_a_file_to_begin_with(visit: Visit) -> None:
    for name in ("routes", "coalition"):
        page = visit.open(f"#/{name}")
        page.get_by_role("link", name="2025/2239 The Commission").click()
        page.wait_for_url(f"**/#/{name}?to=ep-procedure%3A2025-2239")


def test_a_picture_reads_the_colours_that_are_in_force(visit: Visit) -> None:
    page = visit.open()
    ink = "() => getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ink) == "rgb(232, 235, 240)"
    page.evaluate("() => { document.documentElement.dataset.theme = 'light'; }")
    assert page.evaluate(ink) == "rgb(27, 36, 48)"
    page.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }")
    page.emulate_media(color_scheme="light", media="print")
    assert page.evaluate(ink) in ("#000", "rgb(0, 0, 0)")


def test_on_a_phone_every_page_of_the_row_is_in_sight(visit: Visit) -> None:
    page = visit.open("#/cypher")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    links = page.get_by_role("navigation", name="Pages").get_by_role("link")
    for link in links.all():
        expect(link).to_be_in_viewport(ratio=1)


def test_the_browser_keeps_identifiers_only(visit: Visit) -> None:
    page = visit.open()
    page.evaluate(
        "() => localStorage.setItem('corridors.recent', '[\"ep-person:123562\", \"x:1\"]')"
    )
    page.reload()
    known = page.get_by_role("region", name="Pinned and looked at lately")
    known.get_by_role("button", name="Pin").first.click()
    expect(known.get_by_role("button", name="Unpin")).to_have_count(1)
    kept = page.evaluate("() => Object.values(localStorage).join()")
    assert "ep-person:123562" in kept
    name = known.get_by_role("link").first.inner_text()
    assert name.split()[-1] not in kept


def test_what_changed_about_somebody_is_asked_from_the_start(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("combobox", name="What has changed?").fill("2025/0059")
    page.get_by_role("option", name="Establishing a common system").click()
    page.wait_for_url("**/#/questions?ask=yes&file=ep-procedure*name=changes")


def test_a_token_is_asked_for_used_and_not_kept_beyond_the_tab(
    browser: Browser, tmp_path: Path
) -> None:
    home = small_home(tmp_path / "home")
    token = token_for(home, Role.VIEWER, Level.NETWORK)
    with service(home) as address:
        visit = Visit(browser, address)
        page = visit.page
        page.goto(address)
        dialog = page.get_by_role("dialog", name="This service asks for a token")
        field = dialog.get_by_label("Token")
        expect(field).to_be_focused()
        field.fill("corridors_wrong")
        field.press("Enter")
        expect(dialog.get_by_text("That token is not taken.")).to_be_visible()
        field.fill(token)
        field.press("Enter")
        expect(dialog).to_be_hidden()
        expect(page.get_by_text("at the level network")).to_be_visible()
        expect(page.get_by_label("Answer as for").locator("option")).to_have_count(3)
        assert token not in page.evaluate("() => JSON.stringify(localStorage) + location.href")
        visit.close()
        assert (visit.complaints, visit.outside) == ([], [])


def test_axe_finds_nothing_serious_on_the_start_page(visit: Visit) -> None:
    assert findings(visit.open()) == []
