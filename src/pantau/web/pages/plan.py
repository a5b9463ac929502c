"""The scorecard of a plan: every rule side by side, the claims, and what is behind them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.actors import ActorRow
from pantau.domain.permissions import plan_matter, sees_countries
from pantau.domain.plans import LineRow
from pantau.domain.rates import Rate
from pantau.domain.scorecard import CountryRow, Scorecard, SectionRow, StatusCount
from pantau.records.queries.actors import actor_rows
from pantau.records.queries.plans import plan_kin
from pantau.records.queries.timeline import plan_timeline
from pantau.usecases.score_provisionally import Provisional, may_see_provisional, score_provisionally
from pantau.web.ask import Asked, Visit, ask
from pantau.web.cells import UNKNOWN, bar_cell, bound_cell, count_cell, percent_cell, rate_cell, status_cell
from pantau.web.page import Page, address
from pantau.web.pages.claims import claim_table
from pantau.web.pages.moments import headline_rate, moment_query, plan_crumbs, plan_in_view, scorecard_at
from pantau.web.pages.plan_lines import text_languages
from pantau.web.pages.provisional import provisional_tables
from pantau.web.pages.timeline import timeline_section
from pantau.web.scale import Scale, rule_scale
from pantau.web.tables import Cell, Column, Table, sortable

_UNTOUCHED_SHOWN = 15
_STATES = (
    "completed",
    "partially",
    "ongoing",
    "continuing",
    "planned",
    "deferred",
    "not_started",
    "not_applicable",
    "no_report",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPageRow:
    """A scorecard with its headline and scale; `query` is the moment as a query string for links within the plan;
    `before` and `after` are the codes of the plans it succeeds and that succeed it.

    `provisional` is a look ahead for those who review. `shows_countries` tells whether results by country may be
    shown, `only_own` that these are the reader's own; the card holds no others.
    """

    card: Scorecard
    headline: Rate
    scale: Scale
    query: str
    provisional: Provisional | None
    shows_countries: bool
    only_own: bool
    more_untouched: int
    before: str
    after: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The answer of `pantau score --json` with what this page adds; tables follow beside it."""
        answer = self.card.as_json()
        statuses = {row.status or "no_report": row.lines for row in self.card.statuses}
        visibility = {"visibility": self.card.plan.visibility.value, "shows_countries": self.shows_countries}
        plan = {"plan_title": self.card.plan.title.as_json(), "period": str(self.card.plan.period)}
        kin = {"predecessor": self.before or None, "successors": list(self.after)}
        ahead = {"provisional": self.provisional.as_json()} if self.provisional else {}
        return plan | answer | visibility | kin | ahead | {"headline": self.headline.as_json(), "statuses": statuses}


def plan_page(visit: Visit, *, code: str) -> Page:
    """The scorecard at the moment asked for. Raises PlanUnknown, RoundUnknown."""
    view = plan_in_view(visit, code=code)
    asked = ask(visit, fields=view.fields, sorts=_SORTS)
    card = scorecard_at(visit, plan=view.plan, asked=asked)
    query = moment_query(asked)
    before, after = plan_kin(card.plan)
    every = sees_countries(visit.actor, card.plan.visibility, plan_matter(card.plan))
    row = PlanPageRow(
        card=card,
        headline=headline_rate(card),
        scale=rule_scale(card.rates, card.claims),
        query=query,
        provisional=_provisional(visit, card=card, asked=asked),
        shows_countries=every or bool(card.countries),
        only_own=not every and bool(card.countries),
        more_untouched=max(0, len(card.untouched) - _UNTOUCHED_SHOWN),
        before=before,
        after=after,
    )
    return Page(
        template="plan",
        title=card.plan.title,
        row=row,
        tables=_tables(card, asked=asked, query=query) | provisional_tables(card, row.provisional),
        asked=asked,
        crumbs=plan_crumbs(card.plan)[:1],
        illustrative=card.plan.illustrative,
    )


def _provisional(visit: Visit, *, card: Scorecard, asked: Asked) -> Provisional | None:
    """For those who review, while something waits; only as known now, for nobody knows it of a day in the past."""
    if asked.get("known_at") or not may_see_provisional(visit.actor, card.plan):
        return None
    found = score_provisionally(
        visit.actor, plan=card.plan.code, as_of=card.moment.as_of, round=card.moment.round, by=card.moment.by
    )
    return found if found.submitted else None


def _tables(card: Scorecard, *, asked: Asked, query: str) -> dict[str, Table[Any]]:
    places = {"code": card.plan.code, "query": query}
    tables: dict[str, Table[Any]] = {
        "rates": _rates(card, asked=asked, query=query),
        "pairs": Table(
            key="pairs",
            caption=_("The same rules over pairs of line and country"),
            columns=_PAIR_COLUMNS,
            items=[rate for rate in card.rates if rate.unit == "pairs"],
        ),
        "claims": claim_table(card.claims),
        "sections": Table(
            key="sections",
            caption=_("Lines by section and regional status"),
            columns=_section_columns(card),
            items=card.sections,
        ),
        "untouched": Table(
            key="untouched",
            caption=_("Lines that nobody has begun"),
            columns=_untouched_columns(card, **places),
            items=card.untouched,
            limit=_UNTOUCHED_SHOWN,
            empty=_("Every line has been begun by somebody."),
        ),
    }
    tables["timeline"] = timeline_section(plan_timeline(card.plan))
    return tables | ({"countries": _countries(card)} if card.countries else {})


