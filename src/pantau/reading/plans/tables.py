"""The packaged tables of the plan reader: label shapes, costs and words, read once."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The packaged table `data/<name>.toml`."""
    path = resources.files("pantau.reading.plans").joinpath("data", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def phrases(text: str) -> frozenset[str]:
    """The words of a list, the underscores that join a phrase turned into spaces."""
    return frozenset(word.replace("_", " ") for word in text.split())


@cache
def months() -> frozenset[str]:
    """The names of the months in both languages, folded."""
    return phrases(table("labels")["months"])
