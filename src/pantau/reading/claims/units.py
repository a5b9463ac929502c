"""The nouns that numbers count, and which noun a number counts."""

import re
from fractions import Fraction
from typing import NamedTuple

from pantau.reading.claims.lexicons import rows, spellings

_AHEAD = 5
_LONGEST_NAME = 4
_WORD = re.compile(r"(?: |\n[ ]?|-)([^\W\d_]+(?:['-][^\W\d_]+|/[^\W\d_]+)*)")
_JOINED = re.compile(r"-([a-z]+)(?![a-z])")
_CLASSIFIERS = frozenset({"orang", "buah", "unit", "lembar", "ekor", "butir"})
_SHORTEST_OPEN = 3


class Noun(NamedTuple):
    """What is counted: its code; whether it measures time, and then how many of the unit one is; what it measures.
    `end` is where it ends in the text; `known` says whether it stands in units.csv.
    """

    unit: str
    kind: str
    factor: Fraction
    metric: str
    end: int = 0
    known: bool = True


class Word(NamedTuple):
    text: str
    start: int
    end: int


def words_after(plain: str, place: int) -> list[Word]:
    """The next words of a phrase: up to punctuation or a digit."""
    found: list[Word] = []
    while len(found) < _AHEAD and (one := _WORD.match(plain, place)) is not None:
        found.append(Word(text=one.group(1), start=one.start(1), end=one.end()))
        place = one.end()
    return found


def known_noun(words: list[Word], *, language: str, lone: str = "many") -> Noun | None:
    """The head noun among the words after a number: the first in Indonesian, in English after its adjectives.

    `lone` is "one" after the number one.
    """
    for at, word in enumerate(words[: 1 if language == "id" else _AHEAD]):
        if word.text in NOT_NOUNS and (at or word.text not in _BY_NAME):
            return None
        found = _longest(words, at, lone)
        if found is not None:
            return found
    if language == "id" and len(words) > 1 and words[0].text not in NOT_NOUNS:
        # an adjective or an English phrase in between: "200 beasiswa", "12 pilot projects"
        return _longest(words, 1, "en") if words[0].text not in _BY_NAME else None
    return None


def joined_noun(plain: str, place: int) -> Noun | None:
    """The noun of "five-year" or "three-day"."""
    one = _JOINED.match(plain, place)
    noun = one and _BY_NAME.get(one.group(1))
    if not one or not noun or noun[1] == "id":
        return None
    return noun[0]._replace(end=one.end())


def open_noun(words: list[Word], *, language: str, text: str) -> Noun | None:
    """A noun that no list knows: in Indonesian the next word, in English the next plural."""
    if not words or words[0].text in NOT_NOUNS:
        return None
    for word in words if language == "en" else words[:1]:
        if word.text in NOT_NOUNS:
            return None
        plural = word.text.endswith("s") and not word.text.endswith(("ss", "us", "is", "ous", "'s"))
        if (language == "id" or plural) and len(word.text) >= _SHORTEST_OPEN:
            known = language == "id" and text[word.start].isupper() and not text[word.start : word.end].isupper()
            return None if known else _ANYTHING._replace(end=word.end)
    return None


def _longest(words: list[Word], at: int, lone: str) -> Noun | None:
    for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        name = " ".join(word.text for word in words[at : at + length])
        noun, number = _BY_NAME.get(name, (None, ""))
        if noun is None or (number == "one" and lone != "one") or (lone == "en" and number != "many"):
            continue
        end = words[at + length - 1].end
        if length == 1 and name in _CLASSIFIERS and len(words) > at + 1:
            inner = _longest(words, at + 1, lone)
            if inner is not None:
                return inner
        return noun._replace(end=end)
    return None


def _nouns() -> dict[str, tuple[Noun, str]]:
    found: dict[str, tuple[Noun, str]] = {}
    for column in ("id", "many", "one"):
        for row in rows("units"):
            noun = Noun(unit=row["unit"], kind=row["kind"], factor=Fraction(row["factor"] or "1"), metric=row["metric"])
            for name in spellings(row, column):
                found.setdefault(name, (noun, column))
    return found


_BY_NAME = _nouns()
_ANYTHING = Noun(unit="item", kind="count", factor=Fraction(1), metric="items", known=False)
VERBS = frozenset(word for row in rows("notnouns") if row["kind"] == "verb" for word in spellings(row, "words"))
NOT_NOUNS = VERBS | frozenset(word for row in rows("notnouns") for word in spellings(row, "words"))
