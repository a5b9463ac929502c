"""A claim that the reader missed is added on its words, without a script."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.records.models import Claim
from pantau.usecases.add_source import SourceDetails, add_source
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both
TEXT = "Kemajuan 12 dari 14 butir, kata juru bicara. Kemajuan itu baik.\n"
PAGE = "/en/desk/evidence/TALK-1/add/"


@pytest.fixture
def talk(world: World) -> World:
    add_source(LOCAL_OPERATOR, content=TEXT.encode(), file="a.txt", details=SourceDetails(code="TALK-1"))
    return world


def place(passage: str, type: str) -> str:
    return f"{PAGE}?{urlencode({'passage': passage, 'type': type})}"


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_words_and_type_lead_to_the_fields_and_the_claim_to_its_place(talk: World, client: Client) -> None:
    asked = place("12 dari 14 butir", "quantity")
    assert 'name="number"' in client.get(asked).content.decode()

    answer = client.post(asked, {"kind": "count", "number": "12", "unit": "item", "metric": "items"})

    claim = Claim.objects.get(source__code="TALK-1")
    assert (answer.status_code, claim.start, claim.text) == (303, 9, "12 dari 14 butir")
    assert (claim.value["number"], claim.state) == (12, "proposed")
    assert f"claim={claim.public_id}" in answer.headers["Location"]
    assert client.get(answer.headers["Location"]).status_code == 200


def test_of_words_that_stand_twice_one_place_is_chosen(talk: World, client: Client) -> None:
    asked = place("Kemajuan", "group")
    assert client.get(asked).content.decode().count('type="radio" name="start"') == 2

    client.post(asked, {"id": "public", "start": str(TEXT.rindex("Kemajuan"))})

    assert Claim.objects.get(source__code="TALK-1").start == TEXT.rindex("Kemajuan")


def test_words_that_are_not_there_lead_to_no_form(talk: World, client: Client) -> None:
    page = client.get(place("13 dari 14 butir", "quantity")).content.decode()

    assert "These words do not stand in the text." in text_of(page)
    assert 'name="number"' not in page


def test_what_cannot_be_kept_is_said_and_stays_typed(talk: World, client: Client) -> None:
    answer = client.post(place("12 dari 14 butir", "quantity"), {"kind": "count", "number": "dozen", "unit": "item"})

    assert answer.status_code == 422
    assert 'value="dozen"' in answer.content.decode()
    assert not Claim.objects.filter(source__code="TALK-1").exists()


@pytest.mark.parametrize("start", ["many", "-1", "3"])
def test_a_place_that_is_none_is_refused(talk: World, client: Client, start: str) -> None:
    answer = client.post(place("Kemajuan", "group"), {"id": "public", "start": start})

    assert answer.status_code == 422
    assert not Claim.objects.filter(source__code="TALK-1").exists()
