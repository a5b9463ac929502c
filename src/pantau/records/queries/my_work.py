"""What waits for one person, in a number of queries that depends on neither lines nor countries nor rounds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from pantau.domain.my_work import MyWork, ReturnedLine, Task, Waits, in_order
from pantau.domain.permissions import Actor, Matter, Verb, may, may_somewhere, places_of
from pantau.domain.words import Words
from pantau.records.models import Actor as Place
from pantau.records.models import Contribution, Extension, Plan, PlanNode, Round, StatusReportVersion
from pantau.records.sql import columns, fields_of, id_list, plain_rows

_MOST_RETURNED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """How many reports of one reporter in one round have come how far."""

    handed_in: int = 0
    drafted: int = 0
    returned: int = 0
    to_judge: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reporter:
    """Who reports in which round, as rows of the counts name them."""

    round: int
    id: int
    code: str
    name: Words
    country: int


class _Round(NamedTuple):
    """A round as its row has it, then its plan."""

    id: int
    public_id: UUID
    code: str
    opens: date
    closes: date | None
    closed_at: datetime | None
    plan_version: int
    plan: int
    plan_code: str
    plan_title: Words
    partner: int | None
    illustrative: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rounds:
    """Every round, and until when somebody has longer."""

    rows: dict[int, _Round]
    until: dict[tuple[int, int], date]

    def matter(self, who: _Reporter) -> Matter:
        row = self.rows[who.round]
        return Matter(plan=row.plan, partner=row.partner, reporter=who.id, country=who.country)

    def due(self, round: int, reporter: int) -> date | None:
        return self.until.get((round, reporter)) or self.rows[round].closes

    def task(self, who: _Reporter, waits: Waits, *, lines: int, of: int = 0, due: date | None = None) -> Task:
        row = self.rows[who.round]
        return Task(
            waits=waits,
            round=row.public_id,
            round_code=row.code,
            plan=row.plan_code,
            plan_title=row.plan_title,
            who=who.code,
            who_name=who.name,
            lines=lines,
            of=of,
            due=due or self.due(who.round, who.id),
            illustrative=row.illustrative,
        )


def my_work(actor: Actor, *, today: date) -> MyWork:
    """Everything that waits for the actor on a day."""
    rounds = _rounds()
    standings = dict(_standings(actor))
    tasks = [
        *_owed(actor, rounds=rounds, standings=standings, today=today),
        *_to_judge(actor, rounds=rounds, standings=standings),
        *_asked(actor, rounds=rounds),
        *_to_merge(actor, rounds=rounds),
    ]
    back = any(one.returned for one in standings.values())
    return MyWork(tasks=in_order(tasks), returned=_returned(actor, rounds=rounds) if back else ())


# In SQL because it is the first page of everybody who works.
_ROUNDS = """
SELECT {round}, {plan}
FROM records_round r
JOIN records_planversion w ON w.id = r.plan_version_id
JOIN records_plan p ON p.id = w.plan_id
"""
_UNTIL = "SELECT {extension} FROM records_extension e"


def _rounds() -> _Rounds:
    round = fields_of(Round, ("id", "public_id", "code", "opens", "closes", "closed_at", "plan_version"))
    plan = fields_of(Plan, ("id", "code", "title", "partner", "illustrative"))
    found = plain_rows(_ROUNDS.format(round=columns("r", round), plan=columns("p", plan)), fields=(*round, *plan))
    extension = fields_of(Extension, ("round", "reporter", "until"))
    until = plain_rows(_UNTIL.format(extension=columns("e", extension)), fields=extension)
    rows = [_Round(*cells) for cells in found]
    return _Rounds(rows={row.id: row for row in rows}, until={(row, who): day for row, who, day in until})


_STANDINGS = """
SELECT {names}, r.round_id,
       COUNT(DISTINCT CASE WHEN v.state IN ('submitted', 'accepted', 'locked') THEN v.report_id END),
       COUNT(CASE WHEN v.state IN ('draft', 'returned') AND v.status <> '' THEN 1 END),
       COUNT(CASE WHEN v.state = 'returned' THEN 1 END),
       COUNT(CASE WHEN v.state = 'submitted' AND v.submitted_by <> %s THEN 1 END)
