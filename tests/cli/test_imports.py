"""`pantau progress import` and its sisters: what they say, what they write, and what they leave alone."""

from pathlib import Path

import pytest

from tests.files.workbooks import workbook
from tests.workspaces import LABELS, Pantau, everybody, progress

BAD = """label,actor,status,as_of
1.1,X-ALF,completed,2024-06-30
9.9,X-ALF,completed,2024-06-30
1.2,Atlantis,done-ish,soon
"""
EXPECTED = [
    ("label_unknown", "bad.csv, row 3, column label"),
    ("actor_unknown", "bad.csv, row 4, column actor"),
    ("status_unknown", "bad.csv, row 4, column status"),
    ("date_invalid", "bad.csv, row 4, column as_of"),
]
PLAN = ("--plan", "TESTS")


def test_progress_is_written_as_accepted_and_the_rate_follows(pantau: Pantau) -> None:
    sheet = pantau.file("progress.csv", progress(everybody("Selesai", LABELS[:5])))

    said = pantau.must("progress", "import", sheet, *PLAN)

    assert said.out.splitlines() == ["15 new, 0 changed, 0 unchanged, 0 rejected", "Rounds opened: 2024."]
    assert full(pantau) == (5, "50.0")
    assert pantau.must("verify", "--json").json["breaks"] == []


def full(pantau: Pantau, *options: object) -> tuple[int, str]:
    card = pantau.must("score", "TESTS", "--as-of", "2025-12-31", *options, "--json").json
    (rate,) = [rate for rate in card["rules"] if (rate["rule"], rate["unit"]) == ("R6-full", "lines")]
    return rate["numerator"], rate["percent"]


def test_the_answer_in_data_names_each_row_that_changes_something(pantau: Pantau) -> None:
    sheet = pantau.file("progress.csv", progress({("1.1", "X-ALF"): "completed"}))

    answer = pantau.must("progress", "import", sheet, *PLAN, "--json").json

    row = {"row": 2, "line": ["1", "1.1"], "actor": "X-ALF", "round": "2024", "effect": "new", "was": None}
    assert answer == {
        "plan": "TESTS",
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "rejected": 0,
        "rounds_opened": ["2024"],
        "without_date": 0,
        "not_applicable_without_reason": 0,
        "rows": [row | {"status": "completed"}],
        "problems": [],
        "written": True,
    }


def test_bad_rows_are_told_with_row_and_column_and_nothing_is_written(untouched: Pantau) -> None:
    refusal = untouched.refusal("progress", "import", untouched.file("bad.csv", BAD), *PLAN)

    assert refusal["code"] == "rows_rejected"
    assert [(problem["code"], problem["where"]) for problem in refusal["problems"]] == EXPECTED
    assert all(problem["says"] and problem["mend"] for problem in refusal["problems"])


def test_the_good_rows_are_written_where_that_was_asked_for(pantau: Pantau) -> None:
    sheet = pantau.file("bad.csv", BAD)

    answer = pantau.must("progress", "import", sheet, *PLAN, "--accept-good", "--json").json

    assert (answer["new"], answer["rejected"]) == (1, 2)
    assert [problem["where"] for problem in answer["problems"]] == [where for _, where in EXPECTED]
    assert pantau.count("statusreportversion") == 1
    assert EXPECTED[0][1] in pantau.must("progress", "import", sheet, *PLAN, "--accept-good").out


def test_the_same_sheet_again_changes_nothing(pantau: Pantau) -> None:
    sheet = pantau.file("progress.csv", progress(everybody("completed")))
    pantau.must("progress", "import", sheet, *PLAN)
    before = pantau.contents()

    assert pantau.must("progress", "import", sheet, *PLAN).out.strip() == "0 new, 0 changed, 30 unchanged, 0 rejected"
    assert pantau.contents() == before


def test_one_changed_status_changes_the_rate_and_the_old_one_is_still_known(pantau: Pantau) -> None:
    pantau.must("progress", "import", pantau.file("one.csv", progress(everybody("completed"))), *PLAN)
    known_at = pantau.must("score", "TESTS", "--json").json["known_at"]
    changed = pantau.file("two.csv", progress(everybody("completed") | {("1.1", "X-ALF"): "ongoing"}))

    assert pantau.must("progress", "import", changed, *PLAN).out.strip() == "0 new, 1 changed, 29 unchanged, 0 rejected"

    assert full(pantau) == (9, "90.0")
    assert full(pantau, "--known-at", known_at) == (10, "100.0")


