"""T43: behind a proxy that keeps what it may, alternating people get their own answers and nobody else's."""

from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client

from pantau.domain.permissions import Role
from pantau.domain.tokens import Scope
from pantau.records.queries.people import acting_named
from pantau.usecases.make_token import make_token
from pantau.web.private import PrivateMiddleware
from tests.web.people import entered, signed_in
from tests.web.world import World

# The same for everybody; the second shows who is signed in, but no program reads it with its token.
DESCRIPTION, DOCS = "/api/v1/openapi.json", "/api/v1/docs/"
Sent = tuple[int, dict[str, str], bytes]


@dataclass
class Proxy:
    """A shared cache in front of the application, after RFC 9111: it keeps what says `public` or `max-age` and neither
    `private` nor `no-store`, and gives it to whoever sends the same values in the headers that `Vary` names.
    """

    kept: dict[str, list[tuple[dict[str, str], Sent]]] = field(default_factory=dict)
    hits: int = 0

    def answer(self, path: str, headers: dict[str, str]) -> Sent:
        for wanted, sent in self.kept.get(path, []):
            if all(headers.get(name, "") == value for name, value in wanted.items()):
                self.hits += 1
                return sent
        sent = asked(path, headers)
        if _may_be_kept(sent[1].get("cache-control", "")):
            names = [name.strip().lower() for name in sent[1].get("vary", "").split(",") if name.strip()]
            self.kept.setdefault(path, []).append(({name: headers.get(name, "") for name in names}, sent))
        return sent


def _may_be_kept(said: str) -> bool:
    words = {word.strip().partition("=")[0] for word in said.split(",")}
    return bool(words & {"public", "max-age", "s-maxage"}) and not words & {"private", "no-store"}


def asked(path: str, headers: dict[str, str]) -> Sent:
    """The application itself, in this process and hence on the database of the test."""
    answer = Client(raise_request_exception=False).get(path, headers=headers)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return answer.status_code, {name.lower(): value for name, value in answer.items()}, content


# What a cache may keep is said before the database is asked.
pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def proxy() -> Proxy:
    return Proxy()


@pytest.fixture
def people(world: World) -> dict[str, dict[str, str]]:
    """What each sends along: cookies of a session, a token, or nothing."""
    found: dict[str, dict[str, str]] = {"nobody": {}}
    for name, place in (("abi", "X-ALF"), ("bea", "X-BRA")):
        entered(name, Role.APPROVER, place=place)
        session = signed_in(name).cookies[settings.SESSION_COOKIE_NAME].value
        found[name] = {"cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
        actor = acting_named(name)
        assert actor is not None
        secret = make_token(actor, name="a program", scope=Scope.READ, days=3).secret
        found[f"{name}'s program"] = {"authorization": f"Bearer {secret}"}
    return found


def paths(world: World) -> list[str]:
    """Pages and data of which each person sees something else, or that only one of them may see."""
    reports = f"/en/rounds/{world.round}/reports"
    return [
        "/en/my-work/",
        "/en/plans/TESTS/",
        "/en/plans/TESTS.json",
        f"{reports}/X-ALF/",
        "/en/desk/jobs.csv",
        "/api/v1/plans",
        "/api/v1/plans/TESTS/scores",
        f"/api/v1/rounds/{world.round}/reports",
        DESCRIPTION,
        DOCS,
    ]


def test_t43_alternating_people_get_what_they_would_get_without_the_proxy(
    world: World, people: dict[str, dict[str, str]], proxy: Proxy
) -> None:
    for path in paths(world):
        for who in ("nobody", "abi", "bea's program", "nobody", "bea", "abi's program"):
            got, direct = proxy.answer(path, people[who]), asked(path, people[who])

            assert got[0] == direct[0], f"{who} at {path}"
            if path == DESCRIPTION:
                assert got[2] == direct[2], f"{who} at {path}"
            elif "cookie" in people[who] or ("authorization" in people[who] and path != DOCS):
                assert got[1]["cache-control"] == "private, no-store", f"{who} at {path}"

    words = b"".join(sent[2] for kept in proxy.kept.values() for _, sent in kept)
    assert proxy.hits, "the proxy kept nothing: it proves nothing"
    assert b"Submitted by Alfara" not in words
    assert all(path.startswith("/api/v1/") for path in proxy.kept)


def test_t43_without_the_rule_one_person_gets_the_answer_of_another(
    world: World, people: dict[str, dict[str, str]], proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: an answer that says `public` is handed to whoever comes next."""

    def careless(self: PrivateMiddleware, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cache-Control"] = "public, max-age=60"
        del response["Vary"]
        return response

    monkeypatch.setattr(PrivateMiddleware, "__call__", careless)
    path = f"/api/v1/rounds/{world.round}/reports"

    first = proxy.answer(path, people["abi's program"])
    second = proxy.answer(path, people["bea's program"])

    assert b"Submitted by Alfara" in first[2]
    assert second == first
