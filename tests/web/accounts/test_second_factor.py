"""A second factor, asked for once it is there: an authenticator app, and codes for when it is lost."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from pantau.domain.permissions import Role
from tests.web.accounts.test_sign_in import sign_in
from tests.web.people import PASSWORD, entered
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

ACTIVATE = "/en/accounts/2fa/totp/activate/"


@pytest.fixture
def secret(world: World) -> str:
    """The secret of the authenticator app of a reviewer called mira, who has just set it up."""
    cache.clear()
    client = at_the_app()
    made = str(client.session["mfa.totp.secret"])
    answer = client.post(ACTIVATE, {"code": code(made, steps=-1)})
    assert answer.status_code == 302, answer.content.decode()
    return made


def at_the_app() -> Client:
    """A reviewer called mira at the page where an app is set up, which asks for the password again."""
    client = Client()
    sign_in(client, entered("mira", Role.REVIEWER, password=PASSWORD))
    again = client.get(ACTIVATE)["Location"]
    assert again.startswith("/en/accounts/reauthenticate/")
    assert client.post(again, {"password": PASSWORD})["Location"] == ACTIVATE
    assert client.get(ACTIVATE).status_code == 200
    return client


def code(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or some steps of half a minute later; each code counts once."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def test_the_square_may_be_shown_on_its_page_alone(world: World) -> None:
    client = at_the_app()

    assert "img-src 'self' data:" in client.get(ACTIVATE)["Content-Security-Policy"]
    assert "data:" not in client.get("/en/accounts/2fa/")["Content-Security-Policy"]


def test_the_password_alone_no_longer_signs_in(secret: str) -> None:
    client = Client()

    answer = sign_in(client, "mira")

    assert answer["Location"].startswith("/en/accounts/2fa/authenticate/")
    assert client.get("/en/my-work/").status_code == 303


def test_the_code_of_the_app_signs_in(secret: str) -> None:
    client = Client()
    page = sign_in(client, "mira")["Location"]

    assert client.post(page, {"code": "000000"}).status_code == 200
    answer = client.post(page, {"code": code(secret)})

    assert answer["Location"] == "/en/my-work/"
    assert client.get("/en/my-work/").status_code == 200


def test_a_code_counts_once(secret: str) -> None:
    now = code(secret)
    for status in (302, 200):
        client = Client()
        page = sign_in(client, "mira")["Location"]
        assert client.post(page, {"code": now}).status_code == status


def test_a_recovery_code_signs_in_once(secret: str) -> None:
    client = Client()
    client.post(sign_in(client, "mira")["Location"], {"code": code(secret)})
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    codes = re.findall(r"^(\d{8})", client.get("/en/accounts/2fa/recovery-codes/").content.decode(), re.MULTILINE)

    for status in (302, 200):
        other = Client()
        page = sign_in(other, "mira")["Location"]
        assert other.post(page, {"code": codes[0]}).status_code == status


def test_wrong_codes_are_throttled(secret: str) -> None:
    client = Client()
    page = sign_in(client, "mira")["Location"]

    answers = [client.post(page, {"code": "000000"}).content.decode() for _ in range(6)]

    assert "Too many failed" in answers[-1]
    assert client.post(page, {"code": code(secret)}).status_code == 200
