"""The words for changes, and the numbers the comparison goes by."""

import re
from pathlib import Path

import pytest

from pantau.domain.alignment import Change, Evidence, Setting
from pantau.domain.words import LANGUAGES, table

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "comparison.md"


@pytest.mark.parametrize("setting", Setting)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_has_a_name_and_an_explanation_of_its_own(setting: Setting, language: str) -> None:
    names = [change.name_in(setting).into(language) for change in Change]
    says = [change.says_in(setting).into(language) for change in Change]

    assert len(set(names)) == len(set(says)) == len(Change)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_evidence_has_a_name_of_its_own(language: str) -> None:
    assert len({evidence.words.into(language) for evidence in Evidence}) == len(Evidence)


def test_every_threshold_says_what_it_is_for_and_is_in_the_reference_with_its_value() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))

    assert all(one["why"].endswith(".") for one in table("alignment").values())
    assert rows == {name: str(one["value"]) for name, one in table("alignment").items()}
