"""Every constraint refuses what its name says, on both engines, by that name where the engine tells it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from pantau.domain.refusals import ChangedMeanwhile
from tests.records.rows import LATER, MODELS, MOMENT, pen, row_of, values_for

EARLY, LATE = date(2022, 1, 1), date(2021, 12, 31)

# For each check, values that a valid row must not have.
FORBIDDEN: dict[str, list[dict[str, Any]]] = {
    "a_membership_ends_after_it_began": [
        {"member_from": EARLY, "member_until": LATE},
        {"member_from": None, "member_until": LATE},
    ],
    "a_coordinatorship_ends_after_it_began": [{"start": EARLY, "end": LATE}],
    "a_partnership_level_ends_after_it_began": [{"since": EARLY, "until": LATE}],
    "an_initiative_is_completed_after_it_started": [{"started_on": EARLY, "completed_on": LATE}],
    "a_running_job_is_seen": [{"state": "running", "seen_at": None}],
    "a_job_ends_at_a_moment": [
        {"state": "done", "ended_at": None},
        {"state": "queued", "ended_at": MOMENT},
        {"state": "lost", "ended_at": None},
    ],
    "a_draft_is_committed_to_a_version": [
        {"state": "committed", "plan_version": None},
        {"state": "open", "plan_version": "PlanVersion"},
        {"state": "lost", "plan_version": None},
    ],
    "a_version_is_in_force_once_adopted": [
        {"state": "adopted", "in_force_from": None},
        {"state": "draft", "in_force_from": EARLY},
    ],
    "a_passage_holds_some_text": [{"start": 4, "end": 4}, {"start": 5, "end": 4}],
    "a_plan_ends_after_it_starts": [{"start": EARLY, "end": LATE}],
    "a_node_counts_exactly_when_it_is_a_line": [{"countable": False}, {"countable": True, "line": None}],
    "a_claim_stands_on_some_text": [{"start": 4, "end": 4}, {"start": 5, "end": 4}],
    "a_merged_claim_names_the_other": [{"state": "merged", "merged_into": None}],
    "a_link_leads_to_one_thing": [{"plan": "Plan"}, {"actor": None}],
    "a_meeting_ends_after_it_began": [{"start": EARLY, "end": LATE}],
    "a_figure_is_about_one_thing": [{"actor": None}, {"plan": "Plan"}, {"instrument": "Instrument"}],
    "a_denominator_is_at_least_one": [{"denominator": 0}],
    "a_range_runs_upwards": [{"digits": 5, "digits_max": 4}],
    "a_round_ends_after_it_starts": [{"start": EARLY, "end": LATE}],
    "a_round_closes_after_it_opens": [{"opens": EARLY, "closes": LATE}],
    "a_report_says_a_known_status": [{"status": "implemented"}, {"status": "no_report"}, {"status": "withdrawn"}],
    "a_report_is_accepted_at_a_moment": [
        {"state": "accepted", "accepted_at": None},
        {"state": "locked", "accepted_at": None},
        {"state": "draft", "accepted_at": MOMENT},
        {"state": "finished", "accepted_at": None},
    ],
    "a_token_reads_or_writes": [{"scope": "admin"}],
    "a_contribution_says_a_known_status": [{"status": "implemented"}, {"status": "no_report"}],
    "a_message_is_sent_at_a_moment": [
        {"state": "sent", "sent_at": None},
        {"state": "waiting", "sent_at": MOMENT},
        {"state": "lost", "sent_at": None},
    ],
    "a_grant_names_a_known_role": [{"role": "minister"}],
    "a_grant_ends_after_it_began": [{"start": EARLY, "end": LATE}],
    "a_delegation_has_an_end": [{"delegated_by": "User", "end": None}],
    "work_is_completed_after_it_started": [{"started_on": EARLY, "completed_on": LATE}],
    "a_value_has_a_number_exactly_when_one_was_given": [
        {"state": "reported", "digits": None},
        {"state": "not_available", "digits": 0},
    ],
}
# For each condition of a unique constraint, values under which it holds, and where another constraint would refuse
# the second row first, values under which that one does not.
CONDITIONS: dict[str, dict[str, Any]] = {
    "an_address_belongs_to_one_person": {"email": "rina@example.org"},
    "a_plan_has_one_adopted_version_at_most": {"state": "adopted", "in_force_from": EARLY},
    "a_figure_is_preferred_once_at_a_time": {"withdrawn": False},
    "a_plan_numbers_its_versions_once": {"state": "draft", "in_force_from": None},
    "a_report_numbers_its_versions_once": {"superseded_at": LATER},
    "a_report_has_one_open_version_at_most": {"state": "draft", "accepted_at": None},
    "a_report_has_one_counting_version_at_most": {"state": "accepted", "accepted_at": MOMENT, "superseded_at": None},
}
CONSTRAINTS = [(model, constraint) for model in MODELS for constraint in model._meta.constraints]
CHECKS = [(model, one) for model, one in CONSTRAINTS if isinstance(one, models.CheckConstraint)]
UNIQUES = [(model, one) for model, one in CONSTRAINTS if isinstance(one, models.UniqueConstraint)]


def named(pairs: list[tuple[Any, Any]]) -> Any:
    return pytest.mark.parametrize(("model", "constraint"), pairs, ids=[one.name for _, one in pairs])


def refused(model: Any, values: dict[str, Any]) -> str:
    """What the engine says of a row that it does not take; one that is there already was somebody else's."""
    with pytest.raises((IntegrityError, ChangedMeanwhile)) as fault, transaction.atomic():
        pen().insert(model, **values)
    return str(fault.value if isinstance(fault.value, IntegrityError) else fault.value.__cause__)


