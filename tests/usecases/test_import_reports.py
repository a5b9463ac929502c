"""The round trip of reports: a template goes out, is filled in, and comes back as exactly those changes."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import Actor, Grant, Role
from pantau.domain.refusals import (
    ColumnsUnknown,
    DateInvalid,
    FileEncoding,
    FileUnreadable,
    LabelUnknown,
    NotFound,
    PreviewChanged,
    Refusal,
    RowRepeated,
    RowsRejected,
    SourceUnknown,
    StatusUnknown,
)
from pantau.domain.report_sheet import SheetPreview
from pantau.domain.reporting_refusals import (
    CompletedBeforeStarted,
    ReportNotEditable,
    SheetConflict,
    SheetForeign,
    SheetUnmarked,
    TextUnseen,
)
from pantau.domain.reports import CELLS
from pantau.domain.sheet_text import runs
from pantau.domain.statuses import Status, status_name
from pantau.records.models import Actor as Place
from pantau.records.models import Source, StatusReportVersion
from pantau.records.queries.sources import source_named, source_rows
from pantau.usecases.import_reports import import_good_reports, import_reports
from pantau.usecases.report_template import report_template_file
from pantau.usecases.verify import verify
from tests.files import workbooks
from tests.files.workbooks import MACRO_MAIN, archive, raw_workbook
from tests.usecases.office import Office, opened
from tests.usecases.sheets import (
    ME,
    ROUND,
    columns_of,
    drafted,
    edited,
    filled,
    looked_at,
    opened_round,
    reports,
    round_id,
    saved,
    template,
)
from tests.workspaces import folder_of


@pytest.fixture(scope="module")
def office_template(lasting: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office with its round open, once for all tests of this module."""
    with lasting.unblock(), folder_of(tmp_path_factory.mktemp("office") / "workspace") as folder:
        office = opened(folder)
        opened_round(office)
        return office


@pytest.fixture
def round(office: Office) -> UUID:
    return round_id(ROUND)


def taken_in(office: Office, preview: SheetPreview) -> None:
    import_reports(office.actor, preview=preview, seen=preview.digest)


def refusals(preview: SheetPreview) -> list[type[Refusal]]:
    return [type(problem) for problem in preview.problems]


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_is_filled_in_becomes_the_draft(office: Office, round: UUID, language: str) -> None:
    typed = {
        ("1.1", "status"): {"en": "Completed", "id": "Selesai"}[language],
        ("1.1", "narrative"): "All crews\ntrained.",
        ("1.1", "completed_on"): date(2025, 3, 1),
        ("1.3", "next_steps"): "Ask again.",
    }

    preview = looked_at(round, filled(template(round, language=language), typed))
    taken_in(office, preview)

    assert preview.counts == {"new": 2, "changed": 0, "unchanged": 8, "conflict": 0, "rejected": 0}
    assert drafted(round) == {
        "1.1": {"status": "completed", "narrative": "All crews\ntrained.", "completed_on": "2025-03-01"},
        "1.3": {"next_steps": "Ask again."},
    }
    assert verify(office.actor) == ()


def test_the_file_is_kept_and_named_in_the_history(office: Office, round: UUID) -> None:
    preview = looked_at(round, filled(template(round), {("1.1", "status"): "Ongoing"}))

    taken_in(office, preview)

    kept = Source.objects.get(kind="report_sheet")
    change = StatusReportVersion.history.filter(state="draft").first()
    assert change.history_change_reason == f"report sheet {kept.digest[:12]} reports.xlsx"


def test_an_untouched_template_changes_nothing(office: Office, round: UUID) -> None:
    preview = looked_at(round, template(round))

    taken_in(office, preview)

    assert preview.counts["unchanged"] == 10
    assert not Source.objects.filter(kind="report_sheet").exists()


def test_t28_the_same_file_twice_changes_nothing(office: Office, round: UUID) -> None:
    content = filled(template(round), {("1.1", "status"): "Ongoing", ("1.2", "issues"): "Boats."})
    taken_in(office, looked_at(round, content))
    before = StatusReportVersion.history.count()

    again = looked_at(round, content)
    taken_in(office, again)

    assert again.counts["unchanged"] == 10
    assert StatusReportVersion.history.count() == before


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")) | st.just("\n"), max_size=40)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def cells(format: str) -> st.SearchStrategy[dict[tuple[str, str], Any]]:
    """Values for random cells: a status by either name or code, texts with anything that is seen, days."""
    statuses = st.sampled_from([text for one in Status for text in (one.value, *status_name(one).as_json().values())])
    days: st.SearchStrategy[Any] = DAYS if format == "xlsx" else DAYS.map(str)
    values = {"status": statuses, "started_on": days, "completed_on": days}
    labels = st.sampled_from(["1.1", "1.2", "1.5", "2.4"])
    one_cell = st.sampled_from(CELLS).flatmap(lambda name: st.tuples(st.just(name), values.get(name, TEXTS)))
    return st.dictionaries(labels, st.lists(one_cell, max_size=4), max_size=4).map(
        lambda rows: {(label, name): value for label, some in rows.items() for name, value in some}
    )


