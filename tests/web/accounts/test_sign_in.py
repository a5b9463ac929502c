"""Signing in: by name or address, throttled, in a fresh session, and gone with the right at the next request."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client

from pantau.domain.permissions import LOCAL_OPERATOR, Role
from pantau.records.queries.people_register import person_named
from pantau.usecases.close_person import close_person
from pantau.usecases.grant_role import revoke_role
from tests.web.people import PASSWORD, entered, signed_in
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

LOGIN = "/en/accounts/login/"
WRONG = "not the right one at all"


@pytest.fixture(autouse=True)
def uncounted(db: None) -> None:
    """Tries of another test are not counted in this one."""
    cache.clear()


@pytest.fixture
def reviewer(world: World) -> str:
    return entered("mira", Role.REVIEWER, email="mira@secretariat.example", password=PASSWORD)


def sign_in(client: Client, login: str, password: str = PASSWORD, *, then: str = "") -> Any:
    return client.post(f"{LOGIN}?next={then}" if then else LOGIN, {"login": login, "password": password, "next": then})


@pytest.mark.parametrize("login", ["mira", "MIRA", "mira@secretariat.example", "Mira@Secretariat.Example"])
def test_a_name_and_an_address_sign_in(reviewer: str, visitor: Client, login: str) -> None:
    answer = sign_in(visitor, login)

    assert (answer.status_code, answer["Location"]) == (302, "/en/my-work/")
    assert visitor.get("/en/my-work/").status_code == 200


def test_passwords_are_kept_as_argon2id(reviewer: str) -> None:
    assert get_user_model()._default_manager.get(name=reviewer).password.startswith("argon2$argon2id$")


def test_a_visitor_is_led_to_the_page_and_on_to_where_they_wanted(reviewer: str, visitor: Client) -> None:
    wanted = "/en/desk/jobs/?size=25"
    first = visitor.get(wanted)

    assert first.status_code == 303
    assert first["Location"] == f"{LOGIN}?next=%2Fen%2Fdesk%2Fjobs%2F%3Fsize%3D25"
    assert sign_in(visitor, reviewer, then="/en/desk/jobs/")["Location"] == "/en/desk/jobs/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(reviewer: str, visitor: Client, elsewhere: str) -> None:
    assert sign_in(visitor, reviewer, then=elsewhere)["Location"] == "/en/my-work/"


@pytest.mark.parametrize(
    "place", ["desk.json", "desk/jobs.csv", "accounts.json", "desk/people.json", "desk/compare.docx"]
)
def test_a_program_is_told_that_there_is_nothing(world: World, visitor: Client, place: str) -> None:
    assert visitor.get(f"/en/{place}").status_code == 404


def test_nobody_signs_up(world: World, visitor: Client) -> None:
    assert visitor.get("/en/accounts/signup/").status_code == 404
    assert b"sign up" not in visitor.get(LOGIN).content.lower().replace(b"nobody signs up", b"")


def test_who_holds_no_role_comes_to_a_page_that_says_so(world: World, visitor: Client) -> None:
    entered("nobody", password=PASSWORD)

    answer = sign_in(visitor, "nobody")

    assert answer["Location"] == "/en/accounts/"
    assert "you hold no role" in visitor.get("/en/accounts/").content.decode()
    assert visitor.get("/en/my-work/").status_code == 404


def test_t7_a_right_that_was_taken_back_is_gone_at_the_next_request(
    reviewer: str, visitor: Client, world: World
) -> None:
    sign_in(visitor, reviewer)
    assert visitor.get("/en/desk/import/").status_code == 200
    (grant,) = person_named(reviewer, now=world.now).grants

    revoke_role(LOCAL_OPERATOR, grant=grant.public_id)

    assert visitor.get("/en/desk/import/").status_code == 404


def test_t7_a_closed_account_is_out_at_the_next_request(reviewer: str, visitor: Client) -> None:
    sign_in(visitor, reviewer)

    close_person(LOCAL_OPERATOR, name=reviewer)

    assert visitor.get("/en/my-work/").status_code == 303
    assert sign_in(Client(), reviewer).status_code in (200, 302)
    assert visitor.get("/en/my-work/").status_code == 303


def test_t8_the_session_is_a_fresh_one_after_signing_in(reviewer: str, visitor: Client) -> None:
    visitor.get(LOGIN)
    planted = visitor.session
    planted["planted"] = "by somebody else"
    planted.save()
    visitor.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key or ""

    answer = sign_in(visitor, reviewer)

    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie.value != planted.session_key
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert visitor.session.session_key == cookie.value


def test_t8_a_session_ends_with_signing_out(reviewer: str, visitor: Client) -> None:
    sign_in(visitor, reviewer)
    kept = visitor.cookies[settings.SESSION_COOKIE_NAME].value

    visitor.post("/en/accounts/logout/")

    later = Client()
    later.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert later.get("/en/my-work/").status_code == 303


def test_t9_wrong_passwords_are_throttled_and_the_right_one_too(reviewer: str, visitor: Client) -> None:
    answers = [sign_in(visitor, reviewer, WRONG).content.decode() for _ in range(6)]

    assert "Too many failed login attempts" in answers[-1]
    assert "Too many failed login attempts" not in answers[0]
    assert "Too many failed login attempts" in sign_in(visitor, reviewer).content.decode()
    assert visitor.get("/en/my-work/").status_code == 303


def test_t9_somebody_unknown_gets_the_same_answer(reviewer: str, visitor: Client) -> None:
    pages = [
        [said(sign_in(Client(), login, WRONG).content.decode()) for _ in range(6)] for login in (reviewer, "no.body")
    ]
    cache.clear()
    by_address = [
        said(sign_in(Client(), login, WRONG).content.decode())
        for login in ("mira@secretariat.example", "no@secretariat.example")
    ]

    assert pages[0] == pages[1]
    assert by_address[0] == by_address[1]


@pytest.mark.parametrize("login", ["mira", "no.body", "mira@secretariat.example", "no@body.example"])
def test_t9_somebody_unknown_is_as_much_work(
    reviewer: str, visitor: Client, monkeypatch: pytest.MonkeyPatch, login: str
) -> None:
    """What takes long is the password: one is hashed, whoever asks; the costs of doing so are those of all."""
    assert hashed(visitor, monkeypatch, login) == 1


def test_t9_the_check_of_allauth_alone_would_tell_an_address_by_its_work(
    reviewer: str, visitor: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

    known, unknown = (hashed(visitor, monkeypatch, login) for login in ("mira@secretariat.example", "no@body.example"))

    assert known > unknown


@pytest.mark.parametrize(
    "place",
    ["login/", "logout/", "password/change/", "2fa/totp/activate/", "sessions/", "2fa/webauthn/login/", ""],
)
def test_t10_a_form_from_elsewhere_is_refused(reviewer: str, place: str) -> None:
    strict = signed_in(reviewer, strict=True)

    assert strict.post(f"/en/accounts/{place}", {"login": reviewer, "password": PASSWORD}).status_code == 403


def test_t11_a_link_for_a_new_password_works_once(reviewer: str, visitor: Client) -> None:
    visitor.post("/en/accounts/password/reset/", {"email": "mira@secretariat.example"})
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = visitor.get(link[1], follow=True)
    new = "another four quiet words"

    visitor.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert sign_in(Client(), reviewer, new).status_code == 302
    assert sign_in(Client(), reviewer).status_code == 200
    assert "password1" not in Client().get(link[1], follow=True).content.decode()


def test_an_unknown_address_gets_the_same_answer_when_it_asks_for_a_password(reviewer: str) -> None:
    answers = [
        Client().post("/en/accounts/password/reset/", {"email": f"{name}@secretariat.example"}, follow=True)
        for name in ("mira", "nobody")
    ]

    assert said(answers[0].content.decode()) == said(answers[1].content.decode())


def test_a_mail_server_that_does_not_answer_breaks_no_page(reviewer: str, visitor: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = visitor.post("/en/accounts/password/reset/", {"email": "mira@secretariat.example"})

    assert answer.status_code == 302


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    "place",
    [
        "login/",
        "password/reset/",
        "password/change/",
        "2fa/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "2fa/totp/activate/",
        "sessions/",
        "reauthenticate/",
        "invitation/nothing/",
        "",
    ],
)
def test_t43_no_answer_to_somebody_signed_in_is_kept(reviewer: str, place: str, language: str) -> None:
    client = signed_in(reviewer)

    for url in (f"/{language}/accounts/{place}", f"/{language}/desk/", f"/{language}/plans/"):
        assert client.get(url)["Cache-Control"] == "private, no-store"


def test_the_head_of_every_page_says_who_is_signed_in(reviewer: str, visitor: Client) -> None:
    assert f'href="{LOGIN}?next=/en/plans/">Sign in</a>' in visitor.get("/en/plans/").content.decode()

    sign_in(visitor, reviewer)

    page = visitor.get("/en/plans/").content.decode()
    assert 'href="/en/accounts/"' in page
    assert 'action="/en/accounts/logout/"' in page


def hashed(client: Client, monkeypatch: pytest.MonkeyPatch, login: str) -> int:
    """How many passwords are hashed for a wrong one."""
    done: list[str] = []
    with monkeypatch.context() as patch:
        for way in ("encode", "verify"):
            patch.setattr(Argon2PasswordHasher, way, counting(getattr(Argon2PasswordHasher, way), done))
        assert sign_in(client, login, WRONG).status_code == 200
    return len(done)


def counting(way: Callable[..., Any], done: list[str]) -> Callable[..., Any]:
    def counted(*words: Any) -> Any:
        done.append(way.__name__)
        return way(*words)

    return counted


def said(page: str) -> str:
    """A page without its tokens and what was typed."""
    return re.sub(r'value="[^"]*"', "", page)
