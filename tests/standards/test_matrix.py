"""A working matrix written and read back: hostile texts, cut cells, timelines that can be read in two ways."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.domain.documents import Document, Table, document_from
from pantau.domain.refusals import ColumnRepeated, MatrixUnfound
from pantau.domain.statuses import Status, status_name
from pantau.domain.words import Words
from pantau.files.delimited import csv_document
from pantau.files.office import document as office_document
from pantau.standards.sheets import (
    LONGEST,
    Heading,
    Mark,
    Matrix,
    MatrixLine,
    Value,
    canon,
    empty_texts,
    excel_matrix,
    fitting,
    read_matrix,
    settled,
    word_matrix,
)
from pantau.standards.sheets.layout import BOTH, columns, folded_heading, headings

MAKERS = {"xlsx": excel_matrix, "docx": word_matrix}
FREE = ("action_en", "action_id", "narrative", "issues", "lead")
texts = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        (
            "=cmd()|' /C calc'!A0",
            "@SUM(1)",
            "1.10",
            "007",
            "<b>bold</b> & <script>",
            "سلام עולם",
            "📈 done ✅",
            "‮evil",
            "a\n\n- b\n1. c",
            "_x0041_ \x00\x0b",
            "word " * 100,
            "http://example.org",
            "2026-01-02",
            '"quoted", and ""doubled""',
        )
    ),
)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    language = draw(st.sampled_from(("en", "id", BOTH)))
    spoken = "id" if language == "id" else "en"
    reported = draw(st.booleans())
    rows: list[MatrixLine | Heading] = []
    for number in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            rows.append(
                Heading(text=f"{number}. {fitting(draw(texts), spoken)}", depth=draw(st.integers(1, 5)), title=True)
            )
        values = {name: text_value(draw(texts)) for name in FREE}
        status = draw(st.sampled_from([*Status, None]))
        if status:
            values["status"] = Value(shown=status_name(status).into(spoken), canon=status.value)
        day = draw(st.none() | st.dates(date(1950, 1, 1), date(2090, 1, 1)))
        if day:
            values["timeline"] = Value(shown=day.isoformat(), canon=day.isoformat(), day=day)
        rows.append(
            MatrixLine(key=f"{number:08x}", label=draw(st.sampled_from(("1.10", "1.1", "(a)", "007"))), values=values)
        )
    return matrix_with(rows, language=language, reported=reported)


def matrix_with(rows: list[MatrixLine | Heading], *, language: str = "en", reported: bool = True) -> Matrix:
    return Matrix(
        code="TESTS",
        title=Words(en="Tests & <b>", id="Uji"),
        version=3,
        state=Words(en="adopted", id="disahkan"),
        reporter=Words(en="Alfara", id="Alfara") if reported else None,
        round="Mid-term {2025}" if reported else "",
        as_of=date(2025, 12, 31),
        made_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
        language=language,
        spoken="id" if language == "id" else "en",
        settled="en",
        illustrative=True,
        mark=Mark(workspace="w", plan="p", version=3, language=language, reporter="X", round="Mid-term {2025}"),
        rows=tuple(rows),
    )


def text_value(text: str) -> Value:
    shown = fitting(text.strip(), "en")
    return Value(shown=shown, canon=canon(shown))


def read_again(matrix: Matrix, *, format: str) -> Document:
    """In this very process, which is quicker than in the reading child."""
    return document_from(office_document(BytesIO(MAKERS[format](matrix))))


@pytest.mark.parametrize("format", MAKERS)
@given(matrix=matrices())
@settings(max_examples=12, deadline=None)
def test_what_a_matrix_shows_is_read_back_cell_by_cell(format: str, matrix: Matrix) -> None:
    read = read_matrix(read_again(matrix, format=format), file="m")

    assert read.mark == matrix.mark
    assert [row.key for row in read.rows] == [line.key for line in matrix.lines]
    assert len(read.others) == sum(isinstance(row, Heading) for row in matrix.rows)
    shown = {column.key for column in matrix.columns} - {"label", "key", "status"}
    for row, line in zip(read.rows, matrix.lines, strict=True):
        assert row.row.cells["label"] == line.label
        for name in shown:
            said = row.row.cells.get("action" if name not in read.columns else name, "")
            was = line.values.get(name, Value()).canon
            empty = canon(said).casefold() in empty_texts(name)
            assert canon(said) == was or (empty and was.casefold() in empty_texts(name)), name


@pytest.mark.parametrize("format", MAKERS)
@given(matrix=matrices())
@settings(max_examples=5, deadline=None)
def test_the_same_matrix_gives_the_same_bytes(format: str, matrix: Matrix) -> None:
    assert MAKERS[format](matrix) == MAKERS[format](matrix)


@pytest.mark.parametrize("format", MAKERS)
def test_nobody_writes_into_a_settled_text_and_a_long_one_says_where_it_is_cut(format: str) -> None:
    line = MatrixLine(key="0" * 8, label="1", values={"narrative": text_value("word " * LONGEST)})

    read = read_matrix(read_again(matrix_with([line]), format=format), file="m")

    assert read.rows[0].row.cells["narrative"].endswith("(cut here; the whole text is in Pantau)")
    assert {one.key for one in columns(BOTH, reported=False, own="en") if one.open} == {"action_id", "lead", "timeline"}
    assert "action_en" in {one.key for one in columns(BOTH, reported=False) if one.open}


def test_a_table_cut_off_from_its_head_goes_on_under_it() -> None:
    matrix = matrix_with([MatrixLine(key=f"{number:08x}", label=str(number), values={}) for number in range(4)])
    whole = read_again(matrix, format="docx")
    (table,) = whole.tables
    cut = replace(whole, tables=(Table(title="", rows=table.rows[:3]), Table(title="", rows=table.rows[3:])))

    assert [row.row.cells["label"] for row in read_matrix(cut, file="m").rows] == ["0", "1", "2", "3"]


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(ColumnRepeated):
        read_matrix(csv_document("No;Status;Status\n1;done;done\n"), file="m.csv")


def test_a_table_of_something_else_is_no_matrix() -> None:
    with pytest.raises(MatrixUnfound):
        read_matrix(csv_document("Name;Place\nA;B\n"), file="m.csv")


def test_every_heading_means_one_column_in_both_languages() -> None:
    for language in ("en", "id", BOTH):
        for reported in (True, False):
            read = [headings()[folded_heading(one.heading)] for one in columns(language, reported=reported)]
            assert len(set(read)) == len(read)


@pytest.mark.parametrize(
    ("typed", "text", "ambiguous"),
    [
        ("31/12/2026", "2026-12-31", ""),
        ("12/31/2026", "2026-12-31", ""),
        ("1.1.2026 - 30.6.2026", "2026-01-01 - 2026-06-30", ""),
        ("2026-02", "2026-02-28", ""),
        ("2021-25", "2021-25", ""),
        ("4/3/2026", "4/3/2026", "4/3/2026"),
        ("30/02/2026", "30/02/2026", "30/02/2026"),
        ("akhir Maret", "akhir Maret", "akhir Maret"),
        ("by Q3", "by Q3", "by Q3"),
        ("triwulan II", "triwulan II", "triwulan II"),
        ("5/6", "5/6", "5/6"),
        ("as funds may allow", "as funds may allow", ""),
        ("Q3 2026", "Q3 2026", ""),
        ("", "", ""),
    ],
)
def test_a_date_is_settled_or_said_to_be_ambiguous(typed: str, text: str, ambiguous: str) -> None:
    assert settled(typed) == (text, ambiguous)
