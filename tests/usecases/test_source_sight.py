"""A sheet of a plan is as visible as what the plan shows of countries, though no row became a report (T3)."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest

from pantau.domain.permissions import LOCAL_OPERATOR, VISITOR
from pantau.domain.plans import Visibility
from pantau.domain.sources import SourceRow
from pantau.records.models import Plan, Source, StatusReportVersion
from pantau.records.queries.source_sight import may_read_source, text_for, unreadable_sources
from pantau.records.queries.sources import source_named
from pantau.usecases.update_plan import preview_update, update_plan
from pantau.usecases.write_matrix import MatrixWish, matrix_of, write_matrix
from tests.usecases.office import CODE, Office
from tests.workspaces import everybody, progress

pytestmark = pytest.mark.django_db


@pytest.fixture
def matrix(office: Office) -> SourceRow:
    """A country's matrix that came back with another timeline and the statuses it had: nothing of it is a report."""
    office.progress(progress(everybody("completed", ("2.5",)), as_of="2023-06-30"), round="2023")
    wish = MatrixWish(plan=CODE, reporter="X-ALF", round="2023")
    content = write_matrix(matrix_of(office.actor, wish), format="xlsx")
    read = openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    rows = [["" if cell is None else str(cell) for cell in row] for row in read]
    rows[2][rows[0].index("Timeline")] = "2024"
    saved = StringIO()
    csv.writer(saved).writerows(rows)
    sent = saved.getvalue().encode()
    preview = preview_update(
        office.actor, content=sent, file="m.csv", plan=CODE, reporter=wish.reporter, round=wish.round
    )
    update_plan(office.actor, preview=preview, seen=preview.digest)
    source = source_named(Source.objects.get(kind="matrix").code)
    assert not StatusReportVersion.objects.filter(source_id=source.id).exists()
    return source


def test_a_matrix_whose_rows_became_no_reports_is_withheld_as_its_plan_withholds_countries(matrix: SourceRow) -> None:
    assert not may_read_source(VISITOR, matrix)
    assert text_for(VISITOR, matrix) is None
    assert matrix.id in unreadable_sources(VISITOR)


def test_it_is_read_by_who_sees_the_countries_of_its_plan(matrix: SourceRow) -> None:
    assert "Completed" in (text_for(LOCAL_OPERATOR, matrix) or "")
    assert matrix.id not in unreadable_sources(LOCAL_OPERATOR)


def test_it_is_read_by_everybody_where_the_plan_names_countries(matrix: SourceRow) -> None:
    Plan.objects.filter(code=CODE).update(visibility=Visibility.NAMED)

    assert may_read_source(VISITOR, matrix)
    assert matrix.id not in unreadable_sources(VISITOR)


def test_a_sheet_of_a_plan_that_nobody_knows_is_read_by_nobody(matrix: SourceRow) -> None:
    Source.objects.filter(pk=matrix.id).update(code="ELSEWHERE-matrix-0123456789ab")
    stray = source_named("ELSEWHERE-matrix-0123456789ab")

    assert not may_read_source(LOCAL_OPERATOR, stray)
    assert stray.id in unreadable_sources(LOCAL_OPERATOR)


def test_a_sheet_that_changes_nothing_is_not_kept(office: Office) -> None:
    sheet = progress(everybody("completed", ("2.5",)), as_of="2023-06-30")
    office.progress(sheet, round="2023")
    before = Source.objects.count()

    office.progress(sheet + "\n", round="2023")

    assert Source.objects.count() == before
