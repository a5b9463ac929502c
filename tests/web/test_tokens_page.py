"""The page of a person's tokens: made with a secret that is shown once, revoked, and nobody else's."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from pantau.records.models import User
from pantau.records.queries.tokens import tokens_of
from pantau.records.workspace import Folder
from tests.api.made import Cycle, Program, made_cycle
from tests.usecases.office import Office, opened
from tests.workspaces import folder_of

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

PAGE = "/en/desk/tokens/"
NEW = {"name": "Power BI", "scope": "read", "days": "30"}


@pytest.fixture(scope="module")
def cycle_template(lasting: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Cycle:
    with lasting.unblock(), folder_of(tmp_path_factory.mktemp("cycle") / "workspace") as folder:
        return made_cycle(opened(folder))


@pytest.fixture
def cycle(cycle_template: Cycle, db: None, folder_again: Callable[[Folder], Folder]) -> Cycle:
    return replace(cycle_template, office=Office(folder=folder_again(cycle_template.office.folder)))


@pytest.fixture
def focal(cycle: Cycle) -> Client:
    client = Client()
    client.force_login(User.objects.get(name="focal"))
    return client


def secret_in(answer: Any) -> str:
    found = re.search(r">(pantau_[^<]+)</textarea>", answer.content.decode())
    assert found is not None
    return found[1]


def test_a_token_is_shown_once_and_lets_its_person_in(cycle: Cycle, focal: Client) -> None:
    answer = focal.post(PAGE, NEW)

    secret = secret_in(answer)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert Program(secret=secret).get(cycle.reports()).json()["total"] == 3
    assert secret not in focal.get(PAGE).content.decode()
    assert secret not in focal.get("/en/desk/tokens.json").content.decode()


def test_a_token_is_revoked_by_its_button(cycle: Cycle, focal: Client) -> None:
    secret = secret_in(focal.post(PAGE, NEW))

    answer = focal.post(PAGE, {"token": str(tokens_of("focal")[0].public_id)})

    assert answer.status_code == 303
    assert Program(secret=secret).get("/api/v1/plans").status_code == 401


def test_another_persons_token_is_as_if_it_were_not_there(cycle: Cycle, focal: Client) -> None:
    """T1"""
    theirs = tokens_of("other")[0].public_id

    answers = [focal.post(PAGE, {"token": str(one)}) for one in (theirs, uuid4(), "x")]

    assert [one.status_code for one in answers] == [404, 404, 404]
    assert tokens_of("other")[0].revoked_at is None


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": " "}, "name"), ({"days": "366"}, "days"), ({"days": "0"}, "days"), ({"scope": "all"}, "scope")],
)
def test_a_token_that_cannot_be_is_refused_beside_its_field(
    cycle: Cycle, focal: Client, change: dict[str, str], field: str
) -> None:
    before = len(tokens_of("focal"))

    answer = focal.post(PAGE, NEW | change)

    assert answer.status_code == 422
    assert f'id="f-{field}-fault"' in answer.content.decode()
    assert len(tokens_of("focal")) == before


def test_a_field_that_the_form_has_not_got_is_refused(cycle: Cycle, focal: Client) -> None:
    """T6"""
    assert focal.post(PAGE, NEW | {"user": "other"}).status_code == 400


def test_a_visitor_has_no_tokens(cycle: Cycle) -> None:
    assert Client().post(PAGE, NEW).status_code in (303, 404)


def test_a_token_ends_within_a_year(cycle: Cycle, focal: Client) -> None:
    focal.post(PAGE, NEW | {"days": "365"})

    assert tokens_of("focal")[0].expires_at <= timezone.now() + timedelta(days=365)
