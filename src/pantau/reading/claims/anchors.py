"""One pass over a text for everything that a figure or a date can begin from."""

import re
from typing import NamedTuple

from pantau.reading.claims.lexicons import rows, spellings
from pantau.reading.claims.numbers import FRACTION_NAMES, MAGNITUDES, NUMBER_WORDS, PER_WORDS
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.tries import pattern_of


class Anchor(NamedTuple):
    """Where a number, a month, or a word of rank or multiple stands. `kind` says which; digits are whole runs."""

    start: int
    end: int
    kind: str


def anchors(scene: Scene) -> tuple[Anchor, ...]:
    """In the order of the text; ask for them by `scene.once`."""
    plain, kinds = scene.plain, _KINDS
    found = []
    for one in _RUN.finditer(plain):
        start, end = one.span()
        word = one.group()
        kind = kinds.get(word)
        if kind is None:
            found.append(Anchor(start, end, "digits"))
        elif not start or not plain[start - 1].isalpha():
            found.append(Anchor(start, end, kind))
    return tuple(found)


def _listed(name: str, *columns: str) -> frozenset[str]:
    return frozenset(word for row in rows(name) for word in spellings(row, *columns))


_KINDS: dict[str, str] = {
    **dict.fromkeys(("peringkat", "urutan", "ranked", "ranks", "rank", "ranking"), "place"),
    **{
        word.split()[-1]: "superlative"
        for row in rows("ranks")
        if row["what"] == "superlative"
        for word in spellings(row, "en", "id")
    },
    **dict.fromkeys(("twice", "double", "triple", "dobel"), "multiple"),
    **{word.split()[0]: "multiple" for word in _listed("multiples", "en", "id")},
    **dict.fromkeys(FRACTION_NAMES, "part"),
    **dict.fromkeys(MAGNITUDES, "magnitude"),
    **dict.fromkeys(NUMBER_WORDS, "word"),
    **dict.fromkeys(PER_WORDS, "word"),
    **dict.fromkeys(("kesepuluh", "kesebelas", "kesembilan", "kedelapan", "ketujuh", "keenam"), "collective"),
    **dict.fromkeys(_listed("months", "full", "short"), "month"),
}
_RUN = re.compile(rf"\d[\d.,]*|{pattern_of(_KINDS)}(?![a-z])")
