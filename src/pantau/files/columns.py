"""The columns of a table by what its first row calls them, in either language."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pantau.domain.refusals import ColumnRepeated, ColumnsMissing, ColumnsUnknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns a table may have and which it must have, by their names in code.

    >>> Columns(known=("label", "as_of"), required=("label",)).named("Per tanggal")
    'as_of'
    """

    known: tuple[str, ...]
    required: tuple[str, ...]

    def named(self, heading: str) -> str | None:
        """The known column that a heading means, else ``None``."""
        wanted = _folded(heading)
        by_name = (column for column in self.known if wanted == _folded(column))
        by_synonym = (column for column in self.known if wanted in _spellings(column))
        return next(by_name, None) or next(by_synonym, None)

    def missing_in(self, headings: Sequence[str]) -> tuple[str, ...]:
        """The required columns that no heading means."""
        found = {self.named(heading) for heading in headings}
        return tuple(column for column in self.required if column not in found)

    def placed(self, headings: Sequence[str], *, file: str) -> Mapping[int, str]:
        """For each place in the row of headings (from 0), its column; a blank heading has none.

        Raises:
            ColumnsUnknown: a heading means no known column.
            ColumnRepeated: two headings mean the same one.
            ColumnsMissing: a required column is not there.
        """
        named = {place: self.named(text) for place, text in enumerate(headings) if text}
        unknown = [headings[place] for place, column in named.items() if column is None]
        missing = self.missing_in(headings)
        if missing and len(unknown) == len(named):  # no heading at all: "lacks" says more than "unknown"
            raise ColumnsMissing(file=file, columns=", ".join(missing), expected=", ".join(self.known))
        if unknown:
            raise ColumnsUnknown(file=file, columns=", ".join(unknown), expected=", ".join(self.known))
        placed = {place: column for place, column in named.items() if column is not None}
        for column, times in Counter(placed.values()).items():
            if times > 1:
                same = ", ".join(headings[place] for place in placed if placed[place] == column)
                raise ColumnRepeated(file=file, column=column, headings=same)
        if missing:
            raise ColumnsMissing(file=file, columns=", ".join(missing), expected=", ".join(self.known))
        return placed


@cache
def _spellings(column: str) -> frozenset[str]:
    return frozenset(_folded(spelling) for spelling in (column, *_synonyms().get(column, ())))


@cache
def _synonyms() -> Mapping[str, Sequence[str]]:
    path = resources.files("pantau.files").joinpath("data", "columns.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _folded(heading: str) -> str:
    return re.sub(r"[\W_]+", "", heading.casefold())
