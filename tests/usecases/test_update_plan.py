"""A working matrix goes out and comes back: what it changes, what it may not, and what somebody changed meanwhile."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from docx import Document

from pantau.domain.permissions import LOCAL_OPERATOR, VISITOR, Actor
from pantau.domain.plans import Visibility
from pantau.domain.refusals import (
    ChangedMeanwhile,
    MatrixForeign,
    MatrixReporter,
    MatrixUnfound,
    NotFound,
    PreviewChanged,
    ReporterIncomplete,
    RowsRejected,
    VersionUnknown,
)
from pantau.records.models import Passage, Plan, PlanNode, Source, StatusReportVersion
from pantau.records.queries.plans import plan_lines, plan_named, version_in_force
from pantau.records.queries.rounds import round_of_plan
from pantau.usecases.adopt_version import adopt_version
from pantau.usecases.close_round import close_round
from pantau.usecases.update_plan import UpdatePreview, preview_update, update_good_rows, update_plan
from pantau.usecases.verify import verify
from pantau.usecases.write_matrix import MatrixWish, matrix_of, write_matrix
from tests.usecases.office import CODE, Office
from tests.workspaces import LETTERS, everybody, progress

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
REPORTER = {"reporter": "X-ALF", "round": "2025"}
IN_BOTH = pytest.mark.parametrize("format", ["xlsx", "docx"])


@dataclass(kw_only=True)
class Sheet:
    """A matrix in the hands of an office, which types into the cells of its lines by the key of a column."""

    office: Office
    format: str
    content: bytes

    def type(self, label: str, **texts: str | date) -> "Sheet":
        write = {"xlsx": _type_in_excel, "docx": _type_in_word}[self.format]
        self.content = write(self.content, label, texts)
        return self

    def preview(self, **said: str) -> UpdatePreview:
        return preview_update(self.office.actor, content=self.content, file=f"matrix.{self.format}", plan=CODE, **said)

    def take_in(self, **said: str) -> UpdatePreview:
        preview = self.preview(**said)
        update_plan(self.office.actor, preview=preview)
        return preview


_HEADS = {"lead": "Lead", "status": "Status", "narrative": "Narrative", "issues": "Issues", "timeline": "Timeline"}
_HEADS |= {"action": "Action line", "en": "Action line (English)", "id": "Action line (Indonesian)"}
_HEADS |= {"key": "Key", "label": "No."}


def _place(heads: list[str], column: str) -> int:
    return next(place for place, head in enumerate(heads) if head.split(" / ")[0].startswith(_HEADS[column]))


def _type_in_excel(content: bytes, label: str, texts: Mapping[str, str | date]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    heads = [str(cell.value) for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == label)
    for column, text in texts.items():
        row[_place(heads, column)].value = text
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _type_in_word(content: bytes, label: str, texts: Mapping[str, str | date]) -> bytes:
    document = Document(BytesIO(content))
    table = document.tables[0]
    heads = [cell.text for cell in table.rows[0].cells]
    row = next(row for row in table.rows[1:] if row.cells[0].text == label)
    for column, text in texts.items():
        row.cells[_place(heads, column)].text = str(text)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.fixture
def format() -> str:
    return "xlsx"


@pytest.fixture
def taken(office: Office, format: str) -> Callable[..., Sheet]:
    """A matrix of the plan as it stands now."""

    def take(**wish: Any) -> Sheet:
        matrix = matrix_of(office.actor, MatrixWish(plan=CODE, **wish))
        return Sheet(office=office, format=format, content=write_matrix(matrix, format=format))

    return take


def counts(preview: UpdatePreview) -> dict[str, int]:
    return {effect: count for effect, count in preview.counts.items() if count}


def line(label: str) -> Any:
    plan = plan_named(CODE)
    version = version_in_force(plan, date(2025, 12, 31), known_at=datetime.now(UTC))
    return next(row for row in plan_lines(version, known_at=datetime.now(UTC)) if row.label == label)


def report(label: str, reporter: str = "X-ALF") -> StatusReportVersion:
    return StatusReportVersion.objects.get(
        report__line_id=line(label).id, report__reporter__code=reporter, superseded_at__isnull=True
    )


@IN_BOTH
@pytest.mark.parametrize("wish", [{"language": "id"}, {"language": "both"} | REPORTER], ids=str)
def test_a_matrix_that_nobody_touched_changes_nothing(
    office: Office, taken: Callable[..., Sheet], wish: dict[str, str]
) -> None:
    office.progress(progress(everybody("completed", ("1.1", "2.2"))), round="2025")

    preview = taken(**wish).preview()

    assert counts(preview) == {"unchanged": 10}
    assert (preview.changes, preview.problems, preview.absent) == ((), (), 0)


@IN_BOTH
def test_the_same_plan_at_the_same_moment_gives_the_same_bytes(office: Office, format: str) -> None:
    made = [
        write_matrix(matrix_of(office.actor, MatrixWish(plan=CODE, language="both"), now=NOW), format=format)
        for _ in range(2)
    ]

    assert made[0] == made[1]


@IN_BOTH
def test_lead_and_timeline_come_in_and_stay_as_they_were_typed(taken: Callable[..., Sheet]) -> None:
    sheet = taken().type("1.1", lead="x-sec", timeline="Q2 2027").type("1.2", timeline="2027-06-30")

    preview = sheet.take_in()

    assert counts(preview) == {"new": 2, "unchanged": 8}
    assert [(cell.label, cell.column, cell.becomes) for cell in preview.changes] == [
        ("1.1", "lead", "x-sec"),
        ("1.1", "timeline", "Q2 2027"),
        ("1.2", "timeline", "2027-06-30"),
    ]
    assert (line("1.1").lead is not None, line("1.1").due_on) == (True, date(2027, 6, 30))
    assert line("1.2").due_on == date(2027, 6, 30)
    assert counts(taken().preview()) == {"unchanged": 10}
    assert verify(LOCAL_OPERATOR) == ()


def test_the_same_file_twice_changes_nothing(taken: Callable[..., Sheet]) -> None:
    sheet = taken(**REPORTER).type("1.1", lead="Body of Tests", status="Ongoing", timeline="2026", issues="No boats")
    sheet.take_in()
    sources = Source.objects.count()

    again = sheet.take_in()

    assert counts(again) == {"unchanged": 10}
    assert Source.objects.count() == sources
    assert StatusReportVersion.objects.count() == 1


@IN_BOTH
def test_a_reporter_reports_in_either_language(taken: Callable[..., Sheet]) -> None:
    sheet = taken(language="both", **REPORTER).type("1.1", status="Selesai", narrative="All crews\ntrained; =1+1")

    sheet.type("1.2", status="on-going").take_in()

    assert (report("1.1").status, report("1.1").narrative) == ("completed", "All crews\ntrained; =1+1")
    assert report("1.2").status == "ongoing"
    assert report("1.1").source is not None
    assert report("1.1").as_of == date(2025, 12, 31)


def test_what_the_matrix_has_no_column_for_stays(office: Office, taken: Callable[..., Sheet]) -> None:
    office.progress(
        "label,actor,status,next_steps,started_on\n1.1,X-ALF,ongoing,Ask for boats,2024-02-01\n", round="2025"
    )

    taken(**REPORTER).type("1.1", status="completed").take_in()

    now = report("1.1")
    assert (now.status, now.next_steps, now.started_on) == ("completed", "Ask for boats", date(2024, 2, 1))
    assert StatusReportVersion.objects.count() == 2


@IN_BOTH
def test_the_other_language_comes_in_at_its_passage(taken: Callable[..., Sheet]) -> None:
    taken(language="both").type("1.1", id="Melatih awak perahu penolong").take_in()

    node = PlanNode.objects.get(line_id=line("1.1").id)
    assert node.words.as_json()["id"] == "Melatih awak perahu penolong"
    assert node.second_passage is not None
    assert node.second_passage.text == "Melatih awak perahu penolong"
    assert Passage.objects.filter(source__kind="matrix").count() == 1
    assert verify(LOCAL_OPERATOR) == ()


def test_the_wording_of_a_text_in_force_is_settled(taken: Callable[..., Sheet]) -> None:
    sheet = taken().type("1.1", action="Train nobody").type("1.2", timeline="2026")

    with pytest.raises(RowsRejected) as refused:
        sheet.take_in()

    (problem,) = refused.value.problems
    assert problem.code == "wording_settled"
    assert problem.where.startswith("matrix.")
    update_good_rows(sheet.office.actor, preview=sheet.preview())
    assert line("1.1").words.en.startswith("Train the crews")
    assert line("1.2").due_on == date(2026, 12, 31)


@IN_BOTH
def test_the_wording_of_a_draft_may_change(office: Office, format: str) -> None:
    office.plan(text=LETTERS, draft=True)
    matrix = matrix_of(office.actor, MatrixWish(plan=CODE, number=2))
    sheet = Sheet(office=office, format=format, content=write_matrix(matrix, format=format))

    sheet.content = {"xlsx": _type_in_excel, "docx": _type_in_word}[format](
        sheet.content, "a)", {"action": "Train all crews", "lead": "Coast guards", "timeline": "2027"}
    )
    sheet.take_in()

    node = PlanNode.objects.filter(plan_version__number=2, label="a").order_by("place").first()
    assert node is not None
    assert (node.words.en, node.lead_text, node.due_on) == ("Train all crews", "Coast guards", date(2027, 12, 31))
    assert node.passage.text == "Train all crews"
    assert node.line is not None
    assert node.line.due_on is None
    assert verify(LOCAL_OPERATOR) == ()


def test_what_cannot_be_taken_says_where(taken: Callable[..., Sheet]) -> None:
    sheet = taken().type("1.1", timeline="04/03/2027").type("1.2", timeline="31 December").type("1.3", lead="Nobody")

    preview = sheet.type("1.4", status="Completed").type("1.5", key=f"00000000-{'a' * 21}").preview()

    assert [(problem.code, problem.where) for problem in preview.problems] == [
        ("date_invalid", "matrix.xlsx, cell Matrix!F3"),
        ("date_invalid", "matrix.xlsx, cell Matrix!F4"),
        ("actor_unknown", "matrix.xlsx, cell Matrix!C5"),
        ("status_computed", "matrix.xlsx, cell Matrix!D6"),
        ("key_unknown", "matrix.xlsx, cell Matrix!G7"),
    ]
    assert counts(preview) == {"unchanged": 5, "rejected": 5}


def test_an_unknown_status_is_refused_with_its_cell(taken: Callable[..., Sheet]) -> None:
    preview = taken(**REPORTER).type("1.1", status="90 %").type("1.2", narrative="No status").preview()

    assert [problem.code for problem in preview.problems] == ["status_unknown", "cell_missing"]
    assert counts(preview) == {"unchanged": 8, "rejected": 2}


def test_what_both_sides_changed_is_a_conflict_and_is_never_overwritten(
    office: Office, taken: Callable[..., Sheet]
) -> None:
    theirs = taken(**REPORTER).type("1.1", lead="X-ALF", status="completed").type("1.2", lead="X-ALF")
    taken(**REPORTER).type("1.1", lead="X-SEC", status="planned").take_in()

    preview = theirs.preview()

    assert counts(preview) == {"new": 1, "unchanged": 8, "conflict": 1}
    assert {problem.code for problem in preview.conflicts} == {"cell_conflict"}
    assert len(preview.conflicts) == 2
    with pytest.raises(RowsRejected):
        update_plan(office.actor, preview=preview)
    update_good_rows(office.actor, preview=preview)
    assert report("1.1").status == "planned"
    assert (line("1.2").lead is not None, line("1.1").lead != line("1.2").lead) == (True, True)


def test_what_only_the_record_changed_is_kept(taken: Callable[..., Sheet]) -> None:
    theirs = taken().type("1.2", timeline="2026")
    taken().type("1.1", lead="X-SEC").take_in()

    preview = theirs.take_in()

    assert [(cell.label, cell.effect) for cell in preview.changes] == [("1.1", "kept"), ("1.2", "new")]
    assert line("1.1").lead is not None


def test_a_status_of_the_region_that_moved_on_is_no_news(office: Office, taken: Callable[..., Sheet]) -> None:
    theirs = taken().type("1.2", status="Deferred")
    office.progress(progress(everybody("completed", ("1.1", "1.2"))), round="2025")

    preview = theirs.preview()

    assert preview.changes == ()
    assert [problem.code for problem in preview.problems] == ["status_computed"]


def test_both_sides_saying_the_same_is_no_conflict(taken: Callable[..., Sheet]) -> None:
    theirs = taken().type("1.1", timeline="2026")
    taken().type("1.1", timeline="2026").take_in()

    assert counts(theirs.preview()) == {"unchanged": 10}


def test_an_emptied_cell_keeps_what_is_there(taken: Callable[..., Sheet]) -> None:
    taken().type("1.1", timeline="2026").take_in()

    preview = taken().type("1.1", timeline="").take_in()

    assert [(cell.column, cell.effect) for cell in preview.changes] == [("timeline", "kept")]
    assert line("1.1").due_on == date(2026, 12, 31)


def test_a_preview_that_is_no_longer_true_is_not_written(office: Office, taken: Callable[..., Sheet]) -> None:
    sheet = taken().type("1.1", timeline="2026")
    seen = sheet.preview()
    taken().type("1.1", timeline="2027").take_in()

    with pytest.raises(ChangedMeanwhile):
        update_plan(office.actor, preview=seen)
    with pytest.raises((PreviewChanged, RowsRejected)):
        update_plan(office.actor, preview=sheet.preview(), seen=seen.digest)
    with pytest.raises(PreviewChanged):
        update_good_rows(office.actor, preview=sheet.preview(), seen=seen.digest)
    assert line("1.1").due_on == date(2027, 12, 31)


def test_a_matrix_of_another_plan_or_reporter_is_refused(office: Office, taken: Callable[..., Sheet]) -> None:
    office.plan(code="OTHER")
    other = write_matrix(matrix_of(office.actor, MatrixWish(plan="OTHER")), format="xlsx")

    with pytest.raises(MatrixForeign):
        preview_update(office.actor, content=other, file="m.xlsx", plan=CODE)
    with pytest.raises(MatrixReporter):
        taken(**REPORTER).preview(reporter="X-BRA", round="2025")
    with pytest.raises(ReporterIncomplete):
        taken().preview(reporter="X-BRA")
    with pytest.raises(VersionUnknown):
        taken(number=7)


def test_a_table_of_an_office_is_matched_by_its_numbers(office: Office) -> None:
    words = "Train the crews of rescue boats in first response"
    head = "No;Lini aksi;Penanggung jawab;Status;Jadwal;Anggaran"
    table = f'{head}\n1.1;{words};X-SEC;selesai;"2026";5\n9.9;x;;;;\n'

    preview = preview_update(
        office.actor, content=table.encode(), file="kantor.csv", plan=CODE, reporter="X-ALF", round="2025"
    )

    assert counts(preview) == {"new": 1, "rejected": 1}
    assert [(problem.code, problem.where) for problem in preview.problems] == [
        ("label_unknown", "kantor.csv, row 3, column No")
    ]
    assert (preview.unread, preview.absent) == (("Anggaran",), 9)
    update_good_rows(office.actor, preview=preview)
    assert (report("1.1").status, line("1.1").due_on) == ("completed", date(2026, 12, 31))


def test_a_file_without_a_matrix_is_refused_and_nothing_is_kept(office: Office) -> None:
    sources = Source.objects.count()

    with pytest.raises(MatrixUnfound):
        preview_update(office.actor, content=b"a,b\n1,2\n", file="x.csv", plan=CODE)

    assert Source.objects.count() == sources


def test_rows_of_no_line_and_rows_said_twice_are_told(office: Office) -> None:
    content = write_matrix(matrix_of(office.actor, MatrixWish(plan=CODE)), format="xlsx")
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    sheet["A2"] = "1. OCEANS"
    for column in range(1, 8):
        sheet.cell(row=20, column=column).value = sheet.cell(row=3, column=column).value
    made = BytesIO()
    book.save(made)

    preview = preview_update(office.actor, content=made.getvalue(), file="m.xlsx", plan=CODE)

    assert {problem.code for problem in preview.problems} == {"text_of_no_line", "row_repeated"}


def test_only_who_may_update_a_plan_does(office: Office, taken: Callable[..., Sheet]) -> None:
    visitor = Actor(name="visitor")

    with pytest.raises(NotFound):
        preview_update(visitor, content=taken().content, file="m.xlsx", plan=CODE)
    with pytest.raises(NotFound):  # rule 12: a plan that shows no country by name
        matrix_of(visitor, MatrixWish(plan=CODE, **REPORTER))
    assert matrix_of(visitor, MatrixWish(plan=CODE)).lines


def test_a_lead_that_is_a_country_is_quoted_only_where_countries_are_shown(office: Office) -> None:
    sheet = Sheet(office=office, format="xlsx", content=b"")
    sheet.content = write_matrix(matrix_of(office.actor, MatrixWish(plan=CODE)), format="xlsx")
    sheet.type("1.1", lead="X-ALF").take_in()
    office.progress("label,actor,status,narrative\n1.1,X-ALF,ongoing,Canary\n", round="2025")

    def told() -> str:
        matrix = matrix_of(VISITOR, MatrixWish(plan=CODE, as_of=date(2026, 1, 1)))
        return matrix.cell(matrix.lines[0], "narrative")

    hidden = told()
    Plan.objects.filter(code=CODE).update(visibility=Visibility.NAMED)

    assert (hidden, told()) == ("not shown by country", "Canary")


def test_a_line_that_left_the_plan_takes_no_report(office: Office) -> None:
    old = write_matrix(matrix_of(office.actor, MatrixWish(plan=CODE, **REPORTER)), format="xlsx")
    office.plan(text=LETTERS, draft=True)
    adopt_version(office.actor, plan=CODE, number=2, on=date(2024, 1, 1))
    sheet = Sheet(office=office, format="xlsx", content=old).type("1.5", status="completed")

    (problem,) = sheet.preview().problems

    assert problem.code == "label_unknown"


def test_a_round_that_was_closed_takes_no_report(office: Office, taken: Callable[..., Sheet]) -> None:
    office.progress(progress(everybody("ongoing", ("1.1",))), round="2025")
    sheet = taken(**REPORTER)
    round = round_of_plan(CODE, "2025")
    close_round(office.actor, round=round.public_id, seen=round.version)

    preview = sheet.type("1.2", status="Completed").preview()

    assert [problem.code for problem in preview.problems] == ["reporting_closed"]
    assert counts(preview)["rejected"] == 1


def test_a_matrix_saved_as_csv_is_still_known_by_its_keys(office: Office) -> None:
    content = write_matrix(matrix_of(office.actor, MatrixWish(plan=CODE, language="id", **REPORTER)), format="xlsx")
    rows = list(openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    changed = [["" if cell is None else str(cell) for cell in row] for row in rows]
    changed[2][3], changed[3][0] = "Selesai", "1.20"  # a status, and a number as a spreadsheet ruins it
    saved = StringIO()
    csv.writer(saved, delimiter=";").writerows(changed)

    preview = preview_update(office.actor, content=saved.getvalue().encode(), file="m.csv", plan=CODE, **REPORTER)

    assert [(cell.label, cell.column, cell.becomes) for cell in preview.changes] == [("1.1", "status", "Selesai")]
    assert preview.problems == ()


def test_only_the_cells_of_a_reporter_are_open(office: Office) -> None:
    def opened(**wish: str) -> set[str]:
        content = write_matrix(matrix_of(office.actor, MatrixWish(plan=CODE, **wish)), format="xlsx")
        sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
        heads = [str(cell.value) for cell in sheet[1]]
        assert sheet.protection.sheet
        return {head for head, cell in zip(heads, sheet[3], strict=True) if not cell.protection.locked}

    assert opened() == {"Lead", "Timeline"}
    assert opened(**REPORTER) == {"Lead", "Timeline", "Status", "Narrative", "Issues"}
