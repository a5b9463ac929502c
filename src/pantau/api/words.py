"""The words of the API's description, in both languages, from packaged data."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from pantau.domain.words import Words, words_from


def sentence(part: str, name: str) -> Words | None:
    """What is said of an operation, parameter, field or fault; ``None`` where nothing is."""
    said = _table().get(part, {}).get(name)
    return words_from(said) if said else None


@cache
def _table() -> dict[str, Any]:
    path = resources.files("pantau.api").joinpath("data", "api.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
