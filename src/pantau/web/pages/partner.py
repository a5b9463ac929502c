"""One partner: its levels, coordinators, instruments, plans, trade and investment, and published figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.actors import (
    PARTNER_KINDS,
    ActorRow,
    InstrumentRow,
    LevelRow,
    TermRow,
    instrument_kind_name,
    instrument_status_name,
)
from pantau.domain.plausibility.findings import Finding
from pantau.domain.plausibility.trends import review_series
from pantau.domain.refusals import NotFound
from pantau.domain.series import Series, ValueRow
from pantau.domain.values import Period
from pantau.publish.charts import series_chart
from pantau.records.queries.actors import actor_named, coordinators_of, instruments_with, levels_of
from pantau.records.queries.figures import partner_figures
from pantau.records.queries.series import series_of
from pantau.records.queries.timeline import partner_timeline
from pantau.web.ask import Visit, ask
from pantau.web.cells import source_cell
from pantau.web.page import Crumb, Page, address
from pantau.web.pages.figure_tables import figure_order, figure_table
from pantau.web.pages.plan_scores import plan_scores, plan_table
from pantau.web.pages.timeline import timeline_section
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import compact, day, language, number


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """One series with its chart as SVG (``None`` with fewer than two values), its table's key, and its findings."""

    series: Series
    chart: str | None
    key: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """A partner with its series; everything else stands in tables."""

    partner: ActorRow
    level: LevelRow | None
    coordinator: TermRow | None
    series: tuple[SeriesRow, ...]

    def as_json(self) -> dict[str, Any]:
        partner = self.partner
        return {
            "code": partner.code,
            "kind": partner.kind.value,
            "name": partner.name.as_json(),
            "iso": partner.iso or None,
            "findings": [found.as_json() for one in self.series for found in one.findings],
        }


def partner_page(visit: Visit, *, code: str) -> Page:
    """Raises NotFound for what is no partner."""
    partner = actor_named(code)
    if partner.kind not in PARTNER_KINDS:
        raise NotFound
    series = series_of(partner)
    keys = [f"series-{one.indicator.lower()}" for one in series]
    asked = ask(visit)
    levels, terms = levels_of(partner), coordinators_of(partner)
    today = visit.now.date()
    row = PartnerRow(
        partner=partner,
        level=levels[-1] if levels else None,
        coordinator=next((one for one in terms if one.start <= today and (one.end is None or today <= one.end)), None),
        series=tuple(
            SeriesRow(series=one, chart=series_chart(one, language=language()), key=key, findings=review_series(one))
            for one, key in zip(series, keys, strict=True)
        ),
    )
    made: tuple[Table[Any], ...] = (
        _table("levels", _("Levels of the partnership"), columns=_LEVEL_COLUMNS, items=levels),
        _table("coordinators", _("Country coordinators"), columns=_TERM_COLUMNS, items=terms),
        _table("instruments", _("Instruments"), columns=_INSTRUMENT_COLUMNS, items=instruments_with(partner)),
        plan_table(plan_scores(visit, partner=partner.code)),
        figure_table(sorted(partner_figures(partner), key=figure_order)),
        timeline_section(partner_timeline(partner)),
        *(_table(one.key, one.series.name, columns=_VALUE_COLUMNS, items=one.series.values) for one in row.series),
    )
    return Page(
        template="partner",
        title=partner.name,
        row=row,
        tables={table.key: table for table in made},
        asked=asked,
        crumbs=(Crumb(name=_("Partners"), href=address("partners")),),
        illustrative=partner.illustrative,
    )


def _table(key: str, caption: Any, *, columns: tuple[Column[Any], ...], items: Sequence[Any]) -> Table[Any]:
    return Table(key=key, caption=caption, columns=columns, items=items, empty=_("Nothing is recorded here yet."))


def _until(value: Any) -> Cell:
    return Cell(value=value, absent=_("still"))


def _period(instrument: InstrumentRow) -> Period | None:
    return Period(start=instrument.start, end=instrument.end) if instrument.start and instrument.end else None


def _statuses(instrument: InstrumentRow) -> Cell:
    """The status history, the present one first."""
    steps = [
        f"{instrument_status_name(status).into(language())} ({day(on) if on else _('not dated')})"
        for status, on in reversed(instrument.statuses)
    ]
    value = [f"{status} {on.isoformat() if on else ''}".strip() for status, on in instrument.statuses]
    return Cell(value=value or None, shown=" ← ".join(steps), absent=_("not recorded"))


def _number(value: ValueRow) -> Cell:
    shown = compact(value.number) if value.number is not None else None
    return Cell(value=value.number, shown=shown, absent=value.state.words.into(language()))


_LEVEL_COLUMNS: tuple[Column[LevelRow], ...] = (
    Column(key="level", title=_("Level"), cell=lambda one: Cell(value=one.level, shown=one.words)),
    Column(key="since", title=_("Since"), cell=lambda one: Cell(value=one.since)),
    Column(key="until", title=_("Until"), cell=lambda one: _until(one.until)),
)
_TERM_COLUMNS: tuple[Column[TermRow], ...] = (
    Column(key="country", title=_("Country"), cell=lambda one: Cell(value=one.country.code, shown=one.country.name)),
    Column(key="start", title=_("From"), cell=lambda one: Cell(value=one.start)),
    Column(key="end", title=_("Until"), cell=lambda one: _until(one.end)),
)
_INSTRUMENT_COLUMNS: tuple[Column[InstrumentRow], ...] = (
    Column(key="title", title=_("Title"), cell=lambda one: Cell(value=one.title)),
    Column(key="code", title=_("Code"), on="data", cell=lambda one: Cell(value=one.code)),
    Column(key="kind", title=_("Kind"), cell=lambda one: Cell(value=one.kind, shown=instrument_kind_name(one.kind))),
    Column(key="period", title=_("Period"), cell=lambda one: Cell(value=_period(one), absent=_("not stated"))),
    Column(key="statuses", title=_("Status, latest first"), cell=_statuses),
)
_VALUE_COLUMNS: tuple[Column[ValueRow], ...] = (
    Column(key="period", title=_("Period"), cell=lambda one: Cell(value=Period(start=one.start, end=one.end))),
    Column(key="number", title=_("Value"), numeric=True, cell=_number),
    Column(key="state", title=_("State"), cell=lambda one: Cell(value=one.state, shown=one.state.words)),
    Column(
        key="rank",
        title=_("Rank"),
        numeric=True,
        cell=lambda one: Cell(value=one.rank, shown=number(one.rank) if one.rank else None, absent=_("not stated")),
    ),
    Column(key="note", title=_("Note"), on="data", cell=lambda one: Cell(value=one.note or None, absent=_("none"))),
    Column(key="source", title=_("Source"), cell=lambda one: source_cell(one.source)),
)
