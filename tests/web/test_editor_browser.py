"""The report editor in a real browser: by keyboard, on a phone, offline and back, and what axe says of its pages."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pantau.domain.words import LANGUAGES
from tests.web.axe import EVERY_LOOK, LOOKS, Look, run_axe
from tests.web.conftest import LONGEST, free_port, wait_for
from tests.web.reporting_site import KEY, Person, ReportingSite, filled
from tests.workspaces import Pantau, copied, drop

pytestmark = pytest.mark.browser

FOCAL, APPROVER, MINISTRY = "focal alf", "approver alf", "ministry alf"
Filled = tuple[Pantau, dict[str, Any]]


@pytest.fixture(scope="module")
def filled_template(planned_template: Pantau, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    made = copied(planned_template, tmp_path_factory.mktemp("reporting") / "workspace")
    yield made, filled(made)
    drop(made)


@pytest.fixture(scope="module")
def site(filled_template: Filled) -> Iterator[ReportingSite]:
    """The server that people run; every test writes in lines of its own."""
    made, said = filled_template
    port = free_port()
    made.environment["PANTAU_SECRET_KEY"] = KEY
    server = made.start("serve", "--workspace", made.folder, "--port", port)
    try:
        wait_for(port)
        yield ReportingSite(address=f"http://127.0.0.1:{port}", **said)
    finally:
        server.terminate()
        server.communicate(timeout=LONGEST)


@pytest.fixture
def focal(site: ReportingSite, browser: Browser) -> Iterator[Person]:
    with site.signed_in(browser, FOCAL) as person:
        yield person


def cell(page: Page, label: str, name: str) -> Locator:
    return page.locator(f".line[data-n='{label}'] > .c-{name}")


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text("All is saved")


def value(page: Page, label: str, name: str) -> str:
    """What the server has, as a page opened anew shows it."""
    fresh = page.context.new_page()
    fresh.goto(page.url)
    text = cell(fresh, label, name).locator(".v").text_content()  # also where the browser has not laid it out yet
    fresh.close()
    return text or ""


def test_a_line_is_reported_by_keyboard_alone(focal: Person) -> None:
    complaints: list[str] = []
    page = focal.open(focal.site.report())
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    missing = int(page.locator("[data-count=missing]").inner_text())

    # from the page's own order into the grid: one stop, the first cell
    page.locator("#b-keys").focus()
    page.keyboard.press("Tab")
    expect(cell(page, "1.1", "status")).to_be_focused()

    # typing a letter chooses, Tab goes on, Enter goes down
    page.keyboard.press("c")
    page.keyboard.press("Tab")
    expect(cell(page, "1.1", "narrative")).to_be_focused()
    page.keyboard.type("Crews of four harbours.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Certificates in May.")
    page.keyboard.press("Enter")
    expect(cell(page, "1.2", "narrative")).to_be_focused()
    saved(page)
    expect(page.locator("[data-count=missing]")).to_have_text(str(missing - 1))
    assert value(page, "1.1", "narrative") == "Crews of four harbours.\nCertificates in May."

    # Escape takes back what is being typed, Ctrl+Z the last cell that was
    page.keyboard.press("ArrowUp")
    page.keyboard.press("F2")
    page.keyboard.type(" Not this.")
    page.keyboard.press("Escape")
    expect(cell(page, "1.1", "narrative").locator(".v")).not_to_contain_text("Not this")
    page.keyboard.press("Control+z")
    saved(page)
    expect(cell(page, "1.1", "narrative").locator(".v")).to_have_text("")

    # the keys are told, and the focus comes back
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cell(page, "1.1", "narrative")).to_be_focused()

    # Escape and Tab leave the grid: nobody is caught in it
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.getElementById('grid').contains(document.activeElement)")
    assert complaints == []


def test_one_key_says_the_same_as_in_the_last_round(focal: Person) -> None:
    page = focal.open(focal.site.report())
    cell(page, "1.2", "status").click()

    page.keyboard.press("Control+d")
    expect(cell(page, "1.2", "status").locator(".v")).to_have_text("Completed")
    saved(page)
    assert value(page, "1.2", "status") == "Completed"
    page.keyboard.press("Control+Shift+d")
    expect(cell(page, "1.2", "narrative").locator(".v")).to_have_text("As told before.")
    saved(page)
    assert value(page, "1.2", "narrative") == "As told before."


def test_findings_stand_beside_their_cell_and_are_counted(focal: Person) -> None:
    page = focal.open(focal.site.report())
    stops = int(page.locator("[data-count=stops]").inner_text())
    cell(page, "1.3", "status").click()
    page.keyboard.press("F2")
    page.locator("#grid select").select_option("not_applicable")
    page.keyboard.press("Tab")
    saved(page)
    expect(cell(page, "1.3", "narrative").locator(".found.stop")).to_contain_text("needs a reason")
    expect(page.locator("[data-count=stops]")).to_have_text(str(stops + 1))
    page.keyboard.type("There is no such exercise.")
    page.keyboard.press("Enter")
    saved(page)
    expect(cell(page, "1.3", "narrative").locator(".found")).to_have_count(0)
    expect(page.locator("[data-count=stops]")).to_have_text(str(stops))


def test_a_date_that_cannot_be_is_not_taken_and_says_why(focal: Person) -> None:
    page = focal.open(focal.site.report())
    for name, day in (("started_on", "2024-05-02"), ("completed_on", "2024-05-01")):
        cell(page, "1.4", name).click()
        page.keyboard.press("F2")
        page.locator("#grid input[type=date]").fill(day)
        page.keyboard.press("Enter")

    broken = cell(page, "1.4", "completed_on")
    expect(broken.locator(".mark")).to_have_text("not taken")
    expect(broken).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#trouble")).to_contain_text("1.4, Completed")
    page.locator("#trouble a").click()
    expect(broken).to_be_focused()
    page.keyboard.press("Delete")
    saved(page)
    expect(page.locator("#trouble")).to_be_empty()


def test_what_two_changed_at_once_is_shown_three_ways(site: ReportingSite, browser: Browser, focal: Person) -> None:
    page = focal.open(site.report())
    with site.signed_in(browser, APPROVER) as other:
        theirs = other.open(site.report())
        cell(theirs, "1.5", "issues").click()
        theirs.keyboard.type("Theirs.")
        theirs.keyboard.press("Enter")
        saved(theirs)

        cell(page, "1.5", "issues").click()
        page.keyboard.type("Mine.")
        page.keyboard.press("Enter")
        panel = cell(page, "1.5", "issues").locator(".conflict")
        expect(panel.locator("dd")).to_have_text(["nothing", "Theirs.", "Mine."])
        expect(page.locator("#saved")).to_contain_text("Needs your decision")
        assert value(theirs, "1.5", "issues") == "Theirs."

        # it is still asked after the tab was closed
        page.reload()
        panel = cell(page, "1.5", "issues").locator(".conflict")
        expect(panel).to_be_visible()
        panel.get_by_role("button", name="Keep mine").click()
        saved(page)
        assert value(theirs, "1.5", "issues") == "Mine."


def test_what_is_typed_offline_is_kept_over_a_closed_tab_and_sent_later(focal: Person) -> None:
    page = focal.open(focal.site.report())
    focal.context.set_offline(True)
    cell(page, "1.4", "narrative").click()
    page.keyboard.type("Typed on the boat.")
    page.keyboard.press("Enter")
    expect(cell(page, "1.4", "narrative").locator(".mark")).to_have_text("waits")
    expect(page.locator("#saved")).to_contain_text("Kept in this browser and sent later: 1")
    page.close()

    focal.context.set_offline(False)
    page = focal.open(focal.site.report())
    saved(page)
    assert value(page, "1.4", "narrative") == "Typed on the boat."

    # the same in a tab that stays open
    focal.context.set_offline(True)
    cell(page, "1.4", "issues").click()
    page.keyboard.type("No signal.")
    page.keyboard.press("Enter")
    expect(cell(page, "1.4", "issues").locator(".mark")).to_have_text("waits")
    focal.context.set_offline(False)
    saved(page)
    assert value(page, "1.4", "issues") == "No signal."


def test_whoever_was_signed_out_keeps_what_they_typed_until_they_are_back(focal: Person) -> None:
    page = focal.open(focal.site.report())
    focal.sign_out()
    cell(page, "1.4", "next_steps").click()
    page.keyboard.type("Ask again.")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("You are signed out")

    focal.sign_in(FOCAL)
    page.evaluate("dispatchEvent(new Event('focus'))")
    saved(page)
    assert value(page, "1.4", "next_steps") == "Ask again."


def test_what_one_typed_is_not_sent_under_the_name_of_the_next(focal: Person) -> None:
    page = focal.open(focal.site.report())
    focal.sign_in(APPROVER)
    cell(page, "1.5", "next_steps").click()
    page.keyboard.type("Of the focal point.")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Somebody else is signed in")

    theirs = focal.open(focal.site.report())
    saved(theirs)
    assert cell(theirs, "1.5", "next_steps").locator(".v").inner_text() == ""
    focal.sign_in(FOCAL)
    mine = focal.open(focal.site.report())
    saved(mine)
    assert value(mine, "1.5", "next_steps") == "Of the focal point."


def test_cells_are_pasted_from_a_spreadsheet(focal: Person) -> None:
    page = focal.open(focal.site.report())
    cell(page, "2.2", "status").click()
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }""",
        'Ongoing\t"Two\nlines"\nSelesai\tDone',
    )
    saved(page)
    assert value(page, "2.2", "status") == "Ongoing"
    assert value(page, "2.2", "narrative") == "Two\nlines"
    assert value(page, "2.3", "status") == "Completed"  # a name in the other language is known too


