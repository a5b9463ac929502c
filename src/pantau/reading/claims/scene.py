"""A text cut into tokens and sentences, with what all readers ask of it; nothing of the text itself is changed."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

Found = TypeVar("Found")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_", re.UNICODE)
_BREAK = re.compile(r"(?<=[.!?])[\"'”’)\]]*(?=\s|[A-Z])|\n\s*\n|\n(?=[ \t]*[A-Z\u2022\-])")
_SHORT = frozenset("dr prof mr mrs ms ir h hj no nos st gen col lt sen rep hon etc vs jl kol brigjen letjen al".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A run of letters, a run of digits, or one other sign. `folded` is how it is compared."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A stretch of the text and its tokens from `first` to before `last`; `language` is "en" or "id"."""

    start: int
    end: int
    first: int
    last: int
    language: str


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What every reader gets. `published` is the day of the text, if known; `masked` are places that say nothing
    (page furniture, bylines, addresses), in the order of the text.
    """

    text: str
    published: date | None = None
    masked: Sequence[tuple[int, int]] = ()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        found = (match for match in _TOKEN.finditer(self.text))
        return tuple(
            Token(start=one.start(), end=one.end(), text=one.group(), folded=one.group().casefold()) for one in found
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order: every token is in exactly one."""
        raise NotImplementedError

    def once(self, read: "Callable[[Scene], Found]") -> Found:
        """What a reader found in this scene, read when it is first asked for: readers ask each other in this way."""
        if read not in self._found:
            self._found[read] = read(self)
        found: Found = self._found[read]
        return found

    def token_at(self, place: int) -> int:
        """The index of the token that stands at a place of the text or begins next before it."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def said(self, start: int, end: int) -> str:
        return self.text[start:end]

    @cached_property
    def _found(self) -> dict[Any, Any]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]
