"""My work: the first screen after sign-in, with everything that waits for the person, one click from its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.my_work import MyWork, ReturnedLine, Task, Waits
from pantau.domain.permissions import Verb, may
from pantau.records.queries.claims import claims_waiting
from pantau.records.queries.my_work import my_work
from pantau.web.ask import Text, Visit, ask
from pantau.web.page import Page, address
from pantau.web.tables import Cell, Column, Table

_NAMES: dict[Waits, Text] = {
    Waits.OVERDUE: _("Overdue"),
    Waits.RETURNED: _("Returned"),
    Waits.DUE: _("Due"),
    Waits.TO_SUBMIT: _("To submit"),
    Waits.TO_REVIEW: _("To review"),
    Waits.ASKED: _("Asked of my ministry"),
    Waits.TO_MERGE: _("Handed in by ministries"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCard:
    """One task as the page shows it: where a click leads, and how many days are left."""

    task: Task
    href: str
    days: int | None
    sooner: bool

    @property
    def late(self) -> int:
        """Days since the due day."""
        return max(-(self.days or 0), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkGroup:
    """Everything that waits for the same."""

    waits: Waits
    name: Text
    lines: int
    cards: tuple[WorkCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MyWorkRow:
    """What waits, group by group, and whose it is; `claims` of `sources` wait for whoever decides on claims."""

    work: MyWork
    groups: tuple[WorkGroup, ...]
    user: str
    claims: int
    sources: int

    def as_json(self) -> dict[str, Any]:
        counts = {group.waits.value: group.lines for group in self.groups} | (
            {"claims": self.claims} if self.claims else {}
        )
        return {"counts": counts, "returned": [one.as_json() for one in self.work.returned]}


def my_work_page(visit: Visit) -> Page:
    """What waits for whoever is signed in."""
    asked = ask(visit)
    work = my_work(visit.actor, today=visit.now.date())
    claims, sources = claims_waiting() if may(visit.actor, Verb.REVIEW_CLAIMS) else (0, 0)
    groups = tuple(_group(visit, work, waits) for waits in Waits if work.waiting(waits))
    return Page(
        template="my_work",
        title=_("My work"),
        row=MyWorkRow(work=work, groups=groups, user=visit.actor.name, claims=claims, sources=sources),
        tables={"tasks": _task_table(work.tasks), "returned": _returned_table(work.returned)},
        asked=asked,
        illustrative=any(task.illustrative for task in work.tasks),
    )


def _group(visit: Visit, work: MyWork, waits: Waits) -> WorkGroup:
    today = visit.now.date()
    cards = []
    for task in work.waiting(waits):
        days = task.days_left(today)
        cards.append(WorkCard(task=task, href=_href(task), days=days, sooner=days is not None and 0 <= days <= _SOON))
    return WorkGroup(waits=waits, name=_NAMES[waits], lines=work.lines(waits), cards=tuple(cards))


_SOON = 14  # days


def _href(task: Task) -> str:
    return _PLACES[task.waits](task)


def _editor(show: str) -> Callable[[Task], str]:
    return lambda task: address("report", round=task.round, reporter=task.who, query=f"?show={show}")


_PLACES: dict[Waits, Callable[[Task], str]] = {
    Waits.OVERDUE: _editor("missing"),
    Waits.DUE: _editor("missing"),
    Waits.RETURNED: _editor("returned"),
    Waits.TO_SUBMIT: lambda task: address("report-submit", round=task.round, reporter=task.who),
    Waits.TO_REVIEW: lambda task: address("review-reports", round=task.round, reporter=task.who),
    Waits.ASKED: lambda task: address("contribution", round=task.round, ministry=task.who),
    Waits.TO_MERGE: lambda task: address("report-ministries", round=task.round, reporter=task.who),
}


def _task_table(tasks: Sequence[Task]) -> Table[Task]:
    return Table(key="tasks", caption=_("What waits"), columns=_TASKS, items=tasks, empty=_("Nothing waits for you."))


def _returned_table(lines: Sequence[ReturnedLine]) -> Table[ReturnedLine]:
    return Table(
        key="returned",
        caption=_("Returned, with the note"),
        columns=_RETURNED,
        items=lines,
        empty=_("Nothing came back to you."),
    )


_TASKS: tuple[Column[Task], ...] = (
    Column(key="waits", title=_("Waits for"), cell=lambda one: Cell(value=one.waits.value, shown=_NAMES[one.waits])),
    Column(key="plan", title=_("Plan"), cell=lambda one: Cell(value=one.plan)),
    Column(key="round", title=_("Round"), cell=lambda one: Cell(value=one.round_code)),
    Column(key="who", title=_("Reporter"), cell=lambda one: Cell(value=one.who, shown=one.who_name)),
    Column(key="lines", title=_("Lines"), numeric=True, cell=lambda one: Cell(value=one.lines)),
    Column(key="due", title=_("Due on"), cell=lambda one: Cell(value=one.due, absent=_("no day set"))),
)
_RETURNED: tuple[Column[ReturnedLine], ...] = (
    Column(
        key="label",
        title=_("Line"),
        cell=lambda one: Cell(
            value=one.label, href=address("report-line", round=one.round, reporter=one.reporter, line=one.line)
        ),
    ),
    Column(key="words", title=_("Words"), cell=lambda one: Cell(value=one.words)),
    Column(key="note", title=_("Note"), cell=lambda one: Cell(value=one.note)),
    Column(key="reporter", title=_("Reporter"), cell=lambda one: Cell(value=one.reporter)),
    Column(key="round", title=_("Round"), cell=lambda one: Cell(value=one.round_code)),
    Column(key="at", title=_("When"), cell=lambda one: Cell(value=one.at)),
)