def typed(content: bytes, format: str, values: Mapping[tuple[str, str], Any]) -> bytes:
    if format == "xlsx":
        return filled(content, values)
    if format == "json":
        said = json.loads(content)
        for (label, name), value in values.items():
            next(one for one in said["rows"] if one["label"] == label)[name] = value
        return json.dumps(said).encode()
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    names = {"Next steps": "next_steps", "Started on": "started_on", "Completed on": "completed_on"}
    places = {names.get(title, title.casefold()): place for place, title in enumerate(head)}
    for (label, name), value in values.items():
        guarded = f"'{value}" if value.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\n") and value else value
        next(one for one in rows if one[0] == label)[places[name]] = guarded
    made = io.StringIO(newline="")
    csv.writer(made).writerows([head, *rows])
    return made.getvalue().encode()


@pytest.mark.parametrize("format", ["xlsx", "csv", "json"])
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_out_filled_in_at_random_and_back_gives_exactly_those_changes(
    office: Office, format: str, data: st.DataObject
) -> None:
    round = round_id(ROUND)
    with transaction.atomic():
        saved(round, reports(round)["1.2"].line, [("narrative", "", "As it was.\n\n- one"), ("status", "", "planned")])
        values = data.draw(cells(format))
        preview = looked_at(round, typed(template(round, format=format), format, values), file=f"reports.{format}")
        import_good_reports(office.actor, preview=preview, seen=preview.digest)
        found = {label: row.cells.as_json() for label, row in reports(round).items()}
        transaction.set_rollback(True)

    expected = {label: dict.fromkeys(CELLS, "") for label in found}
    expected["1.2"] |= {"narrative": "As it was.\n\n- one", "status": "planned"}
    wanted = {label: dict(cells) for label, cells in expected.items()}
    for (label, name), value in values.items():
        wanted[label][name] = _meant(name, value)
    for label, cells_now in wanted.items():
        if (
            cells_now["started_on"]
            and cells_now["completed_on"]
            and cells_now["started_on"] > cells_now["completed_on"]
        ):
            wanted[label] = expected[label]  # the row is rejected as a whole
    assert _alike(found) == _alike(wanted)


def _meant(name: str, value: Any) -> str:
    if name == "status":
        return next(one.value for one in Status if value in (one.value, *status_name(one).as_json().values()))
    return str(value).strip()


def _alike(rows: Mapping[str, Mapping[str, str]]) -> Any:
    return {label: {name: text.strip() for name, text in row.items()} for label, row in rows.items()}


def test_an_older_template_is_merged_three_ways(office: Office, round: UUID) -> None:
    old = template(round)
    lines = reports(round)
    saved(round, lines["1.1"].line, [("narrative", "", "Mine, in the grid.")])
    saved(round, lines["1.2"].line, [("narrative", "", "Mine, in the grid."), ("status", "", "ongoing")])
    theirs = {
        ("1.1", "narrative"): "Theirs, in Excel.",
        ("1.1", "issues"): "Boats.",
        ("1.2", "issues"): "No boats.",
        ("1.3", "status"): "Planned",
    }

    preview = looked_at(round, filled(old, theirs))
    with pytest.raises(RowsRejected):
        import_reports(office.actor, preview=preview)
    import_good_reports(office.actor, preview=preview, seen=preview.digest)

    conflict, *more = preview.conflicts
    assert not more
    assert (conflict.was, conflict.now, conflict.value) == ("", "Mine, in the grid.", "Theirs, in Excel.")
    assert refusals(preview) == [SheetConflict]
    assert drafted(round) == {
        "1.1": {"narrative": "Mine, in the grid."},
        "1.2": {"narrative": "Mine, in the grid.", "status": "ongoing", "issues": "No boats."},
        "1.3": {"status": "planned"},
    }


