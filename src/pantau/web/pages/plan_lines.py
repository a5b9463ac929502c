"""The lines of a plan: found, filtered, sorted, page by page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.plans import LineRow, PlanRow
from pantau.domain.rates import LineFacts
from pantau.domain.scorecard import line_state
from pantau.domain.statuses import Status, status_name
from pantau.domain.values import Share
from pantau.domain.words import Words
from pantau.web.ask import Asked, Choice, Field, Text, Visit, ask, choice_field, search_field
from pantau.web.cells import share_cell, status_cell
from pantau.web.page import Page, address
from pantau.web.pages.moments import moment_query, plan_crumbs, plan_in_view, scorecard_at
from pantau.web.tables import Cell, Column, Table, sortable
from pantau.web.wording import language


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesRow:
    """How many lines there are, and how many were found."""

    plan: str
    as_of: str
    by: str
    lines: int
    found: int


def plan_lines_page(visit: Visit, *, code: str) -> Page:
    """The lines that fit the filters at the moment asked for. Raises PlanUnknown, RoundUnknown."""
    view = plan_in_view(visit, code=code)
    asked = ask(visit, fields=(*_fields(), *view.fields), sorts=_SORTS)
    card = scorecard_at(visit, plan=view.plan, asked=asked)
    untouched = frozenset(line.id for line in card.untouched)
    found = [one for one in card.facts if _fits(one, asked=asked, untouched=untouched)]
    query = moment_query(asked)
    return Page(
        template="plan_lines",
        title=say("Lines of %(plan)s") % {"plan": view.plan.code},
        row=LinesRow(
            plan=view.plan.code,
            as_of=card.moment.as_of.isoformat(),
            by=card.moment.by.value,
            lines=card.lines,
            found=len(found),
        ),
        tables={"lines": _table(view.plan, found=found, asked=asked)},
        asked=asked,
        crumbs=plan_crumbs(view.plan, query=query),
        illustrative=view.plan.illustrative,
    )


def wording_cell(line: LineRow) -> Cell:
    return Cell(value=line.words)


def line_cell(plan: PlanRow, line: LineRow, *, query: str) -> Cell:
    """The label of a line, leading to its page."""
    return Cell(value=line.label, href=address("plan-line", code=plan.code, line=line.public_id, query=query))


def section_words(line: LineRow) -> Words:
    """The label and title of the section a line stands in, in the language of the plan's text."""
    name = " ".join(part for part in line.section if part)
    if not name:
        return Words(en=say("Without section"), id=say("Without section"))
    return Words(**dict.fromkeys(text_languages(line), name))


def text_languages(line: LineRow) -> tuple[str, ...]:
    """The languages that the wording of a line is in."""
    return tuple(line.words.as_json())


def _fields() -> tuple[Field, ...]:
    states = [status.value for status in Status] + ["no_report", "withdrawn"]
    names = [Choice(value=state, name=status_name(state).into(language())) for state in states]
    only = [Choice(value=key, name=str(name)) for key, (name, _test) in _ONLY.items()]
    return (
        search_field("q", _("Words in the line")),
        choice_field("status", _("Status"), names),
        choice_field("only", _("Only lines"), only),
    )


Ids = frozenset[int]
_ONLY: dict[str, tuple[Text, Callable[[LineFacts, Ids], bool]]] = {
    "untouched": (_("that nobody has begun"), lambda one, untouched: one.line.id in untouched),
    "incomplete": (_("with reports missing"), lambda one, _untouched: one.scenes.now.tally.missing > 0),
    "stale": (_("with stale reports"), lambda one, _untouched: one.scenes.now.tally.stale > 0),
    "due": (_("that are due"), lambda one, _untouched: one.due and not one.withdrawn),
}


def _fits(one: LineFacts, *, asked: Asked, untouched: Ids) -> bool:
    status, only = asked.get("status"), asked.get("only")
    if status and (line_state(one) or "no_report") != status:
        return False
    if only and not _ONLY[only][1](one, untouched):
        return False
    words = (asked.get("q") or "").casefold().split()
    text = f"{one.line.label} {one.line.words.en} {one.line.words.id}".casefold()
    return all(word in text for word in words)


def _table(plan: PlanRow, *, found: list[LineFacts], asked: Asked) -> Table[LineFacts]:
    query = moment_query(asked)
    label: Column[LineFacts] = Column(
        key="label", title=_("Line"), cell=lambda one: line_cell(plan, one.line, query=query)
    )
    return Table(
        key="lines",
        caption=_("Lines with their regional status"),
        columns=(label, *_COLUMNS),
        items=found,
        asked=asked,
        group=lambda one: section_words(one.line),
        empty=_("No line fits these filters."),
        mend=_("Remove a filter to see more."),
    )


def _reports(one: LineFacts) -> Share:
    tally = one.scenes.now.tally
    return Share(part=tally.reported, whole=tally.owed, unreported=tally.missing)


def _done(one: LineFacts) -> Share:
    tally = one.scenes.now.tally
    return Share(part=tally.count(Status.COMPLETED), whole=tally.applicable)


_COLUMNS: tuple[Column[LineFacts], ...] = (
    Column(key="path", title=_("Path"), on="data", cell=lambda one: Cell(value="/".join(one.line.path))),
    Column(key="section", title=_("Section"), on="data", cell=lambda one: Cell(value=section_words(one.line))),
    Column(key="words", title=_("Wording"), cell=lambda one: wording_cell(one.line)),
    Column(key="status", title=_("Status"), cell=lambda one: status_cell(line_state(one))),
    Column(key="reports", title=_("Reports in"), numeric=True, cell=lambda one: share_cell(_reports(one))),
    Column(key="done", title=_("Countries done"), numeric=True, cell=lambda one: share_cell(_done(one))),
    Column(key="due_on", title=_("Due"), cell=lambda one: Cell(value=one.line.due_on, absent=_("with the plan"))),
)
_SORTS = ("label", *sortable(_COLUMNS))
