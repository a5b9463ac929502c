"""An accepted quantity is recorded: its published figure, and the value of a series where it is one."""

from collections.abc import Sequence
from typing import Any

from pantau.domain.evidence.drafts import FigureDraft
from pantau.domain.evidence.figures import figure_drafted
from pantau.domain.evidence.rows import ClaimRow
from pantau.domain.evidence_refusals import FigureUnplaced, SubjectUnconfirmed
from pantau.domain.figures.metrics import Kind, Metric, metric_named
from pantau.domain.refusals import NumberOutOfRange
from pantau.domain.series import ValueState
from pantau.domain.values import Period
from pantau.domain.words import table
from pantau.records.models import Actor, Claim, Indicator, Instrument, Plan, PublishedFigure, Record, Value
from pantau.usecases.claim_desk import ClaimDesk, Target, back
from pantau.usecases.figure_cells import scaled

_LARGEST = 10**17
_CODE = 70  # characters of a figure's code, before a number that tells it from another
_ABOUT = {"plan": Plan, "instrument": Instrument, "actor": Actor}


def record_figure(desk: ClaimDesk, claim: ClaimRow) -> tuple[Target, ...]:
    """The figure that the source states, made or, where it says the same twice, found; and the value that it is.

    Raises MetricMissing, FigureUnplaced, and SubjectUnconfirmed where the plan it is about is not accepted.
    """
    draft = figure_drafted(claim, scene=desk.scene, members=desk.members)
    _require_kept(claim, draft)
    about = _about(desk, claim, draft)
    figure = _figure(desk, claim, draft, about=about)
    return (figure, *_value(desk, claim, draft, subject=about))


def _require_kept(claim: ClaimRow, draft: FigureDraft) -> None:
    """Raises NumberOutOfRange for a number with more digits than a database keeps exactly."""
    for number in (draft.quantity.number, draft.quantity.number_max):
        if number is not None and abs(scaled(number)[0]) > _LARGEST:
            raise NumberOutOfRange(text=claim.text[:60], low=-_LARGEST, high=_LARGEST)


def _about(desk: ClaimDesk, claim: ClaimRow, draft: FigureDraft) -> Record:
    subject = draft.subject
    if subject.linked is not None:
        return _ABOUT[subject.linked.kind]._default_manager.get(pk=subject.linked.key)
    if subject.agreement is not None:
        return _confirmed(claim, subject.agreement)
    actor = desk.actor(subject.actor)
    if actor is None:
        raise FigureUnplaced(text=claim.text)
    return actor


def _confirmed(claim: ClaimRow, agreement: ClaimRow) -> Record:
    """The plan or the instrument that an accepted agreement backs; a plan of the instrument's own code goes first."""
    for link in agreement.links:
        if link.kind == "plan":
            return Plan.objects.get(pk=link.key)
        if link.kind == "instrument":
            plan = Plan.objects.filter(code__iexact=link.code).first()
            return plan or Instrument.objects.get(pk=link.key)
    raise SubjectUnconfirmed(text=claim.text, agreement=agreement.text)


def _figure(desk: ClaimDesk, claim: ClaimRow, draft: FigureDraft, *, about: Record) -> Target:
    passage = desk.passage(claim)
    values = _values(desk, draft, about=about)
    stated = {name: values[name] for name in _SAME}
    found = PublishedFigure.objects.filter(source=desk.source, **stated).order_by("withdrawn", "id").first()
    if found is not None:
        if found.withdrawn:  # what stands beside its number may have been corrected meanwhile
            desk.pen.revise(found, **values, passage=passage, withdrawn=False)
        return Target(kind="figure", record=PublishedFigure.objects.get(pk=found.pk))
    code = f"{desk.source.code[: _CODE - 10]}-{claim.start}"
    made = desk.pen.insert(PublishedFigure, code=_free(code), source=desk.source, passage=passage, **values)
    return Target(kind="figure", record=made, made=True)


_SAME = (
    "plan",
    "instrument",
    "actor",
    "counterpart",
    "metric",
    "digits",
    "digits_max",
    "scale",
    "unit",
    "qualifier",
    "status",
    "period_start",
    "period_end",
)
"""What two sentences of a source agree in that state one figure."""


