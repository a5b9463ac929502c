"""Workbooks and separated text as documents: what their sheets show, in tables that point into one text."""

import csv
import io
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment

from pantau.domain.documents import Document, document_from
from pantau.files.child import Unreadable, in_child
from pantau.files.delimited import csv_document
from pantau.files.spreadsheet import document
from tests.files.words import repacked
from tests.files.workbooks import GOOD, HEADINGS, MACRO_MAIN, raw_workbook, row


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(book: Workbook | bytes) -> Document:
    content = saved(book) if isinstance(book, Workbook) else book
    return document_from(document(io.BytesIO(content)))


def matrix(*rows: list[object]) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Matrix"
    for one in rows:
        sheet.append(one)
    return book


def cells(one: Document, table: int = 0) -> list[list[str]]:
    return [[one.text[cell.start : cell.end] for cell in row.cells] for row in one.tables[table].rows]


def left_out(one: Document) -> dict[str, tuple[int, str, str]]:
    return {found.what: (found.count, found.place, found.sample) for found in one.left_out}


def test_one_sheet_is_one_table_whose_rows_are_lines_of_the_text() -> None:
    found = read(matrix(["No", "Action line", "Lead"], ["1", "Promote\ntrade", "ID, MY"], [], ["2", None, "SG"]))

    assert found.text == "No\tAction line\tLead\n1\tPromote\ntrade\tID, MY\n2\t\tSG"
    assert cells(found) == [["No", "Action line", "Lead"], ["1", "Promote\ntrade", "ID, MY"], ["2", "SG"]]
    assert [cell.column for cell in found.tables[0].rows[2].cells] == [0, 2]
    assert found.tables[0].title == "Matrix"
    assert found.tables[0].rows[2].place == "Matrix, row 4"


def test_several_sheets_stand_under_their_names_and_empty_ones_are_passed_over() -> None:
    book = matrix(["a", "b"])
    book.create_sheet("Empty")
    book.create_sheet("Second")["C5"] = "far"

    found = read(book)

    assert found.text == "# Matrix\n\na\tb\n\n# Second\n\nfar"
    assert [(table.title, table.start, table.end) for table in found.tables] == [("Matrix", 10, 13), ("Second", 25, 28)]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1.1, "0.00", "1.10"), (1.1, "General", "1.1"), (2, "0.0", "2.0"), (7, "000", "007"), (0.5, "0%", "50%"),
        (1234567.0, "#,##0", "1234567"), (date(2026, 1, 5), "dd/mm/yyyy", "2026-01-05"),
        (date(2026, 1, 1), "mmm-yy", "2026-01"), (date(2026, 1, 1), "yyyy", "2026"), (True, "General", "TRUE"),
        (" 1.10 ", "@", "1.10"), ("a\r\nb\tc_x000D_", "General", "a\nb c"), (1e30, "0.00", "1" + "0" * 30),
    ],
)  # fmt: skip
def test_a_cell_reads_as_it_shows_itself(value: object, number_format: str, shown: str) -> None:
    book = matrix([value])
    book.worksheets[0]["A1"].number_format = number_format

    assert read(book).text == shown


def test_merged_cells_say_how_many_printed_rows_and_columns_they_cover() -> None:
    book = matrix(["Plan", None, "x"], ["1", "a"], [None, "b"], [None, "c"], ["2", "d"])
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:A4")
    sheet.row_dimensions[3].hidden = True

    rows = read(book).tables[0].rows

    assert [(rows[0].cells[0].columns, rows[0].cells[0].rows), rows[0].cells[1].column] == [(2, 1), 2]
    assert (rows[1].cells[0].columns, rows[1].cells[0].rows) == (1, 2)


def test_a_merged_cell_that_begins_in_a_hidden_row_is_still_seen() -> None:
    book = matrix(["1", "a"], [None, "b"])
    book.worksheets[0].merge_cells("A1:A2")
    book.worksheets[0].row_dimensions[1].hidden = True

    assert cells(read(book)) == [["1"], ["b"]]


def test_what_is_hidden_or_filtered_out_is_left_out_and_listed() -> None:
    book = matrix(["No", "Action", "Draft"], ["1", "Kept", "secret"], ["2", "Gone", "x"], ["3", "Flat", "y"])
    sheet = book.worksheets[0]
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[4].height = 17
    sheet.column_dimensions["C"].hidden = True
    sheet["A2"].comment = Comment("Really?", "Sari")
    for name, state in (("Lists", "hidden"), ("Codes", "veryHidden")):
        other = book.create_sheet(name)
        other["A1"] = "x"
        other.sheet_state = state

    found = read(repacked(saved(book), {b'ht="17"': b'ht="0"'}))

    assert cells(found) == [["No", "Action"], ["1", "Kept"]]
    assert left_out(found) == {
        "hidden_row": (2, "Matrix, row 3", "2 Gone x"),
        "hidden_column": (1, "Matrix, column C", "Draft"),
        "hidden_sheet": (2, "Lists", ""),
        "comment": (1, "Matrix, A2", "Really?"),
    }


