"""Meetings that a text names: their kind, number, place, days, parties, host and chair."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pantau.reading.claims.claim import Claim
from pantau.reading.claims.gazetteer import Hit, hits
from pantau.reading.claims.meetingdays import day_within
from pantau.reading.claims.naming import Name, Stretch
from pantau.reading.claims.persons import people
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.whereabouts import acting, parties_in, sentence_of, when, where
from pantau.reading.claims.wordsets import words

_SUMMITS_BY_YEAR = frozenset(("org:apec", "org:g20", "org:g7", "org:brics", "org:eas", "org:d8"))
_SMALL = words("events small")
_PARTNERS = words("events partners")
_CHAIRED = words("events chaired")
_NEAR_HEAD = 60
_LONGEST_TOPIC, _SOON = 6, 12
_TOPIC_ENDS = words("naming topic ends")
_HOST = re.compile(r"\b(?:tuan rumah|host(?:s|ed|ing)?)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_BARE_SUMMIT = frozenset(("summit", "forum", "conference", "ministerial", "som"))


class Meeting(NamedTuple):
    """A meeting as it is named at the tokens of `name`."""

    name: Name
    kind: str
    rule: str
    confidence: float
    parties: Sequence[str]


def read_events(scene: Scene) -> Iterator[Claim]:
    """The claims of type event."""
    meetings = scene.once(named_meetings)
    clusters = _clusters(scene, meetings)
    own = [_attributes(scene, one) for one in meetings]
    shared = _shared(clusters, own)
    for at, one in enumerate(meetings):
        if "start" not in shared[clusters[at]]:
            own[at] = {**own[at], **_day_told(scene, one, dated=own)}
    shared = _shared(clusters, own)
    for at, one in enumerate(meetings):
        start, end = span_of(scene, one.name)
        attributes = {**shared[clusters[at]], **own[at], "cluster": clusters[at]}
        yield Claim(
            type="event",
            start=start,
            end=end,
            text=scene.said(start, end),
            value={"kind": one.kind, "ordinal": one.name.ordinal},
            attributes=attributes,
            rule=f"event.{one.rule}",
            confidence=one.confidence,
        )


def _shared(clusters: Sequence[str], own: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the mentions of one meeting say of it together; the first of them counts."""
    shared: dict[str, dict[str, Any]] = {}
    for cluster, found in zip(clusters, own, strict=True):
        shared[cluster] = {**found, **shared.get(cluster, {})}
    return shared


