"""`pantau score`: the answer in data has exactly the shape that was promised, and text says the same."""

import re
from typing import Any

import pytest

from tests.workspaces import LABELS, Pantau, everybody, progress

MOMENT = ("--as-of", "2025-12-31")
TOP = {"plan", "as_of", "known_at", "by", "lines", "withdrawn", "completeness", "rules", "claims"}
RULE = {"rule", "unit", "name", "numerator", "denominator", "percent", "low", "high", "applies", "why"}
CLAIM = {"figure", "printed", "verb", "feasible", "matches", "possible", "warnings"}
RULES = {"R1", "R2", "R3", "R4", "R5", "R6-full", "R6-full-partial", "R6-full-open", "R7", "R8"}
NET = {"R2-net", "R6-full-net", "R6-full-partial-net", "R6-full-open-net", "R7-net"}
PERCENT = re.compile(r"\d{1,3}\.\d")


@pytest.fixture
def scored(pantau: Pantau) -> Pantau:
    """Nine of ten lines completed, and a source that says 90 %."""
    sheet = pantau.file("progress.csv", progress(everybody("completed", LABELS[:9])))
    pantau.must("progress", "import", sheet, "--plan", "TESTS")
    add(pantau, "CLAIM", "--printed", "90", "--verb", "implemented", "--as-of", "2025-12-31", "--denominator", 10)
    return pantau


def add(pantau: Pantau, code: str, *options: object) -> None:
    pantau.must("figure", "add", "--code", code, "--subject", "TESTS", "--metric", "implementation_rate", *options)


def rule(card: dict[str, Any], code: str, unit: str = "lines") -> dict[str, Any]:
    (found,) = [row for row in card["rules"] if (row["rule"], row["unit"]) == (code, unit)]
    return dict(found)


def test_the_answer_has_the_shape_that_was_promised(scored: Pantau) -> None:
    card = scored.must("score", "TESTS", *MOMENT, "--json").json

    assert set(card) >= TOP
    assert (card["plan"], card["as_of"], card["by"]) == ("TESTS", "2025-12-31", "merged")
    assert (card["lines"], card["withdrawn"], card["completeness"]) == (10, 0, {"accepted": 27, "owed": 30})
    assert {row["rule"] for row in card["rules"]} == RULES | NET
    for row in card["rules"]:
        assert set(row) >= RULE
        assert row["unit"] == ("initiatives" if row["rule"] == "R8" else row["unit"])
        assert row["unit"] in ("lines", "pairs", "initiatives")
        assert set(row["name"]) == {"en", "id"}
        assert all(row[key] is None or PERCENT.fullmatch(row[key]) for key in ("percent", "low", "high"))
        assert isinstance(row["applies"], bool)
        assert row["applies"] or (row["percent"] is None and set(row["why"]) == {"en", "id"})
    (claim,) = card["claims"]
    assert set(claim) >= CLAIM


def test_the_numbers_are_those_that_a_person_counts(scored: Pantau) -> None:
    card = scored.must("score", "TESTS", *MOMENT, "--json").json

    assert rule(card, "R6-full") | {"name": None} == {
        "rule": "R6-full",
        "unit": "lines",
        "name": None,
        "numerator": 9,
        "denominator": 10,
        "percent": "90.0",
        "low": "90.0",
        "high": "100.0",
        "applies": True,
        "why": None,
    }
    assert rule(card, "R6-full", "pairs")["numerator"] == 27
    assert rule(card, "R3")["applies"] is False


def test_a_claim_is_read_against_the_rules_that_give_it(scored: Pantau) -> None:
    add(scored, "MORE", "--printed", "99.6", "--denominator", "290", "--as-of", "2025-12-31")
    add(scored, "NEARLY", "--printed", "95", "--qualifier", "nearly", "--as-of", "2025-12-31")

    claims = {one["figure"]: one for one in scored.must("score", "TESTS", *MOMENT, "--json").json["claims"]}

    assert claims["CLAIM"]["feasible"]["verdict"] == "possible"
    assert {"R2", "R6-full", "R7"} <= set(claims["CLAIM"]["matches"]) <= RULES | NET
    assert claims["MORE"]["feasible"]["verdict"] == "only_by_truncation"
    assert claims["MORE"]["warnings"]
    assert "R6-full" in claims["NEARLY"]["matches"]


