"""One grammar for the numbers of both languages: digits, words, magnitudes, fractions and vague words."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from pantau.reading.claims.lexicons import rows, spellings

ONE = Decimal(1)
GROUP = 3
HUNDRED = Decimal(100)
_LONGEST = 24
_DIGITS = re.compile(r"\d{1,3}(?: \d{3}){2,5}(?![\d])|[1-9]\d{0,2} 000(?!\d)|\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[a-z]+")
_NEXT = re.compile(r"(?: and | |-)([a-z]+)")
_GLUE = re.compile(r"[ -]?([a-z]+)(?![a-z\d])")
_HALF_MORE = re.compile(r" setengah\b| and a half\b|-and-a-half\b")
_HALVES = frozenset((" s", " a", "-a"))
_OF = re.compile(r" of a | of | a ")
_PER = re.compile(r"(?:se|(satu|dua|tiga|empat|lima|tujuh|sembilan) )per(dua puluh|[a-z]+?)(?:nya)?(?![a-z])")
_ARTICLE = re.compile(r"\b(?:a|an|one|half a|half an|a half|quarter of a|a quarter of a|quarter) \Z")


class Number(NamedTuple):
    """What a stretch of text says as a number. `form` is digits, words, fraction or vague; `magnitude` is what its last
    words multiplied by (1 without one).
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None = None
    form: str = "digits"
    magnitude: Decimal = ONE
    other: Decimal | None = None
    """The value if the one separator is read the other way: 1.500 as fifteen hundred or as one and a half."""

    def times(self, factor: Decimal, *, end: int) -> "Number":
        most = None if self.value_max is None else self.value_max * factor
        if self.form == "vague" and most is not None:  # "ratusan ribu" goes up to 999 999
            most += factor - 1
        return self._replace(
            end=end,
            value=self.value * factor,
            value_max=most,
            magnitude=self.magnitude * factor,
            form="words" if self.form == "fraction" else self.form,
        )


class Style(NamedTuple):
    """How numbers are read at a place: the language of the sentence, and the short magnitudes that are allowed."""

    language: str
    shorts: Mapping[str, Decimal]


def number_at(plain: str, place: int, style: Style) -> Number | None:
    """The number that begins at a place of a text in plain signs, or None.

    >>> number_at("208,2 miliar usd", 0, PLAIN["id"]).value == 208_200_000_000
    True
    >>> number_at("two hundred and fifty", 0, PLAIN["en"]).value
    Decimal('250')
    """
    base = _digits_at(plain, place, style) if plain[place].isdigit() else _said_at(plain, place)
    if base is None:
        return None
    half = _HALF_MORE.match(plain, base.end) if plain[base.end : base.end + 2] in _HALVES else None
    if half is not None and base.form != "fraction":
        base = base._replace(end=half.end(), value=base.value + Decimal("0.5"))
    scaled = _magnified(plain, base, style)
    if scaled.magnitude == ONE and scaled.other is not None:
        # three digits after one separator and no magnitude: thousands in either language, but hardly so of a percent
        pick = min if _PERCENT.match(plain, scaled.end) else max
        return scaled._replace(value=pick(scaled.value, scaled.other), other=None)
    return scaled


def magnified(plain: str, number: Number) -> Number:
    """The number with the magnitudes that follow it: for "a million", where only the magnitude is printed."""
    return _magnified(plain, number, PLAIN["en"])


def _digits_at(plain: str, place: int, style: Style) -> Number | None:
    found = _DIGITS.match(plain, place)
    if found is None or len(found.group()) > _LONGEST:
        return None
    printed = found.group()
    if printed.isdigit() and printed.isascii() and (printed[0] != "0" or len(printed) == 1):
        return Number(start=place, end=found.end(), value=Decimal(printed))
    parts = re.split(r"[., ]", printed)
    signs = [sign for sign in printed if sign in "., "]
    if len(set(signs)) > 2 or (len(parts[0]) > 1 and parts[0][0] == "0") or not parts[0].isascii():
        return None
    read = _grouped(parts, signs, style.language)
    return None if read is None else Number(start=place, end=found.end(), value=read[0], other=read[1])


