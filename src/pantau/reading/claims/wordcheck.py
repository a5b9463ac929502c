"""Checks the word lists: what a person who extends them with a spreadsheet may get wrong."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from fractions import Fraction
from importlib.resources import files

from pantau.domain.words import Words, table, words_from
from pantau.reading.claims.lexicons import folded
from pantau.reading.claims.wordrules import FORMS, NUMBERS, RULES, Rule, codes

_SHOWN = 12
_SHORT_FORM = 6
_LISTS = {"kinds": "|", "parties": " "}
"""Columns that hold several codes, and what stands between them."""
Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in a row of a file; rows are counted as a spreadsheet counts them, remarks too. `text` is what
    stands there, `other` what it is held against.
    """

    file: str
    row: int
    code: str
    column: str = ""
    text: str = ""
    other: str = ""

    @property
    def says(self) -> Words:
        return self._filled("says")

    @property
    def mend(self) -> Words:
        return self._filled("mend")

    def _filled(self, part: str) -> Words:
        sentence = words_from(table("word_faults")[self.code][part])
        return sentence.fill(column=self.column, text=self.text, other=self.other)


def check_words() -> tuple[Fault, ...]:
    """The faults of all word lists, by file and row; then the spellings that mean two things in two lists."""
    contents = {name: _read(name) for name in RULES}
    alone = [fault for name, content in contents.items() for fault in check_list(name, content)]
    read = {name: content for name, content in contents.items() if content is not None}
    return (*alone, *check_together(read)) if not alone else tuple(alone)


def check_list(name: str, content: str | None) -> Iterator[Fault]:
    """The faults of one list; its content is None where it is no text."""
    rule, file = RULES[name], f"{name}.csv"
    if content is None:
        yield Fault(file=file, row=1, code="unreadable")
        return
    head = _head(rule, content)
    if head is not None:
        yield head
        return
    seen: dict[tuple[str, ...], int] = {}
    for number, row in numbered(content):
        if len(row) != len(rule.columns):
            yield Fault(file=file, row=number, code="columns", text=str(len(row)), other=str(len(rule.columns)))
            continue
        for fault in (*_cells(rule, row), *_doubled(rule, row, seen=seen, number=number)):
            yield Fault(file=file, row=number, **fault)


def check_together(contents: Mapping[str, str]) -> Iterator[Fault]:
    """Spellings of lists that are looked through at once, and mean one thing here and another there."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for name, content in contents.items():
        rule = RULES[name]
        for number, row in numbered(content) if rule.layer else ():
            for column, said in _said(rule, row):
                key, meaning = (rule.layer, _key(rule, said)), row[rule.meaning]
                place, other = seen.setdefault(key, (f"{name}.csv, {meaning}", meaning))
                if other != meaning and column != "capital":
                    yield Fault(
                        file=f"{name}.csv", row=number, code="overlap", column=column, text=said, other=place
                    )  # fmt: skip


def numbered(content: str) -> Iterator[tuple[int, Row]]:
    """The rows with the number of the line on which each stands; cells beyond the last column are under numbers."""
    lines = [(at, line) for at, line in enumerate(content.splitlines(), start=1) if line.strip() and line[0] != "#"]
    reader = csv.reader(line for _, line in lines)
    head = next(reader, [])
    for (at, _), cells in zip(lines[1:], reader, strict=False):
        names = [*head, *map(str, range(len(head), len(cells)))]
        yield at, dict(zip(names, cells, strict=False))


def _head(rule: Rule, content: str) -> Fault | None:
    """What is wrong with the line that names the columns."""
    lines = ((at, line) for at, line in enumerate(content.splitlines(), start=1) if line.strip() and line[0] != "#")
    at, line = next(lines, (1, ""))
    named = next(csv.reader([line]), [])
    if set(named) == rule.columns:
        return None
    if ";" in line and "," not in line:
        return Fault(file=f"{rule.name}.csv", row=at, code="semicolons")
    wanted, got = ", ".join(sorted(rule.columns)), ", ".join(named)
    return Fault(file=f"{rule.name}.csv", row=at, code="header", text=wanted, other=got)


Found = dict[str, str]


def _cells(rule: Rule, row: Row) -> Iterator[Found]:
    for column in rule.needed:
        if not row[column].strip():
            yield {"code": "empty", "column": column}
    if rule.words and not any(row[column].strip() for column in rule.words):
        yield {"code": "no_words", "column": ", ".join(rule.words)}
    for column, cell in row.items():
        said = cell.strip()
        if said:
            yield from _coded(rule, column, said)
            yield from _formed(rule, column, said)
            if column in rule.words:
                yield from _spelt(rule, column, said)


def _coded(rule: Rule, column: str, said: str) -> Iterator[Found]:
    """Codes that no list knows; of many the ones that look like it are named."""
    known = codes()[rule.codes[column]] if column in rule.codes else frozenset((said,))
    parts = said.split(_LISTS[column]) if column in _LISTS else [said]
    for one in parts:
        if one not in known:
            near = get_close_matches(one, known, n=_SHOWN, cutoff=0.4) if len(known) > _SHOWN else sorted(known)
            yield {"code": "unknown_code", "column": column, "text": one, "other": ", ".join(near or sorted(known)[:3])}


def _formed(rule: Rule, column: str, said: str) -> Iterator[Found]:
    if column in rule.forms:
        pattern, shown = FORMS[rule.forms[column]]
        if pattern.fullmatch(said) is None:
            yield {"code": "wrong_form", "column": column, "text": said, "other": shown}
    if column in NUMBERS and not _is_number(said):
        yield {"code": "not_a_number", "column": column, "text": said}


def _spelt(rule: Rule, column: str, said: str) -> Iterator[Found]:
    for one in said.split(rule.between):
        if not one.strip():
            yield {"code": "empty_spelling", "column": column}
        elif rule.small and one != one.lower():
            yield {"code": "capitals", "column": column, "text": one}


def _doubled(rule: Rule, row: Row, *, seen: dict[tuple[str, ...], int], number: int) -> Iterator[Found]:
    """Spellings that stand twice where a spelling may stand once."""
    mine: set[tuple[str, ...]] = set()
    for column, one in _said(rule, row):
        at = column if rule.apart else ""
        key = (at, *(row[name] for name in rule.keys), _key(rule, one))
        if seen.get(key, number) != number or key in mine:
            yield {"code": "doubled", "column": column, "text": one, "other": str(seen[key])}
        seen.setdefault(key, number)
        mine.add(key)


def _said(rule: Rule, row: Row) -> Iterator[tuple[str, str]]:
    for column in rule.words:
        for one in row[column].split(rule.between):
            if one.strip():
                yield column, one.strip()


def _key(rule: Rule, said: str) -> str:
    """A spelling as it is compared; a short form of capitals alone is found only as written."""
    letters = [sign for sign in said if sign.isalpha()]
    short = len(letters) <= _SHORT_FORM and " " not in said and all(sign.isupper() for sign in letters)
    return said if short and not rule.small else folded(said)


def _is_number(said: str) -> bool:
    try:
        return bool(Fraction(said)) or Decimal(said) == 0
    except (ValueError, ZeroDivisionError, InvalidOperation):
        return False


def _read(name: str) -> str | None:
    raw = files("pantau.reading.claims").joinpath("data", f"{name}.csv").read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
