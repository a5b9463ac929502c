"""Which parties a figure is about: those named nearest to it, else those that the text is about."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pantau.reading.claims.gazetteer import hits
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.whereabouts import acting, is_money, is_party, main_pair

_MOST, _MUCH_MORE = 2, 3
_BETWEEN_TWO = frozenset(
    (
        "trade", "export", "import", "fdi", "fdi_stock", "investment", "relationship", "anniversary", "trade_rank",
        "fdi_rank", "export_rank", "investment_rank", "trade_share", "export_share", "trade_monthly", "action_lines",
        "action_lines_implemented", "implementation_rate",
    )
)  # fmt: skip
"""Measures that have two sides, of which a sentence may name one: "ekspor ke Jepang"."""


class Mention(NamedTuple):
    """Where a text names a country or a body."""

    start: int
    end: int
    id: str


def mentions(scene: Scene) -> Sequence[Mention]:
    """The countries and bodies that a text names, in order; ask for them by `scene.once`."""
    tokens = scene.tokens
    return [
        Mention(tokens[hit.first].start, tokens[hit.last - 1].end, acting(hit))
        for hit in scene.once(hits).of("name")
        if is_party(hit) and not is_money(scene, hit)
    ]


def parties_of(scene: Scene, start: int, end: int, *, metric: str) -> list[str]:
    """The parties of a figure at a place."""
    first, last = scene.sentence_at(start)
    named = scene.once(mentions)
    here = named[bisect_left(named, (first,)) : bisect_left(named, (last,))]
    if metric == "members":
        return ["ASEAN"] if any(one.id == "ASEAN" for one in here) or not here else [here[0].id]
    near = list(dict.fromkeys(one.id for one in sorted(here, key=lambda one: _away(one, start, end))))
    if len(near) == 1 and metric in _BETWEEN_TWO:
        pair = list(scene.once(main_pair))
        return pair if near[0] in pair else near
    return near[:_MOST] if near else list(scene.once(_subjects))


def _away(one: Mention, start: int, end: int) -> float:
    return start - one.end if one.end <= start else (one.start - end) * 1.5


def _subjects(scene: Scene) -> tuple[str, ...]:
    """The two parties that a text names most; the first alone where it is named much more often."""
    counted = Counter(one.id for one in scene.once(mentions)).most_common(2)
    alone = len(counted) > 1 and counted[0][1] >= _MUCH_MORE * counted[1][1]
    return tuple(code for code, _ in counted[: 1 if alone else 2])
