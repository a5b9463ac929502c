"""A working matrix before it is printed: its rows in the order of the plan, and the mark that it comes back with."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from pantau.domain.statuses import Status, status_name
from pantau.domain.words import LANGUAGES, Words, words_from
from pantau.standards.sheets.layout import BOTH, Column, columns, instructions, into, layout, words_said
from pantau.standards.sheets.texts import digests, fitting

_MARK = "pantau-matrix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What one cell says: as it is shown ("" for nothing) and as it is compared; `day` where it is a date."""

    shown: str = ""
    canon: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A title above lines, or a part of the line before it: one text across the page."""

    text: str
    depth: int
    title: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixLine:
    """One action line; `key` is its own in the plan, `values` what it says by column."""

    key: str
    label: str
    values: Mapping[str, Value]

    @property
    def printed_key(self) -> str:
        """The key with the digests of what the cells say, so that a change on either side is told."""
        return f"{self.key}-{digests({name: value.canon for name, value in self.values.items()})}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a matrix says of itself to the reader; reporter and round are empty on the region's."""

    workspace: str
    plan: str
    version: int
    language: str
    reporter: str = ""
    round: str = ""

    def __str__(self) -> str:
        said = {name: value for name, value in asdict(self).items() if value}
        return f"{_MARK} {json.dumps(said, ensure_ascii=True, separators=(',', ':'))}"


def mark_in(text: str) -> Mark | None:
    """The mark in the text of a file, ``None`` where there is none that can be read.

    >>> mark = Mark(workspace="w", plan="p", version=2, language="en", round="Mid-term {2}")
    >>> mark_in(f"About\\n{mark}\\n") == mark
    True
    """
    place = text.rfind(_MARK + " {")
    if place < 0:
        return None
    try:
        said, _ = json.JSONDecoder().raw_decode(text, place + len(_MARK) + 1)
        mark = Mark(**said)
    except (ValueError, TypeError):
        return None
    texts = all(isinstance(getattr(mark, name), str) for name in ("workspace", "plan", "language", "reporter", "round"))
    return mark if texts and isinstance(mark.version, int) and mark.language in (*LANGUAGES, BOTH) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A plan as a matrix.

    `language` is en, id or both; `spoken` is the one that statuses and the like are written in; `settled` is the
    language of the text where that may not be changed any more, else "". `made_at` is the moment printed on it: the
    same matrix gives the same bytes.
    """

    code: str
    title: Words
    version: int
    state: Words
    reporter: Words | None
    round: str
    as_of: date
    made_at: datetime
    language: str
    spoken: str
    settled: str
    illustrative: bool
    mark: Mark
    rows: tuple[MatrixLine | Heading, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return columns(self.language, reported=self.reporter is not None, own=self.settled)

    def says(self, name: str) -> str:
        """A phrase in the language of the matrix."""
        return into(words_said(name), self.language)

    @property
    def name(self) -> str:
        return f"{self.code}@{self.version}"

    @property
    def lines(self) -> tuple[MatrixLine, ...]:
        return tuple(row for row in self.rows if isinstance(row, MatrixLine))

    def cell(self, line: MatrixLine, key: str) -> str:
        """What stands in a column of a line; a cell that says nothing says so."""
        if key in ("label", "key"):
            return fitting(line.label if key == "label" else line.printed_key, self.spoken)
        value = line.values.get(key, Value())
        return fitting(value.shown, self.spoken) or words_from(layout()["absent"][key]).into(self.spoken)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses to choose from."""
        return tuple(status_name(status).into(self.spoken) for status in (*Status, None))

    @property
    def about(self) -> Iterator[tuple[str, str]]:
        """What it is, as name and value."""
        yield self.says("plan"), f"{self.code}: {into(self.title, self.language)}"
        yield self.says("version"), f"{self.version} ({into(self.state, self.language)})"
        yield self.says("reporter"), into(self.reporter or words_said("nobody"), self.language)
        yield self.says("round"), self.round or self.says("no_round")
        yield self.says("as_of"), self.as_of.isoformat()
        yield self.says("made_at"), self.made_at.strftime("%Y-%m-%d %H:%M UTC")
        wanted = LANGUAGES if self.language == BOTH else (self.language,)
        yield self.says("language"), ", ".join(words_said("languages").into(one) for one in wanted)
        yield self.says("lines"), str(len(self.lines))
        if self.illustrative:
            yield self.says("title"), self.says("invented")

    @property
    def instructions(self) -> tuple[tuple[str, str], ...]:
        """How to fill it in, in every language: its code and the sentence."""
        found = tuple(instructions(reported=self.reporter is not None))
        return tuple((language, words.into(language)) for language in LANGUAGES for words in found)

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.code,
            "version": self.version,
            "language": self.language,
            "actor": self.mark.reporter or None,
            "round": self.round or None,
            "as_of": self.as_of.isoformat(),
            "lines": len(self.lines),
        }
