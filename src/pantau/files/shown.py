"""What a cell of a workbook shows, for people who read it: the number's format kept where that loses nothing."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl.cell.read_only import ReadOnlyCell

_BLANKS = str.maketrans({"\t": " ", "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
_ESCAPED = re.compile(r"_x(000[0-9A-Fa-f]|001[0-9A-Fa-f])_")
_UNREAD = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_PLAIN = re.compile(r"(?P<whole>#|0+|#,##0)(?:\.(?P<decimals>0+))?(?P<percent>%?)\Z")
_MOST_DECIMALS = 10


def shown(cell: ReadOnlyCell) -> str:
    """The text that a cell shows; dates in ISO form, no finer than the cell shows them.

    A label typed as 1.10 is kept as the number 1.1; in a cell formatted with two decimals it reads 1.10 again.
    """
    value = cell.value
    if isinstance(value, str):
        text = _ESCAPED.sub("", value).replace("\r\n", "\n").translate(_BLANKS)
        return "\n".join(line.rstrip() for line in text.strip().split("\n"))
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).upper()
    if isinstance(value, int | float):
        return formatted(value, cell.number_format)
    return _moment(value, cell.number_format)


def formatted(value: float, number_format: str) -> str:
    """A number as a plain format shows it, if that loses none of its digits; else with at most 15 of them.

    >>> formatted(1.1, "0.00"), formatted(7, "000"), formatted(0.5, "0%"), formatted(1.25, "0.0"), formatted(3.0, "")
    ('1.10', '007', '50%', '1.25', '3')
    """
    number = Decimal(format(value, ".15g"))
    if not number.is_finite():
        return str(number)
    plain = _PLAIN.match(number_format)
    percent = bool(plain and plain["percent"])
    number = number * 100 if percent else number
    short = format(number.normalize(), "f")
    if plain is None:
        return short
    decimals = len(plain["decimals"] or "")
    padded = number.quantize(Decimal(1).scaleb(-decimals)) if decimals <= _MOST_DECIMALS and _fits(number) else number
    text = format(padded, "f") if padded == number else short
    width = len(plain["whole"]) if set(plain["whole"]) == {"0"} else 0
    whole, dot, rest = text.partition(".")
    return whole.zfill(width) + dot + rest + ("%" if percent else "")


def _fits(number: Decimal) -> bool:
    return number.adjusted() < 15


def _moment(value: object, number_format: str) -> str:
    if isinstance(value, datetime) and value.time() == time.min:
        return _day(value.date(), number_format)
    if isinstance(value, datetime | date | time):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return str(value) if isinstance(value, timedelta) else str(value).strip()


def _day(day: date, number_format: str) -> str:
    """A date; only its month or its year where the cell shows no more, as in a timeline of "Jan 2026"."""
    letters = set(_UNREAD.sub("", number_format).casefold())
    if "d" in letters or "y" not in letters:
        return day.isoformat()
    return day.isoformat()[:7] if "m" in letters else f"{day.year:04d}"
