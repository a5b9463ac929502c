"""The figure that a claim of a quantity becomes: what it is about, of which metric, and how the source put it."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from pantau.domain.evidence.becomes import Scene, ids_in, is_country
from pantau.domain.evidence.drafts import FigureDraft, Subject
from pantau.domain.evidence.rows import ClaimRow
from pantau.domain.evidence.spans import Span, span_of
from pantau.domain.evidence_refusals import FigureUnplaced, MetricMissing
from pantau.domain.figures.metrics import Clock, Kind, Metric, metric_named
from pantau.domain.refusals import MetricUnknown
from pantau.domain.values import Period, Qualifier, Quantity
from pantau.domain.words import table

_NEAR = 200
"""Code points around a rate within which its counts and its verb are looked for."""
_PRINTED = 100


def figure_drafted(claim: ClaimRow, *, scene: Scene, members: frozenset[str] = frozenset()) -> FigureDraft:
    """The figure of a quantity; `members` are the ids of ASEAN's member states.

    Raises:
        MetricMissing: the claim does not say what is measured, or nothing of the sort is kept.
        FigureUnplaced: neither the claim nor a person says whom or what the figure is about.
    """
    metric = _metric(claim)
    span = span_of(str(claim.attributes.get("period", "")))
    subject = _subject(claim, scene=scene, members=members, metric=metric)
    numerator, denominator = _counts(claim, scene=scene, metric=metric)
    verb = _verb(claim, scene=scene) if metric.kind is Kind.SHARE or metric.code in _of_agreements() else ""
    return FigureDraft(
        subject=subject,
        metric=metric.code,
        quantity=_quantity(claim),
        status=str(claim.attributes.get("status", "actual")),
        period=_period(span, metric=metric, subject=subject),
        as_of=_as_of(span, metric=metric, stated_on=scene.stated_on),
        verb=verb,
        rule=table("evidence")["verbs"]["rules"].get(verb.casefold(), "") if verb else "",
        numerator=numerator,
        denominator=denominator,
        converts=_converted(claim, scene=scene),
    )


def metric_code(claim: ClaimRow) -> str:
    """The code of the metric that a quantity is of, by the tables of data/evidence.toml; it may be in no table."""
    read, kind = str(claim.attributes.get("metric", "")), str(claim.value["kind"])
    tables = table("evidence")
    code: str = tables["metrics"].get(f"{kind}.{read}") or tables["metrics"].get(read) or read
    if claim.attributes.get("status") == "target":
        code = tables["target_metrics"].get(code, code)
    return code


def _metric(claim: ClaimRow) -> Metric:
    try:
        return metric_named(metric_code(claim))
    except MetricUnknown as unknown:
        raise MetricMissing(text=claim.text) from unknown


def _subject(claim: ClaimRow, *, scene: Scene, members: frozenset[str], metric: Metric) -> Subject:
    linked = [link for link in claim.links if link.bond == "about" and link.kind in ("plan", "instrument", "actor")]
    if linked:
        return Subject(linked=min(linked, key=lambda link: ("plan", "instrument", "actor").index(link.kind)))
    if metric.code in _of_agreements():
        agreement = _agreement(claim, scene=scene)
        if agreement is not None:
            return Subject(agreement=agreement)
    parties = [one for one in ids_in(claim.attributes, "parties") if is_country(one) or ":" in one or one == "ASEAN"]
    others = [one for one in parties if one != "ASEAN"]
    if not others:
        if not parties:
            raise FigureUnplaced(text=claim.text)
        return Subject(actor="ASEAN")
    outside = [one for one in others if one not in members]
    first = (outside or others)[0]
    rest = [one for one in others if one != first]
    return Subject(actor=first, counterpart=rest[0] if len(rest) == 1 else "")


def _agreement(claim: ClaimRow, *, scene: Scene) -> ClaimRow | None:
    """The plan that a rate of lines is about: of the same years, else the nearest before it, else the nearest after."""
    kinds = table("evidence")["of_agreements"]["kinds"]
    plans = [one for one in scene.claims if one.type == "agreement" and one.value["kind"] in kinds]
    said = span_of(str(claim.attributes.get("period", "")))
    same = [one for one in plans if said and _years(one) == said]
    return min(same or plans, key=lambda one: (one.start > claim.start, abs(one.start - claim.start)), default=None)


def _years(agreement: ClaimRow) -> Span | None:
    years = agreement.value.get("period")
    return span_of(str(years[0]), str(years[1])) if years else None


def _of_agreements() -> Sequence[str]:
    found: Sequence[str] = table("evidence")["of_agreements"]["metrics"]
    return found


def _quantity(claim: ClaimRow) -> Quantity:
    said, kind = claim.value, str(claim.value["kind"])
    unit = {"percent": "percent", "rank": "rank"}.get(kind) or str(said.get("currency") or said.get("unit") or kind)
    hedge = table("evidence")["qualifiers"].get(str(claim.attributes.get("qualifier", "")))
    most = said.get("number_max")
    return Quantity(
        number=_decimal(claim, said["number"]),
        number_max=None if most is None else _decimal(claim, most),
        unit=unit,
        qualifier=Qualifier(hedge) if hedge else None,
        printed=printed_of(claim),
    )


def _decimal(claim: ClaimRow, number: object) -> Decimal:
    try:
        return Decimal(str(number))
    except InvalidOperation as fault:
        raise MetricMissing(text=claim.text) from fault


def printed_of(claim: ClaimRow) -> str:
    """What the source printed, on one line; a percentage without its sign."""
    text = " ".join(claim.text.split())
    if claim.value["kind"] == "percent":
        text = re.sub(r"\s*(%|persen|per cent|percent)$", "", text, flags=re.IGNORECASE)
    return text if len(text) <= _PRINTED else f"{text[: _PRINTED - 1]}…"


def _period(span: Span | None, *, metric: Metric, subject: Subject) -> Period | None:
    """The period of a figure; that of a rate of lines is the plan's."""
    if subject.agreement is not None:
        years = _years(subject.agreement)
        return years.period if years else None
    return span.period if span and (metric.clock is not Clock.AS_OF or span.grain == "year") else None


