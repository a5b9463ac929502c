"""Every page and file, by every method, for every role, of what is one's own, another's, and mixed (T1-T5, T25)."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import LOCAL_OPERATOR, Role
from pantau.records.models import RoleGrant, StatusReportVersion
from pantau.records.workspace import VARIABLE
from pantau.web.desk.places import places_for
from pantau.web.route import FileRoute, Route
from pantau.web.routes import FILES, ROUTES
from tests.usecases.cast import pen
from tests.web.society import SCOPES, VISITOR, WHO, Society, absent, made_society
from tests.web.world import World

EXPECTED: dict[str, Any] = tomllib.loads((Path(__file__).parent / "policy.toml").read_text(encoding="utf-8"))
EVERY: dict[str, Route | FileRoute] = {route.name: route for route in (*ROUTES, *FILES)}
PEOPLE = tuple(role.value for role in Role)
# What fills a place that means something else in these routes.
MEANINGS: dict[str, dict[str, Any]] = {
    "figure": {"code": "CLAIM"},
    "source": {"code": "STATEMENT"},
    "source-origin": {"code": "STATEMENT"},
    "source-edit": {"code": "STATEMENT"},
    "evidence-source": {"code": "STATEMENT"},
    "evidence-add": {"code": "STATEMENT"},
    "partner": {"code": "X-PAR"},
    "partner-timeline": {"code": "X-PAR"},
    "body": {"code": "X-ALF-MIN"},
}


@pytest.fixture(scope="module")
def society_template(lasting: DjangoDbBlocker, world_template: World) -> Society:
    with lasting.unblock(), pytest.MonkeyPatch.context() as patch, translation.override("en"):
        patch.setenv(VARIABLE, str(world_template.office.folder.path))
        return made_society(world_template)


@pytest.fixture
def society(society_template: Society, world: World) -> Society:
    return replace(society_template, world=world)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are made and not drawn: who gets one is the question here, and drawing some thousand takes minutes."""
    monkeypatch.setattr("pantau.web.route.render", lambda _request, page, **_format: HttpResponse(page.template))


DRAWN = ("review-reports",)  # the form to send is taken from what the page shows


def methods_of(route: Route | FileRoute) -> tuple[str, ...]:
    does = route.deed if isinstance(route, Route) else route.job
    return ("GET", "POST") if does else ("GET",)


# Who may does not depend on the engine: the policy is asked before the database is.
pytestmark = pytest.mark.sqlite_alone

CASES = [(name, method) for name, route in EVERY.items() for method in methods_of(route)]


def test_every_route_and_method_has_an_expectation_and_every_expectation_a_route() -> None:
    asked = {(name, method) for name, methods in EXPECTED.items() for method in methods}

    assert set(CASES) - asked == set(), "say in policy.toml who gets an answer from these"
    assert asked - set(CASES) == set()


@pytest.mark.parametrize(("name", "method"), CASES)
def test_only_those_who_may_get_an_answer(
    society: Society, request: pytest.FixtureRequest, name: str, method: str
) -> None:
    if name not in DRAWN:
        request.getfixturevalue("undrawn")
    expected = {scope: set(allowed(name, method, scope)) for scope in SCOPES}
    got: dict[str, set[str]] = {scope: set() for scope in SCOPES}
    for who in WHO:
        client = society.client(who)
        answered: dict[str, bool] = {}  # what is one's own and what is mixed may stand at one address
        for scope in SCOPES:
            url = url_of(name, society.places(who, scope))
            if url not in answered:
                response = sent(client, url, name=name, method=method)
                assert response.status_code < 500, (who, scope, response.content[:300])
                answered[url] = not is_denied(client, response, name=name, method=method, who=who)
            if answered[url]:
                got[scope].add(who)
        if method == "GET" and isinstance(EVERY[name], Route):
            data = client.get(url_of(name, society.places(who, "other"), format="json"))
            assert (data.status_code == 200) == (who in got["other"]), f"{who} and the page as data"

    assert got == expected


@pytest.mark.parametrize("who", PEOPLE)
def test_the_desk_leads_to_every_place_that_one_may_open_and_to_no_other(society: Society, who: str) -> None:
    client = society.client(who)
    everything = {place.route for group in places_for(LOCAL_OPERATOR) for place in group.places}

    shown = client.get(reverse("desk.json")).json()["places"]

    opened = {name for name in everything if client.get(reverse(f"{name}.html")).status_code == 200}
    assert set(shown) == opened


def test_one_foreign_report_in_a_form_of_many_stops_all_of_them(society: Society) -> None:
    """T1"""
    client = society.client("coordinator")
    places = society.places("coordinator", "own")
    own, other = society.reports["TESTS", "X-ALF"], society.reports["OTHERS", "X-BRA"]
    form = form_of(client, url_of("review-reports", places)) | {"report": [str(own), str(other)], "do": "accept"}

    response = client.post(url_of("review-reports", places), form)

    assert response.status_code == 404
    assert StatusReportVersion.objects.filter(state="accepted", report__public_id__in=(own, other)).count() == 0


