"""Bodies and programmes that no lexicon lists, known by their form: "ASEAN Rural Innovation Network (ARIN)"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pantau.reading.claims.gazetteer import hits
from pantau.reading.claims.lexicons import folded, rows, spellings
from pantau.reading.claims.naming import Stretch
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.whereabouts import sentence_of
from pantau.reading.claims.wordsets import words

_WORDS = re.compile(r"[^\W_]+")
_SHORT = re.compile(r"\(([A-Z][\w\-]{1,14})\)\s*$")
_SMALL = words("bodies small")

Body = tuple[int, int, str]
"""The first token, the token after the last, and the id."""


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    """The kind ("org") and the side ("en", "id") of each noun of data/body_nouns.csv."""
    return {
        folded(noun): (row["kind"], side)
        for row in rows("body_nouns")
        for side in ("en", "id")
        for noun in spellings(row, side)
    }


@cache
def _ministries() -> dict[str, str]:
    return {folded(one): row["short"] for row in rows("ministries") for one in spellings(row, "names")}


def unlisted_bodies(scene: Scene) -> Sequence[Body]:
    """Bodies by their form, in order; ask by `scene.once(unlisted_bodies)`."""
    return tuple(_found(scene))


def _found(scene: Scene) -> Iterator[Body]:
    nouns, tokens, taken = _nouns(), scene.tokens, 0
    for at, word in enumerate(scene.folded):
        known = nouns.get(word)
        if known is None or at < taken or not tokens[at].is_capital:
            continue
        body = _body(scene, at, known)
        if body is not None:
            taken = body[1]
            yield body


def _body(scene: Scene, at: int, known: tuple[str, str]) -> Body | None:
    kind, side = known
    sentence = sentence_of(scene, at)
    stretch = Stretch(scene, low=sentence.first, high=sentence.last)
    first = stretch.left(at, stops="instrument") if side == "en" else at
    last = _before_person(scene, at, stretch.right(at + 1, stops="meeting")) if side == "id" else stretch.right(at + 1)
    found = scene.once(hits)
    listed = [hit for hit in found.within("name", first, last) if hit.last - hit.first > 1 and hit.sort == "body"]
    covered = (
        found.over("name", at) or found.over("meeting", at) or found.over("role", at) or found.over("instrument", at)
    )
    people = found.over("group", at)
    if (
        covered
        or (people is not None and people.last - people.first > 1)
        or any(hit.first <= at < hit.last for hit in listed)
        or last - first < 2
    ):
        return None
    if any(
        hit.sort == "body"
        and hit.code.startswith("org:")
        and scene.tokens[hit.first].text[:3].casefold() in ("kem", "bap")
        for hit in found.within("name", first, last)
    ):
        return None
    if side == "en" and first == at and scene.tokens[at + 1].folded not in ("of", "for", "on"):
        return None
    return first, last, _id(scene, (first, last), kind)


def _before_person(scene: Scene, at: int, last: int) -> int:
    """After an office ("Rektor Universitas Udayana Raka Sudewi") the last two words are the person's name."""
    office = scene.once(hits).over("role", at - 1) if at else None
    return max(at + 2, last - 2) if office is not None and office.last == at and last - at > 3 else last


def _id(scene: Scene, span: tuple[int, int], kind: str) -> str:
    """The short form in brackets, the ministry's usual short form, else the name's words."""
    tokens = scene.tokens
    said = scene.said(tokens[span[0]].start, tokens[span[1] - 1].end)
    short = _SHORT.search(said)
    if short:
        return f"{kind}:{short.group(1).lower()}"
    lands = [hit for hit in scene.once(hits).within("name", *span) if hit.sort in ("country", "adjective")]
    ministry = _ministry(said, lands[-1].code.lower() if lands else "id" if scene.language == "id" else "")
    if ministry:
        return ministry
    words = [word for word in _WORDS.findall(said.casefold()) if word not in _SMALL]
    return f"{kind}:{'-'.join(words[:8])}"


def _ministry(said: str, land: str) -> str:
    plain = folded(said)
    for name, short in _ministries().items():
        if name in plain:
            return f"org:{short}-{land}" if land else ""
    return ""
