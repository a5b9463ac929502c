"""A ministry signs in its own people: those whom we invited under an address of its domains, and nobody else."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from pantau.domain.permissions import Role
from tests.web.accounts.provider import Provider, provider
from tests.web.people import entered
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

START = "/accounts/oidc/kemlu/login/"


@pytest.fixture(scope="module")
def listening() -> Iterator[Provider]:
    with provider() as found:
        yield found


@pytest.fixture
def ministry(listening: Provider, world: World, settings: Any) -> Provider:
    """It speaks for kemlu.example; rina is invited under an address there, and mira under another."""
    cache.clear()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [listening.app(domains=["kemlu.example"])]}}
    entered("laras", Role.APPROVER, place="X-BRA", email="laras@kemlu.example")
    entered("mira", Role.REVIEWER, email="mira@secretariat.example")
    return listening


def back_from(ministry: Provider, client: Client, **claims: Any) -> Any:
    """Go to the ministry and come back with what it says."""
    ministry.claims = {"sub": claims["email"] or "x", "email_verified": True, **claims}
    away = client.post(START)
    assert away.status_code == 302, away.content.decode()
    asked = parse_qs(urlsplit(away["Location"]).query)
    return client.get(f"{START}callback/", {"code": "c", "state": asked["state"][0]}, follow=True)


def test_who_was_invited_under_its_domain_comes_in(ministry: Provider, visitor: Client) -> None:
    answer = back_from(ministry, visitor, email="laras@kemlu.example")

    assert answer.redirect_chain[-1][0].endswith("/my-work/")
    assert visitor.get("/en/desk/").status_code == 200


@pytest.mark.parametrize(
    "email", ["nobody@kemlu.example", "mira@secretariat.example", "laras@kemlu.example.evil.example", ""]
)
def test_nobody_else_comes_in_and_no_account_is_made(ministry: Provider, visitor: Client, email: str) -> None:
    before = get_user_model()._default_manager.count()

    answer = back_from(ministry, visitor, email=email)

    assert "/accounts/ministry/error/" in answer.redirect_chain[-1][0]
    assert "Not signed in" in answer.content.decode()
    assert visitor.get("/en/desk/").status_code == 303
    assert get_user_model()._default_manager.count() == before


def test_a_closed_account_does_not_come_in_by_its_ministry(ministry: Provider, visitor: Client) -> None:
    get_user_model()._default_manager.filter(name="laras").update(is_active=False)

    back_from(ministry, visitor, email="laras@kemlu.example")

    assert visitor.get("/en/desk/").status_code == 303


def test_a_state_that_nobody_asked_for_is_refused(ministry: Provider, visitor: Client) -> None:
    answer = visitor.get(f"{START}callback/", {"code": "c", "state": "forged"}, follow=True)

    assert "Not signed in" in answer.content.decode()
    assert visitor.get("/en/desk/").status_code == 303


def test_the_page_to_sign_in_names_the_ministry(ministry: Provider, visitor: Client) -> None:
    page = visitor.get("/en/accounts/login/").content.decode()

    assert "Sign in with Kemlu" in page
    assert f'action="{START}' in page
