"""`pantau plan`: read without a workspace, import once, list and show."""

import pytest

from tests.workspaces import LABELS, LETTERS, PLAN, Pantau

SECOND = ("--code", "SECOND", "--period", "2022..2026")
TREE = {"title", "language", "nodes", "countable_total", "warnings"}
NODE = {"label", "printed", "path", "depth", "kind", "countable", "text", "start", "end"}


def test_a_text_is_read_without_a_workspace(bare: Pantau) -> None:
    tree = bare.must("plan", "parse", bare.file("plan.txt", PLAN), "--json").json

    assert set(tree) >= TREE
    assert [node["label"] for node in tree["nodes"] if node["countable"]] == list(LABELS)
    for node in tree["nodes"]:
        assert set(node) >= NODE
        assert node["text"] in " ".join(PLAN[node["start"] : node["end"]].split())


def test_a_text_is_shown_as_a_tree(bare: Pantau) -> None:
    text = bare.must("plan", "parse", bare.file("plan.txt", PLAN)).out

    assert "●   1.1  Train the crews of rescue boats in first response" in text
    assert "10 action lines" in text


def test_a_plan_is_imported_listed_and_shown(pantau: Pantau) -> None:
    path = pantau.file("letters.txt", LETTERS)

    said = pantau.must("plan", "import", path, *SECOND, "--title", "Second", "--title-id", "Kedua", "--partner", "KR")

    assert "SECOND: 4 action lines, new." in said.out
    listed = {plan["plan"]: plan for plan in pantau.must("plan", "list", "--json").json}
    assert listed["SECOND"]["title"] == {"en": "Second", "id": "Kedua"}
    assert (listed["SECOND"]["lines"], listed["SECOND"]["partner"]) == (4, "KR")
    assert (listed["SECOND"]["period"], listed["SECOND"]["visibility"]) == (["2022-01-01", "2026-12-31"], "regional")
    shown = pantau.must("plan", "show", "second", "--json").json
    assert [node["path"] for node in shown["nodes"] if node["countable"]] == [
        ["1", "a"],
        ["1", "b"],
        ["2", "a"],
        ["2", "b"],
    ]
    assert "4 action lines" in pantau.must("plan", "show", "SECOND").out


def test_the_same_plan_again_is_unchanged(pantau: Pantau) -> None:
    path = pantau.file("second.txt", LETTERS)
    pantau.must("plan", "import", path, *SECOND)
    before = pantau.contents()

    assert pantau.must("plan", "import", path, *SECOND, "--json").json["effect"] == "unchanged"
    assert pantau.contents() == before


def test_another_text_under_its_code_is_a_draft_that_can_be_compared_and_adopted(pantau: Pantau) -> None:
    text = PLAN.replace("rescue", "patrol")
    said = pantau.must("plan", "import", pantau.file("o.txt", text), "--code", "TESTS", "--period", "2021..2025")
    diff = pantau.must("plan", "diff", "TESTS@1", "TESTS@2", "--json").json
    pantau.must("plan", "consult", "TESTS", "--version", "2", "--on", "2022-06-01")
    pantau.must("plan", "adopt", "TESTS", "--version", "2", "--on", "2022-07-01", "--json")

    assert "a further draft" in said.out
    assert [diff["counts"]["lines"][name]["new"] for name in ("same", "reworded")] == [9, 1]
    versions = pantau.must("plan", "versions", "TESTS", "--json").json["versions"]
    assert [(one["number"], one["state"]) for one in versions] == [(1, "superseded"), (2, "adopted")]


def test_a_dry_run_shows_the_tree_and_writes_nothing(untouched: Pantau) -> None:
    path = untouched.file("second.txt", LETTERS)
    before, bytes_before = untouched.contents(), database_bytes(untouched)

    answer = untouched.must("plan", "import", path, *SECOND, "--dry-run", "--json").json

    assert (answer["plan"], answer["effect"], answer["written"]) == ("SECOND", "new", False)
    assert set(answer["tree"]) >= TREE
    assert "Nothing was written" in untouched.must("plan", "import", path, *SECOND, "--dry-run").out
    assert untouched.contents() == before
    assert database_bytes(untouched) == bytes_before


def database_bytes(pantau: Pantau) -> bytes:
    return b"" if pantau.database_url else pantau.database_file.read_bytes()


@pytest.mark.parametrize(
    ("options", "code", "where"),
    [
        (["--code", "no good", "--period", "2021..2025"], "code_invalid", ""),
        (["--code", "SECOND", "--period", "2025..2021"], "period_invalid", "--period"),
        (["--code", "SECOND", "--period", "soon"], "period_invalid", "--period"),
        (["--code", "SECOND", "--period", "2021-02-30..2025"], "period_invalid", "--period"),
        ([*SECOND, "--adopted", "12 November 2020"], "date_invalid", "--adopted"),
        ([*SECOND, "--partner", "Atlantis"], "actor_unknown", ""),
        ([*SECOND, "--visibility", "secret"], "cell_unknown", "--visibility"),
        ([*SECOND, "--by", "mean"], "cell_unknown", "--by"),
        ([*SECOND, "--rule", "R99"], "cell_unknown", ""),
        ([*SECOND, "--language", "fr"], "cell_unknown", "--language"),
        ([*SECOND, "--title", "x" * 401], "text_too_long", ""),
    ],
)
def test_details_that_cannot_stand_are_refused(untouched: Pantau, options: list[str], code: str, where: str) -> None:
    refusal = untouched.refusal("plan", "import", untouched.file("second.txt", LETTERS), *options)

    assert (refusal["code"], refusal["where"]) == (code, where)


def test_an_empty_list_says_what_to_do(empty: Pantau) -> None:
    assert "pantau plan import" in empty.must("plan", "list").out
    assert empty.must("plan", "list", "--json").json == []