FROM records_statusreportversion v
JOIN records_statusreport r ON r.id = v.report_id
JOIN records_actor a ON a.id = r.reporter_id
WHERE {mine}
GROUP BY r.round_id, {names}
"""
_OWED = """
SELECT {names}, o.round_id, COUNT(*)
FROM records_obligation o
JOIN records_actor a ON a.id = o.actor_id
WHERE {mine} AND o.round_id IN ({rounds})
GROUP BY o.round_id, {names}
"""
_NAMES = ("id", "code", "name", "parent")


def _standings(actor: Actor) -> Iterator[tuple[_Reporter, _Standing]]:
    """By reporter and round, for those that are any business of the actor."""
    mine = [_of(actor, Verb.DRAFT_REPORT)] if may_somewhere(actor, Verb.DRAFT_REPORT) else []
    if may_somewhere(actor, Verb.REVIEW_REPORT):
        mine.append("v.state = 'submitted'")
    if not mine:
        return
    fields = fields_of(Place, _NAMES)
    asked = _STANDINGS.format(names=columns("a", fields), mine=" OR ".join(mine))
    for *named, round, handed_in, drafted, returned, to_judge in plain_rows(asked, [actor.name], fields=fields):
        standing = _Standing(handed_in=handed_in, drafted=drafted, returned=returned, to_judge=to_judge)
        yield _named(round, named), standing


def _named(round: int, named: Sequence[Any]) -> _Reporter:
    key, code, name, parent = named
    return _Reporter(round=round, id=key, code=code, name=name, country=parent or key)


def _of(actor: Actor, verb: Verb) -> str:
    """As `_theirs`, of an actor `a` in a statement."""
    places = places_of(actor, verb)
    if places is None:
        return "TRUE"
    return f"(a.id IN ({id_list(places)}) OR a.parent_id IN ({id_list(places)}))"


_ACTOR = ("id", "code", "name", "parent_id")


def _reporter(round: int, row: dict[str, Any], at: str) -> _Reporter:
    key, code, name, parent = (row[f"{at}__{part}"] for part in _ACTOR)
    return _Reporter(round=round, id=key, code=code, name=name, country=parent or key)


def _theirs(actor: Actor, verb: Verb, at: str) -> Q:
    """The rows whose `at` is a place for which the actor may, or belongs to one; all where there is no limit."""
    places = places_of(actor, verb)
    if places is None:
        return Q()
    return Q(**{f"{at}__in": places}) | Q(**{f"{at}__parent__in": places})


def _owed(actor: Actor, *, rounds: _Rounds, standings: dict[_Reporter, _Standing], today: date) -> Iterator[Task]:
    """What the actor's reporters owe in rounds that are open: overdue, due, returned, and what could be submitted."""
    if not may_somewhere(actor, Verb.DRAFT_REPORT):
        return
    open_now = [key for key, row in rounds.rows.items() if row.closed_at is None and row.opens <= today]
    fields = fields_of(Place, _NAMES)
    asked = _OWED.format(names=columns("a", fields), mine=_of(actor, Verb.DRAFT_REPORT), rounds=id_list(open_now))
    for *named, round, lines in plain_rows(asked, fields=fields):
        who = _named(round, named)
        about = rounds.matter(who)
        if not may(actor, Verb.DRAFT_REPORT, about):
            continue
        standing = standings.get(who, _Standing())
        missing, due = max(lines - standing.handed_in, 0), rounds.due(who.round, who.id)
        if missing:
            overdue = due is not None and due < today
            yield rounds.task(who, Waits.OVERDUE if overdue else Waits.DUE, lines=missing, of=lines)
    for who, standing in standings.items():
        about = rounds.matter(who)
        if standing.returned and may(actor, Verb.DRAFT_REPORT, about):
            yield rounds.task(who, Waits.RETURNED, lines=standing.returned)
        if standing.drafted and may(actor, Verb.SUBMIT_REPORT, about):
            yield rounds.task(who, Waits.TO_SUBMIT, lines=standing.drafted)


