"""The first page: what the plans kept here stand at, and what has been published, each with its rule or its source."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.figures import Figure, Kind
from pantau.records.queries.figures import figure_rows
from pantau.web.ask import Visit, ask
from pantau.web.page import Page, address
from pantau.web.pages.figure_tables import figure_table, is_invented
from pantau.web.pages.plan_scores import PlanScore, plan_scores, plan_table

_MOST_HEADLINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A published figure with the addresses of its page and of its source."""

    figure: Figure
    href: str
    source_href: str

    def as_json(self) -> dict[str, Any]:
        return self.figure.as_json()


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRow:
    """Plans with their rates, the latest published figure of each subject, and how many figures there are."""

    scores: tuple[PlanScore, ...]
    headlines: tuple[Headline, ...]
    figures: int

    def as_json(self) -> dict[str, Any]:
        return {"headlines": [one.as_json() for one in self.headlines], "figures_recorded": self.figures}


def home_page(visit: Visit) -> Page:
    """Real figures are headlines with their source; invented plans and figures are labelled and never among them."""
    asked = ask(visit)
    scores = tuple(sorted(plan_scores(visit), key=_plan_order))
    figures = figure_rows()
    headlines = _headlines([figure for figure in figures if not is_invented(figure)])
    return Page(
        template="home",
        title=_("Home"),
        row=HomeRow(scores=scores, headlines=headlines, figures=len(figures)),
        tables={"plans": plan_table(scores), "headlines": figure_table([one.figure for one in headlines])},
        asked=asked,
    )


def _plan_order(one: PlanScore) -> tuple[bool, date, str]:
    return one.plan.illustrative, one.plan.period.start, one.plan.code


def _headlines(figures: list[Figure]) -> tuple[Headline, ...]:
    """The latest implementation rate of each subject, newest first."""
    latest: dict[str, Figure] = {}
    for figure in sorted(figures, key=lambda one: (one.stated_on or date.min, one.code)):
        if figure.measures.kind is Kind.SHARE and figure.source is not None:
            latest[figure.subject] = figure
    newest = sorted(latest.values(), key=lambda one: one.stated_on or date.min, reverse=True)
    return tuple(
        Headline(
            figure=figure,
            href=address("figure", code=figure.code),
            source_href=address("source", code=figure.source.code) if figure.source else "",
        )
        for figure in newest[:_MOST_HEADLINES]
    )
