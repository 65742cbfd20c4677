import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.workbench.axe import findings
from tests.workbench.served import PHONE, Visit, in_browser
from tests.workbench.test_routes import FILE, HER, fold, strips

pytestmark = in_browser


EVERY = (
    "&from=org:irct-brussels-office&from=org:ecre&ready=org:ecre%3D0.5&kind=Person&kind=Ngo"
    "&country=country:FRA&channel=meeting&relation=CONTACT_OF&relation=MEMBER_OF&confidence=0.5"
)
"""Conditions under which there are still routes to her."""

BESIDE = {
    "robust": ("kind=Ngo", "country=", "channel=meeting", "relation=MEMBER_OF", "ready=org"),
    "disjoint": ("kind=Ngo", "country=", "channel=meeting", "relation=MEMBER_OF", "ready=org"),
    "compare": ("kinds=Ngo", "countries=", "channels=meeting", "relations=MEMBER_OF"),
    "leaves": ("channel=meeting", "relation=MEMBER_OF", "confidence=0.5"),
}
"""What is asked beside the routes, with what each must carry."""


def test_each_condition_is_in_the_address_and_a_chip_above_the_answer(visit: Visit) -> None:
    page = strips(visit)
    fold(page)
    page.get_by_label("NGO", exact=True).check()
    expect(page).to_have_url(re.compile("kind=Ngo"))
    page.get_by_label("contacts", exact=True).check()
    expect(page).to_have_url(re.compile("relation=CONTACT_OF"))
    page.get_by_label("Routes through one at most").select_option("1")
    page.get_by_label("Confidence of at least").select_option("0.5")
    page.get_by_label("Only contacts held in").select_option("fr")
    expect(page).to_have_url(re.compile("language=fr"))
    page.get_by_label("Only contacts whose holder agrees to their use").check()
    chips = page.get_by_role("region", name="Conditions in force")
    expect(chips.get_by_role("listitem")).to_have_text(
        [
            re.compile("Between only: NGO"),
            re.compile("Only these ties: contacts"),
            re.compile("Only contacts in French"),
            re.compile("Confidence of at least 0.5"),
            re.compile("Only contacts whose holder agrees"),
            re.compile("Routes through one: at most 1"),
        ]
    )
    expect(page.get_by_text("More conditions (6 set)")).to_be_visible()
    chips.get_by_role("button", name="Drop all conditions").click()
    expect(page).to_have_url(f"{visit.origin}#/routes?to=ep-person%3A256899")
    expect(page.get_by_role("article")).to_have_count(3)


def test_who_starts_can_be_half_free_and_only_who_starts_is_asked_about(visit: Visit) -> None:
    page = strips(visit, f"{HER}&k=1&from=org:hrw")
    expect(page.get_by_role("article").get_by_text("score 0.33")).to_be_visible()
    fold(page)
    page.get_by_label("How free is Human Rights Watch").select_option("0.5")
    expect(page.get_by_role("article").get_by_text("score 0.16")).to_be_visible()
    page.get_by_role("button", name="Drop the condition: From Human Rights Watch").click()
    expect(page).not_to_have_url(re.compile("ready="))


def test_an_empty_answer_names_the_condition_that_excludes_most_and_drops_it(
    visit: Visit,
) -> None:
    page = visit.open(f"{HER}&avoid=org:hrw&channel=call&hops=2")
    most = page.get_by_text("Most is excluded by “only contacts by call”")
    expect(most).to_be_visible()
    expect(page.get_by_text("Without “at most 2 steps” there is one")).to_be_visible()
    page.get_by_role("button", name="Drop it: only contacts by call").click()
    expect(page.get_by_role("article", name="Route 1")).to_be_visible()
    expect(page).not_to_have_url(re.compile("channel="))
    expect(page).to_have_url(re.compile("avoid=org(%3A|:)hrw"))


