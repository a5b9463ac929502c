"""How far an agreement has come, from the nearest verb, its tense and its negation."""

from collections.abc import Iterator

from pantau.reading.claims.gazetteer import Hit, hits
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.wordsets import words

_AHEAD = words("status ahead")
_NOW = frozenset(["sedang", "tengah", "masih", "being", "currently", "dalam", "proses", "under"])
_NOT = frozenset(["belum", "tidak", "bukan", "not", "never", "yet", "tak"])
_DONE = frozenset(["telah", "sudah", "has", "have", "had", "was", "were", "been"])
_BE = frozenset(["is", "are", "was", "were", "been", "being", "be", "telah"])
_ADJACENT = ("to", "untuk", "agar", "supaya")
_NOUNS = words("status nouns")
_HASTENED = frozenset(
    [
        "accelerate",
        "expedite",
        "early",
        "mempercepat",
        "percepatan",
        "menantikan",
        "forward",
        "upcoming",
        "towards",
        "menuju",
    ]
)
_NAMELY = frozenset(["yaitu", "yakni", "namely", "including", "termasuk", "meliputi"])
_AHEAD_WINDOW = 4
_FAR = 26
_AGAINST, _LOOSE = 25, 9
_RELATIONS = frozenset(["under", "berdasarkan", "pursuant", "sesuai", "through", "melalui"])
"""Words that say of an agreement only that something is done by it: any verb near it says more."""


def status_of(scene: Scene, name: tuple[int, int], fence: tuple[int, int]) -> str:
    """The status of the agreement at these tokens of the sentence within `fence`; "mentioned" where nothing says it."""
    ranked = sorted(_verbs(scene, name, fence), key=lambda pair: pair[0])
    if not ranked or ranked[0][0] >= _FAR:
        return "mentioned"
    hit = ranked[0][1]
    row = hit.entry.row
    tense = _tense(scene, hit, fence[0])
    if tense == "done" and scene.tokens[fence[1] - 1].text == "?":  # who asks does not know it done
        tense = "ahead"
    if tense == "not":
        return "under_negotiation" if row["done"] == "under_negotiation" else row["ahead"]
    return row[tense]


def _verbs(scene: Scene, name: tuple[int, int], fence: tuple[int, int]) -> Iterator[tuple[int, Hit]]:
    """The verbs of status near an agreement, each with its distance; in the wrong direction it is longer."""
    found = scene.once(hits)
    low, high = max(fence[0], name[0] - _FAR), min(fence[1], name[1] + _FAR)
    for hit in found.within("status", low, high):
        if hit.first >= name[1]:
            away, before = hit.first - name[1], False
        elif hit.last <= name[0]:
            away, before = name[0] - hit.last, True
        else:
            continue
        voice = "either" if before and _announces(scene, (hit.last, name[0])) else _voice(scene, hit)
        wrong = (voice == "subject" and before) or (voice == "object" and not before)
        clause = 6 * _pauses(scene, (hit.last, name[0]) if before else (name[1], hit.first))
        loose = _LOOSE if scene.tokens[hit.first].folded in _RELATIONS else 0
        yield away + clause + loose + (_AGAINST if wrong else 0), hit


def _announces(scene: Scene, between: tuple[int, int]) -> bool:
    """Whether the verb's subject is a list that the name is on: "statemen yang telah diadopsi, yaitu …"."""
    return any(token.folded in _NAMELY for token in scene.tokens[between[0] : between[1]])


def _voice(scene: Scene, hit: Hit) -> str:
    """Whether the agreement stands before the verb or after it: "was adopted" against "adopted the"."""
    voice = hit.entry.row["voice"]
    if voice != "either":
        return voice
    before = [token.folded for token in scene.tokens[max(hit.first - 3, 0) : hit.first]]
    if any(word in ("is", "are", "was", "were", "been", "being", "be") for word in before):
        return "subject"
    after = scene.tokens[hit.last].folded if hit.last < len(scene.tokens) else ""
    if after in ("at", "in", "on", "by", "during", "last", "."):
        return "subject"
    return "object" if hit.code in ("adopted", "signed", "launched", "implementing") else "either"


def _pauses(scene: Scene, between: tuple[int, int]) -> int:
    return sum(
        token.text in ";:" or token.folded in ("sementara", "while", "whereas", "bahwa", "that", "yang")
        for token in scene.tokens[between[0] : between[1]]
    )


def _tense(scene: Scene, hit: Hit, low: int) -> str:
    """done, now, ahead or not: what the words before a verb make of it; a noun ("penyusunan") is done."""
    said = scene.tokens[hit.first].folded
    if (said[:2] == "pe" and said[-2:] == "an") or scene.tokens[hit.last - 1].folded == "of" or said in _NOUNS:
        before = {token.folded for token in scene.tokens[max(low, hit.first - 3) : hit.first]}
        return "done" if before.isdisjoint(_HASTENED) else "ahead"
    words = [token.folded for token in scene.tokens[max(low, hit.first - _AHEAD_WINDOW) : hit.first]]
    for word in reversed(words):
        if word in _NOT:
            return "not"
        if word in _NOW and word != "under":
            return "now"
        if word in _DONE:
            return "done"
        if word in _AHEAD and (word not in _ADJACENT or word == words[-1]):
            return "ahead"
    return "done"
