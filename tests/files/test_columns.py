"""Headings of a table: how people write them, and what is refused."""

import tomllib
from importlib import resources

import pytest

from pantau.domain.refusals import ColumnRepeated, ColumnsMissing, ColumnsUnknown
from pantau.files.columns import Columns
from tests.files.workbooks import KNOWN, REQUIRED

PROGRESS = Columns(known=(*KNOWN, "path"), required=REQUIRED)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("label", "label"),
        (" LABEL ", "label"),
        ("As of", "as_of"),
        ("as-of", "as_of"),
        ("Per tanggal", "as_of"),
        ("No.", "label"),
        ("Negara", "actor"),
        ("Keterangan", "narrative"),
        ("path", "path"),
        ("Jalur", "path"),
        ("jalan", None),
        ("mulai", None),  # known in another table, not in this one
    ],
)
def test_a_heading_is_known_by_its_name_or_a_synonym(heading: str, column: str | None) -> None:
    assert PROGRESS.named(heading) == column


def test_columns_may_stand_in_any_order_with_blanks_between() -> None:
    placed = PROGRESS.placed(["Status", "", "Negara", "No"], file="a.csv")

    assert placed == {0: "status", 2: "actor", 3: "label"}


def test_a_missing_column_is_named_with_all_that_are_known() -> None:
    with pytest.raises(ColumnsMissing) as refused:
        PROGRESS.placed(["label", "narrative"], file="a.csv")

    assert refused.value.says.en == "a.csv lacks the column actor, status."
    assert "label, actor, status, narrative, as_of, path" in refused.value.mend.en


def test_an_unknown_column_is_named_with_all_that_are_known() -> None:
    with pytest.raises(ColumnsUnknown) as refused:
        PROGRESS.placed(["label", "actor", "status", "Anggaran"], file="a.csv")

    assert refused.value.says.id == "a.csv memiliki kolom yang tidak dikenal: Anggaran."
    assert "narrative" in refused.value.mend.en


def test_a_first_row_without_any_known_heading_lacks_columns() -> None:
    with pytest.raises(ColumnsMissing):
        PROGRESS.placed(["1.1", "Indonesia", "selesai"], file="a.csv")


def test_two_headings_for_one_column_are_refused() -> None:
    with pytest.raises(ColumnRepeated) as refused:
        PROGRESS.placed(["label", "actor", "Negara", "status"], file="a.csv")

    assert refused.value.says.en == "a.csv has the column actor more than once: actor, Negara."


@pytest.mark.parametrize(
    "table",
    [
        (
            "label",
            "path",
            "actor",
            "status",
            "narrative",
            "issues",
            "next_steps",
            "as_of",
            "started_on",
            "completed_on",
        ),
        ("title", "title_id", "stage", "stage_on", "lines", "started_on", "completed_on"),
    ],
)
def test_no_spelling_means_two_columns_of_one_table(table: tuple[str, ...]) -> None:
    text = resources.files("pantau.files").joinpath("data", "columns.toml").read_text(encoding="utf-8")
    columns = Columns(known=table, required=())

    meant = {
        spelling: columns.named(spelling)
        for column, synonyms in tomllib.loads(text).items()
        if column in table
        for spelling in (column, *synonyms)
    }
    expected = {
        spelling: column
        for column, synonyms in tomllib.loads(text).items()
        if column in table
        for spelling in (column, *synonyms)
    }

    assert meant == expected
