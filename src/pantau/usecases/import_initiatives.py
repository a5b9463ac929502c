"""Initiatives come in with their stage history, dates and the lines they serve."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from pantau.domain.initiatives import Stage, read_stage
from pantau.domain.permissions import Actor, Verb
from pantau.domain.plans import PlanRow
from pantau.domain.refusals import CellMissing, CellUnknown, Refusal, RowRepeated, RowsRejected
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


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativePreview:
    path: Path
    plan: PlanRow
    entries: tuple[InitiativeEntry, ...]
    problems: tuple[Refusal, ...]
    total: int

    @property
    def counts(self) -> dict[str, int]:
        """Good rows that are new or say what is kept already, and rejected rows."""
        effects = Counter(entry.effect for entry in self.entries)
        return {
            "new": effects["new"],
            "unchanged": effects["unchanged"],
            "rejected": self.total - len(self.entries),
        }


def preview_initiatives(path: Path, *, plan: str) -> InitiativePreview:
    """Read an initiative sheet against a plan; nothing is written. Raises what reading a sheet raises, PlanUnknown."""
    wanted = plan_named(plan)
    now = timezone.now()
    lines = line_index(wanted, plan_lines(version_in_force(wanted, now.date()), known_at=now))
    entries: list[InitiativeEntry] = []
    problems: list[Refusal] = []
    first: dict[tuple[str, Stage, date], int] = {}
    rows = read_sheet(path, known=COLUMNS, required=("title", "stage"))
    known = _known(wanted)
    for row in rows:
        reader = RowReader(row=row)
        entry = _entry(reader, lines, known)
        if entry is not None:
            key = (entry.key, entry.stage, entry.stage_on)
            if first.setdefault(key, row.number) != row.number:
                reader.note(RowRepeated, "title", first=first[key], what="title, stage, stage_on")
        problems += reader.problems
        if entry is not None and not reader.problems:
            entries.append(entry)
    return InitiativePreview(path=path, plan=wanted, entries=tuple(entries), problems=tuple(problems), total=len(rows))


def import_initiatives(actor: Actor, *, preview: InitiativePreview) -> None:
    """Write what a preview without problems showed, in one transaction. Raises RowsRejected."""
    if preview.problems:
        raise RowsRejected(problems=preview.problems, file=preview.path.name)
    new = [entry for entry in preview.entries if entry.effect == "new"]
    if not new:
        return
    with writing(actor, Verb.IMPORT_INITIATIVES, reason=f"initiative import {preview.path.name}") as pen:
        for entry in new:
            _write(pen, preview.plan, entry)


def _known(plan: PlanRow) -> dict[tuple[str, str, date], frozenset[int]]:
    """The lines of each (initiative, stage, day) that is kept already."""
    rows = Initiative.objects.filter(plan_id=plan.id).prefetch_related("stages", "lines")
    return {
        (row.key, event.stage, event.on): frozenset(link.line_id for link in row.lines.all())
        for row in rows
        for event in row.stages.all()
    }


def _entry(
    reader: RowReader, lines: LineIndex, known: dict[tuple[str, str, date], frozenset[int]]
) -> InitiativeEntry | None:
    title = reader.needed("title")
    stage = _stage(reader)
    started, completed = reader.day("started_on"), reader.day("completed_on")
    reader.ordered("started_on", "completed_on", (started, completed))
    stage_on = reader.day("stage_on") or completed or started
    if stage_on is None and not reader.text("stage_on"):
        reader.note(CellMissing, "stage_on", column="stage_on")
    served = _lines(reader, lines)
    if not title or stage is None or stage_on is None:
        return None
    kept = known.get((title, stage.value, stage_on))
    return InitiativeEntry(
        key=title,
        title=Words(en=title, id=reader.text("title_id")),
        stage=stage,
        stage_on=stage_on,
        lines=served,
        started_on=started,
        completed_on=completed,
        effect="unchanged" if kept is not None and served <= kept else "new",
    )


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
    dates = {"started_on": entry.started_on, "completed_on": entry.completed_on}
    if initiative is None:
        initiative = pen.insert(Initiative, plan_id=plan.id, key=entry.key, title=entry.title, **dates)
    else:
        pen.revise(initiative, **{name: day for name, day in dates.items() if day is not None})
    if not InitiativeStage.objects.filter(initiative=initiative, stage=entry.stage, on=entry.stage_on).exists():
        pen.insert(InitiativeStage, initiative=initiative, stage=entry.stage.value, on=entry.stage_on)
    linked = set(InitiativeLine.objects.filter(initiative=initiative).values_list("line_id", flat=True))
    pen.insert_many(
        InitiativeLine, [{"initiative": initiative, "line_id": line} for line in sorted(entry.lines - linked)]
    )