def test_text_names_every_rule_with_its_count_and_percent(scored: Pantau) -> None:
    text = scored.must("score", "TESTS", *MOMENT).out

    for code in RULES | NET:
        assert re.search(rf"^{code} ", text, re.MULTILINE), code
    assert re.search(r"^R6-full +lines +Completed +9/10 +90\.0 +90\.0–100\.0", text, re.MULTILINE)
    assert "10 lines, 0 withdrawn; reports accepted 27 of 30" in text
    assert "Claim CLAIM: “90 % implemented” as of 2025-12-31 is what R2, " in text


def test_text_comes_in_indonesian_too(scored: Pantau) -> None:
    text = scored.must("--lang", "id", "score", "TESTS", *MOMENT).out

    assert "Selesai" in text
    assert "lines" not in text
    assert "Claim" not in text


def test_fixed_clocks_give_the_same_bytes_for_ever(scored: Pantau) -> None:
    known_at = scored.must("score", "TESTS", *MOMENT, "--json").json["known_at"]
    question = ("score", "TESTS", *MOMENT, "--known-at", known_at, "--json")
    fixed = scored.must(*question).out
    later = scored.file("later.csv", progress({("1.1", "X-ALF"): "not_started"}))

    scored.must("progress", "import", later, "--plan", "TESTS")

    assert scored.must(*question).out == fixed
    assert scored.must("score", "TESTS", *MOMENT, "--json").json["rules"] != scored.must(*question).json["rules"]


def test_a_round_and_a_derivation_may_be_asked_for(scored: Pantau) -> None:
    card = scored.must("score", "TESTS", *MOMENT, "--round", "2024", "--by", "any", "--json").json

    assert (card["by"], card["round"]) == ("any", "2024")
    assert rule(card, "R6-full")["numerator"] == 9


def test_weights_are_shown_beside_and_kept_nowhere(scored: Pantau) -> None:
    before = scored.contents()
    weights = scored.file("weights.csv", "label,weight\n2.5,11\n")

    card = scored.must("score", "TESTS", *MOMENT, "--weights", weights, "--json").json

    (weighted,) = [row for row in card["weighted"] if row["rule"] == "R6-full"]
    assert (weighted["numerator"], weighted["denominator"], weighted["percent"]) == ("9", "20", "45.0")
    assert rule(card, "R6-full")["percent"] == "90.0"
    assert scored.contents() == before


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        ("label,weight\n9.9,2\n", "label_unknown"),
        ("label,weight\n1.1,heavy\n", "number_invalid"),
        ("label,weight\n1.1,\n", "cell_missing"),
        ("label,weight\n1.1,-2\n", "number_out_of_range"),
        ("label,weight\n1.1,2\n1.1,3\n", "row_repeated"),
    ],
)
def test_weights_that_cannot_be_right_are_refused(untouched: Pantau, sheet: str, code: str) -> None:
    refusal = untouched.refusal("score", "TESTS", "--weights", untouched.file("weights.csv", sheet))

    assert [problem["code"] for problem in refusal["problems"]] == [code]


@pytest.mark.parametrize(
    ("options", "code", "where"),
    [
        (["--as-of", "yesterday"], "date_invalid", "--as-of"),
        (["--as-of", "2025-02-30"], "date_invalid", "--as-of"),
        (["--known-at", "noon"], "date_invalid", "--known-at"),
        (["--by", "mean"], "cell_unknown", "--by"),
        (["--round", "1999"], "round_unknown", ""),
        (["--weights", "nowhere.csv"], "file_missing", ""),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    untouched: Pantau, options: list[str], code: str, where: str
) -> None:
    refusal = untouched.refusal("score", "TESTS", *options)

    assert (refusal["code"], refusal["where"]) == (code, where)


@pytest.mark.parametrize("moment", ["2025-12-31T12:00:00+07:00", "2025-12-31T05:00:00Z", "2025-12-31 05:00"])
def test_a_moment_may_name_its_zone(untouched: Pantau, moment: str) -> None:
    card = untouched.must("score", "TESTS", "--known-at", moment, "--json").json

    assert card["known_at"] in ("2025-12-31T05:00:00+00:00", "2025-12-31T12:00:00+07:00")
