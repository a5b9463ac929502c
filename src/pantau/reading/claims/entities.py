"""Countries, bodies, regions, programmes and systems: the first mention of each, with what it is said to be."""

import re
from collections.abc import Iterator, Sequence

from pantau.reading.claims.bodies import unlisted_bodies
from pantau.reading.claims.claim import Claim
from pantau.reading.claims.gazetteer import Hit, hits
from pantau.reading.claims.persons import people
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.whereabouts import is_money, sentence_of
from pantau.reading.claims.wordsets import words

_ROLES = (
    (
        "coordinator",
        re.compile(r"\b(?:country coordinator|negara koordinator|koordinator negara|coordinating country)\b", re.I),
    ),
    ("host", re.compile(r"\b(?:tuan rumah|host country|hosted by|hosts|will host)\b", re.I)),
    ("chair", re.compile(r"\b(?:chairmanship|chair of|keketuaan|ketua (?:asean|apec|g20)|asean chair)\b", re.I)),
    ("observer", re.compile(r"\b(?:observer|pengamat|peninjau)\b", re.I)),
    ("donor", re.compile(r"\b(?:donor|penyandang dana|funded by|didanai)\b", re.I)),
)
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-–]|to|hingga|sampai|s\.d\.)\s*((?:19|20)\d\d)\b")
_ACTS_BEFORE = frozenset(["between", "antara", "dengan", "with", "oleh", "by", "and", "dan", ",", "hubungan"])
_PLACE_BEFORE = frozenset(["di", "in", "at", "ke", "dari", "from", "near", "to", "through", "via", "for"])
_ACTING = words("entities acting")
_ASKED = frozenset(["meminta", "mendesak", "urged", "urges", "asked", "mengajak"])
_SHORT_BAD = {"AS": "en"}
_NEAR = 90


def read_entities(scene: Scene) -> Iterator[Claim]:
    """The claims of type entity."""
    seen: set[str] = set()
    for first, last, code, rule in sorted(_mentions(scene)):
        if code in seen:
            continue
        seen.add(code)
        start, end = scene.tokens[first].start, scene.tokens[last - 1].end
        attributes = _attributes(scene, first, last)
        yield Claim(
            type="entity",
            start=start,
            end=end,
            text=scene.said(start, end),
            value={"id": code},
            attributes=attributes,
            rule=f"entity.{rule}",
            confidence=_SURE[rule],
        )


_SURE = {"listed": 0.95, "capital": 0.7, "form": 0.6}


def _mentions(scene: Scene) -> Iterator[tuple[int, int, str, str]]:
    persons = {at for one in scene.once(people) for at in range(one.first, one.last)}
    for hit in scene.once(hits).of("name"):
        if hit.first in persons or hit.entry.row.get("silent") or scene.is_masked(scene.tokens[hit.first].start):
            continue
        rule = _rule(scene, hit)
        if rule:
            yield hit.first, hit.last, hit.code, rule
        if rule and _is_tagged(scene, hit):
            yield hit.last - 1, hit.last, hit.entry.row["country"], "listed"
    for first, last, code in scene.once(unlisted_bodies):
        if first not in persons and not scene.is_masked(scene.tokens[first].start):
            yield first, last, code, "form"


def _rule(scene: Scene, hit: Hit) -> str:
    """Which rule makes a name an entity of the text; empty where it is part of something else."""
    tokens = scene.tokens
    if is_money(scene, hit) or _is_shout(scene, hit):
        return ""
    found = scene.once(hits)
    if hit.code.startswith("reg:"):
        meeting = found.over("meeting", hit.first) or found.over("instrument", hit.first)
        return "" if meeting or _in_compound(scene, hit) else "listed"
    if hit.sort != "capital":
        return "listed"
    before = tokens[hit.first - 1].folded if hit.first else ""
    after = tokens[hit.last].folded if hit.last < len(tokens) else ""
    glued = hit.last < len(tokens) and tokens[hit.last].start == tokens[hit.last - 1].end
    if before in _PLACE_BEFORE or tokens[hit.first].text.isupper() or (after in ("-", "–") and not glued):
        return ""
    acts = after in _ACTING and (before in _ACTS_BEFORE or _opens(scene, hit) or after not in ("dan", "and", "-", "–"))
    acts = acts or before in _ASKED
    partner = before in ("between", "antara", "dengan", "with", "dan", "and", "-") and _beside_country(scene, hit)
    return "capital" if (acts and not _lists_places(scene, hit)) or partner else ""