def test_an_emptied_cell_is_emptied_and_one_that_says_nothing_too(office: Office, round: UUID) -> None:
    line = reports(round)["1.1"].line
    saved(round, line, [("narrative", "", "A."), ("issues", "", "B."), ("status", "", "planned")])

    wiped = {
        ("1.1", "narrative"): None,
        ("1.1", "issues"): "tidak ada yang dilaporkan",
        ("1.1", "status"): "Not reported",
    }
    preview = looked_at(round, filled(template(round), wiped))
    taken_in(office, preview)

    assert preview.counts["changed"] == 1
    assert drafted(round) == {"1.1": {}}


def test_somebody_who_writes_between_preview_and_agreement_stops_it(office: Office, round: UUID) -> None:
    preview = looked_at(round, filled(template(round), {("1.1", "narrative"): "Theirs.", ("1.2", "issues"): "Boats."}))
    saved(round, reports(round)["1.1"].line, [("narrative", "", "Mine.")])

    with pytest.raises(PreviewChanged):
        taken_in(office, preview)

    assert drafted(round) == {"1.1": {"narrative": "Mine."}}
    assert not Source.objects.filter(kind="report_sheet").exists()


def test_what_the_preview_showed_is_what_is_agreed_to(office: Office, round: UUID) -> None:
    content = filled(template(round), {("1.1", "narrative"): "Theirs."})
    seen = looked_at(round, content).digest
    other = looked_at(round, filled(content, {("1.1", "narrative"): "Something else."}))

    with pytest.raises(PreviewChanged):
        import_reports(office.actor, preview=other, seen=seen)

    assert drafted(round) == {}


def test_t1_rows_of_another_country_are_rejected_and_nothing_of_them_is_written(office: Office, round: UUID) -> None:
    mine = filled(template(round), {("1.1", "status"): "Ongoing"})
    other = filled(template(round, reporter="X-BRA"), {("1.2", "narrative"): "Written for Bravia."})
    theirs = openpyxl.load_workbook(io.BytesIO(other)).worksheets[0][3]

    def paste(sheet: Any) -> None:
        sheet.append([cell.value for cell in theirs])

    preview = looked_at(round, edited(mine, paste))
    import_good_reports(office.actor, preview=preview, seen=preview.digest)

    assert refusals(preview) == [SheetForeign]
    assert preview.problems[0].where == "reports.xlsx, row 12"
    assert drafted(round) == {"1.1": {"status": "ongoing"}}
    assert drafted(round, reporter="X-BRA") == {}


def test_t1_the_template_of_another_country_is_absent(office: Office, round: UUID) -> None:
    country = Place.objects.get(code="X-BRA")
    focal = Actor(
        name="focal", grants=(Grant(role=Role.FOCAL_POINT, place=country.pk),), countries=frozenset({country.pk})
    )

    with pytest.raises(NotFound):
        template(round, actor=focal)
    with pytest.raises(NotFound):
        looked_at(round, template(round), actor=focal)
    assert template(round, reporter="X-BRA", actor=focal)


def test_a_template_of_another_round_is_rejected_row_by_row(office: Office, round: UUID) -> None:
    preview = looked_at(round, template(round_id("2024")))

    assert set(refusals(preview)) == {SheetForeign}
    assert preview.counts["rejected"] == 10
    assert preview.absent == 10


def test_a_submitted_line_is_locked_and_refuses_what_is_typed_in_spite(office: Office, round: UUID) -> None:
    content = template(round, reporter="X-CEM")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = {str(row[0].value): row for row in sheet.iter_rows(min_row=2)}
    status = columns_of(sheet)["status"] - 1

    preview = looked_at(round, filled(content, {("2.5", "status"): "Completed"}), reporter="X-CEM")

    assert (rows["2.5"][status].protection.locked, rows["2.4"][status].protection.locked) == (True, False)
    assert sheet.protection.sheet
    assert refusals(preview) == [ReportNotEditable]
    assert not preview.changes


@pytest.mark.parametrize(
    ("cell", "value", "refusal"),
    [
        ("status", "90 %", StatusUnknown),
        ("completed_on", "04/03/2025", DateInvalid),
        ("completed_on", "31 December", DateInvalid),
        ("completed_on", "2025-06", DateInvalid),
        ("completed_on", 1.234, DateInvalid),
        ("narrative", "Safe \u202etxt.exe", TextUnseen),
    ],
)
def test_t21_t22_what_can_be_read_in_two_ways_is_refused_with_its_cell(
    office: Office, round: UUID, cell: str, value: object, refusal: type[Refusal]
) -> None:
    preview = looked_at(round, filled(template(round), {("1.1", cell): value, ("1.2", "status"): "Planned"}))

    assert refusals(preview) == [refusal]
    assert preview.problems[0].where.startswith("reports.xlsx, cell ")
    assert preview.problems[0].where.endswith("2")
    assert [row.label for row in preview.good] == ["1.2"]


