"""What the words around a figure say of it: how exact, whether it is so or will be, what it measures, and when."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pantau.reading.claims.dates import Point, date_points
from pantau.reading.claims.figures import Figure
from pantau.reading.claims.lexicons import rows, spellings
from pantau.reading.claims.scene import Scene

_REACH, _RIGHT_REACH, _NEAR = 110, 36, 60
_METRIC_REACH = 140
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_HEAD, _TAIL = 36, 14
_LINK_BEFORE = re.compile(
    r"(?: (?:sebesar|senilai|sebanyak|sejumlah|sebesar rp|of|the|worth|dari|seluas|selama|kira))?[ \n(]*\Z"
)
_ALWAYS_SO = frozenset({"members", "population", "areas", "relationship", "anniversary"})
_LAST_YEARS = re.compile(r" (?:terakhir|ini|lalu|silam)\b")
_LAST_YEARS_BEFORE = re.compile(r"\b(?:last|past|previous) \Z")
_RELATIVE = re.compile(
    r"\b(?:tahun lalu|last year|tahun ini|this year|tahun depan|next year|tahun sebelumnya|previous year)\b"
)
_RIGHT_IN = re.compile(r" (?:in|pada|for|by|during|selama|tahun|pada tahun|di tahun|\()? ?")
_HIGHEST_RATE = 100_000
_DEFAULTS = {"percent": "share", "money": "contribution"}
_SHIFTS = {"lalu": -1, "last": -1, "ini": 0, "this": 0, "depan": 1, "next": 1, "sebelumnya": -1, "previous": -1}


class Cue(NamedTuple):
    """A word of a list that stands in a sentence: its place and its row."""

    start: int
    end: int
    code: str
    kinds: frozenset[str]


class Cues(NamedTuple):
    statuses: Sequence[Cue]
    metrics: Sequence[Cue]


def cues(scene: Scene, place: int) -> Cues:
    """The words of status and metric in the sentence of a place; each sentence is looked through once."""
    known = scene.once(_known_cues)
    start, end = scene.sentence_at(place)
    if start not in known:
        known[start] = _look_through(scene.plain, start, end)
    return known[start]


def _known_cues(_: Scene) -> dict[int, Cues]:
    return {}


def _look_through(plain: str, start: int, end: int) -> Cues:
    found: dict[str, list[Cue]] = {"status": [], "metric": []}
    done = {"status": 0, "metric": 0}
    for word in _WORD.finditer(plain, start, end):
        for table, phrase, code, kinds in _CUES.get(word.group(), ()):
            place, stop = word.start(), word.start() + len(phrase)
            if place >= done[table] and plain.startswith(phrase, place) and not plain[stop : stop + 1].isalpha():
                found[table].append(Cue(place, stop, code, kinds))
                done[table] = stop
    return Cues(found["status"], found["metric"])


def qualifier_of(scene: Scene, figure: Figure) -> str:
    """How exact a figure is, by the words right before or after it."""
    plain, begin = scene.plain, scene.sentence_at(figure.start)[0]
    head = plain[max(figure.start - _HEAD, begin) : figure.start].replace("\n", " ")
    for bare in (head.rstrip(" ("), _LINK_BEFORE.sub("", head)):
        code = _qualified_before(bare, figure)
        if code:
            return code
    return _qualified_after(plain, figure.core[1]) or _qualified_after(plain, figure.end) or "exact"


def _qualified_before(head: str, figure: Figure) -> str | None:
    for phrase, code in _BEFORE.get(head.rpartition(" ")[2].lstrip("("), ()):
        at = len(head) - len(phrase)
        if head.endswith(phrase) and (at == 0 or not head[at - 1].isalnum()):
            return None if figure.kind == "duration" and phrase in _OF_TIME else code
    return None


def _qualified_after(plain: str, place: int) -> str | None:
    tail = plain[place : place + _TAIL]
    for phrase, code in _AFTER:
        if tail.startswith(phrase) and not (phrase[-1].isalpha() and tail[len(phrase) : len(phrase) + 1].isalpha()):
            return None if phrase == " lebih" and _COMPARES.match(plain, place) else code
    return None


_OF_TIME = frozenset({"over", "hingga", "sampai", "under", "about", "above"})
"""Before a duration these say when, not how exactly: "over the five years"."""
_COMPARES = re.compile(
    r" lebih (?:dari|besar|tinggi|banyak|kecil|rendah|baik|lanjut|kuat|luas|dalam|cepat|sedikit dari)"
)


def status_of(scene: Scene, figure: Figure, metric: str) -> str:
    """Whether a figure is so, or planned, forecast or a target: by the nearest word that says so."""
    if metric in _ALWAYS_SO or figure.kind == "rank":
        return "actual"
    reach = _NEAR if figure.kind in ("duration", "count") else _REACH
    found = cues(scene, figure.start).statuses
    for cue in reversed([one for one in found if one.end <= figure.start]):
        if figure.start - cue.end > reach or cue.code == "actual":
            break
        if cue.code != "weak":
            return cue.code
    for cue in found:
        if cue.start >= figure.end and cue.code in ("target", "forecast") and cue.start - figure.end <= _RIGHT_REACH:
            between = scene.plain[figure.end : cue.start]
            if not set(between) & set(",;("):
                return cue.code
    return "actual"


def metric_of(scene: Scene, figure: Figure) -> str:
    """What a figure measures: by the nearest word of its sentence that names such a thing, else by its noun."""
    if figure.kind == "score":
        return "score"
    reach = 28 if figure.kind in ("count", "duration") else _METRIC_REACH
    best, least = figure.metric or _DEFAULTS.get(figure.kind, ""), float(reach)
    for cue in cues(scene, figure.start).metrics:
        if figure.kind not in cue.kinds or (cue.code == "exchange_rate" and figure.number > _HIGHEST_RATE):
            continue
        if figure.kind == "rank":
            away = 0.0 if figure.start <= cue.start < figure.end else 500.0
            away -= (cue.end - cue.start) / 100
        elif cue.end <= figure.start:
            away = figure.start - cue.end
        else:
            away = _away_after(scene.plain, figure.end, cue.start)
        if figure.kind in ("count", "duration") and figure.unit not in _LOOSE and cue.code not in _OVERRULE:
            continue
        if away < least:
            best, least = cue.code, away
    return best


def _away_after(plain: str, end: int, place: int) -> float:
    """How far a word after a figure is: further than one before it, and much further beyond "and" or a comma."""
    if place < end:
        return 1000.0
    between = plain[end:place]
    return (place - end) * 1.5 + (
        50 if "," in between or "(" in between or " dan " in between or " and " in between else 12
    )


_LOOSE = frozenset({"year", "item", "person"})
_OVERRULE = frozenset({"anniversary", "relationship", "reach"})


def period_of(scene: Scene, figure: Figure) -> str | None:
    """The time that a figure speaks of, as ISO 8601 with a slash between the ends; None where nothing tells."""
    start, end = scene.sentence_at(figure.start)
    points = scene.once(date_points)
    here = points[bisect_left(points, start, key=_begins) : bisect_left(points, end, key=_begins)]
    near = [one for one in here if one.first[0] and not one.first[2]]
    if near:
        return _spoken(min(near, key=lambda one: _away_in_time(scene.plain, figure, one)))
    return _relative(scene, start, end) if scene.published else None


def _begins(point: Point) -> int:
    return point.start


def _away_in_time(plain: str, figure: Figure, point: Point) -> float:
    if point.end <= figure.start:
        return figure.start - point.end
    return 0.0 if _RIGHT_IN.fullmatch(plain[figure.end : point.start]) else (point.start - figure.end) * 1.2


def _relative(scene: Scene, start: int, end: int) -> str | None:
    """Tahun lalu, last year, dalam dua dekade ini, in the last five years: from the day of the text."""
    year = scene.published.year if scene.published else 0
    found = _RELATIVE.search(scene.plain, start, end)
    if found:
        word = found.group().split()
        return str(year + _SHIFTS[word[0] if word[1] == "year" else word[1]])
    for one in scene.once(_last_years).get(start, ()):
        return f"{year - one}/{year}"
    return None


def _last_years(_: Scene) -> dict[int, list[int]]:
    """The stretches of years up to now that sentences name; filled as durations are read."""
    return {}


def remember_years(scene: Scene, figure: Figure) -> None:
    """Keep what "dua dekade ini" or "the last five years" says, for the periods of its sentence."""
    if figure.kind != "duration" or figure.unit != "year" or figure.number != figure.number.to_integral_value():
        return
    plain = scene.plain
    if _LAST_YEARS.match(plain, figure.end) or _LAST_YEARS_BEFORE.search(
        plain, max(figure.start - 12, 0), figure.start
    ):
        known = scene.once(_last_years)
        if figure.number < Decimal(200):
            known.setdefault(scene.sentence_at(figure.start)[0], []).append(int(figure.number))


def _spoken(point: Point) -> str:
    first, last = (("-".join(f"{part:02d}" for part in parts if part)) for parts in (point.first, point.last))
    return first if first == last else f"{first}/{last}"


def _cues() -> dict[str, list[tuple[str, str, str, frozenset[str]]]]:
    found: dict[str, list[tuple[str, str, str, frozenset[str]]]] = {}
    for table in ("status", "metric"):
        for row in rows("statuses" if table == "status" else "metrics"):
            kinds = frozenset(row.get("kinds", "").split("|"))
            for phrase in spellings(row, "en", "id"):
                first = _WORD.match(phrase)
                found.setdefault(first.group() if first else phrase, []).append((table, phrase, row[table], kinds))
    return {word: sorted(entries, key=lambda one: -len(one[1])) for word, entries in found.items()}


_CUES = _cues()
_BEFORE: dict[str, list[tuple[str, str]]] = {}
for _row in rows("qualifiers"):
    for _phrase in spellings(_row, "before"):
        _BEFORE.setdefault(_phrase.rpartition(" ")[2], []).append((_phrase, _row["qualifier"]))
for _entries in _BEFORE.values():
    _entries.sort(key=lambda one: -len(one[0]))
_AFTER = sorted(
    (
        (phrase if phrase[0] in "+-" else f" {phrase}", row["qualifier"])
        for row in rows("qualifiers")
        for phrase in spellings(row, "after")
        if phrase not in ("an", "-ish")
    ),
    key=lambda one: -len(one[0]),
)
