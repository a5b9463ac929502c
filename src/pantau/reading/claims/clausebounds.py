"""Where the clause of a commitment begins and ends: its subject, its number in a list, captions and quotation marks."""

import re

from pantau.reading.claims.gazetteer import hits
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.whereabouts import Part

_CLOSES = re.compile('["”]')
_CAPTION_WORD = re.compile(r"Foto|FOTO|Photo|PHOTO|Sumber|Source|Gambar|Image|Video")
_CAPTION = re.compile(rf"(?:{_CAPTION_WORD.pattern})\s*:")
_BULLETS, _LONGEST_LABEL = frozenset("•●▪*-–·"), 3
_AND = ("and", "dan", "serta")
QUOTES = frozenset('"“”„«»')
CLAUSE_WORDS = frozenset(["bahwa", "that", "agar", "supaya"])


def after_caption(scene: Scene, sentence: Part) -> int:
    """The first token behind the line of a caption ("… - Foto: VGP"), if there is one."""
    tokens, begin = scene.tokens, sentence.first
    if _CAPTION.search(scene.text, sentence.start, sentence.end) is None:
        return begin
    for at in range(sentence.first, sentence.last - 1):
        if _CAPTION_WORD.fullmatch(tokens[at].text) and tokens[at + 1].text == ":":
            begin = at + 2
            while begin < sentence.last and "\n" not in scene.text[tokens[begin - 1].end : tokens[begin].start]:
                begin += 1
    return begin


def operative(scene: Scene, low: int) -> int:
    """The token after the number, letter or sign of a listed paragraph, if it has a capital: "3. Encourage our …"."""
    tokens, last = scene.tokens, len(scene.tokens) - 2
    at = low
    if at < last and tokens[at].text in _BULLETS:
        at += 1
    elif at + 1 < last and tokens[at + 1].text in (".", ")") and len(tokens[at].text) <= _LONGEST_LABEL:
        at += 2
    return at if at > low and tokens[at].is_capital else -1


def subject_start(scene: Scene, low: int, verb: int) -> int:
    """Where the subject of a verb begins: after the last comma, quotation mark or "bahwa" that leaves something."""
    tokens, start = scene.tokens, low
    if verb > low and tokens[verb - 1].folded in ("and", "dan", "serta"):
        return verb
    if verb - low > 2 and tokens[low].is_number and tokens[low + 1].text in ".)":
        start = low + 2
    for at in range(start, verb):
        opens = tokens[at].text in QUOTES or tokens[at].folded in CLAUSE_WORDS or tokens[at].text in (":", "–", "—")
        if (
            (opens and at + 1 < verb)
            or (opens and at + 1 == verb)
            or (
                tokens[at].text == ","
                and at + 1 < verb
                and tokens[at + 1].folded not in _AND
                and not _lists(scene, at, verb)
            )
        ):
            start = at + 1
    return start


def _lists(scene: Scene, at: int, verb: int) -> bool:
    """Whether the comma is in a list or before an office, so that the subject began before it."""
    after = scene.tokens[at + 1 : verb]
    return any(token.text == "," for token in after[:8]) or (
        scene.once(hits).at("role", at + 1) is not None and any(token.text == "," for token in after)
    )


def clause_end(scene: Scene, low: int, high: int) -> int:
    """Where the clause ends: before the closing quotation mark with its attribution, and the full stop."""
    tokens, end = scene.tokens, high
    text_end = tokens[high - 1].end
    close = _CLOSES.search(scene.text, tokens[low + 1].end, text_end) if low + 1 < high else None
    if close is not None:
        end = max(scene.token_at(close.start()), low)
    for hit in scene.once(hits).within("role", low, end):
        if hit.code == "said" and tokens[hit.first - 1].text == ",":
            end = hit.first - 1
            break
    while end > low and tokens[end - 1].text in '.,;:!?”"“':
        end -= 1
    return end
