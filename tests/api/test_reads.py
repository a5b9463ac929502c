"""What programs read: the rows of the pages, in parts, with tags, kept by caches only where anybody may see them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pantau.domain.plans import Visibility
from pantau.records.models import User
from pantau.usecases.score_plan import score_plan
from tests.api.made import CANARY, Cycle, Program, show
from tests.usecases.office import CODE
from tests.workspaces import everybody, progress

PUBLIC = (
    "/api/v1/plans",
    f"/api/v1/plans/{CODE}",
    f"/api/v1/plans/{CODE}/lines",
    f"/api/v1/plans/{CODE}/scores",
    "/api/v1/rounds",
    "/api/v1/figures",
    "/api/v1/figures/CLAIM",
    "/api/v1/search?q=lines",
    "/api/v1/actors",
    "/api/v1/actors/X-ALF",
)


def everything(cycle: Cycle) -> list[str]:
    """The address of every public resource."""
    line = f"/api/v1/plans/{CODE}/lines/{cycle.lines[0]}"
    return [*PUBLIC, line, f"/api/v1/rounds/{cycle.round}"]


def test_anybody_reads_what_is_public(cycle: Cycle, anybody: Program) -> None:
    assert {address: anybody.get(address).status_code for address in everything(cycle)} == dict.fromkeys(
        everything(cycle), 200
    )


def test_the_score_is_the_answer_of_the_command(cycle: Cycle, anybody: Program) -> None:
    cycle.office.progress(progress(everybody("completed", ("1.1", "1.2"))))
    known_at = datetime(2030, 1, 1, tzinfo=UTC)
    wanted = score_plan(cycle.office.actor, plan=CODE, known_at=known_at).as_json()

    answer = anybody.get(f"/api/v1/plans/{CODE}/scores?known_at=2030-01-01T00:00:00Z").json()

    assert {name: answer[name] for name in wanted} == wanted


def test_lines_are_filtered_and_counted(cycle: Cycle, anybody: Program) -> None:
    cycle.office.progress(progress(everybody("completed", ("1.1", "1.2"))))

    answer = anybody.get(f"/api/v1/plans/{CODE}/lines?status=completed&q=directory").json()

    assert [(line["label"], line["status"], line["answers"]) for line in answer["items"]] == [
        ("1.2", "completed", {"completed": 2})
    ]


def test_a_list_comes_in_parts(cycle: Cycle, anybody: Program) -> None:
    seen: list[str] = []
    address = f"/api/v1/plans/{CODE}/lines?limit=4"
    while address:
        part = anybody.get(address).json()
        seen += [line["label"] for line in part["items"]]
        address = part["next"]

    assert part["total"] == len(seen) == len(set(seen)) == 10
    assert part["previous"] is not None


@pytest.mark.parametrize(
    "query", ["limit=501", "limit=0", "offset=10001", "offset=-1", "limit=x", "offset=9" + "9" * 400]
)
def test_no_list_is_longer_or_deeper_than_its_bounds(anybody: Program, query: str) -> None:
    """T12"""
    answer = anybody.get(f"/api/v1/plans/{CODE}/lines?{query}")

    assert (answer.status_code, answer.json()["code"]) == (400, "parameter_unfit")


@pytest.mark.parametrize("name", ["password", "nothing", "reporter__name", "order"])
def test_a_hidden_parameter_is_refused_as_an_unknown_one(cycle: Cycle, focal: Program, name: str) -> None:
    """T5"""
    asked = [f"{one}{'&' if '?' in one else '?'}{name}=x" for one in (*everything(cycle), cycle.reports())]
    answers = [focal.get(one) for one in asked]

    assert {(one.status_code, one.json()["code"]) for one in answers} == {(400, "parameter_unknown")}


def test_a_parameter_that_cannot_be_is_refused(anybody: Program) -> None:
    bad = ("as_of=1.2.2025", "as_of=0001-01-01", "by=luck", "round=NONE", "status=nearly", "q=a%00b", "known_at=soon")

    answers = {query: anybody.get(f"/api/v1/plans/{CODE}/lines?{query}").status_code for query in bad}

    assert answers == dict.fromkeys(bad, 400)


@pytest.mark.parametrize(
    "place", ["plans/%00", "plans/NONE", "actors/%ff", "rounds/1", "plans/TESTS/lines/1", "nothing"]
)
def test_what_is_not_there_is_a_problem_and_no_page(anybody: Program, place: str) -> None:
    answer = anybody.get(f"/api/v1/{place}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_a_method_that_an_address_has_not_got_is_a_problem(anybody: Program) -> None:
    answer = anybody.post("/api/v1/plans", {})

    assert (answer.status_code, answer.json()["code"], answer["Allow"]) == (405, "method_unfit", "GET")


def test_problems_speak_the_language_asked_for(anybody: Program) -> None:
    english = anybody.get("/api/v1/plans/NONE", Accept_Language="en").json()
    indonesian = anybody.get("/api/v1/plans/NONE", Accept_Language="id").json()

    assert english["code"] == indonesian["code"] == "plan_unknown"
    assert english["says"] != indonesian["says"]
    assert indonesian["detail"] == f"{indonesian['says']} {indonesian['mend']}"


def test_what_a_caller_has_is_not_sent_again(cycle: Cycle, anybody: Program) -> None:
    for address in everything(cycle):
        first = anybody.get(address)

        again = anybody.get(address, If_None_Match=first["ETag"])

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"]), address


def test_a_changed_plan_has_another_tag(cycle: Cycle, anybody: Program) -> None:
    tag = anybody.get(f"/api/v1/plans/{CODE}/scores")["ETag"]
    cycle.office.progress(progress(everybody("completed", ("1.1",))))

    assert anybody.get(f"/api/v1/plans/{CODE}/scores", If_None_Match=tag).status_code == 200


def test_only_answers_for_anybody_are_kept_by_caches(cycle: Cycle, anybody: Program, focal: Program) -> None:
    """T43"""
    signed_in = Client()
    signed_in.force_login(User.objects.get(name="focal"))
    for address in everything(cycle):
        answers = [anybody.get(address), focal.get(address), Program(client=signed_in).get(address)]

        assert [one["Cache-Control"] for one in answers] == [
            "public, max-age=60",
            "private, no-store",
            "private, no-store",
        ], address
        for one in answers:
            assert {"authorization", "cookie", "accept-language"} <= {
                name.strip().lower() for name in one["Vary"].split(",")
            }


def test_a_problem_is_never_kept(cycle: Cycle, anybody: Program, focal: Program) -> None:
    """T43"""
    answers = [anybody.get("/api/v1/plans/NONE"), anybody.get(cycle.reports()), focal.get("/api/v1/nothing")]

    assert [one["Cache-Control"] for one in answers] == ["private, no-store"] * 3


def test_drafts_are_in_no_public_answer(cycle: Cycle, anybody: Program, focal: Program, other: Program) -> None:
    """T3: nor does another country see them, nor anything that counts them."""
    before = {address: anybody.get(address).content for address in everything(cycle)}
    for line in range(3):
        focal.patch(cycle.reports("X-ALF", line), {"status": "completed", "narrative": CANARY}, If_Match="*")

    answers = [anybody.get(address) for address in everything(cycle)]
    answers += [other.get(address) for address in (*everything(cycle), cycle.reports())]

    assert [one for one in answers if CANARY.encode() in one.content] == []
    timeless = {address: text for address, text in before.items() if "scores" not in address}
    assert {address: anybody.get(address).content for address in timeless} == timeless


@pytest.mark.parametrize(
    ("visibility", "seen"),
    [
        (Visibility.NAMED, {"anybody": 2, "focal": 2, "evaluator": 2}),
        (Visibility.OWN, {"anybody": 0, "focal": 1, "evaluator": 2}),
        (Visibility.REGIONAL, {"anybody": 0, "focal": 0, "evaluator": 2}),
    ],
)
def test_results_by_country_obey_the_plan(cycle: Cycle, visibility: Visibility, seen: dict[str, int]) -> None:
    cycle.office.progress(progress(everybody("completed", ("1.1",))))
    show(visibility)

    answers = {
        name: Program(secret=cycle.readers.get(name, "")).get(f"/api/v1/plans/{CODE}/scores").json() for name in seen
    }

    assert {name: len(answer["countries"]) for name, answer in answers.items()} == seen
    if visibility is Visibility.OWN:
        assert [one["country"] for one in answers["focal"]["countries"]] == ["X-ALF"]


@pytest.mark.parametrize("address", ["/api/v1/plans", "/api/v1/rounds", "/api/v1/actors"])
def test_a_list_asks_the_record_as_often_whatever_its_length(
    cycle: Cycle, anybody: Program, address: str, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    with django_assert_max_num_queries(3):
        answer: Any = anybody.get(address)

    assert answer.status_code == 200
