"""`pantau plan diff` writes a comparison as a document, of kept texts and of files alike."""

from io import BytesIO
from pathlib import Path

import docx
from openpyxl import load_workbook

from tests.workspaces import PLAN, Pantau

REVISED = PLAN.replace("2.1 Exchange teachers", "2.1 Exchange teachers and pupils")


def labels_in(word: Path, excel: Path) -> tuple[list[str], list[str]]:
    document = docx.Document(BytesIO(word.read_bytes()))
    sheet = load_workbook(BytesIO(excel.read_bytes())).worksheets[0]
    return (
        [row.cells[1].text for row in document.tables[1].rows][1:],
        [str(row[1].value) for row in sheet.iter_rows(min_row=2)],
    )


def test_two_files_become_documents_without_a_workspace(bare: Pantau, tmp_path: Path) -> None:
    old, new = bare.file("old.txt", PLAN), bare.file("new.txt", REVISED)
    word, excel = tmp_path / "diff.docx", tmp_path / "diff.xlsx"

    diff = bare.must("plan", "diff", old, new, "--word", word, "--excel", excel, "--json").json

    in_word, in_excel = labels_in(word, excel)
    assert len(in_word) == len(diff["pairs"])
    assert in_word == in_excel == [pair["new"][0]["label"] or "–" for pair in diff["pairs"]]


def test_kept_texts_become_documents_in_the_language_of_the_command(pantau: Pantau, tmp_path: Path) -> None:
    text = pantau.file("revised.txt", REVISED)
    pantau.must("plan", "import", text, "--code", "TESTS", "--period", "2021..2025", "--illustrative")
    word = tmp_path / "diff.docx"
    word.write_text("an older file")

    pantau.must("--lang", "id", "plan", "diff", "TESTS@1", "TESTS@2", "--word", word)

    document = docx.Document(BytesIO(word.read_bytes()))
    assert document.paragraphs[0].text == "Perbandingan dua naskah"
    assert document.paragraphs[1].text.startswith("Naskah terdahulu: TESTS@1 · ")


def test_a_file_that_cannot_be_written_is_a_sentence(bare: Pantau, tmp_path: Path) -> None:
    old, new = bare.file("old.txt", PLAN), bare.file("new.txt", REVISED)

    refusal = bare.refusal("plan", "diff", old, new, "--word", tmp_path / "nowhere" / "diff.docx")

    assert refusal["code"] == "file_unwritable"
