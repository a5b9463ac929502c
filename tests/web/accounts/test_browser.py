"""Signing in with a real browser: by the keyboard, and with a passkey that a virtual device keeps."""

import pytest
from playwright.sync_api import Browser, Page

from pantau.domain.words import LANGUAGES
from tests.web.axe import EVERY_LOOK, LOOKS, Look, run_axe
from tests.web.demo_site import Site

pytestmark = pytest.mark.browser
PASSWORD = "samudra biru tenang"


def typed_in(page: Page, site: Site, name: str) -> None:
    """Sign in on the page, by keyboard alone."""
    page.goto(f"{site.address.replace('127.0.0.1', 'localhost')}/en/accounts/login/")
    page.locator("#id_login").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/my-work/")


def test_the_demo_says_whom_one_can_be_and_lets_them_in(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.address}/en/accounts/login/")
    assert PASSWORD in page.inner_text("main")

    typed_in(page, site, "secretariat")

    assert page.locator(".me a").inner_text().endswith("Mira Santosa")
    page.click("text=Sign out")
    page.wait_for_url("**/en/")
    assert page.locator(".me").inner_text() == "Sign in"
    context.close()


def test_a_passkey_signs_in(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    typed_in(page, site, "evaluator")
    home = page.url.removesuffix("/my-work/")

    page.goto(f"{home}/accounts/2fa/webauthn/add/")
    page.fill("input[type=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/webauthn/add/")
    page.fill("#id_name", "My key")
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    page.click("text=Sign out")
    page.wait_for_url("**/en/")
    page.goto(f"{home}/accounts/login/")
    page.click("#passkey_login")

    page.wait_for_url("**/en/my-work/")
    assert page.locator(".me a").inner_text().endswith("Tomas Adi")
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation_on_the_pages_to_sign_in(browser: Browser, site: Site, language: str) -> None:
    assert violations(browser, site, language=language, look=LOOKS[language]) == {}


@pytest.mark.soak
@pytest.mark.parametrize("look", EVERY_LOOK, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation_on_them_however_they_are_looked_at(
    browser: Browser, site: Site, language: str, look: Look
) -> None:
    assert violations(browser, site, language=language, look=look) == {}


def violations(browser: Browser, site: Site, *, language: str, look: Look) -> dict[str, list[str]]:
    """Of the pages for nobody in particular, then of those for somebody who is signed in; none is wider than the
    screen.
    """
    found = {}
    for state, places in (
        (None, ("login/", "password/reset/", "password/reset/done/", "invitation/nothing/", "ministry/error/")),
        (site.state, ("password/change/", "2fa/", "2fa/totp/activate/", "sessions/")),
    ):
        context = look.context(browser, state=state)
        page = context.new_page()
        for place in places:
            page.goto(f"{site.address}/{language}/accounts/{place}")
            found[place] = run_axe(page)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        context.close()
    return {place: said for place, said in found.items() if said}