def test_every_check_has_its_case_here() -> None:
    assert {one.name for _, one in CHECKS} == set(FORBIDDEN)
    assert {one.name for _, one in UNIQUES if one.condition} <= set(CONDITIONS)
    assert len(CONSTRAINTS) == len(CHECKS) + len(UNIQUES)


@pytest.mark.django_db
@named(CHECKS)
def test_a_check_refuses_what_it_says(model: Any, constraint: models.CheckConstraint) -> None:
    for forbidden in FORBIDDEN[constraint.name]:
        values = {
            name: row_of(value) if value in ("Plan", "Instrument", "PlanVersion", "User") else value
            for name, value in forbidden.items()
        }

        assert constraint.name in refused(model, values_for(model) | values), forbidden


@pytest.mark.django_db
@named(UNIQUES)
def test_what_is_unique_is_taken_once(model: Any, constraint: models.UniqueConstraint) -> None:
    first = values_for(model, **CONDITIONS.get(constraint.name, {}))
    if "on" in constraint.fields:
        first["on"] = EARLY
    pen().insert(model, **first)
    second = values_for(model, **CONDITIONS.get(constraint.name, {})) | {
        name: first[name] for name in constraint.fields
    }

    with pytest.raises(ChangedMeanwhile) as taken, transaction.atomic():
        pen().insert(model, **second)

    message = str(taken.value.__cause__)
    if connection.vendor == "postgresql":
        assert constraint.name in message
    else:
        columns = [f"{model._meta.db_table}.{model._meta.get_field(name).column}" for name in constraint.fields]
        assert message == f"UNIQUE constraint failed: {', '.join(columns)}"


@pytest.mark.django_db
def test_two_versions_may_stand_once_the_first_is_superseded() -> None:
    first = row_of("StatusReportVersion", number=1)
    pen(at=LATER).change(first, superseded_at=LATER)

    second = row_of("StatusReportVersion", report=first.report, number=2, accepted_at=LATER)

    assert second.report_id == first.report_id


@pytest.mark.django_db
def test_an_amendment_may_be_open_beside_the_version_that_counts() -> None:
    counting = row_of("StatusReportVersion", number=1)

    draft = row_of("StatusReportVersion", report=counting.report, number=2, state="draft", accepted_at=None)

    assert draft.report_id == counting.report_id


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_public_id_is_taken_once(model: Any) -> None:
    row = row_of(model.__name__)

    assert "public_id" in refused(model, values_for(model, public_id=row.public_id))


@pytest.mark.django_db(transaction=True)
def test_nothing_points_to_a_row_that_is_not_there() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        pen().insert_many(next(model for model in MODELS if model.__name__ == "Line"), [{"plan_id": 987_654}])
