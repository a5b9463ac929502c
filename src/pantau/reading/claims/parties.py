"""Which parties a figure is about: those named nearest to it, else those that the text is about."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pantau.reading.claims.lexicons import rows, spellings
from pantau.reading.claims.scene import Scene

_WORD = re.compile(r"[a-z]+")
_MOST = 2


class Mention(NamedTuple):
    """Where a text names a country or a body."""

    start: int
    end: int
    id: str


def mentions(scene: Scene) -> Sequence[Mention]:
    """The countries and bodies that a text names, in order; ask for them by `scene.once`."""
    plain = scene.plain
    found: list[Mention] = []
    for word in _WORD.finditer(plain):
        for phrase, code in _NAMES.get(word.group(), ()):
            end = word.start() + len(phrase)
            if plain.startswith(phrase, word.start()) and not plain[end : end + 1].isalpha():
                if not found or word.start() >= found[-1].end:
                    found.append(Mention(word.start(), end, code))
                break
    return found


def parties_of(scene: Scene, start: int, end: int, *, metric: str) -> list[str]:
    """The parties of a figure at a place."""
    first, last = scene.sentence_at(start)
    named = scene.once(mentions)
    here = named[bisect_left(named, (first,)) : bisect_left(named, (last,))]
    if metric == "members":
        return ["ASEAN"] if any(one.id == "ASEAN" for one in here) or not here else [here[0].id]
    near = list(dict.fromkeys(one.id for one in sorted(here, key=lambda one: _away(one, start, end))))
    return near[:_MOST] if near else list(scene.once(_subjects))


def _away(one: Mention, start: int, end: int) -> float:
    return start - one.end if one.end <= start else (one.start - end) * 1.5


def _subjects(scene: Scene) -> tuple[str, ...]:
    """The two parties that a text names most."""
    counted = Counter(one.id for one in scene.once(mentions))
    return tuple(code for code, _ in counted.most_common(2))


_NAMES: dict[str, list[tuple[str, str]]] = {}
for _row in rows("parties"):
    for _phrase in spellings(_row, "names"):
        _NAMES.setdefault(_phrase.partition(" ")[0].partition("-")[0], []).append((_phrase, _row["id"]))
for _entries in _NAMES.values():
    _entries.sort(key=lambda one: -len(one[0]))