def test_a_ministry_fills_in_and_hands_in_and_the_focal_point_takes_it(
    site: ReportingSite, browser: Browser, focal: Person
) -> None:
    with site.signed_in(browser, MINISTRY) as ministry:
        page = ministry.open(site.contribution())
        assert page.locator(".line").count() == 2
        cell(page, "2.4", "status").click()
        page.keyboard.press("o")
        page.keyboard.press("Enter")
        saved(page)
        page.reload()
        page.get_by_role("button", name="Hand in what is chosen").click()
        expect(page.locator("[data-count=handed_in]")).to_have_text("1")

    page = focal.open(site.line("2.4"))
    page.get_by_role("button", name="Take all of it into the draft").click()
    expect(page.locator("#f-status")).to_have_value("ongoing")


def test_the_editor_works_on_a_phone(site: ReportingSite, browser: Browser) -> None:
    with site.signed_in(browser, FOCAL, look=LOOKS["id"]) as person:
        page = person.open(site.report())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        target = cell(page, "2.5", "narrative")
        target.click()
        target.click()
        page.locator("#grid textarea").fill("From a phone.")
        page.locator("h1").click()
        saved(page)
        assert value(page, "2.5", "narrative") == "From a phone."


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_violation(site: ReportingSite, browser: Browser, language: str) -> None:
    assert violations(site, browser, language=language, look=LOOKS[language]) == {}


