"""The rules and words of a language, from the TOML files of data/."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What is known of a language beside its rules.

    `roots` need no rule, `forms` follow none, `pairs` are written apart and together, and `stop` words tell nothing.
    """

    roots: frozenset[str]
    forms: dict[str, str]
    pairs: frozenset[tuple[str, str]]
    stop: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The words of "en" or "id"."""
    read = rules(language)
    words = read["words"]
    pairs = [tuple(pair.split()) for line in words["pairs"].splitlines() for pair in line.split("|") if pair.strip()]
    lists = (text for name, text in words.items() if name not in ("pairs", "stop"))
    return Lexicon(
        roots=frozenset(word for text in lists for word in text.split()),
        forms=read["forms"],
        pairs=frozenset((first, second) for first, second in pairs),
        stop=frozenset(words["stop"].split()),
    )


@cache
def rules(language: str) -> dict[str, Any]:
    """The whole file of a language."""
    name = {"en": "english", "id": "indonesian"}[language]
    return tomllib.loads(files("pantau.reading.search").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))