def _day_told(scene: Scene, one: Meeting, *, dated: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The day of a meeting without a date, where its sentence tells it otherwise."""
    sentence = sentence_of(scene, one.name.first)
    return day_within(scene, (sentence.start, sentence.end), dated=dated)


def span_of(scene: Scene, name: Name) -> tuple[int, int]:
    """From where to where the tokens of a name stand in the text."""
    return scene.tokens[name.first].start, scene.tokens[name.last - 1].end


def named_meetings(scene: Scene) -> Sequence[Meeting]:
    """Every mention that names a meeting, in order; ask by `scene.once(named_meetings)`."""
    found, taken, named = scene.once(hits), 0, []
    for hit in _heads(scene):
        if hit.first < taken or scene.is_masked(scene.tokens[hit.first].start):
            continue
        sentence = sentence_of(scene, hit.first)
        stretch = Stretch(scene, low=max(sentence.first, taken), high=sentence.last)
        if hit.entry.layer == "name":
            name = Name(first=hit.first, last=hit.last + 1, ordinal=None, topic=False)
            named.append(Meeting(name=name, kind="summit", rule="year", confidence=0.7, parties=()))
            taken = name.last
            continue
        name = stretch.grow(hit.first, hit.last, leftward=hit.sort == "en", stops="instrument")
        name = _with_plain_topic(scene, name, hit, high=sentence.last)
        nouns = found.within("meeting", name.first, name.last) or [hit]
        rule = _rule(scene, name, nouns)
        if rule:
            kind = _head(scene, nouns).code
            parties = parties_in(scene, name.first, name.last)
            named.append(
                Meeting(name=name, kind=_kind(scene, name, kind), rule=rule, confidence=_SURE[rule], parties=parties)
            )
            taken = name.last
    return named


def _head(scene: Scene, nouns: Sequence[Hit]) -> Hit:
    """The noun that says the kind: the heaviest, but the last of two heavy ones side by side in English."""
    best = max(nouns, key=_weight)
    beside = [one for one in nouns if one.sort == "en" and _weight(one) >= _HEAVY and one.first == best.last]
    return beside[-1] if beside and best.sort == "en" and scene.tokens[best.last].is_capital else best


def _weight(noun: Hit) -> int:
    return int(noun.entry.row["weight"])


_HEAVY = 7
_KINDS = (
    ("ministerial", ("menteri", "ministers", "ministerial")),
    ("som", ("pejabat",)),
    ("summit", ("pemimpin", "leaders")),
)


def _kind(scene: Scene, name: Name, kind: str) -> str:
    """A meeting of ministers is a ministerial, however its words are ordered."""
    if kind != "meeting":
        return kind
    words = {token.folded for token in scene.tokens[name.first : name.last]}
    return next((sort for sort, nouns in _KINDS if words.intersection(nouns)), kind)


_SURE = {"year": 0.7, "number": 0.95, "name": 0.8, "topic": 0.7, "held": 0.6, "summit": 0.65}


def _heads(scene: Scene) -> Sequence[Hit]:
    """The nouns of meetings, and the bodies that a year behind them makes a meeting ("APEC 2025")."""
    found, tokens = scene.once(hits), scene.tokens
    bodies = [
        hit
        for hit in found.of("name")
        if hit.code in _SUMMITS_BY_YEAR and hit.last < len(tokens) and re.fullmatch("20[0-9]{2}", tokens[hit.last].text)
    ]
    return sorted([*found.of("meeting"), *bodies], key=lambda hit: (hit.first, -hit.last))


def _rule(scene: Scene, name: Name, nouns: Sequence[Hit]) -> str:
    """Which rule makes the words a naming mention; empty where they name nothing."""
    if _is_of_office(scene, name) or _is_partner(scene, nouns[-1]):
        return ""
    if name.ordinal is not None:
        return "number"
    if all(noun.entry.row["body"] for noun in nouns) or _is_body(scene, name):
        return ""
    tokens, noun = scene.tokens, nouns[0]
    capital = tokens[noun.first].is_capital
    others = [at for at in range(name.first, name.last) if not any(one.first <= at < one.last for one in nouns)]
    proper = [at for at in others if tokens[at].is_capital and tokens[at].folded not in _SMALL]
    if name.topic and noun.entry.row["common"]:
        return "topic" if capital or proper else "held" if _is_told_where(scene, name) else ""
    if capital and proper:
        return "name"
    if proper and noun.sort == "en" and noun.code in _BARE_SUMMIT and name.first < noun.first:
        return "summit"
    return ""


def _with_plain_topic(scene: Scene, name: Name, noun: Hit, *, high: int) -> Name:
    """The name with the topic that an Indonesian noun takes without "tentang": "lokakarya pengelolaan sampah di …"."""
    tokens, found = scene.tokens, scene.once(hits)
    named = name.topic or name.ordinal is not None or found.over("instrument", noun.first) is not None
    if named or noun.sort != "id" or not noun.entry.row["common"]:
        return name
    end = name.last
    while end < min(high, name.last + _LONGEST_TOPIC) and tokens[end].text.islower() and tokens[end].is_word:
        if tokens[end].folded in _TOPIC_ENDS or found.at("status", end) or found.at("act", end):
            break
        end += 1
    longer = name._replace(last=end, topic=end > name.last)
    return longer if longer.topic and _is_told_where(scene, longer) else name


def _is_told_where(scene: Scene, name: Name) -> bool:
    """Whether a place or a date follows soon: what is held there is one meeting, and no sort of meetings."""
    sentence = sentence_of(scene, name.first)
    last = min(name.last + _SOON, sentence.last)
    if where(scene, (name.first, name.last), (name.last, last)):
        return True
    start, end = scene.tokens[name.last - 1].end, scene.tokens[last - 1].end
    return bool(when(scene, (start, start), (start, end)))


def _is_partner(scene: Scene, noun: Hit) -> bool:
    """Whether "Dialogue" is half of what somebody is to somebody: a dialogue partner, dialogue relations."""
    after = scene.tokens[noun.last].folded if noun.last < len(scene.tokens) else ""
    return noun.code == "dialogue" and after in _PARTNERS


def _is_of_office(scene: Scene, name: Name) -> bool:
    """Whether the words are part of an office ("Ketua SOM") or of an instrument's name ("Summit Declaration")."""
    found = scene.once(hits)
    office = found.over("role", name.first - 1) if name.first else None
    before = office is not None and office.code == "role" and office.last >= name.first
    instrument = found.at("instrument", name.last)
    return before or (instrument is not None and scene.tokens[name.last].is_capital and instrument.sort == "en")


def _is_body(scene: Scene, name: Name) -> bool:
    """Whether the words are the name of a standing body and no more."""
    if any(hit.code == "summit" for hit in scene.once(hits).within("meeting", name.first, name.last)):
        return False
    for at in range(name.first, min(name.first + 2, name.last)):
        hit = scene.once(hits).at("name", at)
        if (
            hit is not None
            and hit.last >= name.last - 3
            and hit.last - hit.first > 1
            and hit.code.startswith(("org", "prog"))
        ):
            return True
    return False


def _attributes(scene: Scene, one: Meeting) -> Mapping[str, Any]:
    sentence = sentence_of(scene, one.name.first)
    name = span_of(scene, one.name)
    found: dict[str, Any] = {}
    found.update(where(scene, (one.name.first, one.name.last), (sentence.first, sentence.last)))
    found.update(when(scene, name, (sentence.start, sentence.end)))
    if not found and sentence.first < _NEAR_HEAD:
        found.update(_dateline(scene))
    parties = [*one.parties] if len(one.parties) > 1 else _invited(scene, one, sentence.last)
    if parties:
        found["parties"] = parties
    host = _host(scene, sentence.start, sentence.end)
    chair = _chair(scene, one.name, (sentence.first, sentence.last))
    return {**found, **({"host": host} if host else {}), **({"chair": chair} if chair else {})}


def _dateline(scene: Scene) -> dict[str, Any]:
    """The place and day of a text that begins "Busan, 12 December 2014."."""
    head = sentence_of(scene, 0)
    if head.last - head.first > 10:
        return {}
    place = where(scene, (head.first, head.first), (head.first, head.last), opens=head.first)
    return {**place, **when(scene, (head.start, head.start), (head.start, head.end))}


def _invited(scene: Scene, one: Meeting, last: int) -> list[str]:
    """For whom a training or the like is held: "bagi Negara Pasifik"."""
    if one.kind not in ("training", "workshop", "seminar", "camp"):
        return []
    for at in range(one.name.last, min(one.name.last + 10, last)):
        if scene.tokens[at].folded in ("bagi", "for", "untuk"):
            return parties_in(scene, at + 1, min(at + 12, last))
    return []


def _host(scene: Scene, start: int, end: int) -> str | None:
    """Who is said to be host in a sentence: after "hosted by", else before the word."""
    match = _HOST.search(scene.text, start, end)
    if match is None:
        return None
    found, word = scene.once(hits), scene.token_at(match.start())
    after = range(word + 1, min(word + 6, len(scene.tokens)))
    before = range(word - 1, max(word - 30, scene.token_at(start) - 1), -1)
    by = any(scene.tokens[place].folded in ("by", "oleh") for place in after)
    for place in [*after, *before] if by else before:
        hit = found.at("name", place)
        if hit is not None and hit.code != "ASEAN":
            return acting(hit) if hit.sort != "body" else hit.code
    return None


def _chair(scene: Scene, name: Name, fence: tuple[int, int]) -> str | None:
    tokens, (first, last) = scene.tokens, fence
    near = range(max(first, name.first - 8), min(last, name.last + 12))
    verbs = [at for at in near if tokens[at].folded in _CHAIRED and not name.first <= at < name.last]
    known = scene.once(people)
    inside = known[
        bisect_left(known, first, key=lambda one: one.first) : bisect_left(known, last, key=lambda one: one.first)
    ]
    if not verbs or not inside:
        return None
    return min(inside, key=lambda one: abs(one.first - verbs[0])).name


def _clusters(scene: Scene, meetings: Sequence[Meeting]) -> list[str]:
    """A label for each meeting that its mentions share: by kind and number, else by the words of the name."""
    seen: dict[tuple[str, int | None, str], list[tuple[frozenset[str], str]]] = {}
    chosen: list[str] = []
    for one in meetings:
        numbered = one.name.ordinal is not None
        key = one.kind, one.name.ordinal, "" if numbered else _words(scene, one.name)
        parties = frozenset(one.parties) if numbered and len(one.parties) > 1 else frozenset()
        known = seen.setdefault(key, [])
        label = next((label for others, label in known if not parties or not others or parties == others), "")
        if not label:
            label = f"m{len(chosen) + 1}"
            known.append((parties, label))
        chosen.append(label)
    return chosen


def _words(scene: Scene, name: Name) -> str:
    start, end = span_of(scene, name)
    return " ".join(sorted(word for word in _WORDS.findall(scene.text[start:end].casefold()) if word not in _SMALL))
