from playwright.sync_api import expect

from tests.workbench.axe import findings
from tests.workbench.served import Visit, in_browser

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
    page.keyboard.type("light or")
    expect(page.get_by_role("option", name="Light or dark")).to_be_visible()
    page.keyboard.press("Enter")
    assert page.locator("html").get_attribute("data-theme") in ("dark", "light")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_axe_finds_nothing_serious_on_the_start_page(visit: Visit) -> None:
    assert findings(visit.open()) == []
