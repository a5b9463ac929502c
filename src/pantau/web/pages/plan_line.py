"""One action line: its wording and passage, what was reported of it, what serves it, and what each rule says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.line_reports import LineReport
from pantau.domain.permissions import Actor, plan_matter, sees_countries
from pantau.domain.plans import NodeRow
from pantau.domain.rates import LINE_RULES, LineFacts, Rule, Verdict, focused
from pantau.domain.refusals import NotFound
from pantau.domain.regional import Derivation
from pantau.domain.scorecard import Scorecard, StatusCount, line_state
from pantau.domain.sources import PassageRow
from pantau.domain.statuses import Status
from pantau.domain.values import Share
from pantau.domain.words import Words
from pantau.records.queries.plans import (
    became,
    last_day_in_force,
    line_passage,
    named_lists,
    plan_nodes,
    version_in_force,
)
from pantau.records.queries.progress import initiatives_of, line_reports
from pantau.records.queries.source_sight import text_for
from pantau.web.ask import Visit, ask
from pantau.web.cells import source_cell, status_cell
from pantau.web.page import Crumb, Page, address
from pantau.web.pages.initiatives import initiative_table
from pantau.web.pages.moments import moment_query, plan_crumbs, plan_in_view, scorecard_at
from pantau.web.pages.source_text import context_of, passage_href
from pantau.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStanding:
    """Where a line stands for the region, and the answers that lead there, as counts by status."""

    state: str
    by: Derivation
    answers: tuple[StatusCount, ...]
    reports: Share
    done: Share
    lead: Status | None
    stale: int
    covered: bool
    due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePageRow:
    """One line at a moment. `above` are the headings it stands under, `below` the items that belong to it.

    `left_on` is its last day in the plan where a later version no longer has it; `became` is what stands there then.
    """

    plan: str
    as_of: str
    label: str
    path: tuple[str, ...]
    words: Words
    above: tuple[NodeRow, ...]
    below: tuple[NodeRow, ...]
    standing: LineStanding
    due_on: Any
    withdrawn_on: Any
    passage: PassageRow
    passage_href: str
    before: str
    after: str
    shows_countries: bool
    query: str
    left_on: date | None
    became: tuple[NodeRow, ...]

    def as_json(self) -> dict[str, Any]:
        """Without the passage's source file and the tree, which have pages of their own."""
        standing = self.standing
        return {
            "plan": self.plan,
            "as_of": self.as_of,
            "label": self.label,
            "path": list(self.path),
            "words": self.words.as_json(),
            "items": [{"label": node.label, "words": node.words.as_json()} for node in self.below],
            "status": standing.state,
            "by": standing.by.value,
            "answers": {row.status or "no_report": row.lines for row in standing.answers},
            "reports": {"accepted": standing.reports.part, "owed": standing.reports.whole},
            "stale": standing.stale,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "withdrawn_on": self.withdrawn_on.isoformat() if self.withdrawn_on else None,
            "passage": {
                "source": self.passage.source.code,
                "start": self.passage.start,
                "end": self.passage.end,
                "text": self.passage.text,
            },
            "shows_countries": self.shows_countries,
            "left_on": self.left_on.isoformat() if self.left_on else None,
            "became": [{"line": str(node.line), "words": node.words.as_json()} for node in self.became],
        }


def plan_line_page(visit: Visit, *, code: str, line: UUID) -> Page:
    """Raises PlanUnknown, RoundUnknown, and NotFound for a line of another plan or version."""
    view = plan_in_view(visit, code=code)
    asked = ask(visit, fields=view.fields)
    card = scorecard_at(visit, plan=view.plan, asked=asked)
    facts = _facts_of(line, card)
    left_on = None
    if facts is None:  # a line that a later version no longer has is shown as it last stood
        left_on = last_day_in_force(view.plan, line, as_of=card.moment.as_of, known_at=card.moment.known_at)
        card = scorecard_at(visit, plan=view.plan, asked=asked, as_of=left_on or card.moment.as_of)
        facts = _facts_of(line, card)
    if facts is None:
        raise NotFound
    version = version_in_force(view.plan, card.moment.as_of, known_at=card.moment.known_at)
    passage = line_passage(version, line)
    before, after = context_of(passage, text_for(visit.actor, passage.source))
    nodes = plan_nodes(version)
    path = facts.line.path
    row = LinePageRow(
        plan=view.plan.code,
        as_of=card.moment.as_of.isoformat(),
        label=facts.line.label,
        path=path,
        words=facts.line.words,
        above=tuple(node for node in nodes if len(node.path) < len(path) and node.path == path[: len(node.path)]),
        below=tuple(node for node in nodes if len(node.path) > len(path) and node.path[: len(path)] == path),
        standing=_standing(card, facts),
        due_on=facts.line.due_on,
        withdrawn_on=facts.line.withdrawn_on if facts.withdrawn else None,
        passage=passage,
        passage_href=passage_href(passage),
        before=before,
        after=after,
        shows_countries=sees_countries(visit.actor, view.plan.visibility, plan_matter(view.plan))
        or bool(card.countries),
        query=moment_query(asked),
        left_on=left_on,
        became=tuple(became(line, plan=view.plan)) if left_on else (),
    )
    return Page(
        template="plan_line",
        title=say("Line %(line)s of %(plan)s") % {"line": row.label, "plan": row.plan},
        row=row,
        tables=_tables(visit.actor, card=card, facts=facts, row=row),
        asked=asked,
        crumbs=(*plan_crumbs(view.plan, query=row.query), _lines_crumb(row)),
        illustrative=view.plan.illustrative,
    )


