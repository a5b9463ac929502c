"""The evidence desk in a real browser: by keys alone, and by forms alone where scripts do not run."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.axe import run_axe
from tests.web.demo_site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, storage_state=site.state)
    yield context.new_page()
    context.close()


def states(page: Page) -> list[str]:
    """What was decided on each claim of the list, by its class."""
    found: list[str] = page.locator("#claims > li").evaluate_all(
        "rows => rows.map(row => /s-(\\w+)/.exec(row.className)[1])"
    )
    return found


def press(page: Page, key: str, *, told: str) -> None:
    """A key that decides; the server has answered when it says so."""
    page.keyboard.press(key)
    expect(page.locator("#told")).to_contain_text(told)


def test_by_keys_alone_claims_are_accepted_taken_back_rejected_and_corrected(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/en/desk/evidence/A01-ID/")
    before = states(page)

    page.keyboard.press("j")
    page.keyboard.press("k")
    press(page, "a", told="Accepted")
    accepted = states(page).count("accepted")
    press(page, "u", told="Taken back")
    back = states(page)
    press(page, "r", told="Rejected")
    rejected = states(page).count("rejected")
    page.keyboard.press("c")
    expect(page.locator("#correct[open]")).to_be_visible()
    typing = page.evaluate("document.activeElement.closest('#correct') !== null")
    page.keyboard.press("Escape")

    assert set(before) == {"proposed"}
    assert accepted >= 1
    assert back == before
    assert rejected == 1
    assert typing
    assert page.evaluate("document.activeElement.className") == "passage"


def test_a_claim_that_somebody_else_decided_on_is_told(browser: Browser, page: Page, site: Site) -> None:
    url = f"{site.address}/en/desk/evidence/A06-A07-2019/"
    page.goto(url)
    other = browser.new_context(storage_state=site.state)
    faster = other.new_page()
    faster.goto(url)
    press(faster, "r", told="Rejected")
    other.close()

    page.keyboard.press("a")

    expect(page.locator("#trouble a")).to_be_visible()
    assert "accepted" not in states(page)


def test_without_scripts_the_same_forms_decide(browser: Browser, site: Site) -> None:
    context = browser.new_context(storage_state=site.state, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/id/desk/evidence/A19-2018/")

    page.locator("#claims input[type=checkbox]").first.check()
    page.locator("#decide button[value=accept]").click()

    expect(page.locator("#claims li.s-accepted").first).to_be_visible()
    context.close()


def test_axe_finds_nothing_on_the_keys_and_on_a_desk_in_use(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/en/desk/evidence/A01-VNA/")
    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(page.locator("#merge[open]")).to_be_visible()

    found = run_axe(page)

    assert found == []
