"""Rows of CSV and Excel files: what comes out, with which row numbers and places."""

import csv
import io
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from pantau.domain.refusals import (
    FileBinary,
    FileEmpty,
    FileEncoding,
    FileKindUnknown,
    FileUnreadable,
    NoRows,
    Refusal,
    RowTooLong,
)
from pantau.files.columns import Columns
from pantau.files.sheet import SEPARATORS, Row, read_sheet, rows_in
from tests.files.workbooks import KNOWN, REQUIRED, workbook

COLUMNS = Columns(known=KNOWN, required=REQUIRED)


def from_csv(text: str, file: str = "progress.csv") -> tuple[Row, ...]:
    return rows_in(text.encode(), file=file, columns=COLUMNS)


def from_xlsx(path: Path) -> tuple[Row, ...]:
    return read_sheet(path, known=KNOWN, required=REQUIRED)


# CSV


def test_a_row_has_every_known_column_and_its_number() -> None:
    rows = from_csv("label,actor,status\n1.1, Indonesia ,ongoing\n\n1.2,Thailand,completed\n")

    assert [row.number for row in rows] == [2, 4]
    assert rows[0].cells == {
        "label": "1.1",
        "actor": "Indonesia",
        "status": "ongoing",
        "narrative": "",
        "as_of": "",
    }


@pytest.mark.parametrize("separator", SEPARATORS)
def test_the_separator_is_told_from_the_headings_alone(separator: str) -> None:
    headings = separator.join(["No.", "Negara", "Status", "Keterangan"])
    row = separator.join(["1.1", "Indonesia", "ongoing", '"a;b,c,d;e\tf"'])

    (read,) = from_csv(f"{headings}\n{row}\n")

    assert read.cells["narrative"] == "a;b,c,d;e\tf"


def test_a_quoted_line_end_is_part_of_the_cell_and_does_not_shift_row_numbers() -> None:
    rows = from_csv('label,actor,status,narrative\n1.1,ID,ongoing,"one\r\ntwo"\r\n1.2,ID,ongoing,\r\n')

    assert rows[0].cells["narrative"] == "one\r\ntwo"
    assert rows[1].number == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_and_a_byte_order_mark_are_read(end: str) -> None:
    assert len(from_csv("\ufeff" + end.join(["label,actor,status", "1.1,ID,ongoing", "1.2,ID,ongoing"]))) == 2


def test_a_cell_is_placed_as_people_say_it() -> None:
    (row,) = from_csv("No.,Negara,Status\n1.1,Indonesia,?\n")

    assert row.place("status") == "progress.csv, row 2, column Status"
    assert row.place("as_of") == "progress.csv, row 2, column as_of"
    assert row.where == "progress.csv, row 2"


def test_a_short_row_is_filled_with_blanks() -> None:
    (row,) = from_csv("label,actor,status,narrative\n1.1,ID,ongoing\n")

    assert row.cells["narrative"] == ""


def test_a_cell_under_no_heading_is_refused_with_its_row() -> None:
    with pytest.raises(RowTooLong) as refused:
        from_csv("label,actor,status\n1.1,ID,ongoing\n1.2,ID,ongoing,and more\n")

    assert refused.value.where == "progress.csv, row 3"
    assert "and more" in refused.value.says.en


def test_blank_cells_under_no_heading_do_no_harm() -> None:
    assert len(from_csv("label,actor,status,,\n1.1,ID,ongoing,,,,\n")) == 1


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('1.1,ID,"never closed\n1.2,ID,ongoing\n', "is not closed"),
        ('1.1,ID,"closed" too early\n', "text right after it"),
        (f"1.1,ID,{'x' * 140_000}\n", "longer than 131,072"),
    ],
)
def test_a_broken_row_is_refused_with_its_number(row: str, expected: str) -> None:
    with pytest.raises(FileUnreadable) as refused:
        from_csv(f"label,actor,status\n{row}")

    assert expected in refused.value.says.en
    assert "row 2" in refused.value.says.en


def test_counts_in_a_refusal_are_grouped_as_the_language_does() -> None:
    with pytest.raises(FileUnreadable) as refused:
        from_csv("label,actor,status\n" + "," * 300)

    assert "row 200,000 or column 200" in refused.value.says.en
    assert "baris 200.000 atau kolom 200" in refused.value.says.id


