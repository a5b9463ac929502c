"""Numbers, quantities and dates as people read them inside sentences, in each language."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pantau.domain.values import Quantity, rounded
from pantau.domain.words import LANGUAGES, Words, table, words_from

_CURRENCY = re.compile(r"[A-Z]{3}")

Number = int | Decimal | Fraction


def number_words(value: Number, decimals: int | None = None) -> Words:
    """A number with the separators of each language, half-up to `decimals` places.

    Without `decimals`, whole numbers and decimals print all they have, fractions one place.

    >>> number_words(Decimal("6200.50"))
    Words(en='6,200.5', id='6.200,5')
    >>> number_words(Fraction(289 * 100, 290), 3).into("id")
    '99,655'
    """
    text = rounded(Fraction(value), _places(value) if decimals is None else decimals)
    sign = "-" if text.startswith("-") else ""
    whole, _, rest = text.removeprefix("-").partition(".")
    english = f"{sign}{int(whole):,}" + (f".{rest}" if rest else "")
    return Words(en=english, id=english.translate(str.maketrans(",.", ".,")))


def signed_words(value: Number, decimals: int) -> Words:
    """A number that always shows its sign, for changes.

    >>> signed_words(Fraction(43, 2), 1).en, signed_words(-3, 0).en
    ('+21.5', '-3')
    """
    words = number_words(value, decimals)
    return words if words.en.startswith("-") else Words(en=f"+{words.en}", id=f"+{words.id}")


def money_words(amount: Number, currency: str) -> Words:
    """An amount with its ISO 4217 code, from a million up in millions, billions or trillions.

    A published amount (a whole number or a decimal) keeps all its digits; a computed fraction is rounded.

    >>> money_words(12_080_000, "USD")
    Words(en='USD 12.08 million', id='USD 12,08 juta')
    >>> money_words(570_000, "USD").id
    'USD 570.000'
    """
    code = Words(en=currency, id=currency)
    for magnitude in table("wording")["magnitudes"]:
        if abs(amount) >= 10 ** int(magnitude["power"]):
            return _joined(code, _scaled(amount, int(magnitude["power"])), words_from(magnitude["name"]))
    return _joined(code, _scaled(amount, 0))


def _scaled(amount: Number, power: int) -> Words:
    if isinstance(amount, Fraction):
        whole_units = power == 0 and abs(amount) >= 1000
        return number_words(amount / 10**power, 0 if whole_units else 2)
    return number_words(Decimal(amount).scaleb(-power))


def amount_words(value: Number, unit: str) -> Words:
    """A value in the unit of a Quantity: a currency, `percent`, or a plain count without its noun."""
    if _CURRENCY.fullmatch(unit):
        return money_words(value, unit)
    number = number_words(value)
    return _joined(number, Words(en="%", id="%")) if unit == "percent" else number


def quantity_words(quantity: Quantity) -> Words:
    """A quantity with its qualifier and both ends of a range.

    >>> from pantau.domain.values import Qualifier
    >>> sixty = Quantity(number=Decimal(60), unit="percent", printed="60", qualifier=Qualifier.ABOUT)
    >>> quantity_words(sixty)
    Words(en='about 60 %', id='sekitar 60 %')
    """
    words = amount_words(quantity.number, quantity.unit)
    if quantity.number_max is not None:
        words = _joined(words, Words(en="to", id="sampai"), amount_words(quantity.number_max, quantity.unit))
    return _joined(quantity.qualifier.words, words) if quantity.qualifier else words


def date_words(day: date) -> Words:
    """A day with its month written out.

    >>> date_words(date(2020, 3, 13)).id
    '13 Maret 2020'
    """
    months = table("wording")["months"]
    return Words(**{language: f"{day.day} {months[language][day.month - 1]} {day.year}" for language in LANGUAGES})


def sum_words(parts: "tuple[Number, ...]") -> Words:
    """Numbers with plus signs between them.

    >>> sum_words((39, 4, 1, 1)).en
    '39 + 4 + 1 + 1'
    """
    return Words(
        **{language: " + ".join(number_words(part).into(language) for part in parts) for language in LANGUAGES}
    )


def _joined(*pieces: Words) -> Words:
    return Words(**{language: " ".join(piece.into(language) for piece in pieces) for language in LANGUAGES})


def _places(value: Number) -> int:
    if isinstance(value, Fraction):
        return 0 if value.denominator == 1 else 1
    return len(format(Decimal(value), "f").partition(".")[2].rstrip("0"))
