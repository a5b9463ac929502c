"""Asking again with both clocks fixed gives the same answer for ever, whatever comes in afterwards."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from pantau.domain.plans import Visibility
from pantau.domain.regional import Derivation
from pantau.domain.values import Period
from tests.usecases.office import TITLE, Office
from tests.workspaces import everybody, progress, working_in

Event = Callable[[Office], object]
ROUNDS = "plan,code,start,end,opens,closes,cut_off"
FIGURES = "code,subject,metric,printed,as_of,verb,denominator"
LISTS = "code,plan,name_en,authority,date,lines"
MEMBERS = "code,kind,name_en,name_id,member_from,member_until,illustrative"
DETAILS = "plan,label,due,lead"
WITHDRAWALS = "plan,label,on,authority"

# What may happen after an answer was given: each of these changes what is known today.
EVENTS: dict[str, Event] = {
    "a status changes": lambda office: office.progress(progress({("1.1", "X-ALF"): "not_started"}), round="2024"),
    "a later status comes in": lambda office: office.progress(
        progress({("1.2", "X-ALF"): "not_started"}, as_of="2025-06-30"), round="2025"
    ),
    "a missing report comes in": lambda office: office.progress(
        progress({("2.5", "X-ALF"): "completed"}), round="2024"
    ),
    "a line is withdrawn": lambda office: office.register("withdrawals", WITHDRAWALS, "TESTS,1.1,2024-01-01,SOCA"),
    "a withdrawal is dated otherwise": lambda office: office.register(
        "withdrawals", WITHDRAWALS, "TESTS,2.4,2026-01-01,SOCA"
    ),
    "a due date changes": lambda office: office.register("line-details", DETAILS, "TESTS,1.1,2030-12-31,"),
    "a line gets a lead body": lambda office: office.register("line-details", DETAILS, "TESTS,1.4,,X-SEC"),
    "an initiative is recorded": lambda office: office.initiatives("New one,,implementing,2024-01-01,2.1 | 2.2"),
    "an initiative ends": lambda office: office.initiatives("Exercises,,cancelled,2024-05-01,1.1"),
    "an initiative is linked to another line": lambda office: office.initiatives(
        "Exercises,,implementing,2023-01-01,1.1 | 1.5"
    ),
    "a round is opened": lambda office: office.register(
        "rounds", ROUNDS, "TESTS,2025,2025-01-01,2025-12-31,2025-11-01,2025-12-15,1999-01-01"
    ),
    "a round is dated otherwise": lambda office: office.register(
        "rounds", ROUNDS, "TESTS,2024,2024-11-01,2024-12-31,2024-01-01,2024-12-31,2024-12-31"
    ),
    "a list is decided": lambda office: office.register("named-lists", LISTS, "SECOND,TESTS,B,SOCA,2024-01-01,1.5"),
    "a list grows": lambda office: office.register("named-lists", LISTS, "FIRST,TESTS,A,SOCA,2023-01-01,1.5"),
    "a list is dated otherwise": lambda office: office.register(
        "named-lists", LISTS, "FIRST,TESTS,A,SOCA,2026-01-01,1.1"
    ),
    "a country joins": lambda office: office.register(
        "actors", MEMBERS, "X-DEL,member_state,Delta,Delta,2000-01-01,,yes"
    ),
    "a membership ended": lambda office: office.register(
        "actors", MEMBERS, "X-ALF,member_state,Alfara,Alfara,2000-01-01,2001-01-01,yes"
    ),
    "a claim is recorded": lambda office: office.register(
        "figures", FIGURES, "CLAIM-2,TESTS,implementation_rate,50,2025-12-31,implemented,10"
    ),
    "a claim is corrected": lambda office: office.register(
        "figures", FIGURES, "CLAIM-1,TESTS,implementation_rate,70,2025-12-31,implemented,10"
    ),
    "the plan counts by another derivation": lambda office: office.plan(by=Derivation.ALL),
    "the plan has another headline": lambda office: office.plan(rule="R2"),
    "the plan runs longer": lambda office: office.plan(period=Period(start=date(2021, 1, 1), end=date(2030, 12, 31))),
}
# These change nothing that a scorecard shows.
QUIET: dict[str, Event] = {
    "a list is named otherwise": lambda office: office.register(
        "named-lists", LISTS, "FIRST,TESTS,Another,SOCA,2023-01-01,1.1"
    ),
    "the plan has another title": lambda office: office.plan(title=TITLE),
    "the plan shows its countries": lambda office: office.plan(visibility=Visibility.NAMED),
}


@pytest.fixture(scope="module")
def office_template(office_template: Office, lasting: DjangoDbBlocker) -> Office:
    """An office with a bit of everything that a score looks at."""
    with lasting.unblock(), working_in(office_template.folder):
        tell(office_template)
    return office_template


@pytest.fixture
def told(office: Office) -> Office:
    return office


def tell(office: Office) -> None:
    office.register("named-lists", LISTS, "FIRST,TESTS,A,SOCA,2023-01-01,1.1 | 1.2")
    office.register("withdrawals", WITHDRAWALS, "TESTS,2.4,2023-06-30,SOCA")
    office.register("line-details", DETAILS, "TESTS,1.1,2024-12-31,")
    office.initiatives("Exercises,,implementing,2023-01-01,1.1")
    office.progress(progress(everybody("completed", ("1.1", "1.2", "1.3"))), round="2024")
    office.progress(progress(everybody("ongoing", ("2.1", "2.2"))), round="2024")
    office.progress(progress({("1.4", "X-SEC"): "ongoing"}), round="2024")
    office.register("figures", FIGURES, "CLAIM-1,TESTS,implementation_rate,60,2025-12-31,implemented,10")


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_a_fixed_answer_stays_though_the_present_one_changes(told: Office, event: Event) -> None:
    known_at = timezone.now()
    fixed, present = answers(told, known_at), answers(told, None)

    event(told)

    assert answers(told, known_at) == fixed
    assert answers(told, None) != present


def answers(office: Office, known_at: datetime | None) -> list[dict[str, Any]]:
    """What is said of the end of the plan, and of a day before its first round, when members owe without one."""
    cards = [office.card(as_of=as_of, known_at=known_at) for as_of in (date(2025, 12, 31), date(2023, 12, 31))]
    return [card | {"known_at": None} for card in cards]


@pytest.mark.parametrize("event", QUIET.values(), ids=QUIET)
def test_a_fixed_answer_stays_where_nothing_else_changes_either(told: Office, event: Event) -> None:
    known_at = timezone.now()
    fixed = told.card(known_at=known_at)

    event(told)

    assert told.card(known_at=known_at) == fixed


def test_a_fixed_answer_stays_through_all_of_it(told: Office) -> None:
    known_at = timezone.now()
    asked = [{}, {"round": "2024"}, {"by": Derivation.ANY}, {"as_of": date(2024, 7, 1)}]
    fixed = [told.card(known_at=known_at, **question) for question in asked]

    for event in (EVENTS | QUIET).values():
        event(told)

    assert [told.card(known_at=known_at, **question) for question in asked] == fixed


def test_a_moment_before_anything_was_known_has_a_fixed_answer_too(told: Office) -> None:
    known_at = timezone.now().replace(year=2020)
    fixed = told.card(known_at=known_at)

    for event in EVENTS.values():
        event(told)

    assert told.card(known_at=known_at) == fixed
    assert fixed["completeness"]["accepted"] == 0
