"""A reporting round is opened: its dates and who owes what are previewed, then decided exactly so."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from pantau.domain.actors import ActorRow
from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.plans import LineRow, PlanRow, VersionState
from pantau.domain.refusals import CodeInvalid, DatesReversed, PreviewChanged, Refusal, RowsRejected
from pantau.domain.reporting_refusals import (
    ExceptionUnowed,
    RemindersInvalid,
    RoundNeedsVersion,
    RoundOwedByNobody,
    RoundTaken,
    RoundWithoutPartner,
)
from pantau.domain.rounds import Exempt, Owing
from pantau.domain.values import Period
from pantau.files.columns import Columns
from pantau.files.sheet import Row, rows_in
from pantau.records.models import Actor as ActorModel
from pantau.records.models import PlanVersion, Round
from pantau.records.queries.actors import actor_rows
from pantau.records.queries.plans import plan_lines, plan_named, version_in_force
from pantau.records.queries.rounds import plan_matter
from pantau.usecases.access import writing
from pantau.usecases.cells import ActorIndex, RowReader, actor_index
from pantau.usecases.line_index import LineIndex, line_index
from pantau.usecases.round_obligations import Pair, RoundPlan, pairs_owed, write_round

EXCEPTION_COLUMNS = ("actor", "label", "reason")
_FARTHEST, _MOST = 366, 10
_CODE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundWish:
    """What somebody wants to open. Members at the `cut_off` owe, that of the day it opens where none is given.

    `remind` are days from each reporter's due day, negative ones before it.
    """

    plan: str
    code: str
    period: Period
    opens: date
    closes: date | None
    cut_off: date | None = None
    remind: tuple[int, ...] = ()
    owing: tuple[Owing, ...] = (Owing.MEMBERS,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterPreview:
    """One reporter: how many lines it would owe, and how many it is let off."""

    reporter: ActorRow
    owed: int
    exempt: int

    def as_json(self) -> dict[str, Any]:
        return {"reporter": self.reporter.code, "owed": self.owed, "exempt": self.exempt}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPreview:
    """What opening the round would do; nothing has been written. `withdrawn` lines are owed by nobody."""

    wish: RoundWish
    planned: RoundPlan
    lines: int
    withdrawn: int
    reporters: tuple[ReporterPreview, ...]

    @property
    def digest(self) -> str:
        return self.planned.digest

    def as_json(self) -> dict[str, Any]:
        return {
            **self.planned.said,
            "version": self.planned.version.number,
            "lines": self.lines,
            "withdrawn": self.withdrawn,
            "reporters": [one.as_json() for one in self.reporters],
            "digest": self.digest,
        }


def preview_round(actor: Actor, wish: RoundWish, *, exceptions: bytes = b"", file: str = "") -> RoundPreview:
    """What opening this round would do. `exceptions` are rows (actor, label, reason) of a sheet, none if empty.

    Raises:
        NotFound, PlanUnknown: the actor may not open rounds of this plan, or there is none.
        CodeInvalid, DatesReversed, RemindersInvalid: what is wanted cannot be.
        RoundTaken, RoundNeedsVersion, RoundWithoutPartner, RoundOwedByNobody: the plan does not allow it.
        RowsRejected: exceptions that cannot be meant, each with its place; and what reading the sheet raises.
    """
    plan = plan_named(wish.plan)
    require(actor, Verb.OPEN_ROUND, plan_matter(plan.id))
    _check(wish, plan)
    now = timezone.now()
    cut_off = wish.cut_off or wish.opens
    version = version_in_force(plan, cut_off, known_at=now)
    if version.state not in (VersionState.ADOPTED, VersionState.SUPERSEDED):
        raise RoundNeedsVersion(plan=plan.code, cut_off=cut_off)
    lines = plan_lines(version, known_at=now)
    standing = [line for line in lines if not line.withdrawn(cut_off)]
    pairs = pairs_owed(plan=plan, lines=standing, owing=wish.owing, cut_off=cut_off, at=now)
    exempt, told = _exceptions(exceptions, file=file, plan=plan, lines=standing, pairs=pairs)
    owed = tuple(pair for pair in pairs if pair not in exempt)
    if not owed:
        raise RoundOwedByNobody(plan=plan.code, round=wish.code)
    return RoundPreview(
        wish=wish,
        planned=_planned(wish, plan=plan, version=version, cut_off=cut_off, pairs=owed, told=told),
        lines=len(standing),
        withdrawn=len(lines) - len(standing),
        reporters=_counted(owed, exempt),
    )


def open_round(actor: Actor, *, preview: RoundPreview, seen: str = "") -> UUID:
    """Open exactly the round of a preview; the public id. `seen` is the digest of what was looked at, if not this one.

    Raises PreviewChanged where that showed something else, ChangedMeanwhile where another opened it first.
    """
    if seen and seen != preview.digest:
        raise PreviewChanged(what="round", seen=0, now=0)
    about = plan_matter(preview.planned.plan.id)
    with writing(actor, Verb.OPEN_ROUND, about=about, reason=f"open round {preview.wish.code}") as pen:
        return write_round(pen, preview.planned, verb=Verb.OPEN_ROUND, about=about).public_id


def read_reminders(text: str) -> tuple[int, ...]:
    """Days from the due day, as `-14,-3,0,7`, in order and each once. Raises RemindersInvalid."""
    try:
        days = tuple(sorted({int(part) for part in text.replace(";", ",").split(",") if part.strip()}))
    except ValueError as fault:
        raise RemindersInvalid(text=text[:80]) from fault
    if len(days) > _MOST or any(abs(day) > _FARTHEST for day in days):
        raise RemindersInvalid(text=text[:80])
    return days


def _check(wish: RoundWish, plan: PlanRow) -> None:
    if not wish.code.strip() or len(wish.code) > _CODE or "/" in wish.code:
        raise CodeInvalid(code=wish.code[: _CODE + 1])
    if wish.closes and wish.closes < wish.opens:
        raise DatesReversed(later="closes", later_date=wish.closes, earlier="opens", earlier_date=wish.opens)
    if Owing.PARTNER in wish.owing and not plan.partner:
        raise RoundWithoutPartner(plan=plan.code)
    if Round.objects.filter(plan_version__plan_id=plan.id, code__iexact=wish.code).exists():
        raise RoundTaken(plan=plan.code, round=wish.code)


def _planned(
    wish: RoundWish,
    *,
    plan: PlanRow,
    version: PlanVersion,
    cut_off: date,
    pairs: tuple[Pair, ...],
    told: tuple[Exempt, ...],
) -> RoundPlan:
    return RoundPlan(
        plan=plan,
        version=version,
        code=wish.code,
        dates={
            "start": wish.period.start,
            "end": wish.period.end,
            "opens": wish.opens,
            "closes": wish.closes,
            "cut_off": cut_off,
            "remind": list(wish.remind),
        },
        owing=wish.owing,
        pairs=pairs,
        exceptions=told,
    )


def _counted(owed: Iterable[Pair], exempt: Iterable[Pair]) -> tuple[ReporterPreview, ...]:
    owing, off = Counter(actor for _, actor in owed), Counter(actor for _, actor in exempt)
    return tuple(
        ReporterPreview(reporter=row, owed=owing[row.id], exempt=off[row.id])
        for row in actor_rows()
        if row.id in owing or row.id in off
    )


def _exceptions(
    content: bytes, *, file: str, plan: PlanRow, lines: list[LineRow], pairs: tuple[Pair, ...]
) -> tuple[set[Pair], tuple[Exempt, ...]]:
    """The pairs that are let off, and the exceptions as they were given."""
    if not content.strip():
        return set(), ()
    rows = rows_in(content, file=file, columns=Columns(known=EXCEPTION_COLUMNS, required=("actor", "reason")))
    reading = _Exceptions(plan=plan, lines=line_index(plan, lines), actors=actor_index(), owed=frozenset(pairs))
    for row in rows:
        reading.read(row)
    if reading.problems:
        raise RowsRejected(problems=tuple(reading.problems), file=file)
    return reading.exempt, tuple(reading.told)


class _Exceptions:
    """Rows of exceptions as they are read; a reporter that would owe nothing there is a problem, not an exception."""

    def __init__(self, *, plan: PlanRow, lines: LineIndex, actors: ActorIndex, owed: frozenset[Pair]) -> None:
        self.exempt: set[Pair] = set()
        self.told: list[Exempt] = []
        self.problems: list[Refusal] = []
        self._plan, self._lines, self._actors, self._owed = plan, lines, actors, owed

    def read(self, row: Row) -> None:
        reader = RowReader(row=row)
        reader.needed("actor")
        reason = reader.needed("reason")
        actor = reader.actor("actor", self._actors)
        if actor is not None and not reader.problems:
            labels = reader.parts("label")
            self.exempt |= self._named(reader, actor, labels=labels) if labels else self._all(reader, actor)
            self.told.append(Exempt(reporter=actor.code, lines=tuple(labels), reason=reason))
        self.problems += reader.problems

    def _all(self, reader: RowReader, actor: ActorModel) -> set[Pair]:
        found = {pair for pair in self._owed if pair[1] == actor.id}
        if not found:
            reader.note(ExceptionUnowed, "actor", reporter=actor.code, line="–")
        return found

    def _named(self, reader: RowReader, actor: ActorModel, *, labels: list[str]) -> set[Pair]:
        found = set()
        for label in labels:
            try:
                pair = self._lines.find(label, where=reader.row.place("label")).id, actor.id
            except Refusal as refusal:
                reader.problems.append(refusal)
                continue
            if pair not in self._owed:
                reader.note(ExceptionUnowed, "label", reporter=actor.code, line=label)
            found.add(pair)
        return found
