"""The list of plans."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pantau.web.ask import Visit, ask
from pantau.web.page import Page
from pantau.web.pages.plan_scores import PLAN_COLUMNS, plan_scores, plan_table
from pantau.web.tables import sortable


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansRow:
    """Nothing but the table, and whether any plan in it is invented."""

    any_illustrative: bool


def plans_page(visit: Visit) -> Page:
    """Every plan with the rate of its default rule."""
    asked = ask(visit, sorts=sortable(PLAN_COLUMNS))
    scores = plan_scores(visit)
    return Page(
        template="plans",
        title=_("Plans"),
        row=PlansRow(any_illustrative=any(one.plan.illustrative for one in scores)),
        tables={"plans": plan_table(scores, asked=asked)},
        asked=asked,
    )
