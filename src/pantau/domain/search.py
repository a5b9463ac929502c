"""What a person looks for in the texts of sources, how what was found is ranked, and what is shown of it."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pantau.domain.sources import SourceRow
from pantau.domain.words import Words, table, words_from

MOST_FOUND = 1_000
"""Passages that are ranked: where more fit, the newest of them."""
SPOKEN = ".s{language}"
"""The trait of a passage in a language."""
_SATURATION, _BY_LENGTH = 1.2, 0.75
"""How soon more of a word counts no more, and how far a long passage is held against it: the usual values of BM25."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What is sought in the stems of one language: a phrase at least of each group, blanks between its stems.

    It is sought in passages of that language, in all where both languages have the same stems for it.
    """

    groups: tuple[tuple[str, ...], ...]
    language: str = ""

    def speaks(self, language: str) -> bool:
        """Whether it is sought in passages of this language."""
        return self.language in ("", language)

    @property
    def phrases(self) -> tuple[str, ...]:
        return tuple(phrase for group in self.groups for phrase in group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What was typed, read in every language: a passage fits that fits one side and has no phrase of `without`.

    `units` are the words and phrases as typed; of these, `common` ones tell nothing in some language.
    """

    typed: str
    sides: tuple[Side, ...] = ()
    without: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    common: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Only sources that are so; years are those of publication, both included."""

    language: str = ""
    publisher: str = ""
    kind: str = ""
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPassage:
    """A passage that fits: its source, its place in the text, and its stems with a blank between.

    The row of a source's title has no place: it starts and ends at 0.
    """

    source: int
    start: int
    end: int
    language: str
    stems: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of a text around what was found, and where in the whole text it and the hits stand."""

    text: str
    start: int
    hits: tuple[tuple[int, int], ...]
    cut_before: bool = False
    cut_after: bool = False

    @property
    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The text cut at the hits; whether each piece is one.

        >>> list(Snippet(text="on trade", start=10, hits=((13, 18),)).pieces)
        [('on ', False), ('trade', True)]
        """
        place = 0
        for start, end in self.hits:
            if start - self.start > place:
                yield self.text[place : start - self.start], False
            yield self.text[start - self.start : end - self.start], True
            place = end - self.start
        if place < len(self.text):
            yield self.text[place:], False

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "start": self.start, "hits": [list(hit) for hit in self.hits]}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSource:
    """A source with the passages that fit, the best first."""

    source: SourceRow
    passages: tuple[FoundPassage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """What to say where nothing was found: words that no text has, and a search for any of the words."""

    words: tuple[str, ...] = ()
    any_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a search found, the best first; `more` where further passages fit than were ranked."""

    sought: Sought
    found: tuple[FoundSource, ...] = ()
    more: bool = False
    unknown: Unknown = Unknown()

    @property
    def passages(self) -> int:
        return sum(len(one.passages) for one in self.found)

    @property
    def notes(self) -> tuple[Words, ...]:
        """Sentences on what was not searched for and what was not found."""
        said = []
        if self.sought.common and not self.found:
            said.append(_note("common", words=", ".join(self.sought.common)))
        if self.sought.typed and not self.sought.sides:
            said.append(_note("nothing_sought"))
        elif self.unknown.words:
            said.append(_note("unknown", words=", ".join(self.unknown.words)))
        elif self.unknown.any_of:
            said.append(_note("apart"))
        if self.more:
            said.append(_note("more", most=MOST_FOUND))
        return tuple(said)


def _note(name: str, **places: object) -> Words:
    return words_from(table("search")[name]).fill(**places)


def ranked(found: Sequence[FoundPassage], sides: Sequence[Side]) -> list[FoundPassage]:
    """The passages by how much they say of what was sought (BM25 among those found); of equals the one given first.

    A phrase that few of the found passages have weighs more than one that most have. Each passage counts by the side
    that it fits best.
    """
    if not found:
        return []
    lengths = [one.stems.count(" ") + 1 for one in found]
    usual = sum(lengths) / len(lengths)
    shares = [length / usual for length in lengths]
    by_side = [_scores(found, side, shares) for side in sides]
    scores = [round(max(row), 9) for row in zip(*by_side, strict=True)]
    return [found[place] for place in sorted(range(len(found)), key=lambda place: -scores[place])]


def _scores(found: Sequence[FoundPassage], side: Side, shares: Sequence[float]) -> list[float]:
    """What each passage is worth; `shares` are their lengths against the usual one."""
    scores = [0.0] * len(found)
    for phrase in dict.fromkeys(side.phrases):
        counts = [f" {one.stems} ".count(f" {phrase} ") if side.speaks(one.language) else 0 for one in found]
        having = sum(map(bool, counts))
        weight = math.log(1 + (len(found) - having + 0.5) / (having + 0.5))
        for place, count in enumerate(counts):
            if count:
                scores[place] += weight * _worth(count, shares[place])
    return scores


def _worth(count: int, length: float) -> float:
    return count * (_SATURATION + 1) / (count + _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * length))


def by_source(passages: Sequence[FoundPassage], sources: Mapping[int, SourceRow]) -> tuple[FoundSource, ...]:
    """The sources of the passages, each where its best passage stands."""
    found: dict[int, list[FoundPassage]] = {}
    for one in passages:
        found.setdefault(one.source, []).append(one)
    return tuple(
        FoundSource(source=sources[key], passages=tuple(ones)) for key, ones in found.items() if key in sources
    )
