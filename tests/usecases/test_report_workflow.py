"""A report from its first cell to locked: who may do what, what counts, and what the ledger keeps of it."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoDbBlocker

from pantau.domain.ledger import Decision, first_break
from pantau.domain.refusals import NotFound, RowsRejected, StepNotOpen
from pantau.domain.reporting_refusals import NoteMissing, NothingToDo, ShownChanged
from pantau.domain.reports import CellChange
from pantau.domain.workflow import ReportState
from pantau.records.ledger import entries
from pantau.records.models import LedgerEntry, Plan, StatusReportVersion
from pantau.usecases.amend_reports import amend_reports
from pantau.usecases.draft_report import save_cells
from pantau.usecases.import_progress import import_good_progress, import_progress
from pantau.usecases.lock_reports import lock_reports
from pantau.usecases.review_reports import accept_reports, return_reports
from pantau.usecases.submit_reports import submit_reports
from pantau.usecases.verify_ledger import check_ledger
from tests.usecases.cast import Cast, Role, cast, pen, person
from tests.usecases.office import CODE, Office
from tests.workspaces import progress, working_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def crew_template(office_template: Office, lasting: DjangoDbBlocker) -> Cast:
    with lasting.unblock(), working_in(office_template.folder):
        return cast(office_template)


@pytest.fixture
def crew(crew_template: Cast, office: Office) -> Cast:
    return crew_template.again()


def submitted(crew: Cast, *labels: str, status: str = "ongoing") -> None:
    """Reports of X-ALF on these lines, drafted by the focal point and submitted by the approver."""
    for label in labels:
        crew.save("focal alf", "X-ALF", label, status=status, narrative=f"About {label}.")
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", *labels))


def accepted(crew: Cast, *labels: str, status: str = "ongoing") -> None:
    submitted(crew, *labels, status=status)
    accept_reports(crew.actor("coordinator"), round=crew.round, reports=crew.chosen("X-ALF", *labels))


# The cells


def test_a_cell_is_kept_as_it_is_typed_and_the_rest_stays_open(crew: Cast) -> None:
    saved = crew.save("focal alf", "X-ALF", "1.1", status="Selesai", completed_on="2024-05-02")

    (row,) = saved.rows
    assert (row.state, row.cells.status, row.cells.completed_on) == (ReportState.DRAFT, "completed", date(2024, 5, 2))
    assert not saved.conflicts
    assert not saved.refused
    assert crew.row("X-ALF", "1.2").state is None


def test_two_people_in_different_cells_of_a_line_both_keep_what_they_typed(crew: Cast) -> None:
    crew.save("focal alf", "X-ALF", "1.1", status="ongoing")
    line = crew.row("X-ALF", "1.1").line
    for who, name, value in (("focal alf", "narrative", "A"), ("approver alf", "issues", "B")):
        change = CellChange(line=line, name=name, was="", value=value)
        save_cells(crew.actor(who), round=crew.round, reporter="X-ALF", changes=[change])

    cells = crew.row("X-ALF", "1.1").cells
    assert (cells.narrative, cells.issues) == ("A", "B")


def test_a_cell_that_was_changed_meanwhile_is_shown_three_ways_and_not_overwritten(crew: Cast) -> None:
    crew.save("focal alf", "X-ALF", "1.1", narrative="as both saw it")
    crew.save("approver alf", "X-ALF", "1.1", narrative="theirs")
    line = crew.row("X-ALF", "1.1").line

    change = CellChange(line=line, name="narrative", was="as both saw it", value="mine")
    saved = save_cells(crew.actor("focal alf"), round=crew.round, reporter="X-ALF", changes=[change])

    (conflict,) = saved.conflicts
    assert (conflict.change.was, conflict.now, conflict.change.value) == ("as both saw it", "theirs", "mine")
    assert crew.row("X-ALF", "1.1").cells.narrative == "theirs"


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        ("status", "nearly", "cell_unknown"),
        ("completed_on", "31 March", "date_invalid"),
        ("completed_on", "1900-01-01", "date_out_of_range"),
        ("narrative", "x" * 10_001, "text_too_long"),
        ("accepted_at", "2024-01-01", "cell_unknown"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_cells_beside_it_are_kept(
    crew: Cast, cell: str, text: str, code: str
) -> None:
    line = crew.row("X-ALF", "1.1").line
    changes = [
        CellChange(line=line, name=cell, was="", value=text),
        CellChange(line=line, name="issues", was="", value="kept"),
    ]

    saved = save_cells(crew.actor("focal alf"), round=crew.round, reporter="X-ALF", changes=changes)

    assert [one.refusal.code for one in saved.refused] == [code]
    assert crew.row("X-ALF", "1.1").cells.issues == "kept"


def test_a_line_is_not_completed_before_it_started(crew: Cast) -> None:
    saved = crew.save("focal alf", "X-ALF", "1.1", started_on="2024-05-02", completed_on="2024-05-01", issues="kept")

    assert {one.change.name for one in saved.refused} == {"started_on", "completed_on"}
    assert crew.row("X-ALF", "1.1").cells.issues == "kept"


@pytest.mark.parametrize(
    "who", ["approver bra", "coordinator", "reviewer", "evaluator", "administrator", "ministry alf"]
)
def test_nobody_writes_in_the_report_of_a_country_that_is_not_theirs(crew: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        crew.save(who, "X-ALF", "1.1", status="completed")
    assert StatusReportVersion.objects.count() == 0


def test_a_report_on_its_way_is_not_written_in(crew: Cast) -> None:
    submitted(crew, "1.1")

    saved = crew.save("focal alf", "X-ALF", "1.1", status="completed")

    assert [one.refusal.code for one in saved.refused] == ["report_not_editable"]
    assert crew.row("X-ALF", "1.1").cells.status == "ongoing"


# The steps


def test_an_accepted_report_counts_and_a_submitted_one_does_not(crew: Cast, office: Any) -> None:
    submitted(crew, "1.1", status="completed")
    before = office.card()["completeness"]
    accept_reports(crew.actor("coordinator"), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))

    after = office.card()["completeness"]
    assert before["accepted"] == 0
    assert after["accepted"] == 1


def test_every_step_is_in_the_ledger_with_the_digest_of_what_was_shown(crew: Cast) -> None:
    crew.save("focal alf", "X-ALF", "1.1", status="ongoing")
    shown = crew.row("X-ALF", "1.1").digest
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))
    coordinator, approver = crew.actor("coordinator"), crew.actor("approver alf")
    return_reports(coordinator, round=crew.round, reports=crew.chosen("X-ALF", "1.1", note="Say what was done."))
    crew.save("approver alf", "X-ALF", "1.1", narrative="Forty crews were trained.")
    submit_reports(approver, round=crew.round, reports=crew.chosen("X-ALF", "1.1"))
    accept_reports(coordinator, round=crew.round, reports=crew.chosen("X-ALF", "1.1"))
    lock_reports(coordinator, round=crew.round, reports=crew.chosen("X-ALF", "1.1"))

    chain = [entry for entry, _ in entries()]
    assert [(entry.decision, entry.actor, entry.role) for entry in chain] == [
        (Decision.SUBMIT, "approver alf", "approver"),
        (Decision.RETURN, "coordinator", "coordinator"),
        (Decision.SUBMIT, "approver alf", "approver"),
        (Decision.ACCEPT, "coordinator", "coordinator"),
        (Decision.LOCK, "coordinator", "coordinator"),
    ]
    assert chain[0].shown == chain[1].shown == shown
    assert chain[2].shown == chain[3].shown == chain[4].shown == crew.row("X-ALF", "1.1").digest != shown
    assert chain[1].note == "Say what was done."
    assert first_break(entries()) is None


def test_a_returned_report_says_why_and_is_the_reporters_again(crew: Cast) -> None:
    submitted(crew, "1.1")
    return_reports(crew.actor("coordinator"), round=crew.round, reports=crew.chosen("X-ALF", "1.1", note="Too short."))

    row = crew.row("X-ALF", "1.1")
    assert (row.state, row.returned_note, row.editable) == (ReportState.RETURNED, "Too short.", True)


def test_nothing_is_returned_without_a_note(crew: Cast) -> None:
    submitted(crew, "1.1")

    with pytest.raises(NoteMissing):
        return_reports(crew.actor("coordinator"), round=crew.round, reports=crew.chosen("X-ALF", "1.1", note="  "))


def test_hard_stops_are_told_for_every_line_and_nothing_is_submitted(crew: Cast) -> None:
    crew.save("focal alf", "X-ALF", "1.1", status="ongoing")
    crew.save("focal alf", "X-ALF", "1.2", status="not_applicable")
    crew.save("focal alf", "X-ALF", "1.3", narrative="No status yet.")

    with pytest.raises(RowsRejected) as refused:
        submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "1.1", "1.2", "1.3"))

    assert [problem.where for problem in refused.value.problems] == ["1.2, narrative", "1.3, status"]
    assert {crew.row("X-ALF", label).state for label in ("1.1", "1.2", "1.3")} == {ReportState.DRAFT}
    assert LedgerEntry.objects.count() == 0


def test_the_focal_point_does_not_submit_and_nobody_submits_for_another_country(crew: Cast) -> None:
    crew.save("focal alf", "X-ALF", "1.1", status="ongoing")

    for who in ("focal alf", "approver bra", "coordinator", "reviewer"):
        with pytest.raises(NotFound):
            submit_reports(crew.actor(who), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))


def test_one_report_of_another_country_among_ones_own_and_nothing_is_done(crew: Cast) -> None:
    crew.save("focal alf", "X-ALF", "1.1", status="ongoing")
    crew.save("approver bra", "X-BRA", "1.1", status="ongoing")
    mixed = [*crew.chosen("X-ALF", "1.1"), *crew.chosen("X-BRA", "1.1")]

    with pytest.raises(NotFound):
        submit_reports(crew.actor("approver alf"), round=crew.round, reports=mixed)
    assert crew.row("X-ALF", "1.1").state is ReportState.DRAFT


def test_the_secretariat_does_not_accept_what_a_coordinator_has_to(crew: Cast) -> None:
    submitted(crew, "1.1")

    with pytest.raises(NotFound):
        accept_reports(crew.actor("reviewer"), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))


def test_the_secretariat_accepts_where_the_plan_has_no_partner(crew: Cast) -> None:
    with transaction.atomic():
        pen().change(Plan.objects.get(code=CODE), partner=None)
    submitted(crew, "1.1")
    with pytest.raises(NotFound):
        accept_reports(crew.actor("coordinator"), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))

    assert accept_reports(crew.actor("reviewer"), round=crew.round, reports=crew.chosen("X-ALF", "1.1")) == 1


def test_a_coordinator_does_not_accept_what_their_own_country_reports(crew: Cast) -> None:
    crew.people["approver cem"] = person("approver cem", (Role.APPROVER, "X-CEM"), home="X-CEM")
    crew.save("approver cem", "X-CEM", "1.1", status="completed")
    submit_reports(crew.actor("approver cem"), round=crew.round, reports=crew.chosen("X-CEM", "1.1"))

    with pytest.raises(NotFound):
        accept_reports(crew.actor("coordinator"), round=crew.round, reports=crew.chosen("X-CEM", "1.1"))


def test_what_was_changed_after_it_was_shown_is_not_decided_on(crew: Cast) -> None:
    crew.save("focal alf", "X-ALF", "1.1", status="ongoing")
    stale = crew.chosen("X-ALF", "1.1")
    crew.save("focal alf", "X-ALF", "1.1", status="completed", completed_on="2024-05-05")

    with pytest.raises(ShownChanged):
        submit_reports(crew.actor("approver alf"), round=crew.round, reports=stale)


def test_a_step_is_taken_once_and_from_its_states_alone(crew: Cast) -> None:
    submitted(crew, "1.1")
    coordinator = crew.actor("coordinator")
    accept_reports(coordinator, round=crew.round, reports=crew.chosen("X-ALF", "1.1"))

    with pytest.raises(StepNotOpen):
        accept_reports(coordinator, round=crew.round, reports=crew.chosen("X-ALF", "1.1"))
    with pytest.raises(NothingToDo):
        accept_reports(coordinator, round=crew.round, reports=[])


def test_an_amendment_stands_beside_what_counts_until_it_is_accepted(crew: Cast, office: Any) -> None:
    accepted(crew, "1.1", status="ongoing")
    amend_reports(
        crew.actor("focal alf"), round=crew.round, reports=crew.chosen("X-ALF", "1.1", note="It was finished in May.")
    )
    crew.save("focal alf", "X-ALF", "1.1", status="completed", completed_on="2024-05-05")
    row = crew.row("X-ALF", "1.1")
    assert (row.number, row.state) == (2, ReportState.DRAFT)
    assert row.counting is not None
    assert row.counting.status == "ongoing"
    assert _counting() == ["ongoing"]

    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))
    assert _counting() == ["ongoing"]
    accept_reports(crew.actor("coordinator"), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))
    assert _counting() == ["completed"]


def _counting() -> list[str]:
    rows = StatusReportVersion.objects.filter(accepted_at__isnull=False, superseded_at__isnull=True)
    return list(rows.values_list("status", flat=True))


def test_the_database_refuses_to_change_the_ledger_whoever_asks(crew: Cast) -> None:
    submitted(crew, "1.1")

    for statement in ("UPDATE records_ledgerentry SET note = 'x'", "DELETE FROM records_ledgerentry"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)
    assert LedgerEntry.objects.get().note == ""


# A sheet of progress beside the reports


@pytest.mark.parametrize("begin", [accepted, submitted])
def test_a_sheet_does_not_go_past_a_report_that_is_on_its_way(office: Any, crew: Cast, begin: Any) -> None:
    begin(crew, "1.1")
    if begin is accepted:
        amend_reports(crew.actor("focal alf"), round=crew.round, reports=crew.chosen("X-ALF", "1.1", note="News."))
    before = StatusReportVersion.objects.count()
    sheet = progress({("1.1", "X-ALF"): "completed", ("1.2", "X-ALF"): "completed", ("1.1", "X-BRA"): "completed"})

    preview = office.preview(sheet, round="2024")
    with pytest.raises(RowsRejected):
        import_progress(office.actor, preview=preview)
    import_good_progress(office.actor, preview=preview)

    assert [(fault.code, fault.where) for fault in preview.sheet.problems] == [
        ("report_under_way", "progress.csv, row 2")
    ]
    assert StatusReportVersion.objects.count() == before + 2
    assert check_ledger(office.actor) == ()
