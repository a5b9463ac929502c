"""What stands around a name in its sentence: where, when, between whom."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from pantau.reading.claims.claim import Claim
from pantau.reading.claims.dates import read_dates
from pantau.reading.claims.gazetteer import Hit, hits
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.wordsets import words

_AT = frozenset(["di", "in", "at", "ke", ",", "("])
_JOINS = frozenset(["-", "–", "dan", "and", "dengan", "with", "&", "/"])
_NEAR = 260
_PAIR = 2
_CURRENCY = words("whereabouts currency")


def dates_of(scene: Scene) -> Sequence[Claim]:
    """The dates of the text; ask by `scene.once(dates_of)`."""
    return tuple(read_dates(scene))


class Part(NamedTuple):
    """A sentence and its tokens from `first` to before `last`; lighter than one that knows its language."""

    first: int
    last: int
    start: int
    end: int


def parts(scene: Scene) -> list[Part]:
    """The sentences that hold a token, in order; ask by `scene.once(parts)`."""
    starts = [token[0] for token in scene.tokens]
    found, low = [], 0
    for start, end in pairwise(scene.bounds):
        high = bisect_left(starts, end, low)
        if high > low:
            found.append(Part(low, high, start, end))
        low = high
    return found


def sentence_of(scene: Scene, token: int) -> Part:
    """The sentence that a token is in."""
    found = scene.once(parts)
    return found[max(bisect_right(found, token, key=_first) - 1, 0)]


_first = itemgetter(0)


def acting(hit: Hit) -> str:
    """For whom a name speaks: a country for itself and its capital, ASEAN for its bodies, a body for itself."""
    return "ASEAN" if hit.entry.row.get("country") == "ASEAN" else hit.code


def is_money(scene: Scene, hit: Hit) -> bool:
    """Whether a country's name is part of a currency's: "dolar AS", "US$", "Australian dollar"."""
    tokens = scene.tokens
    before = tokens[hit.first - 1].folded if hit.first else ""
    after = tokens[hit.last].folded if hit.last < len(tokens) else ""
    return before in _CURRENCY or after in _CURRENCY or after in ("$", "€")


def parties_in(scene: Scene, first: int, last: int) -> list[str]:
    """The countries, regions and bodies that these tokens name, each once, in order."""
    found = scene.once(hits).within("name", first, last)
    return list(dict.fromkeys(acting(hit) for hit in found if is_party(hit)))


def is_party(hit: Hit) -> bool:
    """Whether a name is that of a country, a region or a body that can be on one side of something."""
    if hit.entry.row.get("silent"):
        return False
    return hit.sort in ("country", "adjective") or (hit.sort == "body" and not hit.code.startswith(("prog:", "sys:")))


def main_pair(scene: Scene) -> list[str]:
    """The two parties that the text most often names side by side; ask by `scene.once(main_pair)`."""
    names = scene.once(hits).of("name")
    pairs: Counter[tuple[str, str]] = Counter()
    for one, other in pairwise(names):
        joined = other.first - one.last == 1 and scene.tokens[one.last].folded in _JOINS
        if joined and is_party(one) and is_party(other) and acting(one) != acting(other):
            glued = scene.tokens[one.last].text in "-–"
            pairs[acting(one), acting(other)] += 3 if glued else 1
    best = pairs.most_common(1)
    return list(best[0][0]) if best and best[0][1] > 1 else _most_named(scene, names)


def _most_named(scene: Scene, names: Sequence[Hit]) -> list[str]:
    """The two of whom a text speaks again and again, if no third comes near."""
    counted = Counter(
        acting(hit)
        for hit in names
        if (hit.sort in ("country", "adjective") or hit.code == "ASEAN") and not is_money(scene, hit)
    ).most_common(3)
    if len(counted) < _PAIR or counted[1][1] < _PAIR or (len(counted) > _PAIR and counted[2][1] * 2 > counted[1][1]):
        return []
    return [code for code, _ in counted[:_PAIR]]


def when(scene: Scene, span: tuple[int, int], fence: tuple[int, int]) -> Mapping[str, Any]:
    """The start and end of the date nearest to a span of the text within its fence, after it rather than before."""
    ranked = sorted(_dated(scene, span, fence), key=lambda pair: pair[0])
    if not ranked or ranked[0][0] > _NEAR:
        return {}
    value = ranked[0][1].value
    start, end = value.get("resolved") or (value.get("start"), value.get("end") or value.get("start"))
    return {} if not start or "X" in start else {"start": start, "end": end or start}


def _dated(scene: Scene, span: tuple[int, int], fence: tuple[int, int]) -> Iterator[tuple[int, Claim]]:
    dates = scene.once(dates_of)
    at = bisect_left(dates, fence[0], key=lambda one: one.start)
    for one in dates[at:]:
        if one.start >= fence[1]:
            break
        if one.start >= span[1]:
            yield one.start - span[1], one
        elif one.end <= span[0]:
            yield (span[0] - one.end) + 60, one


def where(scene: Scene, name: tuple[int, int], fence: tuple[int, int], *, opens: int = -1) -> Mapping[str, Any]:
    """The place and country that the tokens after a name give, else those before it; `opens` may begin with a place."""
    first_hit = scene.once(hits).at("place", opens)
    if first_hit is not None:
        tokens = scene.tokens
        said = scene.said(tokens[first_hit.first].start, tokens[first_hit.last - 1].end)
        return {"place": said, "country": first_hit.code}
    spots = [*_spots(scene, name[1], fence[1]), *reversed(list(_spots(scene, fence[0], name[0])))]
    if not spots:
        return {}
    first, last, code = spots[0]
    tokens = scene.tokens
    return {"place": scene.said(tokens[first].start, tokens[last - 1].end), "country": code}


def _spots(scene: Scene, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    found, tokens = scene.once(hits), scene.tokens
    for at in range(first, last):
        if at == 0 or tokens[at - 1].folded not in _AT:
            continue
        hit = found.at("place", at)
        if hit is not None and hit.last <= last:
            yield hit.first, hit.last, hit.code
            continue
        land = found.at("name", at)
        if land is not None and land.sort == "country" and tokens[at - 1].folded in ("di", "in"):
            yield land.first, land.last, land.code