def _rates(card: Scorecard, *, asked: Asked, query: str) -> Table[Rate]:
    return Table(
        key="rates",
        caption=_("Every rule with its counts and bounds"),
        columns=(_rule_column(card, query), *_RATE_COLUMNS),
        items=[rate for rate in card.rates if rate.unit != "pairs"],
        asked=asked,
    )


def _rule_column(card: Scorecard, query: str) -> Column[Rate]:
    def cell(rate: Rate) -> Cell:
        chosen = f"{query}{'&' if query else '?'}list={rate.list_code}" if rate.list_code else query
        href = address("plan-rule", code=card.plan.code, rule=rate.rule, query=chosen)
        return Cell(value=rate.rule, href=href)

    return Column(key="rule", title=_("Rule"), cell=cell)


def _count(rate: Rate, count: int | None) -> Cell:
    return Cell(value=count, absent=UNKNOWN if rate.applies else _("does not apply"))


_NAME: Column[Rate] = Column(
    key="name", title=_("What it counts"), cell=lambda one: Cell(value=one.name, note=one.says)
)
_COUNTS: tuple[Column[Rate], ...] = (
    Column(key="numerator", title=_("Counted"), numeric=True, cell=lambda one: _count(one, one.numerator)),
    Column(key="denominator", title=_("Of"), numeric=True, cell=lambda one: _count(one, one.denominator)),
    Column(
        key="percent",
        title=_("Percent"),
        numeric=True,
        cell=lambda one: percent_cell(one.percent, absent=UNKNOWN if one.applies else _("does not apply")),
    ),
    Column(key="low", title=_("Low"), numeric=True, cell=lambda one: bound_cell(one, one.low)),
    Column(key="high", title=_("High"), numeric=True, cell=lambda one: bound_cell(one, one.high)),
)
_RATE_COLUMNS: tuple[Column[Rate], ...] = (
    _NAME,
    Column(key="unit", title=_("Unit"), on="data", cell=lambda one: Cell(value=one.unit)),
    *_COUNTS,
    Column(
        key="why", title=_("Note"), sortable=False, cell=lambda one: Cell(value=one.why, absent=_("nothing left out"))
    ),
)
_PAIR_COLUMNS: tuple[Column[Rate], ...] = (
    Column(key="rule", title=_("Rule"), cell=lambda one: Cell(value=one.rule)),
    Column(key="name", title=_("What it counts"), cell=lambda one: Cell(value=one.name)),
    *_COUNTS,
)
_SORTS = ("rule", *sortable(_RATE_COLUMNS))


def _section_columns(card: Scorecard) -> tuple[Column[SectionRow], ...]:
    spoken = text_languages(card.facts[0].line) if card.facts else ()
    lang = spoken[0] if len(spoken) == 1 else ""

    def title(one: SectionRow) -> Cell:
        return Cell(value=one.title or None, absent=_("without section"), lang=lang)

    return (
        Column(
            key="label", title=_("Section"), cell=lambda one: Cell(value=one.label or None, absent=_("without section"))
        ),
        Column(key="title", title=_("Title"), cell=title),
        Column(key="lines", title=_("Lines"), numeric=True, cell=lambda one: count_cell(one.lines)),
        Column(key="completed", title=_("Completed"), numeric=True, cell=lambda one: rate_cell(one.full)),
        Column(key="addressed", title=_("Addressed"), numeric=True, cell=lambda one: rate_cell(one.addressed)),
        Column(key="statuses", title=_("Lines by status"), cell=lambda one: bar_cell(one.statuses)),
    )


def _untouched_columns(card: Scorecard, *, code: str, query: str) -> tuple[Column[LineRow], ...]:
    states = {one.line.id: one.status for one in card.facts}

    def label(line: LineRow) -> Cell:
        return Cell(value=line.label, href=address("plan-line", code=code, line=line.public_id, query=query))

    return (
        Column(key="label", title=_("Line"), cell=label),
        Column(key="words", title=_("Wording"), cell=lambda line: Cell(value=line.words)),
        Column(key="status", title=_("Status"), cell=lambda line: status_cell(states[line.id])),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _CountryLine:
    country: ActorRow
    row: CountryRow


def _countries(card: Scorecard) -> Table[_CountryLine]:
    names = {actor.id: actor for actor in actor_rows()}
    return Table(
        key="countries",
        caption=_("Answers by country"),
        columns=_COUNTRY_COLUMNS,
        items=[_CountryLine(country=names[row.actor], row=row) for row in card.countries],
    )


def _country_count(state: str) -> Column[_CountryLine]:
    return Column(key=state, title=state, on="data", cell=lambda one: Cell(value=one.row.count(state)))


_COUNTRY_COLUMNS: tuple[Column[_CountryLine], ...] = (
    Column(key="country", title=_("Country"), cell=lambda one: Cell(value=one.country.code, shown=one.country.name)),
    Column(key="owed", title=_("Lines owed"), numeric=True, cell=lambda one: count_cell(one.row.owed)),
    Column(key="missing", title=_("Not reported"), numeric=True, cell=lambda one: count_cell(one.row.missing)),
    Column(key="stale", title=_("Stale"), numeric=True, cell=lambda one: count_cell(one.row.stale)),
    *(_country_count(state) for state in _STATES if state != "no_report"),
    Column(key="statuses", title=_("Lines by status"), on="page", cell=lambda one: bar_cell(_with_missing(one.row))),
)


def _with_missing(row: CountryRow) -> tuple[StatusCount, ...]:
    return (*row.statuses, *((StatusCount(None, row.missing),) if row.missing else ()))
