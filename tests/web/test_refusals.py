"""What cannot be shown is refused in a sentence, the same on a page and in data."""

import json

import pytest
from django.test import Client

from pantau.domain.refusals import PlanUnknown
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

ABSENT = (
    "plans/NOWHERE/",
    "plans/NOWHERE.json",
    "plans/NOWHERE/lines.csv",
    "plans/TESTS/lines/00000000-0000-0000-0000-000000000000/",
    "plans/TESTS/rules/R99/",
    "figures/NOTHING/",
    "sources/NOTHING/",
    "partners/X-ALF/",
    "partners/NOBODY.json",
    "nothing/of/the/kind/",
    "nothing.json",
)
REFUSED = (
    "?page=1",
    "plans/?as_of=2024-12-31",
    "plans/?sort=visibility",
    "plans/TESTS/?as_of=abc",
    "plans/TESTS/?as_of=0001-01-01",
    "plans/TESTS/?as_of=9999-12-31",
    "plans/TESTS/?as_of=2024-02-30",
    "plans/TESTS/?known_at=yesterday",
    "plans/TESTS/?known_at=0001-01-01T00:00%2B23:59",
    "plans/TESTS/?by=foo",
    "plans/TESTS/?round=1999",
    "plans/TESTS/?secret=1",
    "plans/TESTS.csv?table=nothing",
    "plans/TESTS/lines/?page=0",
    "plans/TESTS/lines/?page=-1",
    "plans/TESTS/lines/?page=2",
    "plans/TESTS/lines/?page=99999999999999999999999999",
    "plans/TESTS/lines/?page=%C2%B2",
    "plans/TESTS/lines/?size=5000",
    "plans/TESTS/lines/?status=done",
    "plans/TESTS/lines/?only=mine",
    "plans/TESTS/lines/?sort=reporter",
    f"plans/TESTS/lines/?q={'x' * 201}",
    "plans/TESTS/rules/R2/?verdict=maybe",
    "figures/?metric=charm",
    "figures/?subject=X",
    "sources/STATEMENT/?page=2",
    "method/?value=101",
    "method/?value=many",
    "method/?of=0",
    "method/?of=99999999999",
    "method/?qualifier=maybe",
)


def test_what_is_absent_is_not_found(world: World, visitor: Client) -> None:
    answers = {place: visitor.get(f"/en/{place}").status_code for place in ABSENT}

    assert {place: code for place, code in answers.items() if code != 404} == {}


def test_what_cannot_be_read_is_refused(world: World, visitor: Client) -> None:
    answers = {place: visitor.get(f"/en/{place}").status_code for place in REFUSED}

    assert {place: code for place, code in answers.items() if code != 400} == {}


def test_data_refuses_what_its_page_refuses(world: World, visitor: Client) -> None:
    places = [place.partition("?") for place in REFUSED if "/?" in place]
    answers = {place: visitor.get(f"/en/{place[0].rstrip('/')}.json?{place[2]}") for place in places}

    assert {answer.status_code for answer in answers.values()} == {400}
    assert {tuple(json.loads(answer.content)) for answer in answers.values()} == {("code", "says", "mend", "where")}


def test_an_empty_parameter_asks_for_nothing(world: World, visitor: Client) -> None:
    assert visitor.get("/en/plans/?sort=&page=").status_code == 200


@pytest.mark.parametrize("language", ["en", "id"])
def test_page_and_data_refuse_in_the_same_words(world: World, visitor: Client, language: str) -> None:
    page = visitor.get(f"/{language}/plans/NOWHERE/").content.decode()
    data = json.loads(visitor.get(f"/{language}/plans/NOWHERE.json").content)

    assert data == PlanUnknown(plan="NOWHERE").as_json(language)
    assert data["says"] in page
    assert data["mend"].replace("'", "&#x27;") in page


def test_a_hidden_column_is_refused_as_an_unknown_one_is(world: World, visitor: Client) -> None:
    hidden = json.loads(visitor.get("/en/figures.json?sort=illustrative").content)
    unknown = json.loads(visitor.get("/en/figures.json?sort=nonsense").content)

    assert hidden["says"].replace("illustrative", "nonsense") == unknown["says"]
    assert hidden["mend"] == unknown["mend"]


def test_an_unknown_parameter_is_named_and_the_known_ones_are_listed(world: World, visitor: Client) -> None:
    data = json.loads(visitor.get("/en/plans/TESTS.json?secret=1").content)

    assert data["code"] == "parameter_unknown"
    assert "“secret”" in data["says"]
    assert "as_of, round, by, known_at" in data["mend"]


def test_a_refusal_shows_hostile_text_as_text(world: World, visitor: Client) -> None:
    answer = visitor.get("/en/plans/%3Cscript%3Ealert(1)%3C%2Fscript%3E/")

    assert answer.status_code == 404
    assert "<script" not in answer.content.decode()


def test_an_address_without_a_language_leads_to_one_with(world: World, visitor: Client) -> None:
    answer = visitor.get("/plans/TESTS/?by=all", headers={"accept-language": "id"})

    assert answer.status_code == 302
    assert answer["Location"] == "/id/plans/TESTS/?by=all"
