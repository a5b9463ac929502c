"""A text as the stems of its words, each with its place: what is indexed, and what a search is compared with."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pantau.reading.search.english import english_stem
from pantau.reading.search.folding import folded, number
from pantau.reading.search.indonesian import indonesian_stem
from pantau.reading.search.lexicon import lexicon

_STEMMERS: Mapping[str, Callable[[str], str]] = {"en": english_stem, "id": indonesian_stem}
_WORD = r"[^\W\d_](?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W\d_]))*"
_TOKENS = re.compile(
    r"(?P<dotted>(?<![^\W_])[A-Za-z](?:\.[A-Za-z])+(?![^\W_]))"  # U.S.
    r"|(?P<ordinal>(?<![^\W_])[Kk]e-\d+(?![^\W_]))"  # ke-26
    r"|(?P<coded>(?<![^\W_])[^\W\d_]{1,2}-\d{1,3}(?![^\W_]))"  # G-20
    r"|(?P<number>\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th)(?![^\W_]))?)"
    rf"|(?P<word>{_WORD})"
)
_JOINS = re.compile(r"\s?[-\u2010\u2011]\s?|\s+")
_HYPHENS = ("-", "\u2010", "\u2011")


class Stem(NamedTuple):
    """A stem and where the word or words that it stands for are, in code points, end exclusive."""

    stem: str
    start: int
    end: int


def stems_of(text: str, language: str) -> Iterator[Stem]:
    """The stems of a text in "en" or "id", in their order; words that tell nothing are left out.

    A repeated word (negara-negara) and a pair that is also written as one (kerja sama) are one stem each.

    >>> [one.stem for one in stems_of("Negara-negara ASEAN bekerja sama di bidang energi: 208,2 miliar", "id")]
    ['negara', 'asean', 'kerjasama', 'bidang', 'energi', '208.2', 'miliar']
    >>> [one.stem for one in stems_of("The 26th ASEAN-ROK Summit of the G-20", "en")]
    ['26', 'asean', 'rok', 'summit', 'g20']
    """
    stop = lexicon(language).stop
    last: Stem | None = None
    for word, start, end in _words(text):
        if word in stop:
            if last is not None:
                yield last
            last = None
            continue
        new = Stem(_STEMMERS[language](word) if word[0].isalpha() else word, start, end)
        both = _joined(last, new, between=text[last.end : start], language=language) if last is not None else None
        if both is None and last is not None:
            yield last
        last = both or new
    if last is not None:
        yield last


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Every word and number, folded, with its place."""
    for found in _TOKENS.finditer(text):
        word = _FOLDS[found.lastgroup or "word"](found.group())
        if word:
            yield word, found.start(), found.end()


def _joined(last: Stem, new: Stem, *, between: str, language: str) -> Stem | None:
    if last.stem == new.stem and between in _HYPHENS:
        return Stem(new.stem, last.start, new.end)
    if (last.stem, new.stem) in _pairs(language) and _JOINS.fullmatch(between):
        return Stem(last.stem + new.stem, last.start, new.end)
    return None


@cache
def _pairs(language: str) -> frozenset[tuple[str, str]]:
    """The pairs of a language as the stems of their words."""
    stem = _STEMMERS[language]
    return frozenset((stem(first), stem(second)) for first, second in lexicon(language).pairs)


_FOLDS: Mapping[str, Callable[[str], str]] = {
    "dotted": folded,
    "ordinal": lambda printed: number(printed[3:]),
    "coded": folded,
    "number": lambda printed: number(printed.rstrip("stndrh")),
    "word": folded,
}