def test_a_workbook_is_read_as_the_same_sheet(pantau: Pantau, tmp_path: Path) -> None:
    cells = [["Lini", "Negara", "Status", "Per tanggal"], ["1.1", "Alfara", "Selesai", "2024-06-30"]]
    sheet = workbook(tmp_path / "kemajuan.xlsx", {"Kemajuan": cells})

    answer = pantau.must("progress", "import", sheet, *PLAN, "--json").json

    assert [(row["line"], row["status"]) for row in answer["rows"]] == [(["1", "1.1"], "completed")]


@pytest.mark.parametrize("command", ["progress", "initiative"])
def test_a_dry_run_writes_nothing(untouched: Pantau, command: str) -> None:
    sheets = {
        "progress": progress(everybody("completed")),
        "initiative": "title,stage,stage_on,lines\nExercises,implementing,2023-01-01,1.1\n",
    }
    sheet = untouched.file("sheet.csv", sheets[command])
    before, file_before = untouched.contents(), database_bytes(untouched)

    said = untouched.must(command, "import", sheet, *PLAN, "--dry-run")
    told = untouched.must(command, "import", sheet, *PLAN, "--dry-run", "--json").json

    assert "Nothing was written (--dry-run)." in said.out
    assert (told["new"], told["written"]) == (30 if command == "progress" else 1, False)
    assert untouched.contents() == before
    assert database_bytes(untouched) == file_before


def database_bytes(pantau: Pantau) -> bytes:
    return b"" if pantau.database_url else pantau.database_file.read_bytes()


def test_a_round_that_is_named_takes_every_row(pantau: Pantau) -> None:
    sheet = pantau.file("progress.csv", "label,actor,status\n1.1,X-ALF,completed\n")

    said = pantau.must("progress", "import", sheet, *PLAN, "--round", "2023")

    assert "Rounds opened: 2023." in said.out
    assert "1 row(s) without as_of were dated 2023-12-31." in said.out


def test_a_round_with_too_long_a_name_is_refused(untouched: Pantau) -> None:
    sheet = untouched.file("progress.csv", progress(everybody("completed")))

    assert untouched.refusal("progress", "import", sheet, *PLAN, "--round", "2" * 41)["code"] == "text_too_long"


def test_initiatives_cover_the_lines_they_serve(pantau: Pantau) -> None:
    sheet = pantau.file("i.csv", "title,stage,stage_on,lines\nExercises,implementing,2023-01-01,1.1 | 1.2\n")

    said = pantau.must("initiative", "import", sheet, *PLAN)

    assert said.out.strip() == "1 new, 0 changed, 0 unchanged, 0 rejected"
    card = pantau.must("score", "TESTS", "--as-of", "2025-12-31", "--json").json
    (coverage,) = [rate for rate in card["rules"] if rate["rule"] == "R1"]
    assert (coverage["numerator"], coverage["percent"]) == (2, "20.0")


def test_bad_initiatives_are_told_with_row_and_column(untouched: Pantau) -> None:
    sheet = untouched.file("i.csv", "title,stage,stage_on,lines\nExercises,dreaming,soon,9.9\n")

    refusal = untouched.refusal("initiative", "import", sheet, *PLAN)

    assert [(problem["code"], problem["where"]) for problem in refusal["problems"]] == [
        ("cell_unknown", "i.csv, row 2, column stage"),
        ("date_invalid", "i.csv, row 2, column stage_on"),
        ("label_unknown", "i.csv, row 2, column lines"),
    ]


def test_a_register_comes_in_and_says_so(pantau: Pantau) -> None:
    sheet = pantau.file("actors.csv", "code,kind,name_en,name_id\nX-UNI,university,University,Universitas\n")

    assert pantau.must("register", "import", "actors", sheet).out.strip() == "1 new, 0 changed, 0 unchanged"
    assert pantau.must("register", "import", "actors", sheet, "--json").json == {
        "kind": "actors",
        "new": 0,
        "changed": 0,
        "unchanged": 1,
    }


def test_bad_registers_are_told_with_row_and_column(untouched: Pantau) -> None:
    sheet = untouched.file("actors.csv", "code,kind,name_en,name_id\nX-UNI,dream,University,Universitas\n")

    refusal = untouched.refusal("register", "import", "actors", sheet)

    assert [(one["code"], one["where"]) for one in refusal["problems"]] == [
        ("cell_unknown", "actors.csv, row 2, column kind")
    ]