def _grouped(parts: list[str], signs: list[str], language: str) -> tuple[Decimal, Decimal | None] | None:
    """What digits mean with these separators, and what they would mean if the one separator were of the other sort."""
    try:
        if not signs:
            return Decimal(parts[0]), None
        whole, tail = Decimal("".join(parts)), Decimal("".join(parts[:-1]) + "." + parts[-1])
    except ArithmeticError:
        return None
    in_threes = all(len(part) == GROUP for part in parts[1:]) and len(parts[0]) <= GROUP
    if len(set(signs)) == 2:
        outer = all(len(part) == GROUP for part in parts[1:-1]) and len(parts[0]) <= GROUP
        return (tail, None) if outer and signs.count(signs[-1]) == 1 else None
    if len(signs) > 1 or signs[0] == " ":
        return (whole, None) if in_threes else None
    if not in_threes or parts[0] == "0":
        return tail, None
    thousands = "." if language == "id" else ","
    return (whole, tail) if signs[0] == thousands else (tail, whole)


def _said_at(plain: str, place: int) -> Number | None:
    """A number in words, a fraction or a vague word."""
    return _per_at(plain, place) or _part_at(plain, place) or _words_at(plain, place)


def _per_at(plain: str, place: int) -> Number | None:
    """Sepertiga, dua pertiga, tiga perempat."""
    found = _PER.match(plain, place)
    parts = found and _PARTS_ID.get(found.group(2))
    if not found or not parts:
        return None
    upper = _PLAIN_WORDS[found.group(1)][1] if found.group(1) else ONE
    return Number(start=place, end=found.end(), value=upper / parts, form="fraction")


def _part_at(plain: str, place: int) -> Number | None:
    """Half, setengah, two-thirds, a quarter."""
    word = _WORD.match(plain, place)
    if word is None:
        return None
    if word.group() in _ALONE:
        return Number(start=place, end=word.end(), value=ONE / _ALONE[word.group()], form="fraction")
    named = _NEXT.match(plain, word.end())
    if named is None or named.group(1) not in _NAMED:
        return None
    if word.group() in ("a", "an", "one"):
        upper = ONE
    elif word.group() in _PLAIN_WORDS and (named.group(1)[-1] == "s" or named.group(1) == "halves"):
        upper = _PLAIN_WORDS[word.group()][1]
    else:
        return None
    return Number(start=place, end=named.end(), value=upper / _NAMED[named.group(1)], form="fraction")


def _words_at(plain: str, place: int) -> Number | None:
    """Dua puluh lima, two hundred and fifty, seratus, a dozen, belasan."""
    word = _WORD.match(plain, place)
    role = word and _PLAIN_WORDS.get(word.group())
    if not word or not role:
        return None
    if role[0] == "vague":
        return Number(start=place, end=word.end(), value=role[1], value_max=role[2], form="vague")
    if role[0] in ("hundreds", "dozen", "tens", "teens"):  # "a hundred", "a dozen": one of them
        return Number(start=place, end=word.end(), value=role[1], form="words") if role[0] in _ONE_OF else None
    total, end = _added(plain, word)
    return Number(start=place, end=end, value=total, form="words")


def _added(plain: str, word: re.Match[str]) -> tuple[Decimal, int]:
    """The sum of a chain of number words, also over magnitudes (dua ratus ribu lima ratus), and where it ends."""
    total = Decimal(0)
    role, value, _ = _PLAIN_WORDS[word.group()]
    group, last, last_role, end = value, value, role, word.end()
    while (following := _NEXT.match(plain, end)) is not None:
        name = following.group(1)
        if name in MAGNITUDES and group and (total or _continues(plain, following.end())):
            total, group, last, last_role = total + group * MAGNITUDES[name], Decimal(0), Decimal(0), ""
            end = following.end()
            continue
        role, value, _ = _PLAIN_WORDS.get(name, _NO_ROLE)
        if role not in _AFTER.get(last_role, ()):
            break
        if role in ("tens", "teens", "hundreds", "dozen"):
            group += last * value - last if role != "teens" else value
            last, last_role = (last * value, role)
        else:
            group, last, last_role = group + value, value, role
        end = following.end()
    return total + group, end


