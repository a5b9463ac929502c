"""Progress sheets: every bad row is named with its place, and what is written is written once and with its source."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from pantau.domain.permissions import Actor
from pantau.domain.refusals import ChangedMeanwhile, NotFound, RowsRejected
from pantau.domain.reporting_refusals import ReportingClosed
from pantau.records.models import Obligation, Round, Source, StatusReport, StatusReportVersion
from pantau.records.pen import Pen
from pantau.records.queries.rounds import round_of_plan
from pantau.records.store import place_of
from pantau.usecases.close_round import close_round
from pantau.usecases.import_progress import import_good_progress, import_progress, preview_progress
from pantau.usecases.verify import verify
from tests.files.workbooks import workbook
from tests.usecases.office import CODE, Office
from tests.workspaces import COUNTRIES, LABELS, LETTERS, everybody, progress

HEAD = "label,path,actor,status,narrative,as_of,started_on,completed_on"
GOOD = "1.1,,X-ALF,completed,Done,2024-06-30,2022-01-01,2024-01-01"


def sheet(*rows: str) -> str:
    return "\n".join((HEAD, *rows, ""))


def told(office: Office, *rows: str, round: str = "") -> list[tuple[str, str]]:
    """The refusal code and the place of every problem of a sheet."""
    problems = office.preview(sheet(*rows), round=round).sheet.problems
    return [(problem.code, problem.where.removeprefix("progress.csv, ")) for problem in problems]


def test_not_applicable_without_its_reason_is_written_and_asked_for(office: Office) -> None:
    rows = ("1.1,,X-ALF,not_applicable,,2024-06-30,,", "1.1,,X-BRA,not_applicable,No coast,2024-06-30,,")

    preview = office.preview(sheet(*rows))

    assert preview.counts["new"] == 2
    assert preview.sheet.unreasoned == 1


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        ("9.9,,X-ALF,completed,,2024-06-30,,", [("label_unknown", "row 2, column label")]),
        (",9/9.9,X-ALF,completed,,2024-06-30,,", [("label_unknown", "row 2, column path")]),
        (",,X-ALF,completed,,2024-06-30,,", [("cell_missing", "row 2, column label")]),
        ("1,,X-ALF,completed,,2024-06-30,,", [("label_unknown", "row 2, column label")]),
        ("1.1,,Atlantis,completed,,2024-06-30,,", [("actor_unknown", "row 2, column actor")]),
        ("1.1,,,completed,,2024-06-30,,", [("cell_missing", "row 2, column actor")]),
        ("1.1,,X-ALF,implemented,,2024-06-30,,", [("status_unknown", "row 2, column status")]),
        ("1.1,,X-ALF,90 %,,2024-06-30,,", [("status_unknown", "row 2, column status")]),
        ("1.1,,X-ALF,no_report,,2024-06-30,,", [("status_unknown", "row 2, column status")]),
        ("1.1,,X-ALF,,,2024-06-30,,", [("cell_missing", "row 2, column status")]),
        ("1.1,,X-ALF,withdrawn,,2024-06-30,,", [("status_withdrawn", "row 2, column status")]),
        ("1.1,,X-ALF,Ditarik,,2024-06-30,,", [("status_withdrawn", "row 2, column status")]),
        ("1.1,,X-ALF,completed,,30/06/2024,,", [("date_invalid", "row 2, column as_of")]),
        ("1.1,,X-ALF,completed,,2024,,", [("date_invalid", "row 2, column as_of")]),
        ("1.1,,X-ALF,completed,,2024-02-30,,", [("date_invalid", "row 2, column as_of")]),
        ("1.1,,X-ALF,completed,,2042-06-30,,", [("date_out_of_range", "row 2, column as_of")]),
        ("1.1,,X-ALF,completed,,1995-06-30,,", [("date_out_of_range", "row 2, column as_of")]),
        ("1.1,,X-ALF,completed,,2024-06-30,0024-01-01,", [("date_out_of_range", "row 2, column started_on")]),
        ("1.1,,X-ALF,completed,,2024-06-30,,9999-12-31", [("date_out_of_range", "row 2, column completed_on")]),
        ("1.1,,X-ALF,completed,,2024-06-30,2024-05-01,2024-01-01", [("dates_reversed", "row 2, column completed_on")]),
        (
            "9.9,,Atlantis,implemented,,soon,soon,later",
            [
                ("actor_unknown", "row 2, column actor"),
                ("status_unknown", "row 2, column status"),
                ("label_unknown", "row 2, column label"),
                ("date_invalid", "row 2, column as_of"),
                ("date_invalid", "row 2, column started_on"),
                ("date_invalid", "row 2, column completed_on"),
            ],
        ),
    ],
)
def test_a_cell_that_cannot_be_right_is_named_with_its_place(
    office: Office, row: str, problems: list[tuple[str, str]]
) -> None:
    assert told(office, row) == problems


def test_every_bad_row_is_told_at_once(office: Office) -> None:
    rows = ["9.9,,X-ALF,completed,,2024-06-30,,", GOOD, "1.2,,Atlantis,ongoing,,2024-06-30,,"]

    assert told(office, *rows) == [("label_unknown", "row 2, column label"), ("actor_unknown", "row 4, column actor")]


def test_a_row_that_says_the_same_twice_is_written_once(office: Office) -> None:
    preview = office.preview(sheet(GOOD, GOOD))

    assert told(office, GOOD, GOOD) == [("row_repeated", "row 3, column label")]
    assert preview.counts == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 1}


def test_of_rows_that_contradict_each_other_none_is_good(office: Office) -> None:
    preview = office.preview(sheet(GOOD, GOOD.replace("completed", "ongoing")))

    assert preview.counts == {"new": 0, "changed": 0, "unchanged": 0, "rejected": 2}


def test_the_same_line_in_two_rounds_is_no_repetition(office: Office) -> None:
    assert told(office, GOOD, GOOD.replace("2024-06-30", "2023-06-30")) == []


def test_a_label_that_two_lines_have_is_refused_with_the_paths_to_choose_from(office: Office) -> None:
    office.plan(LETTERS, code="LETTERS")
    path = office.file("letters.csv", sheet("a,,X-ALF,completed,,2024-06-30,,", ",1/b,X-ALF,completed,,2024-06-30,,"))

    preview = preview_progress(path, plan="LETTERS")

    (problem,) = preview.sheet.problems
    assert (problem.code, problem.where) == ("label_ambiguous", "letters.csv, row 2, column label")
    assert "1/a; 2/a" in problem.mend.en
    assert [row.line.path for row in preview.sheet.rows] == [("1", "b")]


@pytest.mark.parametrize("label", ["1.1", " 1.1 ", "1.1.", "(1.1)", "1/1.1", "1 > 1.1"])
def test_a_line_is_found_by_its_label_or_its_path(office: Office, label: str) -> None:
    assert told(office, GOOD.replace("1.1", label, 1)) == []


@pytest.mark.parametrize("actor", ["X-ALF", "x-alf", "Alfara", " alfara "])
def test_a_country_is_found_by_its_code_or_its_name(office: Office, actor: str) -> None:
    assert told(office, GOOD.replace("X-ALF", actor)) == []


def test_a_withdrawn_line_takes_no_report_after_its_day(office: Office) -> None:
    office.register("withdrawals", "plan,label,on,authority", "TESTS,1.1,2024-01-01,SOCA")

    assert told(office, GOOD) == [("line_withdrawn", "row 2, column label")]
    assert told(office, "1.1,,X-ALF,ongoing,,2023-12-31,,") == []


def test_a_sheet_with_problems_writes_nothing(office: Office) -> None:
    preview = office.preview(sheet(GOOD, "9.9,,X-ALF,completed,,2024-06-30,,"))

    with pytest.raises(RowsRejected) as refused:
        import_progress(office.actor, preview=preview)

    assert [problem.code for problem in refused.value.problems] == ["label_unknown"]
    assert "1 problem(s) in progress.csv; nothing was written." in refused.value.says.en
    assert not StatusReportVersion.objects.exists()
    assert not Round.objects.exists()


def test_the_good_rows_alone_may_be_written(office: Office) -> None:
    preview = office.preview(sheet(GOOD, "9.9,,X-ALF,completed,,2024-06-30,,"))

    import_good_progress(office.actor, preview=preview)

    assert [version.status for version in StatusReportVersion.objects.all()] == ["completed"]


def test_a_preview_writes_nothing(office: Office) -> None:
    before = Source.objects.count()

    preview = office.preview(progress(everybody("completed")))

    assert preview.counts["new"] == 30
    assert preview.opens == ("2024",)
    assert (StatusReport.objects.count(), Round.objects.count(), Source.objects.count()) == (0, 0, before)


def test_the_same_sheet_again_changes_nothing(office: Office) -> None:
    office.progress(progress(everybody("completed")))
    before = rows_of_everything()

    assert office.preview(progress(everybody("completed"))).counts["unchanged"] == 30
    office.progress(progress(everybody("completed")))

    assert rows_of_everything() == before


def test_a_sheet_without_dates_changes_nothing_on_another_day(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    undated = "label,actor,status\n1.1,X-ALF,completed\n"
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 3, 1, tzinfo=UTC))
    office.progress(undated)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 9, 1, tzinfo=UTC))

    assert office.preview(undated).counts == {"new": 0, "changed": 0, "unchanged": 1, "rejected": 0}
    assert [version.as_of for version in StatusReportVersion.objects.all()] == [date(2024, 3, 1)]


def rows_of_everything() -> dict[str, Any]:
    models = (Obligation, Round, Source, StatusReport, StatusReportVersion)
    history = {model.history.model for model in models}
    return {model.__name__: model._default_manager.count() for model in (*models, *history)}


def test_a_changed_status_is_a_new_version_and_the_old_one_is_superseded(office: Office) -> None:
    office.progress(sheet(GOOD))

    office.progress(sheet(GOOD.replace("completed", "ongoing")))

    old, new = StatusReportVersion.objects.order_by("number")
    assert (old.status, new.status) == ("completed", "ongoing")
    assert (old.number, new.number) == (1, 2)
    assert old.superseded_at == new.accepted_at
    assert new.superseded_at is None
    assert old.report_id == new.report_id


def test_a_changed_status_changes_the_rate_and_before_it_is_known_the_old_one_stands(office: Office) -> None:
    office.progress(progress(everybody("completed")))
    known_at = timezone.now()
    office.progress(progress({("1.1", "X-ALF"): "ongoing"}))

    assert full(office.card()) == ("9", "90.0")
    assert full(office.card(known_at=known_at)) == ("10", "100.0")


def full(card: dict[str, Any]) -> tuple[str, str]:
    (rate,) = [rate for rate in card["rules"] if (rate["rule"], rate["unit"]) == ("R6-full", "lines")]
    return str(rate["numerator"]), rate["percent"]


def test_what_stood_before_is_shown_beside_what_would_stand(office: Office) -> None:
    office.progress(sheet(GOOD))

    (change,) = office.preview(sheet(GOOD.replace("completed", "deferred"))).changes

    assert change.as_json() == {
        "row": 2,
        "line": ["1", "1.1"],
        "actor": "X-ALF",
        "round": "2024",
        "effect": "changed",
        "was": "completed",
        "status": "deferred",
    }


def test_a_report_that_changed_since_the_preview_is_not_overwritten(office: Office) -> None:
    office.progress(sheet(GOOD))
    stale = office.preview(sheet(GOOD.replace("completed", "deferred")))
    office.progress(sheet(GOOD.replace("completed", "ongoing")))

    with pytest.raises(ChangedMeanwhile):
        import_progress(office.actor, preview=stale)

    assert [version.status for version in StatusReportVersion.objects.order_by("number")] == ["completed", "ongoing"]


def test_reports_are_accepted_with_the_sheet_as_their_source(office: Office) -> None:
    office.progress(sheet(GOOD))

    version = StatusReportVersion.objects.get()
    source = version.source
    assert version.state == "accepted"
    assert version.accepted_at is not None
    assert source is not None
    assert (source.kind, source.file_name, source.illustrative) == ("progress_sheet", "progress.csv", True)
    assert place_of(office.folder.evidence, source.digest).read_text(encoding="utf-8") == sheet(GOOD)


def test_indonesian_headings_and_statuses_mean_the_same(office: Office) -> None:
    indonesian = "Lini;Negara;Status;Keterangan;Per tanggal\n1.1;Alfara;Selesai;Sudah;2024-06-30\n"
    english = "Line,Country,Status,Remarks,Situation date\n1.1,Alfara,Completed,Sudah,2024-06-30\n"

    first, second = office.preview(indonesian).changes, office.preview(english).changes

    assert [change.row.values for change in first] == [change.row.values for change in second]
    assert first[0].row.values["status"] == "completed"


def test_a_workbook_says_the_same_as_the_sheet_in_csv(office: Office, tmp_path: Path) -> None:
    cells = [["label", "actor", "status", "as_of"], ["1.1", "X-ALF", "completed", date(2024, 6, 30)]]
    path = workbook(tmp_path / "progress.xlsx", {"Progress": cells})

    from_workbook = preview_progress(path, plan=CODE)

    from_csv = office.preview("label,actor,status,as_of\n1.1,X-ALF,completed,2024-06-30\n")
    assert [change.as_json() for change in from_workbook.changes] == [change.as_json() for change in from_csv.changes]
    assert from_workbook.sheet.rows[0].values == from_csv.sheet.rows[0].values


def test_a_workbook_names_its_cells(office: Office, tmp_path: Path) -> None:
    cells = [["label", "actor", "status"], ["1.1", "X-ALF", "implemented"]]
    path = workbook(tmp_path / "progress.xlsx", {"Progress": cells})

    (problem,) = preview_progress(path, plan=CODE).sheet.problems

    assert (problem.code, problem.where) == ("status_unknown", "progress.xlsx, cell C2")


def test_a_round_is_opened_with_what_everybody_owes(office: Office) -> None:
    office.register("withdrawals", "plan,label,on,authority", "TESTS,2.5,2023-01-01,SOCA")

    office.progress(sheet(GOOD))

    opened = Round.objects.get()
    assert (opened.code, opened.start, opened.end) == ("2024", date(2024, 1, 1), date(2024, 12, 31))
    assert Obligation.objects.count() == (len(LABELS) - 1) * len(COUNTRIES)


def test_a_row_belongs_to_the_round_whose_period_holds_its_date(office: Office) -> None:
    office.register(
        "rounds",
        "plan,code,start,end,opens,closes,cut_off",
        "TESTS,MIDTERM,2023-07-01,2024-06-30,2024-07-01,,2024-06-30",
    )

    preview = office.preview(sheet(GOOD, GOOD.replace("2024-06-30", "2024-07-01")))

    assert [row.round for row in preview.sheet.rows] == ["MIDTERM", "2024"]


def test_a_round_that_is_named_holds_every_row(office: Office) -> None:
    preview = office.preview(sheet(GOOD, "1.2,,X-ALF,ongoing,,,,"), round="Round of 2023")

    assert {row.round for row in preview.sheet.rows} == {"Round of 2023"}
    assert preview.sheet.rows[1].values["as_of"] == date(2023, 12, 31)
    assert preview.sheet.undated == 1


def closed(office: Office, code: str = "2024") -> None:
    round = round_of_plan(CODE, code)
    close_round(office.actor, round=round.public_id, seen=round.version)


OTHER = "1.2,,X-ALF,ongoing,,2024-06-30,,"
CLOSED = [("reporting_closed", "row 2")]


@pytest.mark.parametrize("row", [OTHER, GOOD.replace("completed", "deferred")])
def test_a_round_that_was_closed_takes_no_sheet(office: Office, row: str) -> None:
    office.progress(sheet(GOOD))
    closed(office)

    preview = office.preview(sheet(row))
    with pytest.raises(RowsRejected):
        import_progress(office.actor, preview=preview)

    assert told(office, row) == CLOSED
    assert (preview.counts["rejected"], preview.changes) == (1, ())
    assert StatusReportVersion.objects.count() == 1


def test_the_same_sheet_again_changes_nothing_in_a_round_that_was_closed(office: Office) -> None:
    office.progress(sheet(GOOD))
    closed(office)

    office.progress(sheet(GOOD))

    assert StatusReportVersion.objects.count() == 1


def test_rows_of_open_rounds_are_written_without_those_of_a_closed_one(office: Office) -> None:
    office.progress(sheet(GOOD))
    closed(office)

    import_good_progress(office.actor, preview=office.preview(sheet(OTHER, GOOD.replace("2024-06-30", "2023-06-30"))))

    assert {one.report.round.code for one in StatusReportVersion.objects.all()} == {"2023", "2024"}
    assert StatusReportVersion.objects.count() == 2


def test_a_round_that_is_closed_between_preview_and_commit_takes_nothing(office: Office) -> None:
    office.progress(sheet(GOOD))
    preview = office.preview(sheet(OTHER, GOOD.replace("2024-06-30", "2023-06-30")))
    closed(office)

    with pytest.raises(ReportingClosed):
        import_progress(office.actor, preview=preview)

    assert StatusReportVersion.objects.count() == 1
    assert not Round.objects.filter(code="2023").exists()


def test_who_may_only_read_writes_nothing(office: Office) -> None:
    preview = office.preview(sheet(GOOD))

    with pytest.raises(NotFound):
        import_progress(Actor(name="guest"), preview=preview)

    assert not StatusReportVersion.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.progress(progress(everybody("ongoing")))
    before = rows_of_everything()
    insert = Pen.insert_many

    def failing(pen: Pen, model: Any, rows: Any) -> Any:
        if model is StatusReportVersion:
            raise MemoryError
        return insert(pen, model, rows)

    monkeypatch.setattr(Pen, "insert_many", failing)
    later = progress(everybody("completed") | everybody("completed", LABELS[:2]), as_of="2025-06-30")
    with pytest.raises(MemoryError):
        office.progress(later + "1.1,X-ALF,completed,2024-06-30\n")

    assert rows_of_everything() == before
    assert StatusReportVersion.objects.filter(superseded_at__isnull=False).count() == 0
    assert verify(office.actor) == ()


def test_acceptance_moves_forward(office: Office) -> None:
    office.progress(sheet(GOOD))
    office.progress(sheet(GOOD.replace("completed", "ongoing")))

    moments = [version.accepted_at for version in StatusReportVersion.objects.order_by("number")]

    assert moments[0] is not None
    assert moments[1] is not None
    assert moments[1] - moments[0] > timedelta(0)
