"""Numbers, dates and phrases as the reader's language writes them; data keeps ISO and plain digits."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_compact_decimal, format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pantau.domain.figures import Figure
from pantau.domain.values import Period, Quantity
from pantau.domain.words import LANGUAGES

_LOCALES = {"en": "en_GB", "id": "id"}
_NARROW_SPACE = "\u202f"
_COMPACT_FROM = 1_000_000


def language() -> str:
    """The language of the page being made."""
    wanted = (get_language() or "")[:2]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def number(value: int | Decimal | Fraction) -> str:
    """A number with the separators of the page's language, all its decimals kept.

    >>> number(Decimal("1234567.50"))
    '1,234,567.50'
    """
    if isinstance(value, int):
        return _whole(value, _locale())
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    places = max(-int(exact.as_tuple().exponent), 0)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return _decimal(exact, pattern, _locale())


def compact(value: int | Decimal) -> str:
    """A large number in words.

    >>> compact(Decimal(208_200_000_000))
    '208.2 billion'
    """
    if abs(Decimal(value)) < _COMPACT_FROM:
        return number(value)
    return format_compact_decimal(value, format_type="long", fraction_digits=2, locale=_locale())


def percent(text: str | None) -> str:
    """A percentage given as digits with a point; *unknown* where there is none.

    >>> percent("93.3"), percent(None)
    ('93.3\u202f%', 'unknown')
    """
    if text is None:
        return _("unknown")
    return f"{number(Decimal(text))}{_NARROW_SPACE}%"


def points(text: str) -> str:
    """A difference of two percentages, always with its sign."""
    value = Decimal(text)
    sign = "+" if value > 0 else ("\u2212" if value < 0 else "±")
    return _("%(number)s points") % {"number": f"{sign}{number(abs(value))}"}


def day(value: date) -> str:
    """
    >>> day(date(2025, 10, 27))
    '27 October 2025'
    """
    return _date(value, "d MMMM y", _locale())


def month(value: date) -> str:
    """
    >>> month(date(2025, 10, 27))
    'October 2025'
    """
    return _date(value, "LLLL y", _locale())


def brief_day(value: date) -> str:
    """A day where there is little room.

    >>> brief_day(date(2025, 10, 27))
    '27 Oct 2025'
    """
    return _date(value, "d MMM y", _locale())


def moment(value: datetime) -> str:
    """A moment in UTC, to the minute."""
    return format_datetime(value.astimezone(UTC), format="d MMMM y, HH:mm 'UTC'", locale=_locale())


def period(value: Period) -> str:
    """Whole years as years, anything else as two days."""
    if (value.start.month, value.start.day, value.end.month, value.end.day) == (1, 1, 12, 31):
        return str(value.start.year) if value.start.year == value.end.year else f"{value.start.year}–{value.end.year}"
    return f"{day(value.start)} – {day(value.end)}"


def amount(quantity: Quantity) -> str:
    """The number that a quantity stands for, without its hedge: 208,2 miliar USD becomes *USD 208,2 miliar*."""
    ends = [quantity.number] + ([quantity.number_max] if quantity.number_max is not None else [])
    if quantity.unit == "percent":
        return f"{'–'.join(number(end) for end in ends)}{_NARROW_SPACE}%"
    text = "–".join(compact(end) for end in ends)
    return f"{quantity.unit} {text}" if quantity.unit.isupper() else text


def quoted(quantity: Quantity) -> str:
    """What the source printed, with its hedge; a percentage gets its sign back and an amount its currency."""
    hedge = f"{quantity.qualifier.words.into(language())} " if quantity.qualifier else ""
    digits = quantity.printed.replace(",", "").replace(".", "")
    sign = f"{_NARROW_SPACE}%" if quantity.unit == "percent" and digits.isdigit() else ""
    currency = f"{quantity.unit} " if quantity.unit.isupper() and quantity.unit not in quantity.printed else ""
    return f"{hedge}{currency}{quantity.printed}{sign}"


def as_printed(figure: Figure) -> str:
    """What the source printed of a figure; a count of lines together with its base."""
    printed = quoted(figure.quantity)
    if figure.denominator is None or figure.quantity.unit == "percent" or figure.numerator != figure.quantity.number:
        return printed
    return _("%(part)s of %(whole)s") % {"part": printed, "whole": number(figure.denominator)}


def hedged(quantity: Quantity) -> str:
    """The same with its hedge in front, as *more than 90 %*."""
    hedge = f"{quantity.qualifier.words.into(language())} " if quantity.qualifier else ""
    return f"{hedge}{amount(quantity)}"


def _locale() -> str:
    return _LOCALES[language()]


# A page writes the same few hundred numbers and days as the page before.


@lru_cache(maxsize=10_000)
def _whole(value: int, locale: str) -> str:
    return format_decimal(value, format="#,##0", locale=locale)


@lru_cache(maxsize=10_000)
def _decimal(value: Decimal, pattern: str, locale: str) -> str:
    return format_decimal(value, format=pattern, locale=locale)


@lru_cache(maxsize=10_000)
def _date(value: date, pattern: str, locale: str) -> str:
    return format_date(value, format=pattern, locale=locale)
