"""T41: hostile requests, by every way in, leave lines in the log that are ours, without a secret."""

import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pantau.domain.permissions import LOCAL_OPERATOR, Role
from pantau.domain.tokens import Scope
from pantau.records.queries.people import acting_named
from pantau.server.log_lines import OneLine
from pantau.usecases.add_person import add_person
from pantau.usecases.calendar_feed import feed_of
from pantau.usecases.make_token import make_token
from tests.web.people import PASSWORD, entered, signed_in
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

LOGGING: dict[str, Any] = settings.LOGGING
FORMAT = LOGGING["formatters"]["line"]["fmt"]
FORGED = "2026-11-30 12:00:00,000 ERROR forged"
BREAK = f"%0d%0a{FORGED}".replace(" ", "%20")


class Log:
    """What the server would have written to its log, and what a plain handler would have."""

    def __init__(self) -> None:
        self.ours, self.plain, self.records = io.StringIO(), io.StringIO(), 0

    @property
    def lines(self) -> list[str]:
        return self.ours.getvalue().splitlines()


@pytest.fixture
def log() -> Iterator[Log]:
    log = Log()
    handlers = [logging.StreamHandler(log.ours), logging.StreamHandler(log.plain)]
    handlers[0].setFormatter(OneLine(FORMAT))
    for handler in handlers:
        handler.setLevel("WARNING")
        logging.getLogger().addHandler(handler)
    yield log
    for handler in handlers:
        logging.getLogger().removeHandler(handler)


@pytest.fixture
def mira(world: World) -> str:
    return entered("mira", Role.APPROVER, place="X-ALF", email="mira@alfara.example", password=PASSWORD)


def by_path(client: Client, _mira: str) -> Any:
    return [client.get(f"/en/plans/{BREAK}/"), client.get(f"/api/v1/plans/{BREAK}"), client.get(f"/{BREAK}")]


def by_header(client: Client, _mira: str) -> Any:
    headers = {"User-Agent": f"x\r\n{FORGED}", "Accept-Language": f"\x1b[2J{FORGED}", "Authorization": f"\r\n{FORGED}"}
    return [
        client.get("/en/nothing/", headers=headers),
        client.get("/api/v1/nothing", headers=headers),
        client.get("/en/plans/", headers={"Host": f"x\r\n{FORGED}"}),
    ]


def by_user_name(client: Client, _mira: str) -> Any:
    typed = {"login": f"mira\r\n{FORGED}\u202e", "password": "not the right one"}
    return [client.post("/en/accounts/login/", typed) for _ in range(8)]


def by_file_name(_client: Client, mira: str) -> Any:
    name = f"plan\r\n{FORGED}\x1b[2J.txt"
    return signed_in(mira).post("/en/desk/import/", {"file": SimpleUploadedFile(name, b"\x00\x01")})


@pytest.mark.parametrize("way", [by_path, by_header, by_user_name, by_file_name])
def test_t41_no_way_in_makes_a_line_of_its_own(
    world: World, mira: str, log: Log, way: Callable[[Client, str], Any]
) -> None:
    way(Client(raise_request_exception=False), mira)

    assert not [line for line in log.lines if line.startswith(FORGED)]
    assert all(line.isprintable() for line in log.lines)


def test_t41_a_fault_with_hostile_words_makes_no_line_of_its_own(
    world: World, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError(f"x\n{FORGED}")

    monkeypatch.setattr("pantau.api.plans.plan_rows", broken)

    Client(raise_request_exception=False).get("/api/v1/plans")

    assert any(line.startswith(FORGED) for line in log.plain.getvalue().splitlines()), "the control"
    assert any("RuntimeError" in line for line in log.lines)
    assert not [line for line in log.lines if line.startswith(FORGED)]


def test_t41_no_secret_stands_in_the_log(world: World, mira: str, log: Log) -> None:
    actor = acting_named(mira)
    assert actor is not None
    token = make_token(actor, name="a program", scope=Scope.WRITE, days=30).secret
    invitation = add_person(LOCAL_OPERATOR, name="guest").secret
    feed = feed_of(actor)
    assert feed is not None
    calendar = feed.token
    strict = Client(raise_request_exception=False, enforce_csrf_checks=True)
    strict.force_login(_user(mira))
    session = strict.cookies[settings.SESSION_COOKIE_NAME].value

    strict.post("/en/accounts/login/", {"login": mira, "password": PASSWORD})
    strict.post(f"/en/accounts/invitation/{invitation}/", {"password1": PASSWORD})
    strict.put(f"/en/accounts/invitation/{invitation}/")
    strict.post(f"/en/calendar/{calendar}.ics")
    strict.get("/en/desk/nothing/")
    strict.post("/api/v1/plans", {}, headers={"Authorization": f"Bearer {token}"})
    strict.get(f"/api/v1/plans/{token}")

    secrets = {"token": token, "invitation": invitation, "calendar": calendar, "session": session, "password": PASSWORD}
    assert [name for name, secret in secrets.items() if secret in log.ours.getvalue()] == []
    assert {"token", "invitation", "calendar"} <= {name for name, one in secrets.items() if one in log.plain.getvalue()}
    assert log.lines


def _user(name: str) -> Any:
    from pantau.records.models import User

    return User.objects.get(name=name)
