import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.workbench.axe import findings
from tests.workbench.record_world import BODY, FILE, HURTING, world
from tests.workbench.served import DESK, PHONE, Visit, in_browser, service, settled

pytestmark = in_browser


DOSSIER = "#/show?id=ep-procedure:2025-0059"
PERSON = "#/show?id=ep-person:256899"
CENTRE = "#/show?id=org:centre-primo-levi"
NETWORK = "#/show?id=org:ecre"
COUNTRY = "#/show?id=country:DEU"
PAGES = (DOSSIER, PERSON, CENTRE, NETWORK, COUNTRY, "#/show", "#/show?id=ep-org:LIBE")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service over a small world; a note is written on one body of it."""
    with service(world(tmp_path_factory.mktemp("small"))) as address:
        yield address


@pytest.fixture
def own(browser: Browser, small: str) -> Iterator[Visit]:
    """A page over that small world."""
    visit = Visit(browser, small)
    yield visit
    visit.close()
    assert (visit.outside, visit.complaints) == ([], [])


@pytest.fixture(scope="module", params=PAGES)
def shared(request: pytest.FixtureRequest, browser: Browser, origin: str) -> Iterator[Page]:
    """Each page once, open and with its answers, its first evidence unfolded."""
    visit = Visit(browser, origin)
    page = visit.open(request.param)
    settled(page)
    if page.locator(".evidence summary").count():
        page.locator(".evidence summary").first.click()
    settled(page)
    yield page
    visit.close()
    assert (visit.outside, visit.complaints) == ([], [])


def test_a_file_shows_its_shadows_by_group_and_one_group_alone(visit: Visit) -> None:
    page = visit.open(DOSSIER)
    rows = page.get_by_role("table", name="Rapporteurs and shadows").locator("tbody tr")
    expect(rows).to_have_count(7)
    page.get_by_role("button", name="Greens/EFA 1").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Mélissa CAMARA")
    expect(rows).to_contain_text("shadow rapporteur")
    expect(page).to_have_url(
        f"{visit.origin}#/show?group=Greens%2FEFA&id=ep-procedure%3A2025-0059"
    )
    page.get_by_role("button", name="All groups").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(7)


def test_the_head_of_a_file_says_reference_and_committee_and_leads_on(visit: Visit) -> None:
    page = visit.open(DOSSIER)
    head = page.locator(".record")
    expect(head).to_contain_text("2025/0059(COD)")
    expect(head).to_contain_text("Committee on Civil Liberties")
    for name, address in (
        ("How do we reach them?", "#/routes?to=ep-procedure%3A2025-0059"),
        ("Who should go?", "#/coalition?to=ep-procedure%3A2025-0059"),
        ("Can it pass?", "#/vote?body=ep-org%3ALIBE&file=ep-procedure%3A2025-0059"),
    ):
        expect(head.get_by_role("link", name=name)).to_have_attribute("href", address)


def test_every_fact_has_its_source_one_click_away(visit: Visit) -> None:
    page = visit.open(CENTRE)
    fact = page.locator(".facts > div").filter(has_text="City")
    fact.locator("summary").click()
    for told in (
        "Rehabilitation centres, from public pages",
        "fr.wikipedia.org (article on the centre)",
        "facts; the page behind each is named with it",
        "2026-06-29",
        "public",
    ):
        expect(fact).to_contain_text(told)


def test_a_source_on_the_web_is_a_link_that_tells_nothing(visit: Visit) -> None:
    page = visit.open("#/show?id=org:freedom-from-torture")
    fact = page.locator(".facts > div").filter(has_text="City")
    fact.locator("summary").click()
    link = fact.get_by_role("link", name="https://www.freedomfromtorture.org")
    expect(link).to_have_attribute("href", "https://www.freedomfromtorture.org/")
    expect(link).to_have_attribute("rel", "noreferrer noopener")


def test_what_another_source_says_stands_beside_with_the_rule_that_chose(own: Visit) -> None:
    page = own.open("#/show?id=org:centre")
    fact = page.locator(".facts > div").filter(has_text="City")
    expect(fact).to_contain_text("Paris")
    expect(fact.locator(".instead")).to_contain_text("Others say Lyon instead of Paris.")
    expect(fact.locator(".instead")).to_contain_text("rank")


def test_a_person_has_groups_committees_files_and_our_contacts(visit: Visit) -> None:
    page = visit.open(PERSON)
    expect(page.locator(".summary")).to_contain_text("France")
    expect(page.locator(".summary")).to_contain_text("Socialists and Democrats")
    bodies = page.get_by_role("table", name="Committees and other bodies")
    expect(bodies.locator("tbody tr").filter(has_text="Civil Liberties")).to_contain_text("now")
    files = page.get_by_role("table", name="Files reported on")
    expect(files).to_contain_text("return of third-country nationals")
    contact = page.get_by_role("table", name="Contacts of ours").locator("tbody tr").first
    expect(contact).to_contain_text("Human Rights Watch")
    expect(contact).to_contain_text("invented")
    expect(page.locator(".reach li").first).to_contain_text("IRCT Brussels office")


@pytest.mark.parametrize("wrong", ["2019-01-01", "2031-01-01"])
def test_today_is_the_services_whatever_the_browser_believes(visit: Visit, wrong: str) -> None:
    visit.page.clock.set_fixed_time(wrong)
    page = visit.open(PERSON)
    bodies = page.get_by_role("table", name="Committees and other bodies")
    expect(bodies.locator("tbody tr").filter(has_text="Civil Liberties")).to_contain_text("now")
    contact = page.get_by_role("table", name="Contacts of ours").locator("tbody tr").first
    expect(contact.locator("td").nth(2)).to_have_text("2026-04-09")
    expect(contact.locator("td").nth(3)).to_have_text("229")  # to 24 November 2026


def test_a_file_is_called_by_its_number_wherever_it_stands(visit: Visit) -> None:
    page = visit.open(DOSSIER)
    expect(page.locator("h1")).to_contain_text("2025/0059(COD) Establishing a common system")
    link = visit.open(PERSON).get_by_role("link", name="2025/0059 Establishing a common").first
    expect(link).to_have_attribute("title", re.compile("Council Decision 2004/191/EC$"))


def test_on_a_phone_each_row_of_a_table_says_what_its_values_are(
    browser: Browser, origin: str
) -> None:
    visit = Visit(browser, origin, PHONE)
    page = visit.open(DOSSIER)
    row = page.get_by_role("table", name="Rapporteurs and shadows").get_by_role("row").nth(1)
    country = row.get_by_role("cell", name="Spain")
    told = country.evaluate("(cell) => getComputedStyle(cell, '::before').content")
    assert told == '"Country"'
    page.get_by_role("table", name="Rapporteurs").get_by_role("button", name="Country").click()
    expect(row).to_contain_text("France")
    visit.close()


def test_a_contact_has_its_age_in_days(own: Visit) -> None:
    page = own.open("#/show?id=ep-person:2&day=2026-11-24")
    row = page.get_by_role("table", name="Contacts of ours").locator("tbody tr")
    expect(row).to_contain_text("Network")
    expect(row.locator("td").nth(3)).to_have_text("30")


def test_centres_stand_on_a_map_that_says_how_exact_it_is(visit: Visit) -> None:
    page = visit.open(CENTRE)
    picture = page.locator(".places svg")
    expect(picture.locator("path.land")).to_have_count(109)
    table = page.get_by_role("table", name="Rehabilitation centres")
    expect(table.locator("tbody tr")).to_have_count(26)
    expect(table.locator("tbody tr").filter(has_text="Primo Levi")).to_contain_text("at its place")
    expect(table.locator("tbody tr").filter(has_text="Syn-Eirmos")).to_contain_text(
        "middle of its country"
    )
    expect(table.locator("tbody tr").filter(has_text="Bungoma")).to_contain_text("beyond the map")
    expect(page.locator(".places .marked")).to_have_count(1)
    greece = picture.get_by_role("link", name="Greece: ")
    expect(greece).to_contain_text("2")
    greece.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#/show?id=country%3AGRC")


def test_a_centre_with_coordinates_stands_at_them(own: Visit) -> None:
    page = own.open("#/show?id=org:centre")
    expect(page.locator(".places .mark circle")).to_have_count(1)
    expect(page.get_by_role("table", name="Rehabilitation centres")).to_contain_text(
        "at its place"
    )


def test_a_country_has_its_members_its_centres_and_its_share(visit: Visit) -> None:
    page = visit.open(COUNTRY)
    members = page.get_by_role("table", name="Who represents it")
    expect(members.locator("tbody tr")).to_have_count(96)
    expect(
        page.locator(".places tbody tr, .table tbody tr").filter(has_text="REFUGIO").first
    ).to_be_visible()
    expect(page.locator(".facts > div").filter(has_text="Population share")).to_contain_text(
        "2025"
    )
    expect(page.get_by_role("table", name="Seats and presidencies")).to_contain_text(
        "Council of the European Union"
    )


def test_what_has_not_begun_is_to_come(visit: Visit) -> None:
    page = visit.open("#/show?id=country:GRC")
    row = page.get_by_role("table", name="Seats and presidencies").locator("tbody tr")
    expect(row.filter(has_text="2027-07-01")).to_contain_text("to come")


def test_a_network_has_members_contacts_and_routes(visit: Visit) -> None:
    page = visit.open(NETWORK)
    expect(page.get_by_role("table", name="Members", exact=False).first).to_be_visible()
    contacts = page.get_by_role("table", name="Contacts it holds")
    expect(contacts.locator("tbody tr")).to_have_count(12)
    expect(page.get_by_role("heading", name="Rehabilitation centres")).to_be_visible()


def test_a_committee_has_chairs_before_members_and_its_files(visit: Visit) -> None:
    page = visit.open("#/show?id=ep-org:LIBE&group=EPP")
    rows = page.get_by_role("table", name="Members: EPP").locator("tbody tr")
    expect(rows.first).to_contain_text("Javier ZARZALEJOS")
    expect(rows.last).to_contain_text("substitute")
    expect(page.get_by_role("table", name="Files")).to_be_visible()


def test_the_grid_is_a_picture_and_a_table_of_the_same(visit: Visit) -> None:
    page = visit.open(DOSSIER)
    table = page.get_by_role("table", name="Power and interest")
    expect(table).to_contain_text("Estrella GALÁN")
    dots = page.locator(".grid .dot")
    expect(dots).to_have_count(60)
    told = "Estrella GALÁN, The Left: power 0.84, interest 0.50"
    expect(dots.first).to_have_accessible_name(told)
    table.locator("summary").first.click()
    expect(table).to_contain_text("shadow rapporteur on the file")


def test_positions_have_sentence_page_and_level(own: Visit) -> None:
    page = own.open(f"#/show?id={FILE}")
    table = page.get_by_role("table", name="Who stands where")
    row = table.locator("tbody tr").filter(has_text="Member 1")
    for told in ("against", "Said so", "a page", "public"):
        expect(row).to_contain_text(told)


def test_a_note_is_written_with_its_level_and_unseen_below(own: Visit) -> None:
    page = own.open(f"#/show?id={BODY}")
    page.get_by_label("New note").fill("The chair wants a hearing.")
    page.get_by_label("Who may see it").select_option("network")
    page.get_by_role("button", name="Write the note").click()
    note = page.locator(".notes li").filter(has_text="The chair wants a hearing.")
    expect(note.locator(".level")).to_have_text("network")
    expect(page.get_by_text("Written, at level network.")).to_be_visible()
    page.get_by_label("Answer as for").select_option("public")
    expect(page.get_by_text("No note is known here.")).to_be_visible()
    assert "hearing" not in page.content()
    expect(page.get_by_label("Who may see it").locator("option")).to_have_count(1)


def test_what_is_of_the_office_is_not_on_a_public_page(own: Visit) -> None:
    page = own.open("#/show?id=org:centre")
    expect(page.locator(".notes")).to_contain_text("Only for us")
    below = own.open("#/show?id=org:centre&level=public")
    page.reload()
    expect(below.locator(".notes")).to_contain_text("A note")
    settled(below)
    assert "Only for us" not in below.content()
    contacts = own.open("#/show?id=ep-person:2&level=public")
    settled(contacts)
    expect(contacts.get_by_role("table", name="Contacts of ours")).to_have_count(0)


def test_a_note_on_somebody_s_health_is_refused_in_words(own: Visit) -> None:
    page = own.open("#/show?id=org:net")
    page.get_by_label("New note").fill("Our client was diagnosed last year.")
    page.get_by_role("button", name="Write the note").click()
    expect(page.locator(".notes .problem")).to_contain_text("clients or health")
    expect(page.get_by_label("New note")).to_have_value("Our client was diagnosed last year.")
    expect(page.locator(".notes li")).to_have_count(0)


def test_a_record_is_pinned_and_remembered(visit: Visit) -> None:
    page = visit.open(CENTRE)
    page.get_by_role("button", name="Pin").click()
    expect(page.get_by_role("button", name="Unpin")).to_have_attribute("aria-pressed", "true")
    start = visit.open("#/start")
    expect(start.locator("main").get_by_role("link", name="Centre Primo Levi")).to_have_count(1)


def test_changes_are_looked_for_when_wanted(own: Visit) -> None:
    page = own.open(f"#/show?id={FILE}&day=2026-11-24")
    page.get_by_label("In the last").select_option("30")
    expect(page.get_by_role("table", name="What changed lately")).to_be_visible()


def test_nearest_names_can_be_taken_where_nobody_is_called_that(visit: Visit) -> None:
    page = visit.open("#/show?id=Centre+Primo+Lewi")
    page.get_by_role("button", name="Centre Primo Levi").click()
    expect(page.locator("h1")).to_have_text("Centre Primo Levi")


def test_a_table_of_a_record_is_kept_as_csv(visit: Visit) -> None:
    page = visit.open(CENTRE)
    section = page.locator(".table").filter(has_text="On the map")
    with page.expect_download() as saved:
        section.get_by_role("button", name="Table as CSV").click()
    lines = Path(saved.value.path()).read_text("utf-8-sig").splitlines()
    assert (lines[0], len(lines)) == ("Centre,City,Country,On the map", 27)


def test_a_record_prints_what_is_known_and_no_controls(visit: Visit) -> None:
    page = visit.open(DOSSIER)
    expect(page.locator(".grid .dot")).to_have_count(60)
    page.emulate_media(media="print")
    expect(page.get_by_role("table", name="Rapporteurs and shadows")).to_be_visible()
    expect(page.locator(".filter")).to_be_hidden()
    expect(page.locator(".notes form")).to_be_hidden()
    fill = page.locator(".grid .dot circle").first.evaluate("dot => getComputedStyle(dot).fill")
    assert fill == "rgb(255, 255, 255)"
    letter = page.locator(".grid .letter-in").first
    assert letter.evaluate("one => getComputedStyle(one).fill") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_a_record(shared: Page, theme: str) -> None:
    shared.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    shared.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    assert findings(shared) == []


def test_a_record_and_its_tables_fit_a_phone(shared: Page) -> None:
    shared.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert shared.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    wide = """() => [...document.querySelectorAll(".table .wide")]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.getAttribute("aria-label"))"""
    assert shared.evaluate(wide) == []


@pytest.mark.parametrize(
    "address",
    [
        FILE,
        BODY,
        "org:centre",
        "org:net",
        "country:FRA",
        "ep-person:1",
        "ep-person:2",
        "ep-vote:1",
    ],
)
def test_hostile_texts_are_texts_in_every_record(
    browser: Browser, hostile: str, address: str
) -> None:
    visit = Visit(browser, hostile)
    page = visit.open(f"#/show?id={address}")
    settled(page)
    for summary in page.locator("main details > summary").all()[:6]:
        summary.click()
    settled(page)
    expect(page.locator("h1")).to_contain_text("onerror")
    assert page.locator("img").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    visit.close()
    assert (visit.dialogs, visit.outside, visit.complaints) == ([], [], [])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service over a world whose every text would run if it could."""
    with service(world(tmp_path_factory.mktemp("hostile"), HURTING)) as address:
        yield address
