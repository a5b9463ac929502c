"""The pages of the demo in a real browser: accessible, readable, light, and quiet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.web.site import MORE, Site

pytestmark = pytest.mark.browser

WIDTHS = (1280, 390)
LIGHTEST_VIEW = 150_000  # bytes of a first view, with everything it fetches
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# every rule of axe, those that are switched off by default included
RUN_AXE = "async () => (await axe.run(document, {rules: Object.fromEntries(axe.getRules().map(r => [r.ruleId, {enabled: true}]))}))"
REFUSED = {"absent", "refused"}


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def context(browser: Browser, width: int) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": width, "height": 900})
    yield made
    made.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_any_page(browser: Browser, site: Site, width: int, scheme: Any) -> None:
    # the strict policy lets no script in, not even ours; only here it is set aside
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()

    violations = {name: found for name, address in site.pages() if (found := violations_of(page, address))}

    context.close()
    assert violations == {}


def test_no_page_is_wider_than_the_screen(context: BrowserContext, site: Site) -> None:
    page = context.new_page()

    wide = {name: excess for name, address in site.pages() if (excess := overflow_of(page, address)) > 0}

    assert wide == {}


def test_nothing_is_refused_or_complained_about_in_the_console(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(f"{page.url}: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for name, address in site.pages():
        if name.rpartition("-")[0] not in REFUSED:  # the browser itself reports the 404 and the 400 of those
            page.goto(address)

    assert said == []


def test_a_first_view_is_light(browser: Browser, site: Site) -> None:
    heavy = {name: size for name, address in site.pages() if (size := first_view(browser, address)) >= LIGHTEST_VIEW}

    assert heavy == {}


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
    page.goto(f"{site.address}/en/{MORE['plan-then']}")

    page.click("text=Bahasa Indonesia")

    assert page.url == f"{site.address}/id/{MORE['plan-then']}"


def test_a_reader_finds_the_lines_behind_the_claim_in_two_clicks(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(f"{site.address}/en/plans/SAMUDRA-2021/?as_of=2025-12-31")

    page.locator(".track.hit a").click()
    page.locator(".verdicts a").first.click()

    assert "/rules/R2/" in page.url
    assert page.locator("tbody tr:not(.group)").count() == 38


def test_filters_are_sent_without_a_script(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(f"{site.address}/id/plans/SAMUDRA-2021/lines/")

    page.select_option("select[name=status]", "deferred")
    page.click("button[type=submit]")

    assert page.locator("tbody tr:not(.group)").count() == 1
    assert page.locator(".chips").inner_text().startswith("Hapus Status lini: Ditunda")


def violations_of(page: Page, address: str) -> list[str]:
    page.goto(address)
    page.evaluate(AXE)
    found = page.evaluate(RUN_AXE)["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def overflow_of(page: Page, address: str) -> int:
    page.goto(address)
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def first_view(browser: Browser, address: str) -> int:
    """Bytes of bodies and headers that a browser with an empty cache fetches."""
    context = browser.new_context()
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", answers.append)
    page.goto(address, wait_until="networkidle")
    sizes = [answer.request.sizes() for answer in answers]
    context.close()
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