def test_a_formula_shows_its_stored_result_be_it_empty_and_is_refused_without_one() -> None:
    stored = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>'

    assert read(raw_workbook(stored)).text == "2"
    with pytest.raises(Unreadable, match="formula") as refused:
        read(raw_workbook('<row r="3"><c r="B3"><f>1+1</f></c></row>'))
    assert refused.value.cell == "B3"


def test_an_error_in_a_cell_is_shown_as_the_sheet_shows_it() -> None:
    assert read(raw_workbook('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>')).text == "#REF!"


def test_text_under_a_merged_cell_is_listed_since_no_one_sees_it() -> None:
    merged = raw_workbook(row(1, {"A1": "seen", "B1": "unseen"}))
    merged = repacked(merged, {b"</sheetData>": b'</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'})

    found = read(merged)

    assert found.text == "seen"
    assert left_out(found) == {"hidden_text": (1, "Matrix, B1".replace("Matrix", "Progress"), "unseen")}


def test_the_strict_form_reads_as_the_usual_one_does() -> None:
    usual = raw_workbook(HEADINGS + GOOD)
    strict = repacked(
        usual,
        {
            b"http://schemas.openxmlformats.org/spreadsheetml/2006": b"http://purl.oclc.org/ooxml/spreadsheetml",
            b"http://schemas.openxmlformats.org/officeDocument/2006": b"http://purl.oclc.org/ooxml/officeDocument",
            b"application/vnd.openxmlformats-package.relationships+xml": b"application/xml",
        },
    )

    assert read(strict) == read(usual)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 nothing", "broken"),
        (raw_workbook(HEADINGS, main=MACRO_MAIN), "macros"),
        (raw_workbook(HEADINGS, head="<!DOCTYPE a>"), "declarations"),
        (raw_workbook(row(1, {"XFD1": "far"})), "beyond"),
        (raw_workbook(HEADINGS + row(1, {"A1": "again"})), "cell_twice"),
        (raw_workbook("<a>" * 100_000), "broken"),
    ],
)
def test_a_hostile_workbook_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        in_child("pantau.files.spreadsheet:document", content, arguments={})

    assert refused.value.reason == reason


def test_a_merged_range_of_the_whole_sheet_costs_nothing() -> None:
    whole = repacked(
        raw_workbook(row(1, {"A1": "Plan"}) + row(9, {"C9": "x"})),
        {b"</sheetData>": b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'},
    )

    assert read(whole).text == "Plan"


# Separated text


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_columns(separator: str) -> None:
    rows = [["No", "Action line", "Lead"], ["1", "Promote trade, and more; soon", "Indonesia"], ["2", "Hold talks", ""]]
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator="\r\n").writerows(rows)

    assert cells(csv_document(stream.getvalue())) == rows


def test_cells_point_into_the_text_as_it_is_inside_the_quotation_marks() -> None:
    text = '\ufeffNo;Action\n1; "Say ""yes""; then\ngo" ;\n\n2;Two words \n'

    found = csv_document(text)

    assert found.text == text
    assert cells(found) == [["No", "Action"], ["1", 'Say ""yes""; then\ngo', ""], ["2", "Two words"]]
    assert [one.place for one in found.tables[0].rows] == ["row 1", "row 2", "row 4"]


def test_excels_hint_names_the_separator() -> None:
    assert cells(csv_document("sep=;\na;b,c\nd;e,f\n")) == [["a", "b,c"], ["d", "e,f"]]


def test_text_without_columns_has_no_table() -> None:
    assert csv_document("Plan of Action\n1. Promote trade\n").tables == ()


def test_a_quotation_mark_left_open_is_refused_with_its_row() -> None:
    with pytest.raises(Unreadable) as refused:
        csv_document('a,b\n1,"never closed\n2,x\n')

    assert (refused.value.reason, refused.value.places) == ("quotation", {"row": 2})


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12).map(str.strip)


@given(st.lists(st.lists(texts.filter(bool), min_size=3, max_size=3), min_size=2, max_size=8), st.sampled_from(",;\t|"))
@settings(max_examples=60, deadline=None)
def test_what_a_csv_writer_wrote_is_found_where_it_stands(rows: list[list[str]], separator: str) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)

    found = csv_document(stream.getvalue())

    assert [[text.replace('""', '"') for text in one] for one in cells(found)] == rows


@given(st.text('",;\t|\n\r ab=0', max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_separated_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert csv_document(text).text == text


@given(st.lists(st.tuples(st.integers(0, 1_000), st.integers(0, 255)), min_size=1, max_size=4))
@settings(max_examples=6, deadline=None)
def test_a_workbook_with_changed_bytes_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    content = bytearray(raw_workbook(HEADINGS + GOOD))
    for place, byte in changes:
        content[place] = byte

    with suppress(Unreadable):
        assert in_child("pantau.files.spreadsheet:document", bytes(content), arguments={})["tables"]
