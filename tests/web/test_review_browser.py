"""The review of a plan in a real browser: a whole import by keyboard alone, and what axe says of its pages."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pantau.domain.words import LANGUAGES
from tests.web.axe import LOOKS, run_axe
from tests.web.demo_site import Site

pytestmark = pytest.mark.browser

PLAN = """PLAN OF ACTION ON CLEAN HARBOURS (2024-2026)

1. CLEAN WATER
1.1 Survey the water of every fishing harbour; publish the findings;
1.2 Train harbour masters in the handling of waste oil;
1.4 Equip ten harbours with reception facilities;

2. FAIR WORK
2.1 Publish the landing fees of each harbour;
2.2 Establish a help line for dock workers.
"""


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900}, storage_state=site.state)
    yield made
    made.close()


def imported(page: Page, site: Site, *, plan: str, language: str = "en") -> None:
    """Paste a plan and send it, by keyboard."""
    page.goto(f"{site.address}/{language}/desk/import/")
    page.locator("#f-text").focus()
    page.keyboard.insert_text(plan)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/drafts/*/")


def go_to(page: Page, label: str) -> None:
    """Arrow down to the node that is printed so."""
    page.keyboard.press("Home")
    for _ in range(page.locator("#tree > li").count()):
        if page.locator("[role=treeitem]:focus > a").inner_text() == label:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no node {label}")


def total(page: Page) -> Any:
    return expect(page.locator(".total b"))


def test_a_plan_is_imported_reviewed_and_committed_by_keyboard(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    imported(page, site, plan=PLAN)
    total(page).to_have_text("5")

    # a kind by its letter; the chosen node, its passage and the focus stay together
    go_to(page, "2.2")
    page.keyboard.press("n")
    total(page).to_have_text("4")
    chosen = page.locator("[aria-selected=true]")
    expect(chosen).to_be_focused()
    expect(chosen.locator("small")).to_contain_text("note")
    expect(page.locator("#original .here")).to_contain_text("Establish a help line")

    # out of the count and back
    page.keyboard.press("u")
    total(page).to_have_text("5")
    page.keyboard.press("Space")
    total(page).to_have_text("4")
    page.keyboard.press("Control+z")
    total(page).to_have_text("5")

    # split at the caret, which stands behind the semicolon
    go_to(page, "1.1")
    page.keyboard.press("/")
    page.keyboard.press("Control+Enter")
    total(page).to_have_text("6")
    expect(page.locator("#tree > li", has_text="publish the findings")).to_have_count(1)

    # several with Shift, a level down and up
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(2)
    before = page.locator("[aria-selected=true]").first.get_attribute("aria-level")
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("[aria-selected=true]").first).to_have_attribute("aria-level", str(int(before or 0) + 1))
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator("[aria-selected=true]").first).to_have_attribute("aria-level", str(before))

    # merge back, edit a text, go to what should be looked at
    page.keyboard.press("ArrowUp")
    go_to(page, "1.1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("m")
    total(page).to_have_text("5")
    go_to(page, "1.2")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("Train every harbour master")
    page.keyboard.press("Escape")
    expect(page.locator("#tree > li", has_text="Train every harbour master")).to_have_count(1)
    page.keyboard.press("w")
    expect(page.locator("[role=treeitem]:focus > a")).to_have_text("1.4")

    # a closed tab loses nothing
    address = page.url
    expect(page.locator("#saved")).to_have_text("Saved")
    page.close()
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#tree > li", has_text="Train every harbour master")).to_have_count(1)
    assert complaints == []

    # commit
    page.locator(".state a.button").focus()
    page.keyboard.press("Enter")
    page.locator("#f-code").focus()
    page.keyboard.insert_text("HARBOURS-KEYS")
    page.fill("#f-start", "2024-01-01")
    page.fill("#f-end", "2026-12-31")
    page.locator("form.commit button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/HARBOURS-KEYS/")
    assert "Clean Harbours".casefold() in page.locator("h1").inner_text().casefold()


def test_a_click_leads_from_the_tree_to_the_passage_and_back(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    imported(page, site, plan=PLAN.replace("CLEAN HARBOURS", "QUIET HARBOURS"))

    page.locator("#tree > li", has_text="landing fees").click()
    expect(page.locator("#original .here")).to_contain_text("2.1 Publish the landing fees")

    page.locator("#original [data-n]", has_text="Train harbour masters").click()
    expect(page.locator("[aria-selected=true]")).to_contain_text("Train harbour masters")


def test_an_edit_upon_an_older_state_says_so_and_loses_nothing(context: BrowserContext, site: Site) -> None:
    page, other = context.new_page(), context.new_page()
    imported(page, site, plan=PLAN.replace("CLEAN HARBOURS", "BUSY HARBOURS"))
    other.goto(page.url)
    go_to(page, "1.2")
    page.keyboard.press("Space")
    total(page).to_have_text("4")

    go_to(other, "2.1")
    other.keyboard.press("Space")

    expect(other.locator("#trouble")).to_contain_text("changed")
    other.locator("#trouble a").click()
    total(other).to_have_text("4")


def test_what_was_typed_and_not_taken_stands_in_the_form_again(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    imported(page, site, plan=PLAN.replace("CLEAN HARBOURS", "DEEP HARBOURS"))
    go_to(page, "1.2")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("Train nobody")
    context.set_offline(True)
    page.keyboard.press("Control+Enter")

    expect(page.locator("#saved")).to_contain_text("Not saved")
    expect(page.locator("#d-text")).to_have_value("Train nobody")
    expect(page.locator("#d-text")).to_be_focused()

    context.set_offline(False)
    page.locator("#detail button[value=save]").click()
    expect(page.locator("#saved")).to_have_text("Saved")
    expect(page.locator("#tree > li", has_text="Train nobody")).to_have_count(1)


def test_axe_finds_no_violation_while_a_draft_is_edited(browser: Browser, site: Site, language: str) -> None:
    context = LOOKS[language].context(browser, state=site.state)
    page = context.new_page()
    imported(page, site, plan=PLAN.replace("CLEAN", language.upper()), language=language)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("n")
    expect(page.locator("#b-undo")).to_be_enabled()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#warnings summary").click()

    found = run_axe(page)
    page.goto(re.sub(r"/$", "/commit/", page.url.split("?")[0]))
    page.locator("form.commit button").click()
    expect(page.locator("#faults")).to_be_focused()
    found += run_axe(page)

    context.close()
    assert found == []