def _is_tagged(scene: Scene, hit: Hit) -> bool:
    """Whether the words are a short form with its country: "TICA-Turki"."""
    tokens = scene.tokens[hit.first : hit.last]
    return (
        len(tokens) == 3
        and tokens[1].text == "-"
        and tokens[0].text.isupper()
        and bool(hit.entry.row.get("country"))
        and (not tokens[2].text.isupper() and hit.sort == "body")
    )


def _is_shout(scene: Scene, hit: Hit) -> bool:
    """Whether "AS" is an English word in a headline of capitals."""
    text = scene.tokens[hit.first].text
    return text in _SHORT_BAD and scene.language_at(scene.tokens[hit.first].start) == _SHORT_BAD[text]


def _in_compound(scene: Scene, hit: Hit) -> bool:
    """Whether a region is half of a name such as "Konferensi Asia-Afrika" or "Bank Asia"."""
    tokens = scene.tokens
    before = tokens[hit.first - 1].text if hit.first else ""
    after = tokens[hit.last] if hit.last < len(tokens) else None
    return before in ("-", "–") or (
        after is not None and after.text in "-–" and after.start == tokens[hit.last - 1].end
    )


def _opens(scene: Scene, hit: Hit) -> bool:
    return sentence_of(scene, hit.first).first == hit.first


def _beside_country(scene: Scene, hit: Hit) -> bool:
    found = scene.once(hits)
    beside = found.at("name", hit.last + 1) or found.over("name", hit.first - 2)
    before = scene.tokens[hit.first - 3].folded if hit.first > 2 else ""
    return beside is not None and beside.sort in ("country", "capital") and before not in _PLACE_BEFORE


def _lists_places(scene: Scene, hit: Hit) -> bool:
    """Whether the capital stands in a list of places: "di Bandung, Jakarta, dan"."""
    sentence = sentence_of(scene, hit.first)
    for at in range(hit.first - 1, max(sentence.first, hit.first - 8) - 1, -1):
        token = scene.tokens[at]
        if token.folded in ("di", "in", "at", "ke"):
            return True
        if not (token.is_capital or token.text in ",(" or token.folded in ("dan", "and")):
            return False
    return False


def _attributes(scene: Scene, first: int, last: int) -> dict[str, object]:
    """The role that the words beside a name give it, for whom, and for which years."""
    sentence = sentence_of(scene, first)
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    low, high = max(sentence.start, start - _NEAR), min(sentence.end, end + _NEAR)
    for role, pattern in _ROLES:
        match = pattern.search(scene.text, low, high)
        if match is None or _nearer(scene, (first, last), match.start()):
            continue
        found: dict[str, object] = {"role": role}
        years = _YEARS.search(scene.text, match.start(), sentence.end)
        if role == "coordinator":
            found.update({"counterpart": other} if (other := _counterpart(scene, (first, last), match.end())) else {})
        return found | ({"period": [years.group(1), years.group(2)]} if years and role != "host" else {})
    return {}


def _nearer(scene: Scene, span: tuple[int, int], place: int) -> bool:
    """Whether another name stands between this one and the word of the role."""
    word = scene.token_at(place)
    low, high = sorted((span[1], word)) if word >= span[1] else (word, span[0])
    return any(hit.sort == "country" for hit in scene.once(hits).within("name", low, high))


def _counterpart(scene: Scene, span: tuple[int, int], place: int) -> str | None:
    """The partner whom a coordinator coordinates: the first other name in what follows, or before in the text."""
    sentence, at = sentence_of(scene, span[0]), scene.token_at(place)
    found = scene.once(hits)
    mine = found.at("name", span[0])
    names: Sequence[Hit] = [
        *found.within("name", at, sentence.last),
        *reversed(found.within("name", max(at - 120, 0), at)),
    ]
    for hit in names:
        if hit.sort in ("country", "adjective") and mine is not None and hit.code != mine.code:
            return hit.code
    return None
