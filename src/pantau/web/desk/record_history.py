"""The history of one record: who changed what, when and why, and what it said on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.record_history import (
    RecordHistory,
    RecordKind,
    RecordPart,
    RecordVersion,
    Said,
    field_words,
    value_said,
)
from pantau.domain.refusals import NotFound
from pantau.domain.words import Words
from pantau.records.queries.history import record_history
from pantau.web.ask import Visit, ask, day_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.page import Page
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language


@dataclass(frozen=True, slots=True, kw_only=True)
class PartThen:
    """One row of the record as it stood at the end of a day."""

    part: RecordPart
    version: RecordVersion

    @property
    def values(self) -> Sequence[tuple[Words, Said]]:
        return [(field_words(name), value_said(name, text)) for name, text in self.version.values.items()]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """The history, and how the record stood on the day asked about; ``None`` where no day was."""

    history: RecordHistory
    then: tuple[PartThen, ...] | None

    def as_json(self) -> dict[str, Any]:
        then = None
        if self.then is not None:
            then = [
                {"part": one.part.what, "name": one.part.name, "values": dict(one.version.values)} for one in self.then
            ]
        return self.history.as_json() | {"then": then}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    part: RecordPart
    version: RecordVersion
    field: str
    was: str
    now: str


def record_history_page(visit: Visit, *, kind: str, record: UUID) -> Page:
    """Raises NotFound, for a record that is not there, not shown to this person, or of no such kind."""
    if kind not in list(RecordKind):
        raise NotFound
    history = record_history(visit.actor, kind=RecordKind(kind), record=record)
    asked = ask(visit, fields=(day_field("as_of", _("As it stood on")),))
    day = asked.get("as_of")
    then = None
    if day is not None:
        moment = datetime.combine(day, time.max, tzinfo=UTC)
        standing = [(part, part.at(moment)) for part in history.parts]
        then = tuple(PartThen(part=part, version=version) for part, version in standing if version is not None)
    return Page(
        template="record_history",
        title=say("History: %(kind)s %(name)s") % {"kind": history.kind.words.into(language()), "name": history.name},
        row=HistoryRow(history=history, then=then),
        tables={
            "changes": Table(key="changes", caption=_("Every change"), columns=_COLUMNS, items=list(_changes(history)))
        },
        asked=asked,
        crumbs=desk_crumbs(),
    )


def _changes(history: RecordHistory) -> Sequence[_Change]:
    return [
        _Change(part=part, version=version, field=change.field, was=change.was, now=change.now)
        for part in history.parts
        for version in part.versions
        for change in version.changes
    ]


def _why(one: _Change) -> Cell:
    version = one.version
    return Cell(value=version.why or None, shown=version.why_said if version.why else None, absent=_("none"))


_COLUMNS: tuple[Column[_Change], ...] = (
    Column(
        key="part",
        title=_("Part"),
        cell=lambda one: Cell(value=f"{one.part.what} {one.part.name}".strip(), shown=one.part.words),
    ),
    Column(key="version", title=_("Version"), numeric=True, cell=lambda one: Cell(value=one.version.number)),
    Column(key="at", title=_("At"), cell=lambda one: Cell(value=one.version.at)),
    Column(key="by", title=_("Person"), cell=lambda one: Cell(value=one.version.by)),
    Column(key="why", title=_("Why"), cell=_why),
    Column(key="field", title=_("Field"), cell=lambda one: Cell(value=one.field, shown=field_words(one.field))),
    Column(key="was", title=_("Was"), cell=lambda one: Cell(value=one.was or None, absent=_("nothing"))),
    Column(key="now", title=_("Became"), cell=lambda one: Cell(value=one.now or None, absent=_("nothing"))),
)
