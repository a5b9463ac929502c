"""Initiatives come in with their stage history, dates and the lines they serve."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from pantau.domain.initiatives import Stage, read_stage
from pantau.domain.permissions import Actor, Verb
from pantau.domain.plans import PlanRow
from pantau.domain.refusals import CellMissing, CellUnknown, Refusal, RowRepeated, RowsDisagree, RowsRejected
from pantau.domain.words import Words
from pantau.files.sheet import read_sheet
from pantau.records.models import Initiative, InitiativeLine, InitiativeStage
from pantau.records.pen import Pen
from pantau.records.queries.plans import plan_lines, plan_named, version_in_force
from pantau.usecases.access import writing
from pantau.usecases.cells import RowReader
from pantau.usecases.line_index import LineIndex, line_index

COLUMNS = ("title", "title_id", "stage", "stage_on", "lines", "started_on", "completed_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeEntry:
    """One good row: an initiative entered a stage on a day and serves these lines (internal ids)."""

    key: str
    title: Words
    stage: Stage
    stage_on: date
    lines: frozenset[int]
    started_on: date | None
    completed_on: date | None
    effect: str = "new"

    @property
    def given(self) -> dict[str, Any]:
        """The fields of the initiative that the row gives beside its key."""
        title = self.title if self.title.id else None
        fields = {"title": title, "started_on": self.started_on, "completed_on": self.completed_on}
        return {name: value for name, value in fields.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativePreview:
    path: Path
    plan: PlanRow
    entries: tuple[InitiativeEntry, ...]
    problems: tuple[Refusal, ...]
    total: int

    @property
    def counts(self) -> dict[str, int]:
        """Good rows by effect, and rows that were rejected."""
        effects = Counter(entry.effect for entry in self.entries)
        rejected = self.total - len(self.entries)
        return {name: effects[name] for name in ("new", "changed", "unchanged")} | {"rejected": rejected}


def preview_initiatives(path: Path, *, plan: str) -> InitiativePreview:
    """Read an initiative sheet against a plan; nothing is written. Raises what reading a sheet raises, PlanUnknown."""
    wanted = plan_named(plan)
    now = timezone.now()
    lines = line_index(wanted, plan_lines(version_in_force(wanted, now.date(), known_at=now), known_at=now))
    entries: list[InitiativeEntry] = []
    problems: list[Refusal] = []
    first: dict[tuple[str, Stage, date], int] = {}
    said: dict[tuple[str, str], tuple[int, object]] = {}
    rows = read_sheet(path, known=COLUMNS, required=("title", "stage"))
    known = _known(wanted)
    for row in rows:
        reader = RowReader(row=row)
        entry = _entry(reader, lines, known)
        if entry is not None:
            key = (entry.key, entry.stage, entry.stage_on)
            if first.setdefault(key, row.number) != row.number:
                reader.note(RowRepeated, "title", first=first[key], what="title, stage, stage_on")
            _agree(reader, entry, said)
        problems += reader.problems
        if entry is not None and not reader.problems:
            entries.append(entry)
    return InitiativePreview(path=path, plan=wanted, entries=tuple(entries), problems=tuple(problems), total=len(rows))


def import_initiatives(actor: Actor, *, preview: InitiativePreview) -> None:
    """Write what a preview without problems showed, in one transaction. Raises RowsRejected."""
    if preview.problems:
        raise RowsRejected(problems=preview.problems, file=preview.path.name)
    news = [entry for entry in preview.entries if entry.effect != "unchanged"]
    if not news:
        return
    with writing(actor, Verb.IMPORT_INITIATIVES, reason=f"initiative import {preview.path.name}") as pen:
        for entry in news:
            _write(pen, preview.plan, entry)


def _agree(reader: RowReader, entry: InitiativeEntry, said: dict[tuple[str, str], tuple[int, object]]) -> None:
    """Notes what an earlier row gave otherwise for the same initiative."""
    for name, value in entry.given.items():
        column = "title_id" if name == "title" else name
        first, other = said.setdefault((entry.key, name), (reader.row.number, value))
        if other != value:
            places = {"column": column, "text": reader.text(column), "first": first, "other": _plain(other)}
            reader.note(RowsDisagree, column, **places, what=entry.key)


def _plain(value: object) -> object:
    return value.id if isinstance(value, Words) else value


def _known(plan: PlanRow) -> dict[str, Initiative]:
    """The initiatives that are kept already, by key."""
    rows = Initiative.objects.filter(plan_id=plan.id).prefetch_related("stages", "lines")
    return {row.key: row for row in rows}


def _entry(reader: RowReader, lines: LineIndex, known: dict[str, Initiative]) -> InitiativeEntry | None:
    title = reader.needed("title")
    stage = _stage(reader)
    started, completed = reader.day("started_on"), reader.day("completed_on")
    reader.ordered("started_on", "completed_on", (started, completed))
    stage_on = reader.day("stage_on") or completed or started
    if stage_on is None and not reader.text("stage_on"):
        reader.note(CellMissing, "stage_on", column="stage_on")
    served = _lines(reader, lines)
    reader.fits(Initiative, {"key": title})
    if not title or stage is None or stage_on is None:
        return None
    entry = InitiativeEntry(
        key=title,
        title=Words(en=title, id=reader.text("title_id")),
        stage=stage,
        stage_on=stage_on,
        lines=served,
        started_on=started,
        completed_on=completed,
    )
    return replace(entry, effect=_effect(known.get(title), entry))


def _effect(kept: Initiative | None, entry: InitiativeEntry) -> str:
    if kept is None or (entry.stage.value, entry.stage_on) not in {(one.stage, one.on) for one in kept.stages.all()}:
        return "new"
    links = entry.lines - {link.line_id for link in kept.lines.all()}
    differs = any(getattr(kept, name) != value for name, value in entry.given.items())
    return "changed" if links or differs else "unchanged"


def _stage(reader: RowReader) -> Stage | None:
    text = reader.needed("stage")
    stage = read_stage(text) if text else None
    if text and stage is None:
        reader.note(CellUnknown, "stage", column="stage", text=text, expected=", ".join(Stage))
    return stage


def _lines(reader: RowReader, lines: LineIndex) -> frozenset[int]:
    found = set()
    for text in reader.parts("lines"):
        try:
            found.add(lines.find(text, where=reader.row.place("lines")).id)
        except Refusal as refusal:
            reader.problems.append(refusal)
    return frozenset(found)


def _write(pen: Pen, plan: PlanRow, entry: InitiativeEntry) -> None:
    initiative = Initiative.objects.filter(plan_id=plan.id, key=entry.key).first()
    if initiative is None:
        given = {"title": entry.title} | entry.given
        initiative = pen.insert(Initiative, plan_id=plan.id, key=entry.key, **given)
    else:
        pen.revise(initiative, **entry.given)
    if not InitiativeStage.objects.filter(initiative=initiative, stage=entry.stage, on=entry.stage_on).exists():
        pen.insert(InitiativeStage, initiative=initiative, stage=entry.stage.value, on=entry.stage_on)
    linked = set(InitiativeLine.objects.filter(initiative=initiative).values_list("line_id", flat=True))
    pen.insert_many(
        InitiativeLine, [{"initiative": initiative, "line_id": line} for line in sorted(entry.lines - linked)]
    )
