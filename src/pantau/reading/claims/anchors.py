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
    plain, tokens, kind_of = scene.plain, scene.tokens, _KINDS.get
    found, done = [], 0
    for at, word in enumerate(scene.folded):
        kind = kind_of(word)
        if kind is None and not word.isdecimal():
            continue
        start, end, _, _ = tokens[at]
        if start < done or plain[start].isspace():  # a part of the number before it, or masked
            continue
        if kind is None:
            run = _RUN.match(plain, start)
            end = done = run.end() if run else end
        found.append(Anchor(start, end, kind or "digits"))
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
_RUN = re.compile(r"\d[\d.,]*")