@pytest.mark.parametrize(("typed_day", "meant"), [("31/12/2025", "2025-12-31"), ("2025-12-31", "2025-12-31")])
def test_a_day_that_means_one_day_is_taken(office: Office, round: UUID, typed_day: str, meant: str) -> None:
    preview = looked_at(round, filled(template(round), {("1.1", "started_on"): typed_day}))

    assert [cell.value for cell in preview.changes] == [meant]


def test_t22_two_rows_of_one_line_are_both_rejected(office: Office, round: UUID) -> None:
    def double(sheet: Any) -> None:
        sheet.append([cell.value for cell in sheet[2]])

    preview = looked_at(round, edited(filled(template(round), {("1.1", "status"): "Planned"}), double))

    assert refusals(preview) == [RowRepeated, RowRepeated]
    assert not preview.changes


def test_work_that_ends_before_it_begins_is_refused(office: Office, round: UUID) -> None:
    days = {("1.1", "started_on"): date(2025, 5, 1), ("1.1", "completed_on"): date(2025, 4, 1)}

    preview = looked_at(round, filled(template(round), days))

    assert refusals(preview) == [CompletedBeforeStarted]


def test_findings_are_told_and_keep_no_draft_from_being_saved(office: Office, round: UUID) -> None:
    preview = looked_at(round, filled(template(round), {("1.1", "status"): "Tidak berlaku"}))
    taken_in(office, preview)

    found = {finding.check: finding.severity for _, finding in preview.findings}
    assert found == {"reason_missing": "stop"}
    assert drafted(round)["1.1"]["status"] == "not_applicable"


def test_sheets_may_be_unprotected_renamed_reordered_filtered_and_cut(office: Office, round: UUID) -> None:
    def disturb(sheet: Any) -> None:
        sheet.protection.sheet = False
        sheet.title = "Kementerian"
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        kept = [row for row in rows if row[0] != "1.5"]
        sheet.delete_rows(1, sheet.max_row)
        sheet.auto_filter.ref = None
        for row in [kept[0], *kept[:0:-1]]:
            sheet.append(row[::-1])
        sheet.row_dimensions[3].hidden = True

    content = filled(template(round), {("2.4", "status"): "Planned", ("1.1", "status"): "Ongoing"})
    preview = looked_at(round, edited(content, disturb))
    taken_in(office, preview)

    assert (preview.hidden, preview.absent) == (1, 1)
    assert drafted(round) == {"1.1": {"status": "ongoing"}, "2.4": {"status": "planned"}}


def test_a_column_that_is_left_out_changes_nothing(office: Office, round: UUID) -> None:
    saved(round, reports(round)["1.1"].line, [("narrative", "", "As it was.")])

    def cut(sheet: Any) -> None:
        sheet.delete_cols(columns_of(sheet)["narrative"])

    preview = looked_at(round, edited(filled(template(round), {("1.1", "status"): "Ongoing"}), cut))
    taken_in(office, preview)

    assert drafted(round) == {"1.1": {"status": "ongoing", "narrative": "As it was."}}


def test_a_column_that_means_nothing_is_refused(office: Office, round: UUID) -> None:
    def more(sheet: Any) -> None:
        sheet.cell(1, sheet.max_column + 1).value = "My notes"

    with pytest.raises(ColumnsUnknown, match="My notes"):
        looked_at(round, edited(template(round), more))


def keyless(sheet: Any) -> None:
    sheet.delete_cols(columns_of(sheet)["key"], 7)


def test_without_its_key_a_template_is_refused(office: Office, round: UUID) -> None:
    with pytest.raises(SheetUnmarked):
        looked_at(round, edited(template(round), keyless))


def test_a_table_by_hand_fills_empty_cells_and_overwrites_none(office: Office, round: UUID) -> None:
    saved(round, reports(round)["1.2"].line, [("narrative", "", "As it was."), ("status", "", "planned")])
    rows = [
        "label,reporter,round,status,narrative",
        "1.1,x-alf,2025,Selesai,Done.",
        "1.2,X-ALF,2025,planned,Something else.",
        "1.3,X-BRA,2025,planned,",
        "9.9,X-ALF,2025,planned,",
    ]

    preview = looked_at(round, "\n".join(rows).encode(), file="own.csv")
    import_good_reports(office.actor, preview=preview)

    assert refusals(preview) == [SheetConflict, SheetForeign, LabelUnknown]
    assert drafted(round)["1.1"] == {"status": "completed", "narrative": "Done."}
    assert drafted(round)["1.2"] == {"status": "planned", "narrative": "As it was."}


