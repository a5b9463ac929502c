"""Why a file could not be read, in both languages."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pantau.domain.words import Words, words_from
from pantau.files.child import Unreadable

_COUNTS = frozenset({"limit", "rows", "columns"})  # places of the details that are counts, not positions


def detail_of(error: Unreadable) -> Words:
    """The sentence of data/details.toml for the error's reason, its places filled."""
    places = {name: _grouped(value) if name in _COUNTS else value for name, value in error.places.items()}
    return words_from(_details()[error.reason]).fill(**places)


def _grouped(value: object) -> object:
    """A count with thousands set apart as each language does; anything else as it is."""
    return Words(en=f"{value:,}", id=f"{value:,}".replace(",", ".")) if isinstance(value, int) else value


@cache
def _details() -> Mapping[str, Mapping[str, str]]:
    path = resources.files("pantau.files").joinpath("data", "details.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
