"""A text of a plan is put to the parties, then adopted; lines that were split or merged go on as a person decides."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pantau.domain.alignment import Change, Clause, Comparison, align
from pantau.domain.permissions import Actor, Verb, plan_matter
from pantau.domain.plans import VersionState
from pantau.domain.refusals import DecisionTwice, DecisionUnknown, LinesUndecided, VersionSettled, VersionTooEarly
from pantau.domain.words import Words
from pantau.records.models import Alignment, InitiativeLine, PlanNode, PlanVersion, StatusReport
from pantau.records.pen import Pen
from pantau.records.queries.plans import nodes_of_version, plan_named, version_numbered
from pantau.usecases.access import writing
from pantau.usecases.write_version import (
    base_of,
    clauses_of,
    going_on,
    key_of,
    take_over_details,
    write_alignments,
)

NONE = "none"  # the decision that a line goes on in no other
_OPEN = (VersionState.DRAFT, VersionState.CONSULTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One line that a question is about: its path in one line, its words, and how much hangs on it."""

    key: str
    words: Words
    reports: int
    initiatives: int

    def as_json(self) -> dict[str, Any]:
        return {
            "path": self.key,
            "words": self.words.as_json(),
            "reports": self.reports,
            "initiatives": self.initiatives,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Lines that were split or merged: which of the new ones keeps the reports and links of which old one."""

    change: Change
    old: tuple[Place, ...]
    new: tuple[Place, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "change": self.change.value,
            "old": [place.as_json() for place in self.old],
            "new": [place.as_json() for place in self.new],
        }


def consult_version(actor: Actor, *, plan: str, number: int, on: date) -> None:
    """Record that a draft was put to the parties on a day; a consultation that is recorded already changes nothing.

    Raises PlanUnknown, VersionUnknown, VersionSettled.
    """
    about = plan_matter(plan_named(plan))
    with writing(actor, Verb.ADOPT_PLAN, about=about, reason=f"version {number} consulted") as pen:
        if version_numbered(plan_named(plan), number).consulted_on == on:
            return
        version = _open_version(plan, number, wanted=VersionState.CONSULTED, of=(VersionState.DRAFT,))
        pen.change(version, state=VersionState.CONSULTED, consulted_on=on)


def questions_of(plan: str, *, number: int) -> tuple[Question, ...]:
    """What must be decided before a version can be adopted, in the order of the text before.

    Raises PlanUnknown, VersionUnknown.
    """
    version = version_numbered(plan_named(plan), number)
    base = base_of(version.plan)
    if base is None or base == version or VersionState(version.state) not in _OPEN:
        return ()
    return _questions(*_compared(base, version))


def adopt_version(
    actor: Actor, *, plan: str, number: int, on: date, decisions: Mapping[str, str] | None = None
) -> None:
    """Put a version in force from a day; the one before is superseded and stays as it was.

    `decisions` maps the path of an old line, in one line as Question gives it, to that of the new line that keeps its
    reports and links, or to `NONE`.

    Raises:
        PlanUnknown, VersionUnknown, VersionSettled, VersionTooEarly: it cannot be put in force, or not on that day.
        LinesUndecided: lines were split or merged and no decision was given; it holds the questions.
        DecisionUnknown: a decision answers no question.
        DecisionTwice: two old lines would go on in one new line.
    """
    about = plan_matter(plan_named(plan))
    with writing(actor, Verb.ADOPT_PLAN, about=about, reason=f"version {number} adopted") as pen:
        version = _open_version(plan, number, wanted=VersionState.ADOPTED, of=_OPEN)
        base = base_of(version.plan)
        if base is not None and base != version:
            _carry_on(pen, base=base, version=version, decisions=decisions or {})
        in_force = PlanVersion.objects.filter(plan=version.plan, state=VersionState.ADOPTED).first()
        if in_force is not None:
            _check_day(in_force, version=version, on=on)
            pen.change(in_force, state=VersionState.SUPERSEDED)
        adopted = pen.change(version, state=VersionState.ADOPTED, in_force_from=on)
        take_over_details(pen, adopted)


def _open_version(plan: str, number: int, *, wanted: VersionState, of: Sequence[VersionState]) -> PlanVersion:
    row = plan_named(plan)
    version = version_numbered(row, number)
    if VersionState(version.state) not in of:
        state = VersionState(version.state).words
        raise VersionSettled(plan=row.code, number=number, state=state, wanted=wanted.words)
    return version


def _check_day(in_force: PlanVersion, *, version: PlanVersion, on: date) -> None:
    since = in_force.in_force_from
    if since is not None and on <= since:
        raise VersionTooEarly(plan=version.plan.code, number=version.number, on=on, before=in_force.number, since=since)


def _compared(base: PlanVersion, version: PlanVersion) -> tuple[Comparison, list[PlanNode], list[PlanNode]]:
    old, new = nodes_of_version(base), nodes_of_version(version)
    return align(clauses_of(old), clauses_of(new)), old, new


def _questions(comparison: Comparison, old: Sequence[PlanNode], new: Sequence[PlanNode]) -> tuple[Question, ...]:
    asked = [
        (pair, before, after)
        for pair in comparison.pairs
        if (before := _counting(pair.old)) and (after := _counting(pair.new)) and len(before) + len(after) > 2
    ]
    reports, initiatives = _hanging_on(old)
    places = {
        (side, key_of(node.path)): Place(
            key=key_of(node.path),
            words=node.words,
            reports=reports[node.line_id] if side == "old" else 0,
            initiatives=initiatives[node.line_id] if side == "old" else 0,
        )
        for side, nodes in (("old", old), ("new", new))
        for node in nodes
        if node.countable
    }
    return tuple(
        Question(
            change=pair.change,
            old=tuple(places["old", one.key] for one in before),
            new=tuple(places["new", one.key] for one in after),
        )
        for pair, before, after in asked
    )


def _counting(side: Iterable[Clause]) -> list[Clause]:
    return [clause for clause in side if clause.countable]


def _hanging_on(nodes: Sequence[PlanNode]) -> tuple[Counter[int | None], Counter[int | None]]:
    """How many reports and initiatives each line has."""
    lines = {node.line_id for node in nodes if node.line_id}
    reports = StatusReport.objects.filter(line__in=lines).values_list("line_id", flat=True)
    links = InitiativeLine.objects.filter(line__in=lines).values_list("line_id", flat=True)
    return Counter(reports), Counter(links)


def _carry_on(pen: Pen, *, base: PlanVersion, version: PlanVersion, decisions: Mapping[str, str]) -> None:
    """Give every line of a version the identity it goes on with, as the texts say and a person decided."""
    comparison, old, new = _compared(base, version)
    questions = _questions(comparison, old, new)
    decided = _decided(questions, decisions, version=version)
    before, after = ({key_of(node.path): node for node in nodes} for nodes in (old, new))
    write_alignments(pen, comparison, old=old, new=new)
    for old_key, new_key in (going_on(comparison) | decided).items():
        pen.revise(after[new_key], line=before[old_key].line)
    _sign(pen, questions, before=before, after=after)


def _decided(questions: Sequence[Question], decisions: Mapping[str, str], *, version: PlanVersion) -> dict[str, str]:
    """The old lines that go on, each with the new one. Raises DecisionUnknown, LinesUndecided."""
    by_old = {place.key: question for question in questions for place in question.old}
    for old_key, new_key in decisions.items():
        choices = {place.key for place in by_old[old_key].new} | {NONE} if old_key in by_old else set()
        if new_key not in choices:
            asked = "; ".join(by_old) or "-"
            raise DecisionUnknown(decision=f"{old_key}={new_key}", asked=asked)
    chosen = {old_key: new_key for old_key, new_key in decisions.items() if new_key != NONE}
    twice = [new_key for new_key, count in Counter(chosen.values()).items() if count > 1]
    if twice:
        raise DecisionTwice(path=twice[0])
    open_ones = tuple(question for question in questions if not _answered(question, decisions))
    if open_ones:
        raise LinesUndecided(questions=open_ones, plan=version.plan.code, number=version.number)
    return chosen


def _answered(question: Question, decisions: Mapping[str, str]) -> bool:
    """Whether one old line goes on, or each was said to go on in none."""
    said = [decisions.get(place.key) for place in question.old]
    return any(one not in {None, NONE} for one in said) or all(one == NONE for one in said)


def _sign(
    pen: Pen, questions: Sequence[Question], *, before: Mapping[str, PlanNode], after: Mapping[str, PlanNode]
) -> None:
    """Write who decided what was asked."""
    old = {before[place.key].id for question in questions for place in question.old}
    new = {after[place.key].id for question in questions for place in question.new}
    for row in Alignment.objects.filter(old_node__in=old, new_node__in=new):
        pen.revise(row, decided_by=pen.actor.name)