def _values(desk: ClaimDesk, draft: FigureDraft, *, about: Record) -> dict[str, Any]:
    number, most = draft.quantity.number, draft.quantity.number_max
    digits, scale = scaled(number)
    digits_max = None
    if most is not None:
        digits_max, scale_max = scaled(most)
        common = max(scale, scale_max)
        digits, digits_max, scale = digits * 10 ** (common - scale), digits_max * 10 ** (common - scale_max), common
    return {
        **{name: about if isinstance(about, model) else None for name, model in _ABOUT.items()},
        "counterpart": desk.actor(draft.subject.counterpart) if draft.subject.counterpart else None,
        "metric": draft.metric,
        "printed": draft.quantity.printed,
        "digits": digits,
        "digits_max": digits_max,
        "scale": scale,
        "unit": draft.quantity.unit,
        "qualifier": draft.quantity.qualifier.value if draft.quantity.qualifier else "",
        "status": draft.status,
        "converts": _restated(draft.converts),
        "period_start": draft.period.start if draft.period else None,
        "period_end": draft.period.end if draft.period else None,
        "as_of": draft.as_of,
        "verb": draft.verb,
        "rule": draft.rule,
        "numerator": draft.numerator,
        "denominator": draft.denominator,
    }


def _restated(claim: ClaimRow | None) -> PublishedFigure | None:
    keys: Sequence[int] = [link.key for link in claim.links if link.kind == "figure"] if claim else []
    return PublishedFigure.objects.filter(pk__in=keys).first()


def _free(code: str) -> str:
    taken = PublishedFigure.objects.filter(code__istartswith=code).count()
    return f"{code}-{taken + 1}" if taken else code


def _value(desk: ClaimDesk, claim: ClaimRow, draft: FigureDraft, *, subject: Record) -> tuple[Target, ...]:
    """The value of the series that the metric names, for a partner and one whole year; another number leaves it.

    A rank is written beside the value of what it ranks, where that has none.
    """
    metric = metric_named(draft.metric)
    about_one = isinstance(subject, Actor) and not draft.subject.counterpart and draft.status == "actual"
    if not about_one or not _is_a_year(draft.period) or draft.quantity.is_bound:
        return ()
    assert draft.period is not None
    key = {"subject": subject, "start": draft.period.start, "end": draft.period.end}
    if metric.kind is Kind.RANK:
        return _rank(desk, draft, key=key, metric=metric)
    if not metric.indicator:
        return ()
    indicator = _indicator(desk, metric, unit=draft.quantity.unit)
    if indicator.unit != draft.quantity.unit:
        return ()
    found = Value.objects.filter(indicator=indicator, **key).first()
    digits, scale = scaled(draft.quantity.number)
    told = {"state": ValueState.REPORTED.value, "digits": digits, "scale": scale, "withdrawn": False}
    if found is None:
        made = desk.pen.insert(
            Value, indicator=indicator, **key, **told, source=desk.source, passage=desk.passage(claim)
        )
        return (_ranked(desk, made, metric=metric),)
    if found.withdrawn:
        desk.pen.revise(found, **told, source=desk.source, passage=desk.passage(claim), note="")
        return (_ranked(desk, Value.objects.get(pk=found.pk), metric=metric),)
    same = (found.digits, found.scale) == (digits, scale)
    return (Target(kind="indicator_value", record=found),) if same else ()


def _ranked(desk: ClaimDesk, value: Value, *, metric: Metric) -> Target:
    """A value that a claim makes, with the rank that was accepted before it."""
    ranks = [code for code in table("metrics") if metric_named(code).rank_of == metric.code]
    figures = PublishedFigure.objects.filter(metric__in=ranks, actor=value.subject, counterpart=None, withdrawn=False)
    figure = figures.filter(period_start=value.start, period_end=value.end, qualifier="").first()
    if figure is not None and value.rank is None:
        desk.pen.revise(value, rank=figure.digits)
        value = Value.objects.get(pk=value.pk)
        claims = Claim.objects.filter(links__figure=figure, links__bond="backs", links__withdrawn=False)
        back(desk.pen, list(claims), targets=[Target(kind="indicator_value", record=value, made=True)])
    return Target(kind="indicator_value", record=value, made=True)


def _rank(desk: ClaimDesk, draft: FigureDraft, *, key: dict[str, Any], metric: Metric) -> tuple[Target, ...]:
    indicator = metric_named(metric.rank_of).indicator
    found = Value.objects.filter(indicator__code=indicator, withdrawn=False, **key).first() if indicator else None
    rank = int(draft.quantity.number)
    if found is None or found.rank not in (None, rank):
        return ()
    given = found.rank is None  # a rank that the register has is not the claim's to take away
    desk.pen.revise(found, rank=rank)
    return (Target(kind="indicator_value", record=Value.objects.get(pk=found.pk), made=given),)


def _is_a_year(period: Period | None) -> bool:
    return (
        period is not None
        and period.start.year == period.end.year
        and (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)
    )


def _indicator(desk: ClaimDesk, metric: Metric, *, unit: str) -> Indicator:
    found = Indicator.objects.filter(code=metric.indicator).first()
    return found or desk.pen.insert(
        Indicator, code=metric.indicator, name=metric.name, unit=unit, over_time="sum", over_country="sum"
    )
