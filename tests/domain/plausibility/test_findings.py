"""The table of checks, and findings made from it."""

import string
from typing import Any

import pytest

from pantau.domain.plausibility.findings import Severity, finding
from pantau.domain.words import table

CHECKS = sorted(table("checks"))
SENTENCES = [*((code, row) for code, row in table("explanations").items())]


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_says_what_it_found_why_it_matters_and_what_to_do(code: str) -> None:
    row = table("checks")[code]
    assert row["severity"] in set(Severity)
    for part in ("found", "why", "do"):
        assert row[part]["en"] != row[part]["id"]
        assert places(row[part]["en"]) == places(row[part]["id"])
    assert not places(row["why"]["en"] + row["do"]["en"])


@pytest.mark.parametrize(("code", "row"), SENTENCES)
def test_every_explanation_has_both_languages_with_the_same_places(code: str, row: dict[str, Any]) -> None:
    assert row["en"] != row["id"]
    assert places(row["en"]) == places(row["id"])


def test_a_finding_knows_its_numbers_and_prints_them_by_language() -> None:
    found = finding("remaining", numbers={"done": 1022, "of": 1026, "expected": 4, "left": 5})
    assert found.number("done") == 1022
    assert "1,022 of 1,026" in found.found.en
    assert "1.022 dari 1.026" in found.found.id


def test_an_unknown_number_is_an_error() -> None:
    with pytest.raises(KeyError):
        finding("remaining", numbers={"done": 1, "of": 2, "expected": 1, "left": 0}).number("lines")


def test_a_finding_is_a_row_of_five_fields() -> None:
    answer = finding("remaining", numbers={"done": 22, "of": 26, "expected": 4, "left": 5}).as_json()
    assert list(answer) == ["check", "severity", "found", "why", "do"]
    assert answer["check"] == "remaining"
    assert answer["severity"] == "error"
    assert all(set(answer[part]) == {"en", "id"} for part in ("found", "why", "do"))


def test_severities_sort_from_the_heaviest() -> None:
    assert [one.value for one in sorted(Severity, key=lambda one: one.weight)] == ["error", "warning", "information"]
