"""One pass over a text for everything that a figure or a date can begin from."""

import re
from typing import NamedTuple

from pantau.reading.claims.lexicons import rows, spellings
from pantau.reading.claims.numbers import FRACTION_NAMES, MAGNITUDES, NUMBER_WORDS, PER_WORDS
from pantau.reading.claims.scene import Scene


class Anchor(NamedTuple):
    """Where a number, a month, or a word of rank or multiple stands. `kind` says which; digits are whole runs."""

    start: int
    end: int
    kind: str


def anchors(scene: Scene) -> tuple[Anchor, ...]:
    """In the order of the text; ask for them by `scene.once`."""
    kinds = _KINDS
    found = []
    for one in _RUN.finditer(scene.plain):
        word = one.group()
        kind = kinds.get(word)
        if kind is None:
            if not word[0].isdigit():
                continue
            kind = "digits"
        found.append(Anchor(one.start(), one.end(), kind))
    return tuple(found)


def _listed(name: str, *columns: str) -> frozenset[str]:
    return frozenset(word for row in rows(name) for word in spellings(row, *columns))


_RUN = re.compile(r"[a-z]+|\d[\d.,]*")
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
