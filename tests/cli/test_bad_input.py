"""Section 7 of the brief: whatever is wrong with file, plan or number, a sentence with what to do, and no change."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.workbooks import raw_workbook
from tests.workspaces import PLAN, UNPRIVILEGED, Pantau, everybody, progress

SHEET = progress(everybody("completed"))
PROSE = "We, the ministers, met in Jakarta and parted as friends.\n"
Words = list[object]

# What reads a file, with the words that a command needs beside it.
READERS: dict[str, tuple[str, Callable[[Path], Words]]] = {
    "plan parse": ("plan.txt", lambda path: ["plan", "parse", path]),
    "plan import": ("plan.txt", lambda path: ["plan", "import", path, "--code", "NEW", "--period", "2021..2025"]),
    "progress import": ("sheet.csv", lambda path: ["progress", "import", path, "--plan", "TESTS"]),
    "initiative import": ("sheet.csv", lambda path: ["initiative", "import", path, "--plan", "TESTS"]),
    "register import": ("sheet.csv", lambda path: ["register", "import", "actors", path]),
    "score --weights": ("sheet.csv", lambda path: ["score", "TESTS", "--weights", path]),
}
FULLY = ("plan import", "progress import")
BAD_FILES: dict[str, tuple[bytes, set[str]]] = {
    "empty": (b"", {"file_empty"}),
    "blank": (b" \n\t\r\n  \n", {"file_empty"}),
    "only a byte-order mark": (b"\xef\xbb\xbf", {"file_empty"}),
    "binary": (bytes(range(256)) * 40, {"file_binary", "file_encoding", "file_kind_unknown"}),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), {"file_binary", "file_kind_unknown"}),
    "a PDF": (b"%PDF-1.7\n" + PLAN.encode(), {"file_binary", "file_kind_unknown", "document_unreadable"}),
    "in Latin-1": ("label;actor;status\n1.1;Côte;terminé\n".encode("latin-1") + PLAN.encode(), {"file_encoding"}),
    "in Windows-1252": (b"\x93" + PLAN.encode() + b"\x94", {"file_encoding"}),
    "in UTF-16 that does not say so": (PLAN.encode("utf-16-le"), {"file_encoding"}),
    "cut off in the middle of a letter": (PLAN.encode() + "é".encode()[:1], {"file_encoding"}),
    "a damaged workbook": (raw_workbook("<row/>")[:200], {"file_unreadable", "document_unreadable"}),
}


# One reader of texts and one of tables get every bad file, the others one that shows they refuse alike.
TRIED = [(reader, bad) for reader in READERS for bad in BAD_FILES if bad == "binary" or reader in FULLY]


@pytest.mark.parametrize(("reader", "bad"), TRIED)
def test_a_file_that_cannot_be_read_is_refused(untouched: Pantau, reader: str, bad: str) -> None:
    name, words = READERS[reader]
    content, codes = BAD_FILES[bad]
    before = untouched.contents()

    told = untouched(*words(untouched.file(name, content)), "--json")

    assert told.code == 1
    assert told.json["code"] in codes
    assert name in told.json["says"]
    assert told.json["mend"].endswith(".")
    assert untouched.contents() == before


@pytest.mark.parametrize("reader", READERS)
def test_a_file_that_is_not_there_or_is_a_folder_is_refused(untouched: Pantau, reader: str) -> None:
    _, words = READERS[reader]

    assert untouched.refusal(*words(untouched.folder.parent / "nowhere"))["code"] == "file_missing"
    assert untouched(*words(untouched.folder), "--json").json["code"] == "file_missing"


def test_a_file_that_may_not_be_read_is_refused(untouched: Pantau) -> None:
    path = untouched.file("secret.csv", SHEET)
    path.chmod(0o000)

    told = untouched.cold("plan", "parse", path, "--json", before=UNPRIVILEGED)

    path.chmod(0o644)
    assert (told.code, told.json["code"]) == (1, "file_missing")


def test_a_file_that_is_too_large_is_refused(untouched: Pantau) -> None:
    path = untouched.file("sheet.csv", SHEET)
    with path.open("r+b") as stream:
        stream.truncate(30_000_000)

    assert untouched.refusal("progress", "import", path, "--plan", "TESTS")["code"] == "file_too_large"


@pytest.mark.parametrize("command", ["parse", "import"])
def test_a_text_without_an_action_line_is_refused(untouched: Pantau, command: str) -> None:
    options = ["--code", "NEW", "--period", "2021..2025"] if command == "import" else []

    assert untouched.refusal("plan", command, untouched.file("prose.txt", PROSE), *options)["code"] == "no_lines"


UNKNOWN_PLAN: list[Words] = [
    ["plan", "show", "NOWHERE"],
    ["score", "NOWHERE"],
    ["score", ""],
    ["score", "TESTS%"],
    ["score", "T_STS"],
    ["score", "'; DROP TABLE records_plan; --"],
]


@pytest.mark.parametrize("words", UNKNOWN_PLAN, ids=[str(words[-1]) for words in UNKNOWN_PLAN])
def test_a_plan_that_nobody_knows_is_refused(untouched: Pantau, words: Words) -> None:
    refusal = untouched.refusal(*words)

    assert refusal["code"] == "plan_unknown"
    assert "pantau plan list" in refusal["mend"]


SHEETS: dict[str, tuple[str, str]] = {
    "a status nobody knows": ("label,actor,status\n1.1,X-ALF,implemented\n", "status_unknown"),
    "a percentage for a status": ("label,actor,status\n1.1,X-ALF,105 %\n", "status_unknown"),
    "a date out of range": ("label,actor,status,as_of\n1.1,X-ALF,completed,2204-06-30\n", "date_out_of_range"),
    "a date that is none": ("label,actor,status,as_of\n1.1,X-ALF,completed,2024-06-31\n", "date_invalid"),
    "an ambiguous date": ("label,actor,status,as_of\n1.1,X-ALF,completed,03/04/2024\n", "date_invalid"),
}


@pytest.mark.parametrize(("sheet", "code"), SHEETS.values(), ids=SHEETS)
def test_a_row_that_cannot_be_right_is_refused(untouched: Pantau, sheet: str, code: str) -> None:
    refusal = untouched.refusal("progress", "import", untouched.file("sheet.csv", sheet), "--plan", "TESTS")

    assert [problem["code"] for problem in refusal["problems"]] == [code]


HEADS: dict[str, tuple[str, str]] = {
    "no headings": ("1.1,X-ALF,2.5\n", "columns_missing"),
    "a missing column": ("label,actor\n1.1,X-ALF\n", "columns_missing"),
    "an unknown column": ("label,actor,status,mood\n1.1,X-ALF,completed,good\n", "columns_unknown"),
    "a column twice": ("label,actor,status,Status\n1.1,X-ALF,completed,ongoing\n", "column_repeated"),
    "headings alone": ("label,actor,status\n", "no_rows"),
    "a cell under no heading": ("label,actor,status\n1.1,X-ALF,completed,extra\n", "row_too_long"),
    "an open quotation": ('label,actor,status\n1.1,X-ALF,"completed\n', "file_unreadable"),
}


@pytest.mark.parametrize(("sheet", "code"), HEADS.values(), ids=HEADS)
def test_a_table_that_cannot_be_understood_is_refused(untouched: Pantau, sheet: str, code: str) -> None:
    assert untouched.refusal("progress", "import", untouched.file("s.csv", sheet), "--plan", "TESTS")["code"] == code