def test_a_key_that_the_form_has_not_got_is_refused(society: Society) -> None:
    """T6"""
    client = society.client("coordinator")
    url = url_of("review-reports", society.places("coordinator", "own"))

    response = client.post(url, form_of(client, url) | {"do": "accept", "accepted_at": "2020-01-01"})

    assert response.status_code == 400


@pytest.mark.parametrize("hidden", ["submitted_by", "narrative", "password", "owner"])
@pytest.mark.parametrize("name", ["review", "ledger", "jobs", "review-reports"])
def test_filtering_or_sorting_by_what_a_page_does_not_show_is_an_unknown_parameter(
    society: Society, name: str, hidden: str
) -> None:
    """T5"""
    client = society.client("operator")
    url = url_of(name, society.places("operator", "own"))

    answers = [client.get(url, {hidden: "x"}), client.get(url, {"nowhere": "x"})]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert b"parameter_unknown" in answers[0].content


def test_a_right_that_was_taken_back_is_gone_at_the_next_request(society: Society) -> None:
    """T7"""
    client = society.client("coordinator")
    url = url_of("review-reports", society.places("coordinator", "own"))
    before = client.get(url).status_code
    with transaction.atomic():
        pen().change(RoleGrant.objects.get(user__name="the coordinator"), ended_at=timezone.now())

    assert (before, client.get(url).status_code) == (200, 404)


def allowed(name: str, method: str, scope: str) -> tuple[str, ...]:
    said = EXPECTED[name][method]
    who = said.get("every", said.get(scope))
    assert who is not None, f"{name} {method} says nothing of {scope}"
    if who == "everybody":
        return WHO
    return PEOPLE if who == "people" else tuple(who)


def url_of(name: str, places: dict[str, Any], *, format: str = "html") -> str:
    route = EVERY[name]
    wanted = places | (MEANINGS.get(name, {}) if places["code"] != "NOWHERE" else {})
    used = {key: value for key, value in wanted.items() if f":{key}>" in route.place}
    return reverse(name if isinstance(route, FileRoute) else f"{name}.{format}", kwargs=used)


def sent(client: Client, url: str, *, name: str, method: str) -> HttpResponse:
    """The answer; what it wrote is taken back, so that the next person finds the same."""
    if method == "GET":
        return client.get(url)
    form = {"do": "accept"} | form_of(client, url) if name == "review-reports" else {}
    with transaction.atomic():
        response = client.post(url, form)
        transaction.set_rollback(True)
    return response


def form_of(client: Client, url: str) -> dict[str, Any]:
    """The reports of the page, chosen as they are shown to whoever may read them."""
    page = client.get(url)
    rows = page.context["row"].shown if page.status_code == 200 and page.context else []
    shown = {f"shown-{one.key}": one.row.digest for one in rows}
    return shown | ({"report": [one.key for one in rows]} if rows else {})


def is_denied(client: Client, response: HttpResponse, *, name: str, method: str, who: str) -> bool:
    """Whether this is what somebody hears where nothing is: word for word, or a visitor is asked to sign in."""
    if who == VISITOR and response.status_code in (302, 303) and _sign_in() and _sign_in() in response["Location"]:
        return True
    if response.status_code != 404:
        return False
    heard = words_of(response)
    assert heard == _heard_of_nothing(client, name, method, who) or heard == _heard_nowhere(client, who), (
        f"{who} learns that there is something"
    )
    return True


# What each person hears where nothing is does not change between the three that they are asked about.
_NOTHING: dict[tuple[str, ...], str] = {}


def _heard_of_nothing(client: Client, name: str, method: str, who: str) -> str:
    """The answer of the same address for what does not exist."""
    if (name, method, who) not in _NOTHING:
        url = url_of(name, absent())
        _NOTHING[name, method, who] = words_of(client.get(url) if method == "GET" else client.post(url, {}))
    return _NOTHING[name, method, who]


def _heard_nowhere(client: Client, who: str) -> str:
    """The answer of an address that does not exist at all."""
    if (who,) not in _NOTHING:
        _NOTHING[who,] = words_of(client.get("/en/there/is/nothing/"))
    return _NOTHING[who,]


def words_of(response: HttpResponse) -> str:
    """What the page says, without the address it stands at and the id it was asked for."""
    text = response.content.decode()
    main = text[text.find("<main") :] if "<main" in text else text
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", main)


def _sign_in() -> str:
    try:
        return reverse("account_login")
    except NoReverseMatch:
        return ""
