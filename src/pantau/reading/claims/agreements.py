"""Agreements, declarations, plans and rules that a text names: kind, period, how far they have come, whom they bind."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pantau.reading.claims.claim import Claim
from pantau.reading.claims.events import named_meetings, span_of
from pantau.reading.claims.gazetteer import Hit, hits
from pantau.reading.claims.naming import Name, Stretch
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.status import status_of
from pantau.reading.claims.whereabouts import main_pair, parties_in, sentence_of
from pantau.reading.claims.wordsets import words

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)(?!\d)")
_PERIOD_WORDS = words("agreements period words")
_SHORT = re.compile(r"\(([A-Z][\w\-]+)\)")
_LIST = re.compile(r"[\s,;.]*(?:(?:and|dan|serta|as well as)\s+)?(?:the\s+)?")
_WORDS = re.compile(r"[^\W_]{2,}")
_SMALL = words("agreements small")
_LOUD = frozenset(["plan_of_action", "partnership", "fta", "trade_agreement"])
_CONTINUES = frozenset(["joint_statement", "statement"])
_WEAK = frozenset(["strategy", "framework", "vision", "programme", "report", "roadmap"])
_OF_ONE = frozenset(["programme", "regulation", "national_plan", "report"])
_UNNAMED = words("agreements unnamed")


class Instrument(NamedTuple):
    """An instrument as it is named at the tokens of `name`."""

    name: Name
    noun: Hit
    rule: str
    period: tuple[str, str] | None
    parties: Sequence[str]
    status: str


def read_agreements(scene: Scene) -> Iterator[Claim]:
    """The claims of type agreement."""
    found = scene.once(named_instruments)
    clusters = _clusters(scene, found)
    best = _best_status(found, clusters)
    for one, cluster in zip(found, clusters, strict=True):
        start, end = span_of(scene, one.name)
        attributes: dict[str, Any] = {"status": best[cluster], "cluster": cluster}
        if one.parties:
            attributes["parties"] = list(one.parties)
        yield Claim(
            type="agreement",
            start=start,
            end=end,
            text=scene.said(start, end),
            value={"kind": one.noun.code, "period": list(one.period) if one.period else None},
            attributes=attributes,
            rule=f"agreement.{one.rule}",
            confidence=_SURE[one.rule],
        )


_SURE = {"own_name": 0.95, "name": 0.85, "period": 0.85, "common": 0.7, "parties": 0.7}


def named_instruments(scene: Scene) -> Sequence[Instrument]:
    """Every mention that names an instrument, in order; ask by `scene.once(named_instruments)`."""
    taken, named = 0, list[Instrument]()
    fuller: set[str] = set()
    meetings = {at for one in scene.once(named_meetings) for at in range(one.name.first, one.name.last)}
    for hit in scene.once(hits).of("instrument"):
        if hit.first < taken or hit.first in meetings or scene.is_masked(scene.tokens[hit.first].start):
            continue
        one = _named(scene, hit, taken)
        if one is not None and named and one.status == "mentioned" and _follows(scene, named[-1], one):
            one = one._replace(status=named[-1].status)
        if one is not None and not (_is_bare(one) and one.noun.code in fuller):
            named.append(one)
            fuller.update([] if _is_bare(one) else [one.noun.code])
            taken = one.name.last
    return named


def _follows(scene: Scene, before: Instrument, one: Instrument) -> bool:
    """Whether two names stand in one list, so that what is said of the first is said of both."""
    between = scene.text[scene.tokens[before.name.last - 1].end : scene.tokens[one.name.first].start]
    return _LIST.fullmatch(between) is not None


def _is_bare(one: Instrument) -> bool:
    """Whether the noun stands alone; after a fuller name it only takes that one up again."""
    whole = one.name.first == one.noun.first and one.name.last == one.noun.last
    return whole and one.noun.entry.row["common"] != "x" and one.period is None


def _named(scene: Scene, hit: Hit, low: int) -> Instrument | None:
    sentence = sentence_of(scene, hit.first)
    stretch = Stretch(scene, low=max(sentence.first, low), high=sentence.last)
    name = stretch.grow(
        hit.first, hit.last, leftward=hit.sort == "en", stops="" if hit.code in _CONTINUES else "meeting"
    )
    noun = _head(scene, name, hit)
    name, period = _with_period(scene, name, sentence.last)
    rule = _rule(scene, name, noun, period=period)
    if not rule:
        return None
    parties = _parties(scene, name, noun)
    status = status_of(scene, (name.first, name.last), (sentence.first, sentence.last))
    return Instrument(name=name, noun=noun, rule=rule, period=period, parties=parties, status=status)


def _head(scene: Scene, name: Name, hit: Hit) -> Hit:
    """The noun that says the kind: of those that no link word parts from the first, the heaviest."""
    nouns = scene.once(hits).within("instrument", name.first, name.last)
    nouns = [one for one in nouns if _side_by_side(scene, hit, one)]
    return max([hit, *nouns], key=lambda one: int(one.entry.row["weight"]))


def _side_by_side(scene: Scene, hit: Hit, other: Hit) -> bool:
    """Whether no link word parts two nouns of one name: what follows "tentang" or "of" is the topic."""
    return all(scene.tokens[at].is_capital or scene.tokens[at].text in "-–'’" for at in range(hit.last, other.first))


def _with_period(scene: Scene, name: Name, high: int) -> tuple[Name, tuple[str, str] | None]:
    """The period that the name holds, or that follows it as in "untuk periode 2026-2030"."""
    tokens = scene.tokens
    start, end = span_of(scene, name)
    inside = _YEARS.search(scene.text, start, end)
    if inside:
        return name, (inside.group(1), inside.group(2))
    at = name.last
    while at < high and tokens[at].folded in _PERIOD_WORDS:
        at += 1
    match = _YEARS.match(scene.text, tokens[at].start) if at < high else None
    if match is None:
        return name, None
    last = at + 3 if at + 3 >= high or tokens[at + 3].text != ")" else at + 4
    longer = Name(first=name.first, last=min(last, high), ordinal=name.ordinal, topic=name.topic)
    return longer, (match.group(1), match.group(2))


def _rule(scene: Scene, name: Name, noun: Hit, *, period: tuple[str, str] | None) -> str:
    """Which rule makes the words a naming mention; empty where they name nothing."""
    row, tokens = noun.entry.row, scene.tokens
    if row["common"] == "x" and (tokens[noun.first].is_capital or noun.code == "partnership"):
        return "own_name" if tokens[noun.first].is_capital else "common"
    if period and row["common"]:
        return "period"
    outside = [at for at in range(name.first, name.last) if not noun.first <= at < noun.last]
    proper = [at for at in outside if tokens[at].is_capital or tokens[at].is_number]
    if tokens[noun.first].is_capital:
        return _capital_rule(scene, name, noun, proper=proper)
    if row["common"] and (name.topic or (proper and name.first < noun.first)):
        return "parties"
    return ""


def _capital_rule(scene: Scene, name: Name, noun: Hit, *, proper: Sequence[int]) -> str:
    tokens = scene.tokens
    if proper and noun.code in _WEAK:
        found = scene.once(hits).within("name", name.first, name.last)
        tied = any(
            tokens[at].folded in ("tentang", "on", "untuk", "for", "(") or tokens[at].is_number
            for at in range(name.first, name.last)
        )
        return "name" if found or tied or noun.last - noun.first > 1 else ""
    if proper and noun.code == "fund" and scene.once(hits).over("name", noun.first):
        return ""
    if proper:
        return "name"
    whole = noun.last - noun.first > 1 or tokens[noun.first].text.isupper() or tokens[noun.first].text in ("MoU", "MoC")
    long = noun.last - noun.first > 2 and all(token.is_capital for token in tokens[noun.first : noun.last])
    opens = noun.first == sentence_of(scene, noun.first).first and not long
    return "name" if (whole or name.topic) and not opens and tokens[noun.first].folded not in _UNNAMED else ""


def _parties(scene: Scene, name: Name, noun: Hit) -> list[str]:
    """Whom an instrument binds: whom its name says, whom the lexicon says, else the two whom the text is about."""
    inside = [code for code in parties_in(scene, name.first, name.last) if not code.startswith("reg:")]
    if inside:
        return _of_blocs(inside)
    own = noun.entry.row["parties"].split()
    if own or (noun.entry.row["common"] == "x" and noun.code != "partnership"):
        return own
    sentence = sentence_of(scene, noun.first)
    beside = _pair_before(scene, name, sentence.first, kind=noun.code)
    return beside or list(scene.once(main_pair))


def _of_blocs(codes: list[str]) -> list[str]:
    """Members named beside a body's statement are no more parties than the body; two countries stay two."""
    return codes[:3] if "ASEAN" in codes else codes


