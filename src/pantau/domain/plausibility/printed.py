"""Percentages and bases as people type or print them, read without guessing."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pantau.domain.plausibility.wording import number_words
from pantau.domain.refusals import BaseInvalid, BaseTooLarge, PercentInvalid, PercentOutOfRange

LARGEST_BASE = 10_000_000

# One separator at most: within 0 to 100 it can only be a decimal one, so 99,6 and 99.6 are both safe to read.
_PERCENT = re.compile(
    r"(?P<sign>[-\u2212]?)(?P<number>[0-9]{1,9}(?:[.,](?P<places>[0-9]{1,9}))?)\s*(?:%|percent|per\s?cent|persen)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPercent:
    """A percentage as a source printed it: its string without the sign, its exact value, its places."""

    printed: str
    value: Decimal
    decimals: int


def read_percent(text: str) -> PrintedPercent:
    """The percentage that `text` prints.

    Raises:
        PercentInvalid: it is not one number with an optional percent sign (a qualifier is given apart).
        PercentOutOfRange: below 0 or above 100.

    >>> read_percent("99,6 %")
    PrintedPercent(printed='99,6', value=Decimal('99.6'), decimals=1)
    """
    found = _PERCENT.fullmatch(text.strip())
    if not found:
        raise PercentInvalid(text=text)
    value = Decimal(found["number"].replace(",", "."))
    if found["sign"] or value > 100:
        raise PercentOutOfRange(text=found["sign"] + found["number"])
    return PrintedPercent(printed=found["number"], value=value, decimals=len(found["places"] or ""))


def read_base(text: str | int) -> int:
    """The number of lines that a percentage is of.

    Raises:
        BaseInvalid: no whole number of at least 1.
        BaseTooLarge: more than `LARGEST_BASE`, whose counts could not be listed.

    >>> read_base(" 290 ")
    290
    """
    digits = str(text).strip()
    if not re.fullmatch(r"[0-9]+", digits) or not digits.strip("0"):
        raise BaseInvalid(text=text)
    significant = digits.lstrip("0")
    if len(significant) > len(str(LARGEST_BASE)) or int(significant) > LARGEST_BASE:
        raise BaseTooLarge(text=text, limit=number_words(LARGEST_BASE))
    return int(significant)
