"""The words that the reader knows, from the CSV files of data/ that anybody can extend with a spreadsheet."""

import csv
import re
from functools import cache
from importlib.resources import files
from itertools import chain, repeat
from typing import Any

SEPARATOR = "|"
"""Between the spellings of one thing in a cell."""


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of data/NAME.csv under the names of its first line; lines that begin with # are remarks."""
    text = files("pantau.reading.claims").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    head, *cells = csv.reader(line for line in text.splitlines() if line.strip() and line[0] != "#")
    return tuple(dict(zip(head, chain(map(str.strip, row), repeat("")), strict=False)) for row in cells)


def spellings(row: dict[str, str], *columns: str) -> tuple[str, ...]:
    """Every spelling that these cells of a row list."""
    cells = (row.get(column, "") for column in columns)
    return tuple(one for cell in cells if cell for one in map(str.strip, cell.split(SEPARATOR)) if one)


@cache
def by_spelling(name: str, *columns: str) -> dict[str, dict[str, Any]]:
    """The row of each spelling, folded for comparison; the first of two rows with one spelling counts."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows(name):
        for one in spellings(row, *columns):
            found.setdefault(folded(one), row)
    return found


def alternation(name: str, kind: str) -> str:
    """The words of one kind of a list as a part of a pattern, the longest first; * in a word stands for any ending."""
    words = (word for row in rows(name) if row["kind"] == kind for word in spellings(row, "words"))
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in sorted(words, key=len, reverse=True))


def folded(text: str) -> str:
    """A spelling as it is compared: case and runs of white space make no difference."""
    return " ".join(text.casefold().split())
