"""The trace of one rule: which lines it counts, which it does not, and which it might."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.initiatives import InitiativeRow, Stage, stages_passed
from pantau.domain.plans import NamedList, PlanRow
from pantau.domain.rates import RULE_CODES, LineFacts, Rate, Rule, Verdict, rule_named
from pantau.domain.refusals import NotFound
from pantau.domain.scorecard import Moment, Scorecard, line_state
from pantau.domain.words import Words, table
from pantau.records.queries.plans import named_lists
from pantau.records.queries.progress import initiatives_of
from pantau.web.ask import Asked, Choice, Field, ask, choice_field
from pantau.web.cells import status_cell
from pantau.web.page import Crumb, Page, Visit, address
from pantau.web.pages.moments import moment_query, plan_crumbs, plan_in_view, scorecard_at
from pantau.web.pages.plan_lines import line_cell, section_name, wording_cell
from pantau.web.tables import Cell, Column, Table, sortable
from pantau.web.wording import language


class VerdictCount(NamedTuple):
    """How many lines got a verdict, and the address that lists them."""

    verdict: Verdict
    lines: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One rule on one plan: its rate, what public use it has, and its verdicts by number of lines."""

    plan: str
    plan_title: Words
    as_of: date
    rule: str
    rate: Rate
    seen: str
    verdicts: tuple[VerdictCount, ...]
    query: str

    def as_json(self) -> dict[str, Any]:
        counts = {row.verdict.value: row.lines for row in self.verdicts}
        return {"plan": self.plan, "as_of": self.as_of.isoformat(), **self.rate.as_json(), "verdicts": counts}


class Judged(NamedTuple):
    """A line with the verdict of the rule on it."""

    facts: LineFacts
    verdict: Verdict


def plan_rule_page(visit: Visit, *, code: str, rule: str) -> Page:
    """Raises PlanUnknown, RoundUnknown, and NotFound for a rule nobody knows."""
    if rule not in RULE_CODES:
        raise NotFound
    view = plan_in_view(visit, code=code)
    lists = named_lists(view.plan, as_of=visit.today)
    asked = ask(visit.query, path=visit.path, fields=(*_fields(rule, lists), *view.fields), sorts=_SORTS)
    card = scorecard_at(visit, plan=view.plan, asked=asked)
    chosen = [one for one in lists if one.code == asked.get("list")] or list(lists)
    traced = rule_named(rule, lists=chosen)
    judged = [Judged(one, traced.judge(one)) for one in card.facts] if traced else []
    row = RuleRow(
        plan=view.plan.code,
        plan_title=view.plan.title,
        as_of=card.moment.as_of,
        rule=rule,
        rate=_rate(card, rule=rule, named=chosen),
        seen=rule.removesuffix("-net"),
        verdicts=_counts(judged, asked=asked),
        query=moment_query(asked),
    )
    return Page(
        template="plan_rule",
        title=say("Rule %(rule)s on %(plan)s") % {"rule": rule, "plan": view.plan.code},
        row=row,
        tables=_tables(view.plan, moment=card.moment, judged=judged, asked=asked, traced=traced, rule=rule),
        asked=asked,
        crumbs=plan_crumbs(view.plan, query=row.query),
        illustrative=view.plan.illustrative,
    )
