"""The trace of one rule: which lines it counts, which it does not, and which it might."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.plans import NamedList
from pantau.domain.rates import RULE_CODES, LineFacts, Rate, Verdict, rule_named
from pantau.domain.refusals import NotFound
from pantau.domain.scorecard import Scorecard, line_state
from pantau.domain.values import Share
from pantau.domain.words import Words, table, words_from
from pantau.records.queries.plans import named_lists
from pantau.records.queries.progress import initiatives_of
from pantau.web.ask import Asked, Choice, Field, Visit, ask, choice_field
from pantau.web.cells import status_cell
from pantau.web.page import Page
from pantau.web.pages.claims import CLAIM_COLUMNS, claim_table
from pantau.web.pages.initiatives import INITIATIVE_COLUMNS, initiative_table
from pantau.web.pages.moments import moment_query, plan_crumbs, plan_in_view, scorecard_at
from pantau.web.pages.plan_lines import line_cell, section_words, wording_cell
from pantau.web.tables import Cell, Column, Table, sortable
from pantau.web.wording import language


class VerdictCount(NamedTuple):
    """How many lines got a verdict, the address that lists them, and whether it is the one listed."""

    verdict: Verdict
    lines: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One rule on one plan: its rate, what public use it has, and its verdicts by number of lines."""

    plan: str
    plan_title: Words
    as_of: date
    rate: Rate
    completeness: Share
    seen: Words | None
    verdicts: tuple[VerdictCount, ...]
    query: str

    def as_json(self) -> dict[str, Any]:
        counts = {row.verdict.value: row.lines for row in self.verdicts}
        completeness = {"accepted": self.completeness.part, "owed": self.completeness.whole}
        moment = {"plan": self.plan, "as_of": self.as_of.isoformat(), "completeness": completeness}
        return {**moment, **self.rate.as_json(), "verdicts": counts}


class Judged(NamedTuple):
    """A line with the verdict of the rule on it."""

    facts: LineFacts
    verdict: Verdict


def plan_rule_page(visit: Visit, *, code: str, rule: str) -> Page:
    """Raises PlanUnknown, RoundUnknown, and NotFound for a rule nobody knows."""
    if rule not in RULE_CODES:
        raise NotFound
    view = plan_in_view(visit, code=code)
    lists = named_lists(view.plan, as_of=visit.now.date(), known_at=visit.now) if rule == "R5" else ()
    asked = ask(visit, fields=(*_fields(rule, lists), *view.fields), sorts=_sorts(rule))
    card = scorecard_at(visit, plan=view.plan, asked=asked)
    rates = [rate for rate in card.rates if rate.rule == rule and rate.unit != "pairs"]
    rate = next((rate for rate in rates if rate.list_code == asked.get("list")), rates[0])
    traced = rule_named(rule, lists=[one for one in lists if one.code == rate.list_code])
    judged = [Judged(one, traced.judge(one)) for one in card.facts] if traced else []
    row = RuleRow(
        plan=view.plan.code,
        plan_title=view.plan.title,
        as_of=card.moment.as_of,
        rate=rate,
        completeness=card.completeness,
        seen=_seen(rule),
        verdicts=_counts(judged, asked=asked),
        query=moment_query(asked),
    )
    return Page(
        template="plan_rule",
        title=say("Rule %(rule)s on %(plan)s") % {"rule": rule, "plan": view.plan.code},
        row=row,
        tables=_tables(card, judged=judged, asked=asked, rule=rule),
        asked=asked,
        crumbs=plan_crumbs(view.plan, query=row.query),
        illustrative=view.plan.illustrative,
    )


def _fields(rule: str, lists: Sequence[NamedList]) -> tuple[Field, ...]:
    fields = []
    if rule_named(rule, lists=lists):
        verdicts = (Choice(value=one.value, name=one.words.into(language())) for one in Verdict)
        fields.append(choice_field("verdict", _("Verdict"), verdicts))
    if len(lists) > 1:
        names = (Choice(value=one.code, name=one.name.into(language())) for one in lists)
        fields.append(choice_field("list", _("Base"), names))
    return tuple(fields)


def _seen(rule: str) -> Words | None:
    row = table("rules")[rule]
    return words_from(row["seen"]) if "seen" in row else None


def _counts(judged: Sequence[Judged], *, asked: Asked) -> tuple[VerdictCount, ...]:
    many = Counter(one.verdict for one in judged)
    chosen = asked.get("verdict")
    return tuple(
        VerdictCount(verdict, many[verdict], asked.link(verdict=verdict.value), verdict == chosen)
        for verdict in Verdict
        if many[verdict]
    )


def _tables(card: Scorecard, *, judged: Sequence[Judged], asked: Asked, rule: str) -> dict[str, Table[Any]]:
    if rule == "R8":
        return {
            "initiatives": initiative_table(
                initiatives_of(card.plan, known_at=card.moment.known_at), moment=card.moment, asked=asked
            )
        }
    if rule == "R3":
        return {"claims": claim_table(card.claims, asked=asked)}
    query = moment_query(asked)
    label: Column[Judged] = Column(
        key="label", title=_("Line"), cell=lambda one: line_cell(card.plan, one.facts.line, query=query)
    )
    wanted = asked.get("verdict")
    return {
        "lines": Table(
            key="lines",
            caption=_("What the rule says of each line"),
            columns=(label, *_COLUMNS),
            items=[one for one in judged if not wanted or one.verdict == wanted],
            asked=asked,
            group=lambda one: section_words(one.facts.line),
            empty=_("No line to show."),
            mend=_("Remove a filter, or see on the scorecard why the rule does not apply."),
        )
    }


def _sorts(rule: str) -> tuple[str, ...]:
    others: dict[str, tuple[Column[Any], ...]] = {"R8": INITIATIVE_COLUMNS, "R3": CLAIM_COLUMNS}
    return sortable(others[rule]) if rule in others else ("label", *sortable(_COLUMNS))


_COLUMNS: tuple[Column[Judged], ...] = (
    Column(key="words", title=_("Wording"), cell=lambda one: wording_cell(one.facts.line)),
    Column(key="status", title=_("Status"), cell=lambda one: status_cell(line_state(one.facts))),
    Column(
        key="verdict",
        title=_("Verdict"),
        cell=lambda one: Cell(value=one.verdict, shown=one.verdict.words, shape="verdict"),
    ),
)
