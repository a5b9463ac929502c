"""What a figure measures: trade, investment, participants and so on, by the words of its sentence and its noun."""

import re
from collections.abc import Iterable

from pantau.reading.claims.figures import Figure
from pantau.reading.claims.lexicons import alternation
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.surroundings import Cue, cues

_REACH, _SHORT_REACH, _FAR = 140, 28, 1000.0
_HIGHEST_RATE = 100_000
_DEFAULTS = {"percent": "share", "money": "contribution"}
_LOOSE = frozenset({"year", "item", "person"})
_OVERRULE = frozenset({"anniversary", "relationship", "reach"})
_RATES = ("grew", "grow", "growth", "tumbuh", "pertumbuhan", "bertumbuh")
_LEVEL_BEFORE = re.compile(r"\b(?:from|to|at|dari|menjadi|ke|pada)(?: [a-z]+)? \Z")
_ALL_BEFORE = re.compile(r"\b(?:of|of the|of all|of a total of|out of|out of the|dari|dari total|dari seluruh) \Z")
_DONE = re.compile(rf"\b(?:{alternation('cuewords', 'done')})\b")
_NOT_DONE = re.compile(rf"\b(?:{alternation('cuewords', 'undone')})\b")
_YEAR_BEFORE = re.compile(r"(?<![\d.,])(?:19|20)\d\d \Z")
_CLAUSE = re.compile(r"[;:]|, (?:while|sementara|sedangkan|and|dan) |\.\s")
_PARTIAL = {"action_line": "action_lines_implemented", "initiative": "initiatives_completed"}


def metric_of(scene: Scene, figure: Figure) -> str:
    """By the nearest word of its sentence that names such a thing, else by its noun, else by the sentence before."""
    if figure.kind == "score":
        return "score"
    if figure.unit in _PARTIAL and _is_done(scene, figure):
        return _PARTIAL[figure.unit]
    found = cues(scene, figure.start).metrics
    best, cue = _nearest(scene, figure, found)
    if figure.kind == "percent" and best == "growth" and cue is not None and _is_level(scene, figure, cue):
        best = _nearest(scene, figure, [other for other in found if other.code != "growth"])[0] or "share"
    if best or figure.kind != "money":
        return best or _DEFAULTS.get(figure.kind, "")
    return _carried(scene, figure) or _DEFAULTS["money"]


def _nearest(scene: Scene, figure: Figure, found: Iterable[Cue]) -> tuple[str, Cue | None]:
    counted = figure.kind in ("count", "duration")
    best, chosen, least = figure.metric, None, float(_SHORT_REACH if counted else _REACH)
    for cue in found:
        if figure.kind not in cue.kinds or (cue.code == "exchange_rate" and figure.number > _HIGHEST_RATE):
            continue
        if figure.kind == "money" and _is_counted(scene, cue):
            continue
        if counted and figure.unit not in _LOOSE and cue.code not in _OVERRULE:
            continue
        away = _away(scene, figure, cue)
        if away < least:
            best, chosen, least = cue.code, cue, away
    return best, chosen


def _away(scene: Scene, figure: Figure, cue: Cue) -> float:
    """How far a word is from a figure: one after it counts as further, and as much further beyond "and" or a comma."""
    if figure.kind == "rank":
        inside = figure.start <= cue.start < figure.end
        return (0.0 if inside else 500.0) - (cue.end - cue.start) / 100
    if cue.end <= figure.start:
        return figure.start - cue.end
    if cue.start < figure.end:
        return _FAR
    between = scene.plain[figure.end : cue.start]
    parted = "," in between or "(" in between or " dan " in between or " and " in between
    return (cue.start - figure.end) * 1.5 + (50 if parted else 12)


def _is_counted(scene: Scene, cue: Cue) -> bool:
    """Whether a word is what another figure counts ("190 proyek"), and so no measure of an amount."""
    plain = scene.plain
    if cue.start < 2 or not plain[cue.start - 2].isdigit():
        return False
    return _YEAR_BEFORE.search(plain, max(cue.start - 6, 0), cue.start) is None


def _is_level(scene: Scene, figure: Figure, cue: Cue) -> bool:
    """Whether a percent is where something rose or fell from or to ("fell from 70 to 58 percent"), and no rate."""
    plain = scene.plain
    if plain[cue.start : cue.end] in _RATES:
        return False
    return cue.end <= figure.start and _LEVEL_BEFORE.search(plain, max(figure.start - 24, 0), figure.start) is not None


def _carried(scene: Scene, figure: Figure) -> str:
    """What the sentence before it measured, in the same paragraph."""
    start = scene.sentence_at(figure.start)[0]
    if start == 0 or "\n\n" in scene.plain[max(start - 3, 0) : start]:
        return ""
    codes = [
        cue.code for cue in cues(scene, start - 1).metrics if figure.kind in cue.kinds and not _is_counted(scene, cue)
    ]
    return codes[-1] if codes else ""


def _is_done(scene: Scene, figure: Figure) -> bool:
    """Whether actions are said to be carried out: 79 of them, not the 139 that there are."""
    plain = scene.plain
    start, end = scene.sentence_at(figure.start)
    if _ALL_BEFORE.search(plain, max(start, figure.start - 24), figure.start):
        return False
    after = _CLAUSE.search(plain, figure.end, end)
    verb = _DONE.search(plain, figure.end, min(after.start() if after else end, figure.end + 120))
    if verb is None:
        before = _DONE.search(plain, max(start, figure.start - 60), figure.start)
        return before is not None and not _NOT_DONE.search(plain, max(start, before.start() - 30), figure.start)
    return not _NOT_DONE.search(plain, figure.end, verb.end())
