"""What stands on the paper of a comparison, in either language: its head, its counts, its columns and their cells."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

from babel.dates import format_date

from pantau.domain.alignment import Change, Comparison, Count, Scope, Setting
from pantau.domain.words import Words, words_from
from pantau.standards.comparisons.rows import Row, rows_of

_LOCALES = {"en": "en_GB", "id": "id"}
_NO_XML = (*(code for code in range(32) if chr(code) not in "\t\n\r"), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_UNREADABLE = dict.fromkeys(_NO_XML, "\N{REPLACEMENT CHARACTER}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two texts: its name (CODE@NUMBER or a file), and what is known of it beside."""

    name: str
    title: Words | None = None
    state: Words | None = None
    in_force_from: date | None = None
    consulted_on: date | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the clauses; `width` in parts of the page."""

    key: str
    title: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A comparison in the language of its reader.

    `statuses` are the statuses of old lines by the keys of their clauses, held on `as_of`; `vanished` the keys of
    those that were not finished and are no longer there. `made_at` is the moment printed on it and kept in the file:
    the same paper gives the same bytes. `only` keeps the clauses of one change.
    """

    old: Side
    new: Side
    setting: Setting
    comparison: Comparison
    made_at: datetime
    language: str
    statuses: Mapping[str, Words]
    vanished: frozenset[str] = frozenset()
    as_of: date | None = None
    only: Change | None = None

    def says(self, name: str, **places: object) -> str:
        """A phrase of data/paper.toml."""
        return words_from(_table()["says"][name]).fill(**places).into(self.language)

    def day(self, value: date) -> str:
        return format_date(value, format="d MMMM y", locale=_LOCALES[self.language])

    @property
    def title(self) -> str:
        return self.says("title")

    @property
    def names(self) -> str:
        return f"{self.old.name} → {self.new.name}"

    def side(self, side: Side) -> str:
        """A text in one line: its name, its title, how far it has come, and since when."""
        return readable(" · ".join(self._known_of(side)))

    def _known_of(self, side: Side) -> Iterator[str]:
        yield side.name
        for words in (side.title, side.state):
            if words is not None:
                yield words.into(self.language)
        if side.in_force_from:
            yield self.says("in_force", day=self.day(side.in_force_from))
        elif side.consulted_on:
            yield self.says("consulted", day=self.day(side.consulted_on))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader has to know beside."""
        notes = [self.says("order")]
        if self.only is not None:
            notes.append(self.says("only", change=self.change(self.only)))
        if self.has("status") and self.as_of is not None:
            notes.append(self.says("statuses", day=self.day(self.as_of)))
        if self.vanished:
            notes.append(self.says("vanished", count=len(self.vanished)))
        return (*notes, self.says("made", day=self.day(self.made_at.date())))

    def change(self, change: Change) -> str:
        return change.name_in(self.setting).into(self.language)

    @property
    def columns(self) -> tuple[Column, ...]:
        wanted = [one for one in _table()["column"] if one.get("only", self.setting.value) == self.setting.value]
        return tuple(
            Column(key=one["key"], title=words_from(one["title"]).into(self.language), width=one["width"])
            for one in wanted
        )

    def has(self, key: str) -> bool:
        return any(column.key == key for column in self.columns)

    @property
    def rows(self) -> tuple[Row, ...]:
        return rows_of(self.comparison, only=self.only)

    def cell(self, row: Row, key: str) -> str:
        """What stands in a column beside the text; the column for remarks is left to be written on."""
        return {"old": row.old, "new": row.new, "change": self._changed(row), "status": self._status(row)}.get(key, "")

    def _changed(self, row: Row) -> str:
        return "\n".join((self.change(row.change), *self.remarks(row)))

    def remarks(self, row: Row) -> Iterator[str]:
        """What else became of a clause."""
        if row.change is Change.MOVED and row.pair.reworded:
            yield self.says("reworded_too")
        if row.came_from:
            yield readable(self.says("came_from", place=_short(row.came_from)))
        if row.pair.recounted:
            counted = any(clause.countable for clause in row.pair.new)
            yield self.says("now_counts" if counted else "no_longer_counts")
        if any(clause.key in self.vanished for clause in row.pair.old):
            yield self.says("unfinished")

    def _status(self, row: Row) -> str:
        known = [self.statuses[one.key].into(self.language) for one in row.pair.old if one.key in self.statuses]
        if not known:
            return self.says("no_status") if row.pair.old else self.change(row.change)
        return "; ".join(dict.fromkeys(known))

    @property
    def count_titles(self) -> tuple[str, ...]:
        return tuple(words_from(one["title"]).into(self.language) for one in _table()["count"])

    @property
    def counts(self) -> tuple[tuple[str | int, ...], ...]:
        """One row a change, and all together at the end."""
        lines, headings = self.comparison.counts(Scope.LINES), self.comparison.counts(Scope.HEADINGS)
        rows = [
            (
                self.change(change),
                change.says_in(self.setting).into(self.language),
                *_sides(lines[change]),
                *_sides(headings[change]),
            )
            for change in Change
        ]
        sums = [sum(int(row[place]) for row in rows) for place in range(2, 6)]
        return (*rows, (self.says("total"), "–", *sums))


def readable(text: str) -> str:
    """Text that an XML file can hold; what it cannot is shown as a replacement character."""
    return text.translate(_UNREADABLE)


def _sides(count: Count) -> tuple[int, int]:
    return count.old, count.new


def _short(text: str, *, limit: int = 90) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


@cache
def _table() -> dict[str, Any]:
    path = resources.files("pantau.standards.comparisons").joinpath("data", "paper.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
