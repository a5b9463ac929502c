"""Administration: people are added, given roles and closed on pages that nobody else may open."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from pantau.domain.permissions import Role
from pantau.records.models import RoleGrant
from pantau.records.queries.people_register import person_named
from pantau.usecases.accept_invitation import invited_by
from tests.web.people import PASSWORD, entered, signed_in
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

PEOPLE = "/en/desk/people/"
MANAGED = ("desk/people/", "desk/bodies/", "desk/bodies/X-MIN/")


@pytest.fixture
def administrator(world: World) -> Client:
    return signed_in(entered("nadia", Role.ADMINISTRATOR))


def page_of(name: str, world: World) -> str:
    return f"{PEOPLE}{person_named(name, now=world.now).public_id}/"


def grants_of(name: str, world: World) -> list[UUID]:
    return [grant.public_id for grant in person_named(name, now=world.now).held]


def test_somebody_is_added_and_their_link_is_shown_once(administrator: Client, world: World, visitor: Client) -> None:
    answer = administrator.post(PEOPLE, {"name": "budi", "full_name": "Budi S.", "email": "budi@x.example", "home": ""})

    link = re.search(r"http://testserver(/en/accounts/invitation/([\w-]+)/)", answer.content.decode())
    assert link is not None
    assert invited_by(link[2]) == "budi"
    for later in (page_of("budi", world), page_of("budi", world).rstrip("/") + ".json"):
        assert link[2] not in administrator.get(later).content.decode()
    assert "budi" in visitor.get(link[1]).content.decode()
    assert visitor.post(link[1], {"password": PASSWORD, "again": "another one entirely"}).status_code == 422
    assert visitor.post(link[1], {"password": "short", "again": "short"}).status_code == 422
    assert visitor.post(link[1], {"password": PASSWORD, "again": PASSWORD})["Location"] == "/en/accounts/login/"
    assert visitor.get(link[1]).status_code == 404


def test_a_role_is_given_and_taken_back(administrator: Client, world: World) -> None:
    page = page_of("rina", world)

    given = administrator.post(page, {"do": "grant", "role": "focal_point", "place": "X-ALF", "plan": "", "until": ""})
    (_, fresh) = grants_of("rina", world)
    taken = administrator.post(page, {"do": "revoke", "grant": str(fresh)})

    assert (given.status_code, taken.status_code) == (303, 303)
    assert len(grants_of("rina", world)) == 1
    assert "taken back" in administrator.get(page).content.decode()


def test_t1_a_role_of_somebody_else_is_not_taken_back_on_this_page(administrator: Client, world: World) -> None:
    (of_sari,) = grants_of("sari", world)

    answer = administrator.post(page_of("rina", world), {"do": "revoke", "grant": str(of_sari)})

    assert answer.status_code == 422
    assert grants_of("sari", world) == [of_sari]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"do": "grant", "role": "approver", "place": "X-SEC"}, 422),
        ({"do": "grant", "role": "operator"}, 422),
        ({"do": "grant", "role": ""}, 422),
        ({"do": "promote"}, 400),
        ({"do": "edit", "full_name": "R", "email": "", "home": "", "seen": "99"}, 422),
        ({"do": "edit", "full_name": "R", "is_active": "yes"}, 400),
        ({"do": "revoke", "grant": "nonsense"}, 422),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(
    administrator: Client, world: World, sent: dict[str, str], status: int
) -> None:
    administrator.raise_request_exception = False
    before = list(RoleGrant.objects.values_list("pk", "version"))

    assert administrator.post(page_of("rina", world), sent).status_code == status
    assert list(RoleGrant.objects.values_list("pk", "version")) == before


def test_an_administrator_sees_no_form_on_their_own_page(administrator: Client, world: World) -> None:
    page = page_of("nadia", world)

    assert "This is you" in administrator.get(page).content.decode()
    assert administrator.post(page, {"do": "grant", "role": "reviewer"}).status_code == 422


def test_a_closed_account_is_out(administrator: Client, world: World) -> None:
    rina = signed_in("rina")
    assert rina.get("/en/desk/").status_code == 200

    administrator.post(page_of("rina", world), {"do": "close"})

    assert rina.get("/en/desk/").status_code == 303
    assert "This account is closed" in administrator.get(page_of("rina", world)).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_opens_them(world: World, method: str) -> None:
    reviewer = signed_in(entered("mira", Role.REVIEWER))
    reviewer.raise_request_exception = False

    places = [*(f"/en/{place}" for place in MANAGED), page_of("rina", world)]
    assert {getattr(reviewer, method)(place, {"do": "close"}).status_code for place in places} == {404}
    assert person_named("rina", now=world.now).active


def test_a_body_is_added_and_renamed(administrator: Client, world: World) -> None:
    added: Any = administrator.post(
        "/en/desk/bodies/", {"code": "X-NEW", "kind": "centre", "name_en": "Centre", "name_id": "Pusat", "parent": ""}
    )
    renamed = administrator.post(
        added["Location"], {"name_en": "Another centre", "name_id": "", "parent": "X-ALF", "seen": "1"}
    )

    assert (added.status_code, renamed.status_code) == (303, 303)
    assert "Another centre" in administrator.get("/en/desk/bodies/").content.decode()


def test_a_role_is_lent_and_taken_back_on_ones_own_page(world: World) -> None:
    entered("budi")
    rina, budi = signed_in("rina"), signed_in("budi")
    (own,) = grants_of("rina", world)

    lent = rina.post("/en/accounts/", {"role": str(own), "to": "budi", "until": "2090-01-01"})
    assert lent.status_code == 303
    assert budi.get("/en/desk/").status_code == 200
    (loan,) = grants_of("budi", world)
    assert rina.post("/en/accounts/", {"end": str(loan)}).status_code == 303

    assert budi.get("/en/desk/").status_code == 404
    assert rina.post("/en/accounts/", {"role": str(own), "to": "rina", "until": "2090-01-01"}).status_code == 422


def test_the_roles_are_shown_as_the_policy_has_them(world: World, client: Client) -> None:
    rows = client.get("/en/desk/roles.json").json()["tables"]["rights"]

    assert {row["role"] for row in rows} == set(Role)
    assert {"right": "manage_people", "role": "administrator", "reach": ["all"]} in rows