def _continues(plain: str, place: int) -> bool:
    """Whether a number word follows, so that the magnitude before it is within the number."""
    following = _NEXT.match(plain, place)
    return following is not None and _PLAIN_WORDS.get(following.group(1), _NO_ROLE)[0] in _AFTER[""]


def _magnified(plain: str, number: Number, style: Style) -> Number:
    """The number with the magnitudes that follow it, also two of them (2 ribu triliun) or glued (27bn)."""
    for _ in range(2):
        place = number.end
        of = _OF.match(plain, place) if number.form in ("vague", "fraction") else None
        found = _GLUE.match(plain, of.end() - 1 if of else place)
        if found is None:
            break
        name, glued = found.group(1), found.start(1) == place
        factor = MAGNITUDES.get(name) or style.shorts.get(name)
        vague = _PLAIN_WORDS.get(name, _NO_ROLE)
        if factor is None and number.form == "digits":
            factor = _GLUED.get(name)
        if factor is None and number.form == "vague" and of and vague[0] == "vague":  # tens of thousands
            factor = vague[1]
        if factor is None and number.form in ("digits", "words", "fraction") and vague[0] == "dozen" and not glued:
            factor = vague[1]
        if factor is None:
            break
        number = number.times(factor, end=found.end())
    return number


def from_article(plain: str, place: int) -> tuple[int, Decimal] | None:
    """For a magnitude that stands without a number ("a million", "half a billion"): where it begins and how many."""
    found = _ARTICLE.search(plain, max(place - 18, 0), place)
    if found is None:
        return None
    said = found.group()
    part = Decimal("0.5") if "half" in said else Decimal("0.25") if "quarter" in said else ONE
    return found.start(), part


def _factors(*columns: str) -> dict[str, Decimal]:
    return {word: Decimal(row["value"]) for row in rows("magnitudes") for word in spellings(row, *columns)}


_NO_ROLE: tuple[str, Decimal, Decimal | None] = ("", Decimal(0), None)
_PLAIN_WORDS: dict[str, tuple[str, Decimal, Decimal | None]] = {
    word: (row["role"], Decimal(row["value"]), Decimal(row["most"]) if row["most"] else None)
    for row in rows("numberwords")
    for word in spellings(row, "en", "id")
}
_ONE_OF = frozenset({"hundreds", "dozen"})
_SMALL_ROLES = frozenset({"unit", "teen", "ten", "whole"})
_AFTER: dict[str, frozenset[str]] = {
    "unit": frozenset({"tens", "teens", "hundreds", "dozen"}),
    "teen": frozenset({"hundreds"}),
    "ten": frozenset({"unit"}),
    "tens": frozenset({"unit"}),
    "hundreds": _SMALL_ROLES,
    "whole": _SMALL_ROLES,
    "teens": frozenset(),
    "dozen": frozenset(),
    "": _SMALL_ROLES,
}
MAGNITUDES = _factors("en", "id")
_GLUED = _factors("short")
PLAIN = {code: Style(language=code, shorts={}) for code in ("en", "id")}
BESIDE_MONEY = {code: Style(language=code, shorts=_GLUED | _factors(f"short_{code}")) for code in ("en", "id")}
FOREIGN = Style(language="id", shorts=BESIDE_MONEY["en"].shorts)
_PARTS_ID = {word: Decimal(row["parts"]) for row in rows("fractions") for word in spellings(row, "per")}
_NAMED = {word: Decimal(row["parts"]) for row in rows("fractions") for word in spellings(row, "named")}
_ALONE = {word: Decimal(row["parts"]) for row in rows("fractions") for word in spellings(row, "alone")}
_PERCENT = re.compile(r" ?(?:%|persen\b|per ?cent\b)")
NUMBER_WORDS = frozenset(_PLAIN_WORDS) | frozenset(_ALONE) - {"halves"}
FRACTION_NAMES = frozenset(_NAMED) - frozenset(_ALONE)
PER_WORDS = frozenset(f"seper{name}{end}" for name in _PARTS_ID for end in ("", "nya") if " " not in name)