def _pair_before(scene: Scene, name: Name, first: int, *, kind: str) -> list[str]:
    """The parties that a sentence names before an instrument, if there are two or more."""
    codes = parties_in(scene, first, name.first)
    codes = [code for code in codes if not code.startswith(("reg:", "org:"))]
    return codes if len(codes) == (2 if name.topic or kind not in _OF_ONE else 1) else []


def _best_status(found: Sequence[Instrument], clusters: Sequence[str]) -> Mapping[str, str]:
    """For each instrument the first status that any mention gives."""
    best: dict[str, str] = {}
    for one, cluster in zip(found, clusters, strict=True):
        if best.get(cluster, "mentioned") == "mentioned":
            best[cluster] = one.status
    return best


def _clusters(scene: Scene, found: Sequence[Instrument]) -> list[str]:
    """A label for each mention that all mentions of one instrument share."""
    labels: dict[str, str] = {}
    shorts: dict[str, str] = {}
    chosen = []
    for one in found:
        start, end = span_of(scene, one.name)
        said = scene.text[start:end]
        key = _key(scene, one, said)
        short = _SHORT.search(said)
        label = shorts.get(said) or labels.get(key) or f"a{len(set(labels.values())) + 1}"
        labels[key] = label
        if short:
            shorts[short.group(1)] = label
        chosen.append(label)
    return chosen


def _key(scene: Scene, one: Instrument, said: str) -> str:
    if (one.noun.code in _LOUD and (one.period or one.noun.code == "partnership")) or one.noun.code in (
        "fta",
        "strategic_plan",
    ):
        words = one.noun.entry.row["weight"] if one.noun.code != "partnership" else _noun_words(scene, one)
        return f"{one.noun.code} {one.period} {'+'.join(sorted(one.parties))} {words}"
    plain = (word for word in _WORDS.findall(_SHORT.sub("", said).casefold()) if word not in _SMALL)
    return f"{one.noun.code} {' '.join(sorted(set(plain)))}"


def _noun_words(scene: Scene, one: Instrument) -> str:
    return scene.said(scene.tokens[one.noun.first].start, scene.tokens[one.noun.last - 1].end).casefold()
