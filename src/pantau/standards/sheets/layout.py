"""The columns of a working matrix and what is said around them, from data/matrix.toml."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pantau.domain.words import LANGUAGES, Words, words_from

BOTH = "both"
SAID = ("action_en", "action_id", "lead", "status", "narrative", "issues", "timeline")
"""The columns that say something of a line, in the order in which a key holds their digests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column as it is printed; `open` tells whether people write into it, `width` is in parts of the page."""

    key: str
    heading: str
    width: int
    open: bool


@cache
def layout() -> dict[str, Any]:
    """The whole table."""
    path = resources.files("pantau.standards.sheets").joinpath("data", "matrix.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def words_said(name: str) -> Words:
    """A phrase of the table."""
    return words_from(layout()["says"][name])


def column_name(key: str) -> Words:
    """What people call a column."""
    return words_from(layout()["action"]["heading"] if key == "action" else _column(key)["heading"])


def into(words: Words, language: str) -> str:
    """The words in one language, or in both beside each other."""
    if language != BOTH:
        return words.into(language)
    return " / ".join(dict.fromkeys(words.into(one) for one in LANGUAGES))


def columns(language: str, *, reported: bool, own: str = "") -> tuple[Column, ...]:
    """The columns of a matrix in a language or in both; `reported` tells that it is one reporter's.

    `own` is the language of a text that is settled: nobody writes into its column.
    """
    writers = {"office", "reporter"} if reported else {"office"}
    return tuple(
        Column(
            key=one["key"],
            heading=into(_heading(one, language, reported=reported), language),
            width=one["width"],
            open=one["by"] in writers or (one["by"] == "text" and one["key"] != f"action_{own}"),
        )
        for one in layout()["column"]
        if _is_wanted(one, language, reported=reported)
    )


@cache
def headings() -> Mapping[str, str]:
    """The column that each folded heading means; `action` is words that do not say their language."""
    found: dict[str, str] = {}
    for key, one in (*((one["key"], one) for one in layout()["column"]), ("action", layout()["action"])):
        for words in (one["heading"], one.get("region", one["heading"])):
            spellings = (*words.values(), into(words_from(words), BOTH), *one["synonyms"], key)
            found |= dict.fromkeys(map(folded_heading, spellings), key)
    return found


def folded_heading(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def instructions(*, reported: bool) -> Iterator[Words]:
    """How to fill it in, in the order of the table."""
    wanted = {"all", "reporter" if reported else "region"}
    return (Words(en=one["en"], id=one["id"]) for one in layout()["instruction"] if one["for"] in wanted)


def _column(key: str) -> Mapping[str, Any]:
    return next(one for one in layout()["column"] if one["key"] == key)


def _heading(one: Mapping[str, Any], language: str, *, reported: bool) -> Words:
    if one["by"] == "text" and language != BOTH:
        return words_from(layout()["action"]["heading"])
    return words_from(one["heading"] if reported else one.get("region", one["heading"]))


def _is_wanted(one: Mapping[str, Any], language: str, *, reported: bool) -> bool:
    if one["by"] == "text":
        return language == BOTH or one["key"] == f"action_{language}"
    return reported or one["key"] != "issues"