def _facts_of(line: UUID, card: Scorecard) -> LineFacts | None:
    return next((one for one in card.facts if one.line.public_id == line), None)


def _lines_crumb(row: LinePageRow) -> Crumb:
    return Crumb(name=_("Lines"), href=address("plan-lines", code=row.plan, query=row.query))


def _standing(card: Scorecard, facts: LineFacts) -> LineStanding:
    tally = facts.scenes.now.tally
    answers = [StatusCount(status.value, tally.count(status)) for status in reversed(Status)]
    return LineStanding(
        state=line_state(facts) or "no_report",
        by=card.moment.by,
        answers=tuple(row for row in (*answers, StatusCount(None, tally.missing)) if row.lines),
        reports=Share(part=tally.reported, whole=tally.owed, unreported=tally.missing),
        done=Share(part=tally.count(Status.COMPLETED), whole=tally.applicable),
        lead=tally.lead,
        stale=tally.stale,
        covered=facts.covered,
        due=facts.due,
    )


def _tables(actor: Actor, *, card: Scorecard, facts: LineFacts, row: LinePageRow) -> dict[str, Table[Any]]:
    moment, plan = card.moment, card.plan
    lists = named_lists(plan, as_of=moment.as_of, known_at=moment.known_at)
    rules = [*LINE_RULES, *(focused(named) for named in lists)]
    serving = [one for one in initiatives_of(plan, known_at=moment.known_at) if facts.line.id in one.lines]
    tables: dict[str, Table[Any]] = {
        "rules": Table(
            key="rules",
            caption=_("What each rule says of this line"),
            columns=_rule_columns(plan.code, query=row.query),
            items=[_RuleOnLine(rule=rule, verdict=rule.judge(facts)) for rule in rules],
        ),
        "initiatives": initiative_table(serving, moment=moment),
    }
    if row.shows_countries:
        reports = [
            one
            for one in line_reports(facts.line.public_id, known_at=moment.known_at)
            if sees_countries(actor, plan.visibility, plan_matter(plan, reporter=one.reporter.id))
        ]
        tables["reports"] = _reports(reports, card=card)
    return tables


@dataclass(frozen=True, slots=True, kw_only=True)
class _RuleOnLine:
    rule: Rule
    verdict: Verdict


def _rule_columns(code: str, *, query: str) -> tuple[Column[_RuleOnLine], ...]:
    def rule(one: _RuleOnLine) -> Cell:
        return Cell(value=one.rule.code, href=address("plan-rule", code=code, rule=one.rule.code, query=query))

    return (
        Column(key="rule", title=_("Rule"), cell=rule),
        Column(key="name", title=_("What it counts"), cell=lambda one: Cell(value=one.rule.name)),
        Column(
            key="verdict",
            title=_("Verdict"),
            cell=lambda one: Cell(value=one.verdict, shown=one.verdict.words, shape="verdict"),
        ),
    )


def _reports(reports: Sequence[LineReport], *, card: Scorecard) -> Table[LineReport]:
    """Reports by reporter, the newest situation first, as far as they were known and dated by then."""
    known = [one for one in reports if one.as_of <= card.moment.as_of]
    known.sort(key=lambda one: (one.as_of, one.number), reverse=True)
    known.sort(key=lambda one: one.reporter.code)
    return Table(
        key="reports",
        caption=_("Reports by country and round"),
        columns=_REPORT_COLUMNS,
        items=known,
        group=lambda one: one.reporter.name,
        empty=_("Nobody has reported on this line."),
        mend=_("Import reports: pantau progress import FILE --plan CODE"),
    )


def _version_note(report: LineReport) -> Any:
    return _("replaced by a later version") if report.superseded_at else None


_REPORT_COLUMNS: tuple[Column[LineReport], ...] = (
    Column(key="country", title=_("Country"), on="data", cell=lambda one: Cell(value=one.reporter.code)),
    Column(key="round", title=_("Round"), cell=lambda one: Cell(value=one.round, note=_version_note(one))),
    Column(key="status", title=_("Status"), cell=lambda one: status_cell(one.status)),
    Column(key="as_of", title=_("Situation on"), cell=lambda one: Cell(value=one.as_of)),
    Column(
        key="narrative",
        title=_("Narrative"),
        cell=lambda one: Cell(value=one.narrative or None, absent=_("none given")),
    ),
    Column(key="accepted_at", title=_("Accepted"), cell=lambda one: Cell(value=one.accepted_at)),
    Column(key="source", title=_("Source"), cell=lambda one: source_cell(one.source)),
)