def test_headings_without_rows_are_refused() -> None:
    with pytest.raises(NoRows):
        from_csv("label,actor,status\n,,\n\n")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", FileEmpty),
        (b" \n,,\n", FileEmpty),
        (b"label,actor,status\n1.1,\x00,ongoing\n", FileBinary),
        ("label,actor,status\n1.1,Côte,ongoing\n".encode("cp1252"), FileEncoding),
        (b"<html><table><tr><td>label</td></tr></table></html>", FileKindUnknown),
        (b"%PDF-1.7", FileKindUnknown),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .xls", FileKindUnknown),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), FileUnreadable),
    ],
)
def test_t20_what_is_no_table_is_refused_by_its_content(tmp_path: Path, content: bytes, refusal: type[Refusal]) -> None:
    path = tmp_path / "progress.csv"
    path.write_bytes(content)

    with pytest.raises(refusal):
        read_sheet(path, known=KNOWN, required=REQUIRED)


def test_t17_a_cell_that_looks_like_a_formula_is_a_text() -> None:
    (row,) = from_csv('label,actor,status,narrative\n1.1,ID,ongoing,"=HYPERLINK(""x"")"\n')

    assert row.cells["narrative"] == '=HYPERLINK("x")'


def test_t21_bidi_overrides_stay_in_the_cell_and_match_nothing() -> None:
    (row,) = from_csv("label,actor,status\n1.\u202e1,ID,ongoing\n")

    assert row.cells["label"] == "1.\u202e1"


_CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40).map(str.strip)


@given(
    rows=st.lists(st.tuples(*[_CELL] * len(KNOWN)).filter(any), min_size=1, max_size=8),
    separator=st.sampled_from(SEPARATORS),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_program_writes_as_csv_comes_back_cell_by_cell(
    rows: list[tuple[str, ...]], separator: str, end: str
) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([KNOWN, *rows])

    read = from_csv(stream.getvalue())

    assert [tuple(row.cells[column] for column in KNOWN) for row in read] == rows
    assert [row.number for row in read] == list(range(2, len(rows) + 2))


# Excel


def test_a_workbook_gives_the_same_texts_as_a_csv(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["No.", "Negara", "Status", "Keterangan", "Per tanggal"])
    sheet.append(["1.1", " Indonesia ", "ongoing", 3.0, date(2024, 12, 31)])
    sheet.append([1.1, "Thailand", True, 0.1 + 0.2, datetime(2024, 12, 31, 10, 30, tzinfo=UTC).replace(tzinfo=None)])
    sheet.append([])
    sheet.append([2, "Laos", False, 1e20, time(8, 15)])
    sheet["A3"].number_format = "0.00"
    book.save(tmp_path / "progress.xlsx")

    rows = from_xlsx(tmp_path / "progress.xlsx")

    assert [row.number for row in rows] == [2, 3, 5]
    assert [tuple(row.cells.values()) for row in rows] == [
        ("1.1", "Indonesia", "ongoing", "3", "2024-12-31"),
        ("1.10", "Thailand", "TRUE", "0.3", "2024-12-31T10:30:00"),
        ("2", "Laos", "FALSE", "100000000000000000000", "08:15:00"),
    ]


def test_a_cell_of_a_workbook_is_placed_by_its_letter(tmp_path: Path) -> None:
    path = workbook(tmp_path / "progress.xlsx", {"Sheet": [["label", "", "status", "actor"], [1, "", "x", "ID"]]})

    (row,) = from_xlsx(path)

    assert row.place("status") == "progress.xlsx, cell C2"
    assert row.place("as_of") == "progress.xlsx, row 2, column as_of"


def test_the_first_sheet_that_has_the_headings_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "progress.xlsx",
        {"Read me": [["How to fill this in"]], "Laporan": [[], ["No", "Negara", "Status"], ["1", "ID", "x"]]},
    )

    (row,) = from_xlsx(path)

    assert row.place("status") == "progress.xlsx, cell Laporan!C3"
    assert row.where == "progress.xlsx, Laporan, row 3"


def test_a_workbook_without_a_filled_cell_is_empty(tmp_path: Path) -> None:
    with pytest.raises(FileEmpty):
        from_xlsx(workbook(tmp_path / "progress.xlsx", {"Sheet": []}))


def test_a_workbook_is_known_by_its_content_not_its_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "progress.xlsx", {"Sheet": [["label", "actor", "status"], ["1", "ID", "x"]]})

    assert len(from_xlsx(path.rename(tmp_path / "progress.csv"))) == 1


def test_a_formula_gives_its_stored_result_or_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [["label", "actor", "status"], ["1", "ID", '="on"&"going"']]})

    with pytest.raises(FileUnreadable) as refused:
        from_xlsx(path)

    assert refused.value.where == "a.xlsx, cell C2"
    assert "formula" in refused.value.says.en