def test_t17_formulas_go_out_as_text_and_come_back_as_such(office: Office, round: UUID) -> None:
    line = reports(round)["1.1"].line
    saved(round, line, [("narrative", "", "=1+1"), ("issues", "", "'@x"), ("next_steps", "", "-")])

    book = openpyxl.load_workbook(io.BytesIO(template(round)))
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    csv_cells = [
        cell for row in csv.reader(io.StringIO(template(round, format="csv").decode("utf-8-sig"))) for cell in row
    ]

    assert formulas == []
    assert [cell for cell in csv_cells if cell.startswith(("=", "+", "-", "@"))] == []
    for format in ("xlsx", "csv", "json"):
        assert looked_at(round, template(round, format=format), file=f"r.{format}").counts["unchanged"] == 10


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n", "'＝"])
def test_t17_whatever_sign_excel_runs_goes_out_marked_as_text_and_comes_back(
    office: Office, round: UUID, sign: str
) -> None:
    line = reports(round)["1.1"].line
    text = f"{sign}SUM(A1)"
    saved(round, line, [("narrative", "", f"Done: {text}"), ("issues", "", text)])
    kept = reports(round)["1.1"].cells.issues

    book = openpyxl.load_workbook(io.BytesIO(template(round)))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == kept]
    rows = csv.reader(io.StringIO(template(round, format="csv").decode("utf-8-sig"), newline=""))

    assert {cell.data_type for cell in found} == {"s"}
    assert {cell.quotePrefix for cell in found if not cell.protection.locked} == {runs(kept)}
    assert [cell for row in rows for cell in row if runs(cell)] == []
    for format in ("xlsx", "csv"):
        assert looked_at(round, template(round, format=format), file=f"r.{format}").counts["unchanged"] == 10


def test_a_formula_without_a_result_is_refused_with_its_cell(office: Office, round: UUID) -> None:
    with pytest.raises(FileUnreadable) as caught:
        looked_at(round, filled(template(round), {("1.1", "narrative"): "=1+1"}))

    assert caught.value.where == "reports.xlsx, cell H2"


HEAD = workbooks.row(1, {"A1": "label", "B1": "reporter", "C1": "round", "D1": "status"})
HOSTILE: dict[str, Callable[[], bytes]] = {
    "far cell": lambda: raw_workbook(HEAD + workbooks.row(1_048_576, {"XFD1048576": "x"})),
    "macro workbook": lambda: raw_workbook(HEAD, main=MACRO_MAIN),
    "document type": lambda: raw_workbook(HEAD, head='<!DOCTYPE a [<!ENTITY b "c">]>'),
    "zip bomb": lambda: archive({"[Content_Types].xml": b"spreadsheetml", "xl/a.xml": b"\0" * 60_000_000}),
    "deep JSON": lambda: b'{"rows":' + b"[" * 100_000,
    "JSON of another kind": lambda: b'{"rows": [{"label": 1}]}',
    "JSON that says a name twice": lambda: b'[{"label": "1.1", "label": "1.2"}]',
}


@pytest.mark.parametrize("what", HOSTILE)
def test_t16_a_hostile_file_is_refused_before_anything_is_looked_at(office: Office, round: UUID, what: str) -> None:
    with pytest.raises(FileUnreadable):
        looked_at(round, HOSTILE[what]())


def test_t21_another_encoding_is_refused(office: Office, round: UUID) -> None:
    content = template(round, format="csv").decode("utf-8-sig").replace("not reported", "Pelatihan é").encode("latin-1")

    with pytest.raises(FileEncoding):
        looked_at(round, content, file="reports.csv")


def test_the_same_template_has_the_same_bytes(office: Office, round: UUID) -> None:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    for format in ("xlsx", "csv", "json"):
        one, other = (
            report_template_file(office.actor, format=format, round=round, reporter=ME, language="id", now=now)
            for _ in range(2)
        )
        assert one == other


def test_t3_the_file_of_drafts_is_no_public_source(office: Office, round: UUID) -> None:
    content = typed(template(round, format="csv"), "csv", {("1.1", "narrative"): "Canary."})
    taken_in(office, looked_at(round, content, file="reports.csv"))
    code = Source.objects.get(kind="report_sheet").code

    assert code not in [source.code for source in source_rows()]
    with pytest.raises(SourceUnknown):
        source_named(code)