@pytest.mark.soak
@pytest.mark.parametrize("look", EVERY_LOOK, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_violation_however_it_is_looked_at(
    site: ReportingSite, browser: Browser, language: str, look: Look
) -> None:
    assert violations(site, browser, language=language, look=look) == {}


def violations(site: ReportingSite, browser: Browser, *, language: str, look: Look) -> dict[str, list[str]]:
    """By person and place."""
    found, report = {}, site.report()
    for who, places in {
        FOCAL: ("my-work/", report, f"{report}?before=beside", site.line("2.1"), f"{report}ministries/"),
        APPROVER: (f"{report}submit/",),
        MINISTRY: ("my-work/", site.contribution()),
        "evaluator": (report, "my-work/"),
    }.items():
        with site.signed_in(browser, who, look=look) as person:
            for place in places:
                page = person.open(place, language=language)
                overflow = page.evaluate("document.documentElement.scrollWidth") - look.width
                found[f"{who} {place}"] = [*run_axe(page), *([f"{overflow} px too wide"] if overflow > 0 else [])]
                page.close()
    return {place: said for place, said in found.items() if said}


def test_a_conflict_and_an_open_cell_have_no_violation(site: ReportingSite, browser: Browser, focal: Person) -> None:
    page = focal.open(site.report())
    with site.signed_in(browser, APPROVER) as other:
        theirs = other.open(site.report())
        cell(theirs, "2.5", "issues").click()
        theirs.keyboard.type("Theirs.")
        theirs.keyboard.press("Enter")
        saved(theirs)
    cell(page, "2.5", "issues").click()
    page.keyboard.type("Mine.")
    page.keyboard.press("Enter")
    expect(cell(page, "2.5", "issues").locator(".conflict")).to_be_visible()
    cell(page, "2.5", "next_steps").click()
    page.keyboard.press("F2")

    assert run_axe(page) == []
    page.keyboard.press("Escape")
    cell(page, "2.5", "issues").get_by_role("button", name="Take theirs").click()
    expect(cell(page, "2.5", "issues").locator(".v")).to_have_text("Theirs.")
    assert re.search(r"All is saved", page.locator("#saved").inner_text())
