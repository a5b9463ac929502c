"""Named reads of published figures."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pantau.domain.actors import ActorRow
from pantau.domain.figures import Figure, Preference
from pantau.domain.plans import PlanRow
from pantau.domain.refusals import FigureUnknown
from pantau.domain.values import Period, Qualifier, Quantity
from pantau.domain.words import Words
from pantau.records.models import FigurePreference, PublishedFigure
from pantau.records.queries.known import as_known
from pantau.records.queries.series import decimal_of, exact
from pantau.records.queries.sources import passage_row, source_row

_RATE = "implementation_rate"
_WITH = ("plan", "instrument", "actor", "counterpart", "converts", "source", "passage__source")


def figure_row(row: PublishedFigure, *, preferred: Preference | None = None) -> Figure:
    kind, code, name = _subject(row)
    return Figure(
        public_id=row.public_id,
        code=row.code,
        subject_kind=kind,
        subject=code,
        subject_name=name,
        metric=row.metric,
        quantity=Quantity(
            number=exact(row.digits, row.scale),
            number_max=decimal_of(row.digits_max, row.scale),
            unit=row.unit,
            qualifier=Qualifier(row.qualifier) if row.qualifier else None,
            printed=row.printed,
        ),
        period=Period(start=row.period_start, end=row.period_end) if row.period_start and row.period_end else None,
        as_of=row.as_of,
        status=row.status,
        counterpart=row.counterpart.code if row.counterpart else "",
        converts=row.converts.code if row.converts else "",
        verb=row.verb,
        rule=row.rule,
        numerator=row.numerator,
        denominator=row.denominator,
        source=source_row(row.source) if row.source else None,
        passage=passage_row(row.passage) if row.passage else None,
        note=row.note,
        preferred=preferred,
    )


def figure_rows(subject: str = "") -> list[Figure]:
    """All figures, or those about the plan, instrument or actor of a code; by code."""
    rows = PublishedFigure.objects.filter(withdrawn=False).select_related(*_WITH)
    figures = _with_preferences(rows.order_by("code"))
    return [figure for figure in figures if not subject or figure.subject.casefold() == subject.casefold()]


def figure_named(code: str) -> Figure:
    """Raises FigureUnknown."""
    rows = PublishedFigure.objects.filter(withdrawn=False).select_related(*_WITH)
    row = rows.filter(code__iexact=code).first()
    if row is None:
        raise FigureUnknown(figure=code)
    return _with_preferences([row])[0]


def plan_claims(plan: PlanRow, *, known_at: datetime) -> list[Figure]:
    """The published rates about a plan as they were recorded here at a moment, earliest first."""
    history: Any = PublishedFigure.history
    ever = history.filter(plan_id=plan.id).values("id")
    rows = PublishedFigure.objects.filter(id__in=ever, created_at__lte=known_at)
    rows = rows.select_related(*_WITH)
    known = [
        row for row in as_known(rows, known_at) if row.plan_id == plan.id and row.metric == _RATE and not row.withdrawn
    ]
    known.sort(key=lambda row: (row.as_of or date.max, row.code))
    return _with_preferences(known, known_at=known_at)


def plan_figures(plan: PlanRow) -> list[Figure]:
    """Every figure about a plan, of whatever metric; by code."""
    rows = PublishedFigure.objects.filter(plan_id=plan.id, withdrawn=False).select_related(*_WITH)
    return _with_preferences(rows.order_by("code"))


def partner_figures(partner: ActorRow) -> list[Figure]:
    """The figures about a partner itself or with it as the other party, and about the instruments and plans it is a
    party of; by code.
    """
    rows = PublishedFigure.objects.filter(withdrawn=False).select_related(*_WITH)
    about = (
        rows.filter(actor_id=partner.id)
        | rows.filter(counterpart_id=partner.id)
        | rows.filter(plan__partner_id=partner.id)
    )
    about |= rows.filter(instrument__parties__actor_id=partner.id)
    return _with_preferences(about.distinct().order_by("code"))


def standing_preferences(figures: Iterable[int], *, known_at: datetime | None = None) -> dict[int, Preference]:
    """Why figures are preferred now, or as it was known at a moment, by the figures' internal ids."""
    rows = FigurePreference.objects.filter(figure_id__in=list(figures))
    if known_at is None:
        rows = rows.filter(withdrawn=False)
    else:
        rows = rows.filter(created_at__lte=known_at).exclude(withdrawn=True, changed_at__lte=known_at)
    return {
        row.figure_id: Preference(public_id=row.public_id, reason=row.reason, since=row.created_at.date())
        for row in rows.order_by("id")
    }


def _with_preferences(rows: Iterable[PublishedFigure], *, known_at: datetime | None = None) -> list[Figure]:
    """The rows with their preferences, in one statement more however many they are."""
    found = list(rows)
    preferred = standing_preferences((row.pk for row in found), known_at=known_at) if found else {}
    return [figure_row(row, preferred=preferred.get(row.pk)) for row in found]


def _subject(row: PublishedFigure) -> tuple[str, str, Words]:
    if row.plan is not None:
        return "plan", row.plan.code, row.plan.title
    if row.instrument is not None:
        return "instrument", row.instrument.code, row.instrument.title
    if row.actor is not None:
        return "actor", row.actor.code, row.actor.name
    raise ValueError(f"figure {row.code} is about nothing")  # the database refuses such a row
