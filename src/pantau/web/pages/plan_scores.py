"""Every plan with the rate its default rule gives today."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.plans import PlanRow
from pantau.domain.rates import Rate
from pantau.domain.scorecard import StatusCount
from pantau.domain.values import Share
from pantau.records.queries.plans import plan_rows
from pantau.usecases.score_plan import score_plan
from pantau.web.ask import Asked, Visit
from pantau.web.cells import count_cell, rate_cell, share_cell, yes_or_no
from pantau.web.page import address
from pantau.web.pages.moments import headline_rate
from pantau.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanScore:
    """A plan with its headline: the rate of its default rule, and how complete the reports behind it are."""

    plan: PlanRow
    lines: int
    rate: Rate
    completeness: Share
    statuses: tuple[StatusCount, ...]
    as_of: Any


def plan_scores(visit: Visit, *, partner: str = "") -> tuple[PlanScore, ...]:
    """All plans, or those with one partner, scored today by their own derivation."""
    cards = [score_plan(visit.actor, plan=plan.code) for plan, _lines in plan_rows(partner=partner)]
    return tuple(
        PlanScore(
            plan=card.plan,
            lines=card.lines,
            rate=headline_rate(card),
            completeness=card.completeness,
            statuses=card.statuses,
            as_of=card.moment.as_of,
        )
        for card in cards
    )


def plan_cell(plan: PlanRow) -> Cell:
    """The code of a plan, leading to its scorecard."""
    shape = "illustrative" if plan.illustrative else ""
    return Cell(value=plan.code, href=address("plan", code=plan.code), shape=shape)


PLAN_COLUMNS: tuple[Column[PlanScore], ...] = (
    Column(key="code", title=_("Code"), cell=lambda one: plan_cell(one.plan)),
    Column(key="illustrative", title=_("Illustrative"), on="data", cell=lambda one: yes_or_no(one.plan.illustrative)),
    Column(key="title", title=_("Title"), cell=lambda one: Cell(value=one.plan.title)),
    Column(
        key="partner",
        title=_("Partner"),
        cell=lambda one: Cell(
            value=one.plan.partner or None,
            shown=one.plan.partner_name,
            absent=_("no partner"),
            href=address("partner", code=one.plan.partner) if one.plan.partner else "",
        ),
    ),
    Column(key="period", title=_("Period"), cell=lambda one: Cell(value=one.plan.period)),
    Column(key="lines", title=_("Lines"), numeric=True, cell=lambda one: Cell(value=one.lines)),
    Column(
        key="rule",
        title=_("Rule"),
        cell=lambda one: Cell(
            value=one.rate.rule,
            href=address("plan-rule", code=one.plan.code, rule=one.rate.rule),
            note=one.rate.name,
        ),
    ),
    Column(key="numerator", title=_("Counted"), on="data", cell=lambda one: count_cell(one.rate.numerator)),
    Column(key="denominator", title=_("Of"), on="data", cell=lambda one: count_cell(one.rate.denominator)),
    Column(
        key="percent",
        title=_("Rate"),
        numeric=True,
        cell=lambda one: rate_cell(one.rate),
    ),
    Column(
        key="completeness",
        title=_("Reports in"),
        numeric=True,
        cell=lambda one: share_cell(one.completeness),
    ),
    Column(key="as_of", title=_("Situation on"), cell=lambda one: Cell(value=one.as_of)),
)


def plan_table(scores: tuple[PlanScore, ...], *, asked: Asked | None = None) -> Table[PlanScore]:
    """The plans with their rates."""
    return Table(
        key="plans",
        caption=_("Plans and the rate of their default rule"),
        columns=PLAN_COLUMNS,
        items=scores,
        asked=asked,
        empty=_("No plan is kept here yet."),
        mend=_("Import one: pantau plan import FILE --code C --title T --period 2021..2025"),
    )
