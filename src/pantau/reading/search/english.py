"""English words brought to their stems by the rules of data/english.toml."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from pantau.reading.search.lexicon import lexicon, rules

_SHORTEST = 3
_Y = re.compile(r"(^|[aeiou])y")


@lru_cache(maxsize=200_000)
def english_stem(word: str) -> str:
    """The stem of a folded word.

    >>> [english_stem(one) for one in ("cooperation", "cooperate", "agreed", "agreement", "countries", "country")]
    ['cooper', 'cooper', 'agre', 'agre', 'countri', 'countri']
    """
    known = lexicon("en").forms.get(word)
    if known is not None:
        return known
    if len(word) < _SHORTEST or not word.isascii():
        return word
    for step in _steps():
        word = _stepped(word, step)
    return _without_last(word)


@cache
def _steps() -> tuple[tuple[dict[str, Any], ...], ...]:
    """The rules of each step, the longest end first."""
    return tuple(tuple(sorted(step, key=lambda rule: -len(rule["end"]))) for step in rules("en")["steps"])


def _stepped(word: str, step: tuple[dict[str, Any], ...]) -> str:
    for rule in step:
        if word.endswith(rule["end"]):
            rest = word[: -len(rule["end"])]
            if not rest or not _holds(rule.get("when", ""), rest):
                return word
            return _tidied(rest) if rule.get("tidy") else rest + rule["to"]
    return word


def _holds(when: str, rest: str) -> bool:
    return _CONDITIONS[when](rest)


def _tidied(rest: str) -> str:
    """The stem that -ed or -ing left: relat(ed) is relate, plann(ed) is plan, fil(ed) is file."""
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    shape = _shape(rest)
    if len(rest) > 1 and rest[-1] == rest[-2] and shape[-1] == "c" and rest[-1] not in "lsz":
        return rest[:-1]
    return rest + "e" if _measure(rest) == 1 and _is_short(rest) else rest


def _without_last(word: str) -> str:
    """Without an e that says nothing, and without one of two l."""
    if word.endswith("e"):
        rest = word[:-1]
        measure = _measure(rest)
        if measure > 1 or (measure == 1 and not _is_short(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _shape(word: str) -> str:
    """c for each consonant, v for each vowel; y is a consonant at the start and after a vowel.

    >>> _shape("yearly")
    'cvvccv'
    """
    marked = _Y.sub(r"\1Y", word)
    return "".join("v" if sign in "aeiouy" else "c" for sign in marked)


def _measure(word: str) -> int:
    """How often a consonant follows a vowel."""
    return _shape(word).count("vc")


def _is_short(word: str) -> bool:
    """Ends with consonant, vowel, consonant, the last of them not w, x or y."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


_CONDITIONS: dict[str, Callable[[str], bool]] = {
    "": lambda _rest: True,
    "m0": lambda rest: _measure(rest) > 0,
    "m1": lambda rest: _measure(rest) > 1,
    "st": lambda rest: _measure(rest) > 1 and rest[-1] in "st",
    "vowel": lambda rest: "v" in _shape(rest),
}
