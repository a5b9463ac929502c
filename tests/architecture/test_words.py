"""Every sentence that stands in packaged data is there in both languages, and really translated."""

import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pantau.domain.words import LANGUAGES
from tests.architecture.tree import PACKAGE, named

TABLES = sorted(PACKAGE.rglob("*.toml"))
SAME = tomllib.loads((Path(__file__).parent / "same_in_both.toml").read_text(encoding="utf-8"))["same"]


def test_there_are_sentences_to_look_at() -> None:
    assert sum(1 for table in TABLES for _ in sentences(table)) > 100


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_every_sentence_has_both_languages(table: Path) -> None:
    lacking = [place for place, words in sentences(table) if not all(words.get(language) for language in LANGUAGES)]

    assert lacking == []


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_no_sentence_is_the_same_in_both_languages_unless_listed(table: Path) -> None:
    same = [words["en"] for _, words in sentences(table) if words.get("en") == words.get("id")]

    assert [text for text in same if text not in SAME] == []


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_both_languages_have_the_same_places_to_fill(table: Path) -> None:
    differing = [
        place for place, words in sentences(table) if len({places_of(words.get(one, "")) for one in LANGUAGES}) > 1
    ]

    assert differing == []


def test_every_listed_text_is_still_the_same_somewhere() -> None:
    same = {words.get("en") for table in TABLES for _, words in sentences(table) if words.get("en") == words.get("id")}

    assert set(SAME) - same == set()


def sentences(table: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every table of texts by language, with its place in the file."""
    yield from _walked(tomllib.loads(table.read_text(encoding="utf-8")), "")


def _walked(value: Any, place: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walked(item, f"{place}[{number}]")
    elif isinstance(value, dict):
        if value and set(value) <= set(LANGUAGES) and all(isinstance(text, str) for text in value.values()):
            yield place, value
        else:
            for key, item in value.items():
                yield from _walked(item, f"{place}.{key}")


def places_of(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
