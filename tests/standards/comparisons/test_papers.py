"""A comparison on paper: Word and Excel hold the words of the comparison, marked, in its order, and nothing runs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import _Cell
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText

from pantau.domain.alignment import Change, Clause, Comparison, Pair, Setting, align, clauses
from pantau.domain.plantree import NodeKind
from pantau.domain.words import Words
from pantau.reading.plans import read_plan
from pantau.standards.comparisons import Paper, Side, comparison_document, comparison_workbook, rows_of

OLD = """PLAN OF ACTION 2021-2025

1. SEAS

1.1 Train the crews of rescue boats in first response;
1.2 Establish a directory of contact points;
1.3 Conduct a joint exercise every year and publish the lessons learned from it in both languages;
1.4 Carry out a survey of plastic litter at forty beaches.

2. SCHOOLS

2.1 Exchange teachers between partner schools;
2.2 Develop a shared reader for primary schools;
2.3 Organise a yearly meeting of school heads.
"""
NEW = """PLAN OF ACTION 2021-2025

1. SEAS

1.1 Train the crews of rescue boats in first response;
1.2 Conduct a joint exercise every year;
1.3 Publish the lessons learned from it in both languages;
1.4 Organise a yearly meeting of school heads.

2. SCHOOLS

2.1 Exchange teachers and pupils between partner schools;
2.2 Develop a shared reader for primary schools;
2.3 Plant mangroves along the eastern shore.
"""
MADE_AT = datetime(2026, 3, 1, 9, 30, 15, 7, tzinfo=UTC)
HOSTILE = (
    '=HYPERLINK("http://x")',
    '<w:t>bold</w:t> & "quoted"',
    "</t><script>alert(1)</script>",
    "+1+1",
    "@x",
    "_x0041_",
)


def compared(old: str = OLD, new: str = NEW) -> Comparison:
    return align(*(clauses(read_plan(text)) for text in (old, new)))


def paper(comparison: Comparison | None = None, **said: Any) -> Paper:
    usual = {
        "old": Side(name="SEAS@1", title=Words(en="Seas", id="Laut"), state=Words(en="adopted", id="disahkan")),
        "new": Side(name="SEAS@2", in_force_from=date(2023, 7, 1)),
        "setting": Setting.VERSION,
        "comparison": comparison or compared(),
        "made_at": MADE_AT,
        "language": "en",
        "statuses": {},
    }
    return Paper(**{**usual, **said})


def lines(*texts: str) -> tuple[Clause, ...]:
    return tuple(
        Clause(key=str(n), label=str(n), path=(str(n),), kind=NodeKind.LINE, countable=True, text=text)
        for n, text in enumerate(texts, start=1)
    )


def word(given: Paper) -> Document:
    return docx.Document(BytesIO(comparison_document(given)))


def word_rows(given: Paper) -> list[list[_Cell]]:
    """The rows of clauses, without the head."""
    return [list(row.cells) for row in word(given).tables[1].rows][1:]


def excel(given: Paper) -> Any:
    return load_workbook(BytesIO(comparison_workbook(given)), rich_text=True).worksheets[0]


def sides_in_word(cell: _Cell) -> tuple[str, str]:
    """What a reader finds who leaves out what was added, and who leaves out what was removed."""
    runs = [(run.style.name if run.style else "", run.text) for paragraph in cell.paragraphs for run in paragraph.runs]
    return tuple("".join(text for style, text in runs if style != other) for other in ("Added", "Removed"))  # type: ignore[return-value]


def sides_in_excel(cell: Any) -> tuple[str, str]:
    value = cell.value
    if not isinstance(value, CellRichText):
        return ("" if cell.font.u else value, "" if cell.font.strike else value)
    parts = [(getattr(part, "font", None), str(part)) for part in value]
    old = "".join(text for font, text in parts if not (font and font.u))
    return old, "".join(text for font, text in parts if not (font and font.strike))


def expected(pair: Pair) -> tuple[str, str]:
    """Both texts of a pair that did not change its number of clauses, as a reader of either side finds them."""
    same = len(pair.old) == len(pair.new) == 1 and not pair.reworded
    return (pair.new_text if same else pair.old_text, pair.new_text)


def test_the_texts_hold_every_kind_of_change() -> None:
    assert {pair.change for pair in compared().pairs} == set(Change) - {Change.MERGED}


def test_word_and_excel_hold_the_words_of_either_text() -> None:
    said = paper()
    single = [(n, row.pair) for n, row in enumerate(said.rows) if len(row.pair.old) < 2 and len(row.pair.new) < 2]
    in_word, in_excel = word_rows(said), list(excel(said).iter_rows(min_row=2))

    assert len(in_word) == len(in_excel) == len(said.comparison.pairs)
    assert [sides_in_word(in_word[n][3]) for n, _ in single] == [expected(pair) for _, pair in single]
    assert [sides_in_excel(in_excel[n][3]) for n, _ in single] == [expected(pair) for _, pair in single]


def test_the_parts_of_a_split_clause_stand_apart_with_their_labels() -> None:
    said = paper()
    place = next(n for n, row in enumerate(said.rows) if row.change is Change.SPLIT)

    assert [one.text for one in word_rows(said)[place][3].paragraphs] == [
        "− 1.3 Conduct a joint exercise every year and publish the lessons learned from it in both languages",
        "+ 1.2 Conduct a joint exercise every year",
        "+ 1.3 Publish the lessons learned from it in both languages",
    ]
    assert str(excel(said).cell(place + 2, 4).value).count("\n") == 2


def test_merged_clauses_stand_apart_too() -> None:
    (row,) = [row for row in rows_of(compared(NEW, OLD)) if row.change is Change.MERGED]

    assert [(one.side, one.label) for one in row.passages] == [("old", "1.2"), ("old", "1.3"), ("new", "1.3")]
    assert ["".join(mark.text for mark in one.marks) for one in row.passages] == [
        clause.text for clause in (*row.pair.old, *row.pair.new)
    ]


def test_a_label_that_stands_in_many_sections_is_said_with_its_section() -> None:
    old, new = (
        (Clause(key=str(path), label=path[-1], path=path, kind=NodeKind.LINE, countable=True, text="Train crews"),)
        for path in (("2", "a"), ("BAB III", "Pasal 3", "(1)"))
    )

    assert rows_of(align(old, new))[0].labels == "2 a → BAB III Pasal 3 (1)"


def test_a_moved_clause_says_where_it_stood() -> None:
    (row,) = [row for row in paper().rows if row.change is Change.MOVED]

    assert (row.old, row.new, row.came_from) == ("2.3", "1.4", "2 SCHOOLS")


def test_one_change_alone_is_listed_under_its_headings() -> None:
    said = paper(only=Change.NEW)

    assert [row.labels for row in said.rows] == ["2", "2.3"]
    assert "Only these clauses are listed: new." in said.notes


def test_the_counts_are_those_of_the_comparison() -> None:
    said = paper()
    data = said.comparison.as_json()["counts"]
    table = [[cell.text for cell in row.cells] for row in word(said).tables[0].rows][1:]

    assert [row[2:] for row in table[:-1]] == [
        [str(data[scope][change.value][side]) for scope in ("lines", "headings") for side in ("old", "new")]
        for change in Change
    ]
    assert table[-1][2:] == ["7", "7", "2", "2"]


def test_the_status_of_old_lines_stands_beside_a_successor_alone() -> None:
    (dropped,) = compared().changed(Change.DROPPED)[:1]
    key = dropped.old[0].key
    said = paper(
        setting=Setting.SUCCESSOR,
        statuses={key: Words(en="Ongoing", id="Berjalan")},
        vanished=frozenset({key}),
        as_of=date(2025, 12, 31),
    )
    place = next(n for n, row in enumerate(said.rows) if row.pair == dropped)
    cells = [cell.text for cell in word_rows(said)[place]]

    assert cells[2:3] + cells[4:] == ["not carried over\nnot finished, and no longer there", "Ongoing", ""]
    assert "The status is that of the line in the earlier plan on 31 December 2025." in said.notes
    assert [column.key for column in said.columns] == ["old", "new", "change", "text", "status", "remarks"]
    assert "status" not in [column.key for column in paper().columns]


@pytest.mark.parametrize(("language", "head"), [("en", "Comparison of two texts"), ("id", "Perbandingan dua naskah")])
def test_the_paper_speaks_the_language_of_its_reader(language: str, head: str) -> None:
    document = word(paper(language=language))
    clause = document.tables[1].rows[1].cells[3].paragraphs[0].style

    assert document.paragraphs[0].text == head
    assert clause is not None
    assert clause.name == "Clause"
    assert document.core_properties.language == {"en": "en-GB", "id": "id-ID"}[language]
    assert {one.get(qn("w:val"))[:2] for one in document.styles.element.iter(qn("w:lang"))} == {language}


def test_clauses_keep_the_language_of_their_text() -> None:
    style = word(paper(new=Side(name="SEAS@2", language="id"))).styles["Clause"]

    assert [one.get(qn("w:val")) for one in style.element.iter(qn("w:lang"))] == ["id-ID"]


def test_the_document_lies_across_and_repeats_its_head_on_every_page() -> None:
    document = word(paper())
    section = document.sections[0]
    heads = [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in document.tables[1].rows]

    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)  # type: ignore[union-attr]
    assert heads == [True] + [False] * (len(heads) - 1)
    fields = section.footer._element.iter(qn("w:fldSimple"))
    assert [one.get(qn("w:instr")) for one in fields] == ["PAGE", "NUMPAGES"]


def test_the_sheet_repeats_its_head_and_leaves_a_column_to_write_on() -> None:
    sheet = excel(paper())

    assert (sheet.print_title_rows, sheet.page_setup.orientation, sheet.freeze_panes) == ("$1:$1", "landscape", "A2")
    assert [cell.value for cell in sheet[1]][-1] == "Remarks"
    assert {row[-1].value for row in sheet.iter_rows(min_row=2)} == {None}
    assert not sheet.merged_cells.ranges


@pytest.mark.parametrize("made", [comparison_document, comparison_workbook])
def test_the_same_paper_gives_the_same_bytes(made: Any) -> None:
    said = paper()

    assert made(said) == made(replace(said)) != made(replace(said, made_at=datetime(2027, 1, 1, tzinfo=UTC)))


@pytest.mark.parametrize("made", [comparison_document, comparison_workbook])
def test_every_part_of_a_package_is_sound_xml(made: Any) -> None:
    package = ZipFile(BytesIO(made(paper())))

    assert package.testzip() is None
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(package.read(name))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_text_holds_is_shown_and_never_runs(text: str) -> None:
    said = paper(align(lines("Train crews", f"Hold talks {text}"), lines("Train crews", text)))
    cells = [row[3] for row in excel(said).iter_rows(min_row=2)]

    assert text in {sides_in_word(row[3])[1] for row in word_rows(said)}
    assert text in {sides_in_excel(cell)[1] for cell in cells}
    assert {cell.data_type for row in excel(said).iter_rows() for cell in row} <= {"s", "n"}


def test_a_formula_in_a_label_or_a_title_is_text() -> None:
    (plain,) = lines("Train crews")
    label = replace(plain, label="=1+1")
    said = paper(align((), (label,)), old=Side(name="=A1", title=Words(en="=2+2")))
    book = load_workbook(BytesIO(comparison_workbook(said)))

    assert book.worksheets[0]["B2"].value == "=1+1"
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    said = paper(align((), lines("Train\x00 crews\x0b of \ud800 boats")))

    assert word_rows(said)[0][3].text == "Train\ufffd crews\ufffd of \ufffd boats"
    assert sides_in_excel(excel(said)["D2"])[1] == "Train\ufffd crews\ufffd of \ufffd boats"


def test_a_cell_that_is_too_long_says_so_and_the_document_has_all() -> None:
    text = "Train crews " * 3_000
    said = paper(align((), lines(text)))
    cell = str(excel(said)["D2"].value)

    assert len(cell) < 32_767
    assert cell.endswith("the Word file has the whole text]")
    assert word_rows(said)[0][3].text == text


@settings(max_examples=30)
@given(
    *(
        st.lists(
            st.lists(st.sampled_from(["a", "bb", "ccc", "of 2025", "the sea", "\n"]), min_size=1, max_size=6).map(
                " ".join
            ),
            min_size=1,
            max_size=3,
            unique=True,
        ),
    )
    * 2
)
def test_passages_hold_every_letter_of_both_sides(old: list[str], new: list[str]) -> None:
    pair = Pair(change=Change.MERGED, old=lines(*old), new=lines(*new), strength=0, evidence=None)  # type: ignore[arg-type]
    (row,) = rows_of(Comparison(pairs=(pair,)))

    for side, clauses_of_side in (("old", pair.old), ("new", pair.new)):
        found = ["".join(mark.text for mark in one.marks) for one in row.passages if one.side == side]
        if row.passages[0].side:
            assert found == [clause.text for clause in clauses_of_side]
