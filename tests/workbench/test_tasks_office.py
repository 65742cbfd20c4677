"""Tasks of the office beside the five of an advocate, without documentation: each in few steps."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.workbench.served import Visit, in_browser, service
from tests.workbench.test_tasks_records import Hands

pytestmark = in_browser

FIND = "Find a person, body, file, country or question"


def test_which_centres_could_be_invited_for_a_country(visit: Visit) -> None:
    hands = Hands(visit.open())
    hands.type(FIND, "Greece")
    hands.enter()
    centres = hands.page.get_by_role("table", name="Rehabilitation centres").locator("tbody tr")
    expect(centres).to_have_count(2)
    expect(centres.first).to_contain_text("Greek Council for Refugees")
    assert hands.actions == 2


def test_what_changed_since_a_day(visit: Visit) -> None:
    hands = Hands(visit.open())
    hands.click("link", "All changes of the last days")
    hands.actions += 1
    hands.page.get_by_role("textbox", name="Since").fill("2026-11-24")
    hands.click("button", "Ask")
    hands.page.wait_for_url("**since=2026-11-24**")
    expect(hands.page.get_by_role("region", name="Answer")).to_contain_text("No change is known")
    assert hands.actions == 3


def test_what_closes_soon_names_the_consultation_before_a_dialogue(visit: Visit) -> None:
    hands = Hands(visit.open())
    hands.click("link", "What closes soon?")
    answer = hands.page.get_by_role("region", name="Answer")
    expect(answer).to_contain_text("(invented) Human-rights dialogue: Moldova")
    expect(answer).to_contain_text("2026-12-10")
    assert hands.actions == 1


def test_who_of_a_network_is_nearest_to_a_preparatory_body(visit: Visit) -> None:
    hands = Hands(visit.open())
    hands.type("How do we reach", "COHOM")
    hands.enter()
    expect(hands.page.get_by_role("heading", name="Introductions worth making")).to_be_visible()
    nearest = hands.page.get_by_role("listitem").filter(has_text="Human Rights Watch").first
    expect(nearest).to_contain_text("Working Party on Human Rights")
    assert hands.actions == 2


def test_a_brief_on_a_member_with_a_note_to_print(
    browser: Browser, home: Path, tmp_path: Path
) -> None:
    own = tmp_path / "home"
    shutil.copytree(home, own)
    with service(own) as origin:
        visit = Visit(browser, origin)
        hands = Hands(visit.open())
        hands.page.evaluate("window.print = () => { document.title = 'printed'; }")
        hands.type(FIND, "Murielle Laurent")
        hands.enter()
        expect(hands.page.get_by_role("heading", name="How we reach them")).to_be_visible()
        hands.actions += 1
        hands.page.get_by_label("New note").fill("(invented) Asks for figures on detention.")
        hands.click("button", "Write the note")
        expect(hands.page.locator(".notes li")).to_contain_text("figures on detention")
        hands.actions += 1
        hands.page.get_by_text("Take along", exact=True).click()
        hands.click("button", "Print or PDF")
        expect(hands.page).to_have_title("printed")
        hands.page.emulate_media(media="print")
        for seen in ("Committees and other bodies", "Files reported on", "Contacts of ours"):
            expect(hands.page.get_by_role("table", name=seen)).to_be_visible()
        expect(hands.page.locator(".notes li")).to_be_visible()
        expect(hands.page.get_by_label("New note")).to_be_hidden()
        assert hands.actions == 6
        visit.close()
        assert visit.complaints == []
