"""What the words around a figure say of it: how exact it is, and whether it is so or will be."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pantau.reading.claims.figures import Figure
from pantau.reading.claims.lexicons import rows, spellings
from pantau.reading.claims.scene import Scene

_REACH, _NEAR = 110, 80
_PASSIVE = ("di", "scheduled", "planned", "earmarked")
"""How words of plans begin that say it of the figure before them, and not of who plans."""
_REACHES_BACK = {"target": 36, "forecast": 36, "planned": 22}
_WORD = re.compile(r"[^\W\d_]+")
_HEAD, _TAIL = 36, 14
_LINKS = frozenset(
    ("sebesar", "senilai", "sebanyak", "sejumlah", "of", "the", "worth", "dari", "seluas", "selama", "kira")
)
"""Words that may stand between a qualifier and its figure."""
_ALWAYS_SO = frozenset({"members", "population", "areas", "relationship", "anniversary"})


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
        known[start] = _look_through(scene, start, end)
    return known[start]


def _known_cues(_: Scene) -> dict[int, Cues]:
    return {}


def _look_through(scene: Scene, start: int, end: int) -> Cues:
    plain, tokens, cued = scene.plain, scene.tokens, _CUES
    found: dict[str, list[Cue]] = {"status": [], "metric": []}
    done = {"status": 0, "metric": 0}
    first = scene.token_from(start)
    for at, said in enumerate(scene.folded[first : scene.token_from(end)], start=first):
        known = cued.get(said) or (cued.get(said[:-3]) if said[-3:] == "nya" else None)
        if known is None:
            continue
        place = tokens[at][0]
        for table, phrase, code, kinds in known:
            stop = place + len(phrase)
            if place >= done[table] and plain.startswith(phrase, place) and _ends(plain, stop):
                found[table].append(Cue(place, stop, code, kinds))
                done[table] = stop
    return Cues(found["status"], found["metric"])


def _ends(plain: str, place: int) -> bool:
    """Whether a word ends at a place, or only the Indonesian "-nya" follows it."""
    if plain.startswith("nya", place):
        place += 3
    return not plain[place : place + 1].isalpha()


def qualifier_of(scene: Scene, figure: Figure) -> str:
    """How exact a figure is, by the words right before or after it."""
    plain, begin = scene.plain, scene.sentence_at(figure.start)[0]
    head = plain[max(figure.start - _HEAD, begin) : figure.start].replace("\n", " ")
    bare = head.rstrip(" (")
    code = _qualified_before(bare, figure)
    if code is None and bare.rpartition(" ")[2] in _LINKS:
        code = _qualified_before(bare.rpartition(" ")[0].rstrip(" ("), figure)
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
    for phrase, code in _AFTER.get(tail[:2], ()):
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
    return _status_behind(scene, figure, found) or (
        "planned" if _GIVEN_LATER.match(scene.plain, figure.end) else "actual"
    )


def _status_behind(scene: Scene, figure: Figure, found: Sequence[Cue]) -> str:
    """What the words right behind a figure say of it; empty where they say nothing."""
    for cue in found:
        if cue.start >= figure.end and cue.start - figure.end <= _REACHES_BACK.get(cue.code, 0):
            between = scene.plain[figure.end : cue.start]
            if cue.code == "planned" and not scene.plain.startswith(_PASSIVE, cue.start):
                continue
            if not set(between) & set(",;(") and " dan " not in between and " and " not in between:
                return cue.code
    return ""


_GIVEN_LATER = re.compile(r" (?:that|which|yang) [^.;,\d]{0,40}\b(?:will|would|akan|shall|intends to|plans to)\b")
"""What a figure will be given by: "C$ 13 million that Canada will contribute"."""


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
_AFTER: dict[str, list[tuple[str, str]]] = {}
for _row in rows("qualifiers"):
    for _phrase in spellings(_row, "after"):
        if _phrase not in ("an", "-ish"):
            _said = _phrase if _phrase[0] in "+-" else f" {_phrase}"
            _AFTER.setdefault(_said[:2], []).append((_said, _row["qualifier"]))
for _entries in _AFTER.values():
    _entries.sort(key=lambda one: -len(one[0]))
