"""The pages of the demo in a real browser: accessible, readable, light, and quiet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Response

from pantau.domain.words import LANGUAGES
from tests.web.axe import EVERY_LOOK, LOOKS, OF_STYLES, WIDTHS, Look, run_axe
from tests.web.demo_site import Address, Site

pytestmark = pytest.mark.browser

FIRST_VIEW = 150_000  # bytes that a first view may weigh, with everything it fetches
REFUSALS = {"absent", "refused"}  # the browser itself reports their 404 and 400


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What one page did when a browser with an empty cache opened it, and what axe says of it."""

    overflow: dict[int, int]
    complaints: tuple[str, ...]
    size: int
    title: str
    styles: frozenset[str]
    violations: tuple[str, ...]


@pytest.fixture(scope="module", params=WIDTHS, ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def views(browser: Browser, site: Site, language: str) -> dict[str, View]:
    """Every page in a language, opened once with nothing kept from the page before."""
    return seen(browser, site, site.shared(language), look=LOOKS[language])


@pytest.fixture
def context(browser: Browser, site: Site, width: int) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": width, "height": 900}, storage_state=site.state)
    yield made
    made.close()


def test_axe_finds_no_violation_on_any_page(views: dict[str, View]) -> None:
    assert violations(views) == {}


@pytest.mark.soak
@pytest.mark.parametrize("look", EVERY_LOOK, ids=str)
def test_axe_finds_no_violation_however_a_page_is_looked_at(
    browser: Browser, site: Site, language: str, look: Look
) -> None:
    assert violations(seen(browser, site, [one for one in site.pages() if one.language == language], look=look)) == {}


def test_no_stylesheet_holds_the_screen_one_way_up(
    browser: Browser, site: Site, views: dict[str, View], language: str
) -> None:
    context = LOOKS[language].context(browser, state=site.state)
    page = context.new_page()
    found = {}
    for name in {view.styles: name for name, view in views.items()}.values():
        page.goto(next(site.url(one) for one in site.pages() if str(one) == name))
        found[name] = run_axe(page, alone=OF_STYLES)

    context.close()
    assert found
    assert {name: said for name, said in found.items() if said} == {}


def test_axe_would_find_a_stylesheet_that_does(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    turned = "@media (orientation: portrait) { html { transform: rotate(90deg) } }"
    page.set_content(f"<html><head><style>{turned}</style></head><body><p>sideways</p></body></html>")

    found = run_axe(page, alone=OF_STYLES)

    context.close()
    assert [one.partition(":")[0] for one in found] == [OF_STYLES]


def test_axe_would_find_a_violation(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<html><body><img src='x.png'><p style='color: #777'>grey</p></body></html>")

    found = run_axe(page)

    context.close()
    assert {"image-alt", "color-contrast"} <= {one.partition(":")[0] for one in found}


def test_axe_sees_the_colours_that_a_page_has_in_the_dark(browser: Browser) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.set_content("<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #000 } }</style><p>dim")

    found = run_axe(page)

    context.close()
    assert "color-contrast" in {one.partition(":")[0] for one in found}


def test_no_page_is_wider_than_the_screen(views: dict[str, View]) -> None:
    assert {name: view.overflow for name, view in views.items() if max(view.overflow.values()) > 0} == {}


def test_nothing_is_refused_or_complained_about_in_the_console(views: dict[str, View]) -> None:
    quiet = {name: view for name, view in views.items() if name.split("-", 1)[1] not in REFUSALS}

    assert {name: view.complaints for name, view in quiet.items() if view.complaints} == {}


def test_a_first_view_is_light(views: dict[str, View]) -> None:
    assert {name: view.size for name, view in views.items() if not 0 < view.size < FIRST_VIEW} == {}


def test_no_two_pages_have_the_same_title(views: dict[str, View], site: Site) -> None:
    titles = [views[str(one)].title for one in site.pages() if str(one) in views and not one.further]

    assert len(set(titles)) == len(titles)


def test_the_first_key_leads_to_the_content_and_focus_is_seen(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(f"{site.address}/en/plans/SAMUDRA-2021/")

    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    seen = page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    inside = page.evaluate("document.activeElement.id")

    assert (outline, seen, inside) == ("solid", True, "content")


def test_the_language_switch_keeps_the_page_and_its_filters(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(f"{site.address}/en/plans/SAMUDRA-2021/?as_of=2023-12-31&by=majority")

    with page.expect_navigation():
        page.click("text=Bahasa Indonesia")

    assert page.url == f"{site.address}/id/plans/SAMUDRA-2021/?as_of=2023-12-31&by=majority"


def test_two_clicks_lead_from_the_claim_to_the_lines_behind_it(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(f"{site.address}/en/plans/SAMUDRA-2021/?as_of=2025-12-31")

    for link in (".track.hit a", ".verdicts a"):
        with page.expect_navigation():
            page.locator(link).first.click()

    assert "/rules/R2/" in page.url
    assert page.locator("tbody tr:not(.group)").count() == 38


def test_filters_are_sent_without_a_script(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(f"{site.address}/id/plans/SAMUDRA-2021/lines/")

    page.select_option("select[name=status]", "deferred")
    with page.expect_navigation():
        page.click(".filters button[type=submit]")

    assert page.locator("tbody tr:not(.group)").count() == 1
    assert "Status lini: Ditunda" in page.locator(".chips").inner_text()


def seen(browser: Browser, site: Site, pages: Iterable[Address], *, look: Look) -> dict[str, View]:
    """These pages, by name."""
    context = look.context(browser, state=site.state)
    page = context.new_page()
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    found = {str(one): viewed(page, site.url(one), look=look) for one in pages}
    context.close()
    assert found
    return found


def viewed(page: Page, url: str, *, look: Look) -> View:
    complaints: list[str] = []
    answers: list[Response] = []

    def hear(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    def fail(error: Error) -> None:
        complaints.append(str(error))

    def note(answer: Response) -> None:
        answers.append(answer)

    heard: tuple[tuple[Any, Any], ...] = (("console", hear), ("pageerror", fail), ("response", note))
    for event, listener in heard:
        page.on(event, listener)
    page.goto(url)
    overflow = {width: overflowing(page, width) for width in sorted(WIDTHS, key=lambda width: width == look.width)}
    sizes = [answer.request.sizes() for answer in answers]
    for event, listener in heard:
        page.remove_listener(event, listener)
    return View(
        overflow=overflow,
        complaints=tuple(complaints),
        size=sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes),
        title=page.title(),
        styles=frozenset(answer.url for answer in answers if answer.request.resource_type == "stylesheet"),
        violations=tuple(run_axe(page)),  # at the width that was measured last
    )


def overflowing(page: Page, width: int) -> int:
    """By how many pixels the page is wider than a screen of that width."""
    page.set_viewport_size({"width": width, "height": 900})
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def violations(views: dict[str, View]) -> dict[str, tuple[str, ...]]:
    return {name: view.violations for name, view in views.items() if view.violations}
