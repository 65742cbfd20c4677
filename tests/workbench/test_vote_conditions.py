import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.workbench.axe import findings
from tests.workbench.record_world import BODY, FILE
from tests.workbench.served import Visit, in_browser
from tests.workbench.test_vote import COUNCIL, LIBE, settled, small

__all__ = ["small"]
pytestmark = in_browser


def fold(page: Page) -> None:
    """Open what stands behind the fold."""
    page.locator("summary", has_text="More conditions").click()


def test_a_state_may_lean_or_leave_something_open(visit: Visit) -> None:
    page = visit.open(f"{COUNCIL}&stance=FR%3Dfor")
    middle = page.locator(".case").filter(has_text="Middle:").locator("dd").nth(1)
    expect(middle).to_contain_text(re.compile("^1 "))
    page.get_by_label("Stance of Germany").select_option("lean-for")
    expect(middle).to_contain_text(re.compile("^2 "))
    tile = page.get_by_role("button", name="Germany: lean-for")
    expect(tile).to_have_class("tile stance-lean-for")
    expect(tile.locator("svg circle")).to_have_count(2)
    page.get_by_label("Stance of Italy").select_option("abstain..for")
    expect(page.get_by_role("button", name="Italy: abstain..for")).to_be_visible()
    expect(page).to_have_url(re.compile(r"stance=DE%3Dlean-for.*stance=IT%3Dabstain\.\.for"))
    tile.click()
    expect(page.get_by_role("button", name="Germany: for")).to_be_visible()


def test_how_we_reach_a_state_and_which_sets_are_looked_for_can_be_said(visit: Visit) -> None:
    page = visit.open(COUNCIL)
    expect(page.locator(".tile")).to_have_count(27)
    fold(page)
    reach = page.get_by_role("group", name="How well we reach a state")
    reach.get_by_role("combobox", name="State", exact=True).select_option(label="France")
    reach.get_by_role("combobox", name="reached with score").select_option("0.6")
    reach.get_by_role("button", name="Add").click()
    row = page.get_by_role("table", name="Swing list").locator("tbody tr").first
    expect(row).to_contain_text("France")
    expect(row).to_contain_text("given")
    page.get_by_label("Taken as won").select_option(label="Germany")
    page.get_by_role("button", name="Look for sets").click()
    table = page.get_by_role("table", name="Smallest sets that complete a majority")
    expect(table.locator("tbody tr")).to_have_count(10)
    for row in table.locator("tbody tr").all():
        states, members = (row.locator("td").nth(at).inner_text() for at in (0, 1))
        assert "DE" not in states.split()  # it is won already: the set completes the rest
        assert int(members) == len(states.split()) + 1
    chips = page.get_by_role("region", name="Conditions in force")
    expect(chips).to_contain_text("FR is reached with score 0.6")
    chips.get_by_role("button", name="Drop the condition: DE taken as won").click()
    expect(page).not_to_have_url(re.compile("won="))


def test_formal_weights_follow_rule_and_who_takes_part(visit: Visit) -> None:
    page = visit.open(f"{COUNCIL}&jha=yes")
    page.get_by_role("button", name="Show the weights").click()
    table = page.get_by_role("table", name="Formal voting weight")
    expect(table.locator("tbody tr")).to_have_count(25)
    expect(table.locator("tbody tr").first).to_contain_text("Germany")
    page.goto(f"{visit.origin}{LIBE}&power=yes")
    expect(table.locator("tbody tr").first).to_contain_text("EPP")
    expect(page.get_by_text("of all coalitions carry")).to_be_visible()


def test_what_a_scenario_assumes_stands_in_the_address(visit: Visit) -> None:
    page = visit.open(f"{LIBE}&whatif=yes")
    said = page.get_by_text("Under these chances a majority comes about in")
    expect(said).to_be_visible()
    before = said.inner_text()
    page.get_by_label("Chance of whoever has none stated").select_option("0.75")
    expect(said).not_to_have_text(before)
    page.get_by_label("Contacts to choose").select_option("3")
    expect(page.locator("main ol li")).to_have_count(3)
    expect(page).to_have_url(
        f"{visit.origin}#/vote?body=LIBE&contacts=3&otherwise=0.75&whatif=yes"
    )


def test_what_is_on_record_is_told_on_seven_steps(browser: Browser, small: str) -> None:
    visit = Visit(browser, small)
    page = visit.open(f"#/vote?body={BODY}&file={FILE}")
    page.get_by_role("button", name="Show what is on record").click()
    groups = page.get_by_role("table", name="On record by group")
    expect(groups.get_by_role("columnheader")).to_have_text(
        [
            *("Group", "strongly for", "for", "leans for", "neutral", "leans against", "against"),
            *("strongly against", "not known", "abstains", "absent"),
        ]
    )
    held = page.get_by_role("table", name="On record, on seven steps")
    expect(held.locator("tbody tr")).to_have_count(2)
    page.get_by_label("Answer as for").select_option("public")
    expect(held.locator("tbody tr")).to_have_count(1)
    visit.close()
    assert (visit.outside, visit.complaints) == ([], [])


def test_a_count_can_be_asked_as_it_was_known(visit: Visit) -> None:
    page = visit.open(f"{LIBE}&known=2020-01-01")
    expect(page.locator(".problem")).to_be_visible()
    page.get_by_role("button", name="Drop the condition: As known on 2020-01-01").click()
    expect(page.locator(".legend")).to_contain_text("open: 75")
    fold(page)
    page.get_by_label("As known at the end of").fill("2026-11-24")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("known=2026-11-24"))


@pytest.mark.parametrize(
    "address",
    [
        f"{LIBE}&power=yes&stated=yes&file=2025/0059",
        f"{COUNCIL}&stance=FR%3Dlean-for&reach=FR%3D0.6&won=DE",
    ],
)
def test_axe_finds_nothing_serious_behind_the_fold(visit: Visit, address: str) -> None:
    page = visit.open(address)
    settled(page)
    fold(page)
    assert findings(page) == []
