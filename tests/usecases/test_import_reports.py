"""The round trip of reports: a template goes out, is filled in, and comes back as exactly those changes."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from pantau.domain.statuses import Status, status_name
from pantau.records.models import Source, StatusReportVersion
from pantau.records.models import Actor as Place
from pantau.usecases.import_reports import import_good_reports, import_reports
from pantau.usecases.verify import verify
from tests.files.workbooks import MACRO_MAIN, archive, raw_workbook, row
from tests.usecases.office import Office
from tests.usecases.sheets import (
    ME,
    columns_of,
    drafted,
    edited,
    filled,
    looked_at,
    opened_round,
    reports,
    saved,
    template,
)


@pytest.fixture
def round(office: Office) -> UUID:
    return opened_round(office)


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
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_out_filled_in_at_random_and_back_gives_exactly_those_changes(
    office: Office, format: str, data: st.DataObject
) -> None:
    from django.db import transaction

    with transaction.atomic():
        round = opened_round(office)
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
