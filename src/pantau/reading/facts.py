"""What a text says whatever its language: numbers with their magnitude, days, and names that are written alike."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

_NUMBER = re.compile(r"(?<![\d.,/-])(\d{1,18}(?:[.,]\d{1,9}){0,5})(?![\d/]|[.,]\d)(?:\s?(%)|\s{1,3}([^\W\d_]+))?")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s{1,3}(?:of\s{1,3})?([^\W\d_]{3,10})\b")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,10})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?(?![\d.]|,\d)")
_IN_DIGITS = re.compile(r"(?<!\d)(?:\d{4}-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.](\d{1,2})[/.]\d{4})(?!\d)")
_NAME = re.compile(r"(?<![\w-])[A-Z][\w’'-]*[\w]")
_SHORTEST_NAME = 3
_FEWEST_DIGITS = 3  # of a number without a magnitude, a comma or a percent sign; a year has four and tells nothing
_YEARS = range(1900, 2101)
_THOUSANDS = re.compile(r"\d{1,3}([.,]\d{3})+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Numbers as plain decimals ("208200000000", "95%"), days as "10-27", names as written."""

    numbers: frozenset[str]
    days: frozenset[str]
    names: frozenset[str]


def facts_in(text: str) -> Facts:
    """The facts of a text in either language.

    >>> one = facts_in("Pada 27 Oktober 2025, perdagangan ASEAN mencapai 208,2 miliar dolar AS, 95% dari rencana.")
    >>> other = facts_in("On October 27, 2025, ASEAN trade reached $208.2 billion, 95 % of the plan.")
    >>> sorted(one.numbers & other.numbers), sorted(one.days & other.days), sorted(one.names & other.names)
    (['208200000000', '95%'], ['10-27'], ['ASEAN'])
    """
    return Facts(
        numbers=frozenset(filter(None, map(_number, _NUMBER.finditer(text.replace("$", "$ "))))),
        days=frozenset(_days(text)),
        names=frozenset(name for name in _NAME.findall(text) if len(name) >= _SHORTEST_NAME),
    )


def _number(found: re.Match[str]) -> str:
    """A telling number in base units; empty for a year or a small one."""
    printed, percent, word = found.groups()
    power = _magnitudes().get((word or "").casefold(), 0)
    value = _value(printed, power)
    if percent:
        return f"{_plain(value)}%"
    whole = printed.isdigit()
    if whole and not power and (len(printed) < _FEWEST_DIGITS or int(printed) in _YEARS):
        return ""
    return _plain(value.scaleb(power))


def _value(printed: str, power: int) -> Decimal:
    """A number whose groups of three are thousands, unless a word of magnitude follows one lone group."""
    separators = [sign for sign in printed if not sign.isdigit()]
    if _THOUSANDS.fullmatch(printed) and len(set(separators)) == 1 and not (power and len(separators) == 1):
        return Decimal(re.sub(r"[.,]", "", printed))
    whole, _, fraction = printed.replace(",", ".").rpartition(".")
    return Decimal(f"{whole.replace('.', '')}.{fraction}") if whole else Decimal(fraction)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _days(text: str) -> set[str]:
    """Month and day, as texts leave out the year of a day that everybody knows."""
    months = _months()
    named = [(found[2], found[1]) for found in _DAY_FIRST.finditer(text)]
    named += [(found[1], found[2]) for found in _MONTH_FIRST.finditer(text)]
    pairs = [(months[month.casefold()], int(day)) for month, day in named if month.casefold() in months]
    for found in _IN_DIGITS.finditer(text):
        month, day = (found[1], found[2]) if found[1] else (found[4], found[3])  # day first, as both languages here
        pairs.append((int(month), int(day)))
    return {f"{month:02}-{day:02}" for month, day in pairs if 1 <= month <= 12 and 1 <= day <= 31}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    path = resources.files("pantau.reading").joinpath("data", "facts.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _magnitudes() -> dict[str, int]:
    return {form: int(power) for power, forms in _table()["magnitudes"].items() for form in forms}


@cache
def _months() -> dict[str, int]:
    return {form: int(month) for month, forms in _table()["months"].items() for form in forms}