def _as_of(span: Span | None, *, metric: Metric, stated_on: date | None) -> date | None:
    """The day whose state the figure describes: the one that the text gives, else the day it came out."""
    given = span is not None and metric.clock is Clock.AS_OF and span.grain != "year"
    return span.end if span is not None and given else stated_on


def _counts(claim: ClaimRow, *, scene: Scene, metric: Metric) -> tuple[int | None, int | None]:
    """The lines done and the lines of the plan that stand beside a rate, or beside the count that is done."""
    if metric.code not in table("evidence")["of_agreements"]["counted"]:
        return None, None
    done = claim if metric.code == "lines_done" else _beside(claim, scene=scene, metric="lines_done")
    whole = _beside(claim, scene=scene, metric="lines")
    if done is None or whole is None:
        return None, None
    numerator, denominator = int(done.value["number"]), int(whole.value["number"])
    return (numerator, denominator) if 0 <= numerator <= denominator and denominator else (None, None)


def _beside(claim: ClaimRow, *, scene: Scene, metric: str) -> ClaimRow | None:
    found = [
        one
        for one in scene.claims
        if one.type == "quantity"
        and one.value["kind"] == "count"
        and metric_code(one) == metric
        and one.id != claim.id
        and abs(one.start - claim.start) <= _NEAR
    ]
    return min(found, key=lambda one: abs(one.start - claim.start), default=None)


def _verb(claim: ClaimRow, *, scene: Scene) -> str:
    """The verb of the source nearest to the claim, as it is written there."""
    low = max(claim.start - _NEAR, 0)
    around = scene.text[low : claim.end + _NEAR]
    spellings = sorted(table("evidence")["verbs"]["spellings"], key=len, reverse=True)
    pattern = r"\b(?:" + "|".join(re.escape(one) for one in spellings) + r")\b"
    found = re.finditer(pattern, around, flags=re.IGNORECASE)
    here = claim.start - low
    nearest = min(found, key=lambda one: abs(one.start() - here), default=None)
    return " ".join(nearest.group().split()) if nearest else ""


def _converted(claim: ClaimRow, *, scene: Scene) -> ClaimRow | None:
    if claim.attributes.get("converts") != "1":
        return None
    before = [
        one
        for one in scene.claims
        if one.type == "quantity" and one.value["kind"] == "money" and one.end <= claim.start
    ]
    return before[-1] if before else None