def test_where_no_condition_alone_is_at_fault_all_can_be_dropped(visit: Visit) -> None:
    page = visit.open(f"{HER}&avoid=org:hrw&from=org:ecre&kind=Ngo&language=fr")
    section = page.locator(".card", has_text="No single condition excludes every route.")
    section.get_by_role("button", name="Drop all conditions").click()
    expect(page.get_by_role("article")).to_have_count(3)


def test_different_routes_that_cannot_be_say_why_too(visit: Visit) -> None:
    page = visit.open(f"{HER}&channel=call&relation=CONTACT_OF&different=yes")
    expect(page.get_by_role("heading", name="No route was found")).to_be_visible()
    page.get_by_role("button", name="Drop it: only contacts by call").click()
    expect(page.get_by_role("article", name="Route 1")).to_be_visible()


def test_a_load_is_kept_among_the_routes_to_several(visit: Visit) -> None:
    page = strips(visit, f"{FILE}&load=1")
    middle = page.locator(".strip .who:not(:first-child):not(:last-child) .actor")
    expect(page.get_by_text("Routes through one: at most 1")).to_be_visible()
    expect(page.locator(".asking")).to_have_count(0)
    names = middle.all_inner_texts()
    assert names
    assert len(set(names)) == len(names)


def test_several_are_pasted_and_a_wrong_name_among_them_is_mended_alone(visit: Visit) -> None:
    page = visit.open("#/routes")
    page.get_by_text("Several at once").click()
    page.get_by_label("Names, numbers or files").fill("Estrella Galán\nMuriel Laurant; Mary Khan")
    page.get_by_role("button", name="Add them").click()
    page.get_by_role("button", name="Murielle LAURENT").click()
    expect(page.get_by_role("heading", level=2)).to_have_count(3)
    expect(page.get_by_role("article")).to_have_count(3)
    expect(page).not_to_have_url(re.compile(r"Muriel\+Laurant"))


def test_what_is_asked_beside_the_routes_is_asked_under_all_conditions(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on(
        "request", lambda one: asked.append(f"{one.method} {one.url} {one.post_data or ''}")
    )
    beside = "&without=org:hrw&shorter=ep-person:256899&firm=ep-person:256899&earlier=2026-06-01"
    page = strips(visit, HER + EVERY + beside)
    expect(page.locator(".asking")).to_have_count(0)
    sent = [
        json.loads(one.split(" ", 2)[2]) for one in asked if re.search(r"^POST \S+/routes ", one)
    ]
    hops = {(one["max_hops"], "org:hrw" in one["avoid"]) for one in sent}
    # The routes, those without who leaves, and the shorter ones.
    assert {(4, False), (4, True)} < hops
    assert len(hops) == 3
    for one in sent:
        assert one["kinds"] == ["Person", "Ngo"]
        assert one["countries"] == ["country:FRA"]
        assert (one["channels"], one["min_confidence"]) == (["meeting"], 0.5)
        assert one["relations"] == ["CONTACT_OF", "MEMBER_OF"]
        assert one["ready"] == {"org:ecre": 0.5}
    for name, wanted in BESIDE.items():
        (told,) = {one for one in asked if f"/ask/{name}?" in one}
        assert [each for each in wanted if each not in told] == [], name


def test_the_fold_fits_a_phone(browser: Browser, origin: str) -> None:
    phone = Visit(browser, origin, PHONE)
    page = strips(phone, HER + EVERY)
    fold(page)
    expect(page.get_by_label("How free is European Council")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert findings(page) == []
    phone.close()
    assert (phone.outside, phone.complaints) == ([], [])


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_condition_is_dropped_by_keyboard(visit: Visit, key: str) -> None:
    page: Page = strips(visit, f"{HER}&avoid=org:ecre")
    page.get_by_role("button", name="Drop the condition: Avoid European Council").focus()
    page.keyboard.press(key)
    expect(page).not_to_have_url(re.compile("avoid="))
