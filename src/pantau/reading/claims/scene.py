"""A text cut into tokens and sentences, with what all readers ask of it; nothing of the text itself is changed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, repeat
from typing import Any, NamedTuple, TypeVar

from pantau.reading.claims.furniture import furniture
from pantau.reading.claims.languages import language_of
from pantau.reading.claims.sentences import cut
from pantau.reading.claims.signs import blanked, plain_of

Found = TypeVar("Found")
_ENOUGH = 4000
"""Words by which the language of a whole text is told."""
_LATIN = "a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_TOKEN = re.compile(rf"([{_LATIN}]+[^\W\d_]*|[^\W\d_]+|\d+|[^\w\s]|_)")
"""Runs of letters, runs of digits, other signs one by one. The letters of most texts come first: that is quicker."""


class Token(NamedTuple):
    """A run of letters, a run of digits, or one other sign. `folded` is how it is compared.

    A named tuple, because a text of a megabyte has two hundred thousand of them.
    """

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
    """What every reader gets. `published` is the day of the text, if known."""

    text: str
    published: date | None = None

    @cached_property
    def masked(self) -> tuple[tuple[int, int], ...]:
        """The places that say nothing (page furniture, addresses), in the order of the text."""
        return furniture(self._small)

    @cached_property
    def plain(self) -> str:
        """The text as it is compared, one sign for each of the text, so that a place in one is a place in the other:
        small letters, one sort of space, dash and quotation mark; masked places are blank.
        """
        return blanked(self._small, self.masked)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        said, ends = self._cut[1::2], self._ends
        return tuple(map(tuple.__new__, repeat(Token), zip(ends[0::2], ends[1::2], said, self.folded, strict=False)))

    @cached_property
    def folded(self) -> list[str]:
        """Of each token how it is compared: for who looks through all of them."""
        return list(map(str.casefold, self._cut[1::2]))

    @cached_property
    def bounds(self) -> tuple[int, ...]:
        """Where sentences begin, and the end of the text: cheaper than `sentences` for who needs no tokens."""
        return cut(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order: every token is in exactly one."""
        return tuple(
            Sentence(
                start=start,
                end=end,
                first=bisect_right(self._starts, start - 1),
                last=bisect_right(self._starts, end - 1),
                language=self.language_at(start),
            )
            for start, end in zip(self.bounds, self.bounds[1:], strict=False)
        )

    def sentence_at(self, place: int) -> tuple[int, int]:
        """From where to where the sentence of a place goes."""
        bounds = self.bounds
        at = bisect_right(bounds, place, 1, len(bounds) - 1)
        return bounds[at - 1], bounds[at]

    def language_at(self, place: int) -> str:
        """The language of the sentence of a place, or where it is too short to tell, of the whole text."""
        start, end = self.sentence_at(place)
        if start not in self._languages:
            said = self.folded[self.token_from(start) : self.token_from(end)]
            self._languages[start] = language_of(said) or self.language
        return self._languages[start]

    @cached_property
    def language(self) -> str:
        """The language of most of the text; English where nothing tells."""
        return language_of(self.folded[:_ENOUGH]) or "en"

    def is_masked(self, place: int) -> bool:
        """Whether a place says nothing."""
        at = bisect_right(self.masked, (place, len(self.text) + 1)) - 1
        return at >= 0 and place < self.masked[at][1]

    def once(self, read: "Callable[[Scene], Found]") -> Found:
        """What a reader found in this scene, read when it is first asked for: readers ask each other in this way."""
        kept = self._found
        try:
            found: Found = kept[read]
        except KeyError:
            found = kept[read] = read(self)
        return found

    def token_at(self, place: int) -> int:
        """The index of the token that stands at a place of the text or begins next before it."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def token_from(self, place: int) -> int:
        """The index of the first token that begins at a place of the text or behind it."""
        return bisect_left(self._starts, place)

    def said(self, start: int, end: int) -> str:
        return self.text[start:end]

    @cached_property
    def _small(self) -> str:
        return plain_of(self.text)

    @cached_property
    def _found(self) -> dict[Any, Any]:
        return {}

    @cached_property
    def _languages(self) -> dict[int, str]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return self._ends[0:-1:2]

    @cached_property
    def _cut(self) -> list[str]:
        """White space and tokens in turn, from the beginning to the end of the text."""
        return _TOKEN.split(self.text)

    @cached_property
    def _ends(self) -> list[int]:
        """Where each of them ends: a token begins where the white space before it ends."""
        return list(accumulate(map(len, self._cut)))