def _to_judge(actor: Actor, *, rounds: _Rounds, standings: dict[_Reporter, _Standing]) -> Iterator[Task]:
    for who, standing in standings.items():
        if standing.to_judge and may(actor, Verb.REVIEW_REPORT, rounds.matter(who)):
            yield rounds.task(who, Waits.TO_REVIEW, lines=standing.to_judge)


def _asked(actor: Actor, *, rounds: _Rounds) -> Iterator[Task]:
    """What the actor's ministries were asked and have not handed in."""
    if not may_somewhere(actor, Verb.CONTRIBUTE):
        return
    places = places_of(actor, Verb.CONTRIBUTE)
    asked = Contribution.objects.filter(state="asked", obligation__round__closed_at__isnull=True)
    if places is not None:
        asked = asked.filter(ministry__in=places)
    names = ("obligation__round_id", "obligation__actor_id", *(f"ministry__{one}" for one in _ACTOR))
    for row in asked.values(*names).annotate(lines=Count("id")).order_by():
        who = _reporter(row["obligation__round_id"], row, "ministry")
        due = rounds.due(who.round, row["obligation__actor_id"])
        yield rounds.task(who, Waits.ASKED, lines=row["lines"], due=due)


def _to_merge(actor: Actor, *, rounds: _Rounds) -> Iterator[Task]:
    """What ministries handed in for the actor's reporters."""
    if not may_somewhere(actor, Verb.ASSIGN_LINES):
        return
    given = Contribution.objects.filter(_theirs(actor, Verb.ASSIGN_LINES, "obligation__actor"), state="handed_in")
    names = ("obligation__round_id", *(f"obligation__actor__{one}" for one in _ACTOR))
    for row in given.values(*names).annotate(lines=Count("id")).order_by():
        who = _reporter(row["obligation__round_id"], row, "obligation__actor")
        if may(actor, Verb.ASSIGN_LINES, rounds.matter(who)):
            yield rounds.task(who, Waits.TO_MERGE, lines=row["lines"])


def _returned(actor: Actor, *, rounds: _Rounds) -> tuple[ReturnedLine, ...]:
    """The reports that came back last, with their notes."""
    back = StatusReportVersion.objects.filter(_theirs(actor, Verb.DRAFT_REPORT, "report__reporter"), state="returned")
    some = list(back.select_related("report__line", "report__reporter").order_by("-changed_at", "id")[:_MOST_RETURNED])
    nodes = _wordings(some, rounds)
    found = []
    for one in some:
        report, row = one.report, rounds.rows[one.report.round_id]
        node = nodes.get((row.plan_version, report.line_id))
        about = Matter(
            plan=row.plan,
            partner=row.partner,
            reporter=report.reporter_id,
            country=report.reporter.parent_id or report.reporter_id,
        )
        if node is None or not may(actor, Verb.DRAFT_REPORT, about):
            continue
        found.append(
            ReturnedLine(
                round=row.public_id,
                round_code=row.code,
                plan=row.plan_code,
                reporter=report.reporter.code,
                line=report.line.public_id,
                label=node.label,
                words=node.words,
                note=one.returned_note,
                at=one.changed_at,
            )
        )
    return tuple(found)


def _wordings(some: Iterable[StatusReportVersion], rounds: _Rounds) -> dict[tuple[int, int | None], PlanNode]:
    versions = {rounds.rows[one.report.round_id].plan_version for one in some}
    lines = {one.report.line_id for one in some}
    if not lines:
        return {}
    nodes = PlanNode.objects.filter(plan_version__in=versions, line__in=lines)
    return {(node.plan_version_id, node.line_id): node for node in nodes}
