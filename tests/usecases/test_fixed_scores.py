"""What a score said stays what it said, whatever steps reports take afterwards; the provisional one is apart."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import VISITOR
from pantau.domain.refusals import NotFound, Refusal
from pantau.domain.workflow import ReportState
from pantau.usecases.amend_reports import amend_reports
from pantau.usecases.lock_reports import lock_reports
from pantau.usecases.review_reports import accept_reports, return_reports
from pantau.usecases.score_plan import score_plan
from pantau.usecases.score_provisionally import score_provisionally
from pantau.usecases.submit_reports import submit_reports
from pantau.usecases.verify_ledger import check_ledger
from tests.usecases.cast import Cast, cast
from tests.usecases.office import CODE, Office
from tests.workspaces import progress, working_in

LABELS = ("1.1", "1.2", "2.1")
STATUSES = ("completed", "ongoing", "planned", "deferred")
APPROVER, FOCAL, COORDINATOR = "approver alf", "focal alf", "coordinator"

Event = tuple[str, str, str]
EVENTS = some.lists(
    some.tuples(
        some.sampled_from(("write", "submit", "accept", "return", "amend", "lock", "import")),
        some.sampled_from(LABELS),
        some.sampled_from(STATUSES),
    ),
    min_size=3,
    max_size=12,
)


@pytest.fixture(scope="module")
def crew_template(office_template: Office, lasting: DjangoDbBlocker) -> Cast:
    with lasting.unblock(), working_in(office_template.folder):
        return cast(office_template)


@pytest.fixture
def crew(crew_template: Cast, office: Office) -> Cast:
    return crew_template.again()


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(events=EVENTS)
def test_a_fixed_answer_stays_through_the_whole_workflow(office: Office, crew: Cast, events: list[Event]) -> None:
    with transaction.atomic():
        told: list[tuple[datetime, dict[str, Any]]] = [(timezone.now(), card(office))]
        for event in events:
            happen(office, crew, event)
            told.append((timezone.now(), card(office)))

        assert [card(office, known_at) for known_at, _ in told] == [said for _, said in told]
        assert check_ledger(office.actor) == ()
        transaction.set_rollback(True)


def test_what_is_submitted_changes_the_provisional_rates_alone(office: Office, crew: Cast) -> None:
    before = card(office)
    crew.save(FOCAL, "X-ALF", "1.1", status="completed", completed_on="2024-03-01")
    submit_reports(crew.actor(APPROVER), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))

    ahead = score_provisionally(crew.actor(COORDINATOR), plan=CODE)

    assert card(office) == before
    assert ahead.submitted == 1
    assert ahead.card.completeness.part == before["completeness"]["accepted"] + 1
    assert (ahead.card.claims, ahead.card.countries) == ((), ())


def test_a_provisional_rate_is_the_rate_once_all_is_accepted(office: Office, crew: Cast) -> None:
    accepted_before(crew)
    amend_reports(crew.actor(APPROVER), round=crew.round, reports=crew.chosen("X-ALF", "1.1", note="new"))
    crew.save(FOCAL, "X-ALF", "1.1", status="deferred", narrative="Put off.")
    crew.save(FOCAL, "X-ALF", "2.1", status="ongoing")
    submit_reports(crew.actor(APPROVER), round=crew.round, reports=crew.chosen("X-ALF", "1.1", "2.1"))
    ahead = score_provisionally(crew.actor("evaluator"), plan=CODE).card.rates

    accept_reports(crew.actor(COORDINATOR), round=crew.round, reports=crew.chosen("X-ALF", "1.1", "2.1"))

    assert score_provisionally(crew.actor("evaluator"), plan=CODE).card.rates == ahead
    assert score_plan(crew.actor("evaluator"), plan=CODE).rates == ahead


@pytest.mark.parametrize("who", [FOCAL, APPROVER, "approver bra", "ministry alf", "administrator"])
def test_who_may_not_read_all_that_is_submitted_sees_nothing_provisional(crew: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        score_provisionally(crew.actor(who), plan=CODE)
    with pytest.raises(NotFound):
        score_provisionally(VISITOR, plan=CODE)


def accepted_before(crew: Cast) -> None:
    crew.save(FOCAL, "X-ALF", "1.1", status="completed", completed_on="2024-03-01")
    submit_reports(crew.actor(APPROVER), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))
    accept_reports(crew.actor(COORDINATOR), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))


def card(office: Office, known_at: datetime | None = None) -> dict[str, Any]:
    return office.card(known_at=known_at) | {"known_at": None}


def happen(office: Office, crew: Cast, event: Event) -> None:
    """What the event says, if it is open; an event that is refused changes nothing."""
    what, label, status = event
    if what == "import":
        open_one = crew.row("X-ALF", label).state in (ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED)
        if not open_one:
            office.progress(progress({(label, "X-ALF"): status}, as_of="2024-07-01"), round="2024")
        return
    if what == "write":
        crew.save(FOCAL, "X-ALF", label, status=status, narrative="Because.")
        return
    steps: dict[str, tuple[str, Callable[..., int]]] = {
        "submit": (APPROVER, submit_reports),
        "accept": (COORDINATOR, accept_reports),
        "return": (COORDINATOR, return_reports),
        "amend": (FOCAL, amend_reports),
        "lock": (COORDINATOR, lock_reports),
    }
    who, step = steps[what]
    try:
        with transaction.atomic():
            step(crew.actor(who), round=crew.round, reports=crew.chosen("X-ALF", label, note="Why"))
    except Refusal:
        return
