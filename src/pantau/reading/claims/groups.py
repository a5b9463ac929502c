"""Groups of people whom cooperation reaches, is to reach or misses: the first mention of each."""

from collections.abc import Iterator

from pantau.reading.claims.claim import Claim
from pantau.reading.claims.gazetteer import Hit, hits, nearby
from pantau.reading.claims.persons import people
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.whereabouts import sentence_of

_LIST_SIGNS = frozenset([",", "dan", "and", "atau", "or", "serta", "maupun", "&", "/"])
_SUPERLATIVES = frozenset(("terbesar", "utama", "largest", "biggest", "top"))
_REACH = 14
_RANK = {"missed": 0, "intended": 1, "reached": 2}


def read_groups(scene: Scene) -> Iterator[Claim]:
    """The claims of type group."""
    seen: set[str] = set()
    people_tokens = {at for one in scene.once(people) for at in range(one.first, one.last)}
    for hit in scene.once(hits).of("group"):
        if hit.code in seen or hit.first in people_tokens or not _means_people(scene, hit):
            continue
        seen.add(hit.code)
        start, end = scene.tokens[hit.first].start, scene.tokens[hit.last - 1].end
        stance = _stance(scene, hit)
        yield Claim(
            type="group",
            start=start,
            end=end,
            text=scene.said(start, end),
            value={"id": hit.code},
            attributes={"stance": stance} if stance else {},
            rule=f"group.{hit.sort}",
            confidence=0.85 if hit.sort == "group" else 0.6,
        )


def _means_people(scene: Scene, hit: Hit) -> bool:
    """Whether the words are no part of a body's, a meeting's or an office's name, and stand in a list if they must."""
    found = scene.once(hits)
    if scene.is_masked(scene.tokens[hit.first].start):
        return False
    if any(found.over(layer, hit.first) for layer in ("name", "meeting", "instrument")):
        return False
    role = found.over("role", hit.first)
    if role is not None and role.code == "role" and _is_office(scene, hit, role):
        return False
    if _in_name(scene, hit) or _is_ranked(scene, hit):
        return False
    return hit.sort == "group" or _is_listed(scene, hit)


def _is_ranked(scene: Scene, hit: Hit) -> bool:
    """Whether the word is what is ranked ("investor terbesar ke-23") and no people."""
    after = scene.tokens[hit.last].folded if hit.last < len(scene.tokens) else ""
    before = scene.tokens[hit.first - 1].folded if hit.first else ""
    return after in _SUPERLATIVES or before in _SUPERLATIVES


def _is_office(scene: Scene, hit: Hit, role: Hit) -> bool:
    """Whether the word is part of somebody's office: "Peneliti Senior", "Guru Besar Agus"."""
    after = scene.tokens[hit.last] if hit.last < len(scene.tokens) else None
    named = after is not None and after.is_capital and scene.tokens[hit.first].is_capital
    return role.last > hit.last or named


def _in_name(scene: Scene, hit: Hit) -> bool:
    """Whether a word with a capital inside a sentence has neighbours with capitals: it is part of a name."""
    tokens, first = scene.tokens, hit.first
    if not tokens[first].is_capital or first == sentence_of(scene, first).first or tokens[first].text.isupper():
        return False
    before = tokens[first - 1]
    heads = (
        ",",
        "badan",
        "kementerian",
        "lembaga",
        "dinas",
        "deputi",
        "asisten",
        "menteri",
        "bidang",
        "of",
        "for",
        "on",
        "dan",
    )
    return (before.is_capital and before.is_word) or (before.folded in heads and tokens[first - 2].is_capital)


def _is_listed(scene: Scene, hit: Hit) -> bool:
    tokens, found = scene.tokens, scene.once(hits)
    after = hit.last < len(tokens) and tokens[hit.last].folded in _LIST_SIGNS
    before = hit.first > 0 and tokens[hit.first - 1].folded in _LIST_SIGNS
    right = any(_group_at(found.at("group", at)) for at in range(hit.last + 1, hit.last + 4)) if after else False
    left = (
        any(_group_at(found.over("group", at)) for at in range(hit.first - 2, max(hit.first - 4, -1), -1))
        if before
        else False
    )
    return right or left


def _group_at(hit: Hit | None) -> bool:
    return hit is not None and hit.sort == "group"


def _stance(scene: Scene, hit: Hit) -> str:
    """What the nearest verbs before the group say, else those after it; a negation counts before all."""
    sentence = sentence_of(scene, hit.first)
    before = nearby(scene, max(sentence.first, hit.first - _REACH), hit.first, table="stances")
    after = nearby(scene, hit.last, min(sentence.last, hit.last + _REACH), table="stances")
    if after and after[0].code == "missed" and after[0].first - hit.last < 8:
        return "missed"
    for near in (before, after):
        codes = [one.code for one in near]
        if codes:
            return "missed" if "missed" in codes[-4:] else min(codes, key=lambda code: _RANK[code])
    return ""
