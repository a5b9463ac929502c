"""Reads quantities: every figure with its value and what its surroundings say of it."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pantau.reading.claims.anchors import Anchor, anchors
from pantau.reading.claims.claim import Claim
from pantau.reading.claims.dates import date_points
from pantau.reading.claims.figures import Figure, figure_at, takes_its_noun_from_before
from pantau.reading.claims.lexicons import alternation
from pantau.reading.claims.measures import metric_of
from pantau.reading.claims.numbers import ONE, Number
from pantau.reading.claims.parties import parties_of
from pantau.reading.claims.periods import period_of, remember_years
from pantau.reading.claims.ranks import multiple_at, rank_at
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.surroundings import qualifier_of, status_of
from pantau.reading.claims.units import known_noun, words_after

_ELLIPSIS_ON = re.compile(
    r"(?: (?:in|pada|tahun|pada tahun|di) \d{4})?,?"
    rf" (?:{alternation('cuewords', 'link')})(?: (?:{alternation('cuewords', 'filler')}))? "
)
_ELLIPSIS_FAR, _LINK_FAR = 220, 60
_ANAPHORA = re.compile(
    r"(?: [^\W\d_]+(?:-[^\W\d_]+)*){0,2} (?:tersebut|itu|ini|dimaksud)\b(?! (?:akan|telah|sudah|sekitar|mencapai))"
)
_ANAPHORA_EN = re.compile(r"\b(?:these|those|both|the said|all these|all those) \Z")
_CONVERTS = re.compile(rf"(?:{alternation('cuewords', 'convert')}|[/,(\[\s])*")
_ORDINAL_BEFORE = re.compile(rf"\b(?:{alternation('cuewords', 'row')})(?: yang)? \Z")
_TOLD_BEFORE = re.compile(r"\b(?:numbered|totalled|totaled|counted|berjumlah|tercatat sebanyak) \Z")
_ONLY_LINKS = re.compile(r"[\s,]*")
_DECIMAL_PLACES = 10


def read_quantities(scene: Scene) -> Iterator[Claim]:
    """The figures that a text gives."""
    yield from scene.once(_claims)


def _claims(scene: Scene) -> tuple[Claim, ...]:
    figures = _with_bare(scene, list(_found(scene)))
    for figure in figures:
        remember_years(scene, figure)
    made: list[Claim] = []
    for at, figure in enumerate(figures):
        made.append(_claim(scene, figure, before=figures[at - 1] if at else None))
    return tuple(made)


def _found(scene: Scene) -> Iterator[Figure | Number]:
    """The figures and bare numbers of a text in order, apart from each other and from dates."""
    dates = iter(scene.once(date_points))
    day = next(dates, None)
    done = 0
    for anchor in scene.once(anchors):
        while day is not None and day.end <= anchor.start:
            day = next(dates, None)
        if anchor.start < done or anchor.kind == "month" or (day is not None and day.start < anchor.end):
            continue
        found = _at(scene, anchor)
        if found is None or found.start < done or (day is not None and day.start < found.end and day.end > found.start):
            continue
        done = found.end
        if isinstance(found, Number) or not _is_anaphora(scene, found):
            yield found


def _at(scene: Scene, anchor: Anchor) -> Figure | Number | None:
    if anchor.kind in ("superlative", "place"):
        return rank_at(scene, anchor)
    if anchor.kind == "multiple":
        return multiple_at(scene, anchor)
    if anchor.kind == "collective":
        return _collective(scene, anchor)
    return figure_at(scene, anchor)


def _collective(scene: Scene, anchor: Anchor) -> Figure | None:
    """Kesepuluh negara anggota: all ten of them, before the noun."""
    words = words_after(scene.plain, anchor.end)
    noun = known_noun(words, language="id")
    if _ORDINAL_BEFORE.search(scene.plain, max(anchor.start - 24, 0), anchor.start):
        return None
    if noun is None or noun.kind != "count":
        return None
    return Figure(
        start=anchor.start,
        end=noun.end,
        core=(anchor.start, anchor.end),
        kind="count",
        number=_COLLECTIVES[scene.plain[anchor.start : anchor.end]],
        unit=noun.unit,
        metric=noun.metric,
        rule="count-all",
    )


def _is_anaphora(scene: Scene, figure: Figure) -> bool:
    """Whether a figure only points back: "dua pertemuan tersebut", "these three areas"."""
    if figure.kind != "count" or figure.number_max is not None or figure.number > _FEW:
        return False
    plain = scene.plain
    if _ANAPHORA_EN.search(plain, max(figure.start - 12, 0), figure.start):
        return True
    return (_ANAPHORA.match(plain, figure.end) is not None and figure.rule != "count-all") or (
        plain.startswith((" tersebut", " itu", " ini"), figure.end)
    )


def _with_bare(scene: Scene, found: list[Figure | Number]) -> list[Figure]:
    """The figures, with those bare numbers that take what they count from a neighbour (79 dari 139 lini aksi)."""
    before: list[Figure | None] = []
    paid: list[Figure | None] = []
    for one in found:
        before.append(one if isinstance(one, Figure) else before[-1] if before else None)
        is_money = isinstance(one, Figure) and one.kind == "money"
        paid.append(before[-1] if is_money else paid[-1] if paid else None)
    figures: list[Figure] = []
    for one, previous, money in zip(reversed(found), reversed(before), reversed(paid), strict=True):
        whole = (
            _elliptic(scene, one, following=figures[-1] if figures else None, previous=previous, money=money)
            if isinstance(one, Number)
            else one
        )
        if whole is not None:
            figures.append(whole)
    return figures[::-1]


def _elliptic(
    scene: Scene, number: Number, *, following: Figure | None, previous: Figure | None, money: Figure | None
) -> Figure | None:
    plain = scene.plain
    if (
        following is not None
        and following.start - number.end < _LINK_FAR
        and _ELLIPSIS_ON.fullmatch(plain, number.end, following.start)
    ):
        scaled = (
            number.magnitude == ONE
            and following.kind == "money"
            and number.value < following.number / following.magnitude * 50
        )
        value = number.value * following.magnitude if scaled else number.value
        return _like(following, number, value=value, rule="ellipsis-after")
    near = previous is not None and number.start - previous.end < _ELLIPSIS_FAR and previous.kind == "count"
    if near and previous is not None and takes_its_noun_from_before(plain, number.end):
        return _like(previous, number, value=number.value, rule="ellipsis-before")
    if number.magnitude >= _MILLION and money is not None and number.start - money.end < _ELLIPSIS_FAR:
        return _like(money, number, value=number.value, rule="ellipsis-money")
    told = _TOLD_BEFORE.search(plain, max(number.start - 24, 0), number.start)
    if number.magnitude != ONE or number.form == "vague" or told:
        return Figure(
            start=number.start, end=number.end, core=(number.start, number.end), kind="count", number=number.value,
            number_max=number.value_max, unit="item", rule="count-bare", confidence=0.5,
        )  # fmt: skip
    return None


def _like(figure: Figure, number: Number, *, value: Decimal, rule: str) -> Figure:
    return figure._replace(
        start=number.start, end=number.end, core=(number.start, number.end), number=value,
        number_max=number.value_max, rule=rule, confidence=0.75,
    )  # fmt: skip


def _claim(scene: Scene, figure: Figure, *, before: Figure | None) -> Claim:
    return Claim(
        type="quantity",
        start=figure.start,
        end=figure.end,
        text=scene.said(figure.start, figure.end),
        value=_value(figure),
        attributes=_attributes(scene, figure, before),
        rule=figure.rule,
        confidence=figure.confidence,
    )


def _value(figure: Figure) -> Mapping[str, Any]:
    value: dict[str, Any] = {"kind": figure.kind, "number": _plain(figure.number)}
    if figure.number_max is not None:
        value["number_max"] = _plain(figure.number_max)
    if figure.currency:
        value["currency"] = figure.currency
    elif figure.unit:
        value["unit"] = figure.unit
    return value


def _plain(number: Decimal) -> int | float:
    """A whole number where it is one, for JSON."""
    whole = number.to_integral_value()
    return int(whole) if whole == number else round(float(number), _DECIMAL_PLACES)


def _attributes(scene: Scene, figure: Figure, before: Figure | None) -> Mapping[str, Any]:
    metric = metric_of(scene, figure)
    attributes: dict[str, Any] = {"qualifier": qualifier_of(scene, figure), "status": status_of(scene, figure, metric)}
    if metric:
        attributes["metric"] = metric
    period = period_of(scene, figure, metric=metric)
    if period:
        attributes["period"] = period
    parties = parties_of(scene, figure.start, figure.end, metric=metric)
    if parties:
        attributes["parties"] = parties
    if before is not None and _converts(scene, figure, before):
        attributes["converts"] = "1"
    return attributes


def _converts(scene: Scene, figure: Figure, before: Figure) -> bool:
    """Whether money restates the money right before it in another currency: in brackets, or after "or", "setara"."""
    if figure.kind != "money" or before.kind != "money" or figure.currency == before.currency:
        return False
    between = scene.plain[before.end : figure.start]
    return len(between) < 48 and _CONVERTS.fullmatch(between) is not None and _ONLY_LINKS.fullmatch(between) is None


_FEW = Decimal(9)
_MILLION = Decimal(1_000_000)
_COLLECTIVES = {
    "keenam": Decimal(6), "ketujuh": Decimal(7), "kedelapan": Decimal(8), "kesembilan": Decimal(9),
    "kesepuluh": Decimal(10), "kesebelas": Decimal(11),
}  # fmt: skip
