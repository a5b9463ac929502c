"""A meeting takes note of exactly what is accepted in a round, and the ledger binds it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from pantau.domain.ledger import Decision
from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.refusals import CellMissing, DateOutOfRange, NotFound
from pantau.domain.reporting_refusals import EndorsedAlready, NothingToDo, ShownChanged
from pantau.domain.reviews import EndorsingBody
from pantau.records.ledger import entries
from pantau.records.queries.reviews import round_under_review
from pantau.usecases.amend_reports import amend_reports
from pantau.usecases.endorse_round import Meeting, endorse_round
from pantau.usecases.review_reports import accept_reports
from pantau.usecases.submit_reports import submit_reports
from pantau.usecases.verify_ledger import check_ledger
from tests.usecases.cast import Cast, cast

pytestmark = pytest.mark.django_db
MEETING = Meeting(body=EndorsingBody.JCC, name="JCC 12", on=date(2025, 2, 1))


@pytest.fixture
def crew(office: Any) -> Cast:
    return cast(office)


def accepted(crew: Cast, *labels: str) -> None:
    for label in labels:
        crew.save("focal alf", "X-ALF", label, status="ongoing")
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", *labels))
    accept_reports(crew.actor("coordinator"), round=crew.round, reports=crew.chosen("X-ALF", *labels))


def test_an_endorsement_is_bound_to_the_accepted_result(crew: Cast) -> None:
    accepted(crew, "1.1", "1.2")

    endorse_round(crew.actor("coordinator"), round=crew.round, meeting=MEETING)

    entry = [one for one, _ in entries()][-1]
    (kept,) = round_under_review(crew.actor("reviewer"), round=crew.round).endorsements
    assert (entry.decision, entry.details["meeting"], entry.details["reports"]) == (Decision.ENDORSE, "JCC 12", 2)
    assert (kept.body, kept.reports, kept.result) == (EndorsingBody.JCC, 2, entry.shown)


def test_an_amendment_afterwards_breaks_nothing_and_shows_as_another_result(crew: Cast) -> None:
    accepted(crew, "1.1", "1.2")
    endorsed = endorse_round(crew.actor("reviewer"), round=crew.round, meeting=MEETING)
    amend_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "1.1", note="new"))
    crew.save("focal alf", "X-ALF", "1.1", status="completed", completed_on="2024-03-01")
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))
    accept_reports(crew.actor("coordinator"), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))

    assert check_ledger(LOCAL_OPERATOR) == ()
    assert round_under_review(crew.actor("reviewer"), round=crew.round).result != endorsed


def test_a_result_changed_behind_our_back_after_its_endorsement_is_named(crew: Cast) -> None:
    accepted(crew, "1.1", "1.2")
    endorse_round(crew.actor("reviewer"), round=crew.round, meeting=MEETING)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_statusreportversion SET narrative = 'x' WHERE state = 'accepted'")

    assert "endorsement_differs" in [one.check for one in check_ledger(LOCAL_OPERATOR)]


def test_nobody_endorses_a_result_that_changed_since_it_was_shown(crew: Cast) -> None:
    accepted(crew, "1.1")
    seen = round_under_review(crew.actor("coordinator"), round=crew.round).result
    accepted(crew, "1.2")

    with pytest.raises(ShownChanged):
        endorse_round(crew.actor("coordinator"), round=crew.round, meeting=MEETING, seen=seen)


def test_a_round_without_anything_accepted_is_not_endorsed(crew: Cast) -> None:
    with pytest.raises(NothingToDo):
        endorse_round(crew.actor("coordinator"), round=crew.round, meeting=MEETING)


def test_a_meeting_is_recorded_once(crew: Cast) -> None:
    accepted(crew, "1.1")
    endorse_round(crew.actor("coordinator"), round=crew.round, meeting=MEETING)

    with pytest.raises(EndorsedAlready):
        endorse_round(crew.actor("reviewer"), round=crew.round, meeting=MEETING)


@pytest.mark.parametrize("who", ["focal alf", "approver alf", "approver bra", "evaluator", "administrator"])
def test_others_may_not_endorse(crew: Cast, who: str) -> None:
    accepted(crew, "1.1")

    with pytest.raises(NotFound):
        endorse_round(crew.actor(who), round=crew.round, meeting=MEETING)


def test_a_meeting_has_a_name_and_a_day_that_has_been(crew: Cast) -> None:
    accepted(crew, "1.1")
    nameless = Meeting(body=EndorsingBody.SOCA, name=" ", on=date(2025, 2, 1))
    ahead = Meeting(body=EndorsingBody.SOCA, name="SOCA 9", on=timezone.now().date() + timedelta(days=2))

    with pytest.raises(CellMissing):
        endorse_round(crew.actor("coordinator"), round=crew.round, meeting=nameless)
    with pytest.raises(DateOutOfRange):
        endorse_round(crew.actor("coordinator"), round=crew.round, meeting=ahead)
