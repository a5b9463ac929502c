"""Signing in with a real browser: by the keyboard, and with a passkey that a virtual device keeps."""

import pytest
from playwright.sync_api import Browser, Page

from tests.web.demo_site import Site
from tests.web.test_browser import EVERY_RULE, run_axe

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


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation_on_the_pages_to_sign_in(
    browser: Browser, site: Site, language: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True)
    page = context.new_page()
    places = ["login/", "password/reset/", "password/reset/done/", "invitation/nothing/", "ministry/error/"]
    found = {}
    for place in places:
        page.goto(f"{site.address}/{language}/accounts/{place}")
        found[place] = run_axe(page, rules=EVERY_RULE)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()

    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True, storage_state=site.state)
    page = context.new_page()
    for place in ("password/change/", "2fa/", "2fa/totp/activate/", "sessions/"):
        page.goto(f"{site.address}/{language}/accounts/{place}")
        found[place] = run_axe(page, rules=EVERY_RULE)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()

    assert {place: rules for place, rules in found.items() if rules} == {}
