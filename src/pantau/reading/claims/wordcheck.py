"""Checks the word lists: what a person who extends them with a spreadsheet may get wrong."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from importlib.resources import files

from pantau.reading.claims.lexicons import SEPARATOR, folded
from pantau.reading.claims.wordrules import CODES, KEYS, NUMBERS, RULES, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in a row of a file; rows are counted as a spreadsheet counts them, remarks too."""

    file: str
    row: int
    code: str
    text: str


def check_words() -> tuple[Fault, ...]:
    """The faults of all word lists that have rules, by file and row."""
    return tuple(fault for name in RULES for fault in check_list(name, _read(name)))


def check_list(name: str, content: str) -> Iterator[Fault]:
    """The faults of one list."""
    rule = RULES[name]
    seen: dict[tuple[str, ...], int] = {}
    for number, row in numbered(content):
        if None in row or None in row.values():
            yield Fault(file=f"{name}.csv", row=number, code="columns", text="more or fewer cells than columns")
            continue
        for code, text in (*_cells(rule, row), *_doubled(rule, row, seen=seen, number=number)):
            yield Fault(file=f"{name}.csv", row=number, code=code, text=text)


def numbered(content: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with the number of the line on which each stands."""
    lines = [(at, line) for at, line in enumerate(content.splitlines(), start=1) if line.strip() and line[0] != "#"]
    reader = csv.DictReader(line for _, line in lines)
    for (at, _), row in zip(lines[1:], reader, strict=False):
        yield at, row


def _cells(rule: Rule, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column in rule.needed:
        if not row.get(column, "").strip():
            yield "empty", f"{column} is empty"
    if rule.words and not any(row.get(column, "").strip() for column in rule.words):
        yield "empty", f"none of {', '.join(rule.words)} has a word"
    for column, value in row.items():
        said = value.strip()
        if said and column in rule.codes and not set(said.split(SEPARATOR)) <= CODES[rule.codes[column]]:
            yield "unknown_code", f"{column}: {said}"
        if said and column in NUMBERS and not _is_number(said):
            yield "not_a_number", f"{column}: {said}"
        if column in rule.words:
            yield from _spellings(column, value)


def _spellings(column: str, value: str) -> Iterator[tuple[str, str]]:
    for one in value.split(SEPARATOR) if value.strip() else ():
        if not one.strip():
            yield "empty", f"{column}: an empty spelling between two {SEPARATOR}"
        elif one != one.lower():
            yield "capitals", f"{column}: {one} is not in small letters"


def _doubled(
    rule: Rule, row: Mapping[str, str], *, seen: dict[tuple[str, ...], int], number: int
) -> Iterator[tuple[str, str]]:
    """Spellings that stand twice where a spelling may stand once."""
    for column in rule.words:
        for one in (folded(part) for part in row.get(column, "").split(SEPARATOR) if part.strip()):
            key = (column if rule.apart else "", *(row.get(name, "") for name in KEYS.get(rule.name, ())), one)
            if key in seen:
                yield "doubled", f"{column}: {one} stands already in row {seen[key]}"
            seen.setdefault(key, number)


def _is_number(said: str) -> bool:
    try:
        return bool(Fraction(said)) or Decimal(said) == 0
    except (ValueError, ZeroDivisionError, InvalidOperation):
        return False


def _read(name: str) -> str:
    return files("pantau.reading.claims").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
