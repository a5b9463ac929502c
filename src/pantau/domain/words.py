"""Words in several languages as one value, and the sentences of the domain read from packaged data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("en", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One text in English and Indonesian; one of the two may be missing in what people record.

    >>> Words(en="Plan", id="Rencana").into("id")
    'Rencana'
    >>> Words(en="Plan").into("id")   # a missing translation falls back, and `has` tells
    'Plan'
    >>> Words(en="{n} of {of}", id="{n} dari {of}").fill(n=3, of=4).into("id")
    '3 dari 4'
    """

    en: str = ""
    id: str = ""

    def has(self, language: str) -> bool:
        return bool(getattr(self, language))

    def into(self, language: str) -> str:
        """The text in `language`, else in the other one."""
        return str(getattr(self, language)) or self.en or self.id

    def fill(self, **places: object) -> "Words":
        """Put values into the named places; a value that is itself Words is put in by language."""
        return Words(
            **{
                language: str(getattr(self, language)).format(**_in_language(places, language))
                for language in LANGUAGES
            }
        )

    def as_json(self) -> dict[str, str]:
        """`{"en": ..., "id": ...}`, without the languages that are missing."""
        return {language: getattr(self, language) for language in LANGUAGES if self.has(language)}

    def __str__(self) -> str:
        return self.into("en")


def _in_language(places: Mapping[str, object], language: str) -> dict[str, object]:
    return {name: value.into(language) if isinstance(value, Words) else value for name, value in places.items()}


def words_from(value: Mapping[str, str]) -> Words:
    """Words from a JSON or TOML table.

    Raises:
        ValueError: a key is not a known language, or no language has a text.
    """
    unknown = set(value) - set(LANGUAGES)
    if unknown or not any(value.values()):
        raise ValueError(f"words need a text under {' or '.join(LANGUAGES)}; got {dict(value)!r}")
    return Words(**value)


@cache
def table(name: str) -> dict[str, Any]:
    """The packaged table `domain/data/<name>.toml`."""
    path = resources.files("pantau.domain").joinpath("data", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
