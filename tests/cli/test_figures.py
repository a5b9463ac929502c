"""`pantau figure`: what a percentage can come from, and the figures that are recorded with their sources."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspaces import Pantau, copied, drop

KEYS = ["value", "of", "qualifier", "feasible", "verdict", "explanation"]
ROUNDINGS = ["half_up", "half_even", "truncated", "ceiling"]
NOTE = "At the summit it was said that 95% of the action lines were implemented; trade was 208.2 billion dollars."


def check(pantau: Pantau, value: str, of: object, *options: str) -> dict[str, object]:
    answer = pantau.must("figure", "check", value, "--of", of, *options, "--json").json
    assert list(answer) == KEYS
    assert list(answer["feasible"]) == ROUNDINGS
    assert set(answer["explanation"]) == {"en", "id"}
    return dict(answer)


@pytest.mark.parametrize(
    ("value", "of", "verdict", "counts"),
    [
        ("95", 20, "possible", [[19], [19], [19], [19]]),
        ("99.6", 290, "only_by_truncation", [[], [], [289], []]),
        ("17.7", 647, "only_by_truncation", [[], [], [115], [114]]),
        ("93", 24, "impossible", [[], [], [], []]),
        ("66.2", 139, "possible", [[92], [92], [], [92]]),
        ("0", 7, "possible", [[0], [0], [0], [0]]),
        ("100", 1, "possible", [[1], [1], [1], [1]]),
    ],
)
def test_a_percentage_comes_from_whole_counts(
    bare: Pantau, value: str, of: int, verdict: str, counts: list[list[int]]
) -> None:
    answer = check(bare, value, of)

    assert (answer["value"], answer["of"], answer["qualifier"]) == (value, of, None)
    assert answer["verdict"] == verdict
    assert answer["feasible"] == dict(zip(ROUNDINGS, counts, strict=True))


def test_a_qualifier_makes_an_interval(bare: Pantau) -> None:
    answer = check(bare, "88", 100, "--qualifier", "more than")

    assert answer["qualifier"] == "more_than"
    assert answer["feasible"] == {rounding: [89, 100] for rounding in ROUNDINGS}


def test_an_impossible_percentage_is_an_answer_not_a_refusal(bare: Pantau) -> None:
    result = bare.must("figure", "check", "93", "--of", "24")

    assert "24" in result.out
    assert result.err == ""


@pytest.mark.parametrize(
    ("value", "of", "code"),
    [
        ("105", "20", "percent_out_of_range"),
        ("many", "20", "percent_invalid"),
        ("", "20", "percent_invalid"),
        ("9 5", "20", "percent_invalid"),
        ("95", "0", "base_invalid"),
        ("95", "-3", "base_invalid"),
        ("95", "2.5", "base_invalid"),
        ("95", "many", "base_invalid"),
        ("95", "9" * 40, "base_too_large"),
    ],
)
def test_what_is_no_percentage_of_a_whole_number_is_refused(bare: Pantau, value: str, of: str, code: str) -> None:
    assert bare.refusal("figure", "check", value, "--of", of)["code"] == code


def test_a_qualifier_that_nobody_knows_is_refused_with_those_there_are(bare: Pantau) -> None:
    refusal = bare.refusal("figure", "check", "95", "--of", "20", "--qualifier", "perhaps")

    assert (refusal["code"], refusal["where"]) == ("qualifier_unknown", "--qualifier")
    assert "more_than" in refusal["mend"]


def test_a_check_needs_neither_workspace_nor_database(bare: Pantau) -> None:
    bare.environment["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/nothing"

    assert check(bare, "95", 20)["verdict"] == "possible"


@pytest.fixture(scope="module")
def quoted_template(planned_template: Pantau, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pantau]:
    """A workspace with a source that may be quoted; for those who are refused and hence change nothing."""
    made = copied(planned_template, tmp_path_factory.mktemp("quoted") / "workspace")
    made.file("note.txt", NOTE)
    sheet = "code,kind,title,publisher,language,date,file\nNOTE,note,A note,A publisher,en,2025-10-27,note.txt\n"
    made.must("register", "import", "sources", made.file("sources.csv", sheet))
    yield made
    drop(made)


@pytest.fixture
def quoted(quoted_template: Pantau, tmp_path: Path) -> Iterator[Pantau]:
    """The same for those who write."""
    made = copied(quoted_template, tmp_path / "workspace")
    yield made
    drop(made)


FIGURE = ("--code", "F-1", "--subject", "TESTS", "--metric", "implementation_rate", "--printed", "95")
EVIDENCE = (
    "--source",
    "NOTE",
    "--passage",
    "95% of the action lines",
    "--verb",
    "implemented",
    "--as-of",
    "2025-10-27",
)


def test_a_figure_is_recorded_with_its_evidence_and_shown(quoted: Pantau) -> None:
    added = quoted.must("figure", "add", *FIGURE, *EVIDENCE, "--json").json

    shown = quoted.must("figure", "show", "F-1", "--json").json

    assert added.items() <= shown.items()
    assert shown["subject"]["code"] == "TESTS"
    assert (shown["printed"], shown["number"], shown["unit"], shown["verb"]) == ("95", "95", "percent", "implemented")
    assert shown["passage"] == "95% of the action lines"
    assert shown["rivals"] == []
    text = quoted.must("figure", "show", "F-1").out
    assert "“95% of the action lines”" in text
    assert "A note (A publisher, 2025-10-27)" in text


def test_recording_it_twice_changes_nothing(quoted: Pantau) -> None:
    quoted.must("figure", "add", *FIGURE, *EVIDENCE)
    before = quoted.contents()

    quoted.must("figure", "add", *FIGURE, *EVIDENCE)

    assert quoted.contents() == before


def test_the_list_names_every_figure_or_those_of_a_subject(quoted: Pantau) -> None:
    quoted.must("figure", "add", *FIGURE)
    trade = ("--code", "T-1", "--subject", "KR", "--metric", "trade", "--printed", "208.2 billion", "--unit", "USD")
    quoted.must("figure", "add", *trade, "--number", "208200000000")

    everything = quoted.must("figure", "list", "--json").json

    assert [one["code"] for one in everything] == ["F-1", "T-1"]
    assert [one["code"] for one in quoted.must("figure", "list", "--subject", "kr", "--json").json] == ["T-1"]
    assert "F-1" in quoted.must("figure", "list").out
    assert everything[1]["number"] == "208200000000"


def test_rivals_stand_side_by_side(quoted: Pantau) -> None:
    quoted.must("figure", "add", *FIGURE, "--as-of", "2025-10-27")
    rival = ("--code", "F-2", "--subject", "TESTS", "--metric", "implementation_rate", "--printed", "90")
    quoted.must("figure", "add", *rival, "--as-of", "2025-10-27")

    assert quoted.must("figure", "show", "F-1", "--json").json["rivals"] == ["F-2"]
    assert "F-2" in quoted.must("figure", "show", "F-1").out


@pytest.mark.parametrize(
    ("options", "code", "where"),
    [
        ([*FIGURE[:-1], "105"], "percent_out_of_range", "--printed"),
        ([*FIGURE, "--denominator", "0"], "base_invalid", "--denominator"),
        ([*FIGURE, "--number-max", "abc"], "number_invalid", "--number-max"),
        ([*FIGURE, "--source", "NOWHERE"], "source_unknown", "--source"),
        ([*FIGURE, "--source", "NOTE", "--passage", "96% of"], "passage_not_found", "--passage"),
        ([*FIGURE, "--source", "NOTE", "--passage", "a"], "passage_not_found", "--passage"),
        ([*FIGURE, "--as-of", "27 October"], "date_invalid", "--as-of"),
        ([*FIGURE, "--as-of", "1066-10-14"], "date_out_of_range", "--as-of"),
        ([*FIGURE, "--period", "2025..2021"], "period_invalid", "--period"),
        ([*FIGURE, "--rule", "R99"], "cell_unknown", "--rule"),
        ([*FIGURE, "--qualifier", "perhaps"], "qualifier_unknown", "--qualifier"),
        ([*FIGURE, "--verb", "x" * 201], "text_too_long", "--verb"),
        (["--code", "", *FIGURE[2:]], "cell_missing", "--code"),
    ],
)
def test_a_figure_that_cannot_be_right_is_refused(
    quoted_template: Pantau, options: list[str], code: str, where: str
) -> None:
    refusal = quoted_template.refusal("figure", "add", *options)

    assert (refusal["code"], refusal["where"]) == (code, where)


def test_checks_do_not_load_django(bare: Pantau) -> None:
    """The commands that need no workspace answer without the machinery of one."""
    code = (
        "import sys; from pantau.cli.run import run; run(['figure', 'check', '95', '--of', '20', '--json']);"
        " sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=os.environ, capture_output=True, check=False)

    assert done.returncode == 0


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_figures_are_written_to_a_file_with_their_evidence(pantau: Pantau, suffix: str) -> None:
    about = ("--subject", "TESTS", "--metric", "implementation_rate")
    pantau.must("figure", "add", "--code", "F1", *about, "--printed", "95", "--note", "=1+1")
    file = pantau.folder.parent / f"figures.{suffix}"

    result = pantau.must("figure", "list", "--to", file)

    assert "1 figures" in result.out
    content = file.read_bytes()
    if suffix == "csv":
        assert b",'=1+1" in content
    elif suffix == "json":
        assert json.loads(content)[0]["code"] == "F1"
    else:
        assert content.startswith(b"PK")


def test_another_sort_of_file_is_refused(pantau: Pantau) -> None:
    assert pantau("figure", "list", "--to", "figures.pdf").code == 1


def test_a_preference_is_shown_beside_the_figure_and_taken_back(pantau: Pantau) -> None:
    about = ("--subject", "TESTS", "--metric", "implementation_rate")
    for code, printed in (("F1", "95"), ("F2", "80")):
        pantau.must("figure", "add", "--code", code, *about, "--printed", printed)

    pantau.must("figure", "prefer", "F1", "--reason", "It was counted.")

    assert "It was counted." in pantau.must("figure", "show", "F1").out
    assert pantau.must("figure", "show", "F2", "--json").json["rivals"] == ["F1"]
    assert pantau.must("figure", "list", "--json").json[0]["preferred"]["reason"] == "It was counted."
    pantau.must("figure", "prefer", "F1", "--reason", "Two definitions.", "--withdraw")
    assert pantau.must("figure", "list", "--json").json[0]["preferred"] is None
