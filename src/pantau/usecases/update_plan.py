"""A working matrix comes back as an update of its plan: previewed cell by cell, then written in one transaction."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from pantau.domain.documents import Document
from pantau.domain.permissions import Actor, Verb, plan_matter, require
from pantau.domain.plans import LineRow
from pantau.domain.refusals import (
    CellConflict,
    CellMissing,
    KeyUnknown,
    LabelUnknown,
    MatrixForeign,
    MatrixReporter,
    PreviewChanged,
    Refusal,
    RowRepeated,
    RowsRejected,
    TextOfNoLine,
)
from pantau.domain.words import LANGUAGES
from pantau.files.content import DOCUMENT_LIMIT, file_content
from pantau.files.document import document_in
from pantau.files.sheet import Row
from pantau.records.models import Passage, Source
from pantau.records.pen import Pen
from pantau.records.queries.plans import nodes_of_version, plan_lines, plan_named, version_in_force, version_numbered
from pantau.records.store import digest_of
from pantau.records.workspace import find_folder
from pantau.standards.sheets import MatrixRow, ReadMatrix, canon, column_name, read_matrix
from pantau.usecases.access import writing
from pantau.usecases.cells import ActorIndex, actor_index
from pantau.usecases.import_progress import ProgressPreview, compare_progress, progress_base, write_progress
from pantau.usecases.keep_source import keep_source
from pantau.usecases.line_index import LineIndex, line_index
from pantau.usecases.matrix_cells import REPORTED, CellChange, RowReading, RowUpdate, line_values, node_values
from pantau.usecases.matrix_lines import LineNow, MatrixNow, MatrixScope, heading_texts, matrix_now
from pantau.usecases.progress_sheet import COLUMNS
from pantau.usecases.write_matrix import reporter_named

_REASON = 100  # characters that a history row holds
_EFFECTS = ("new", "changed", "unchanged", "conflict", "rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePreview:
    """What taking a matrix in would do. `strays` are refusals of rows that are no row of a line.

    `unread` are headings that mean nothing here, `absent` how many lines of the plan the file leaves out, `hidden` how
    many rows and columns of the file are hidden and were not read.
    """

    file: str
    content: bytes
    document: Document
    scope: MatrixScope
    rows: tuple[RowUpdate, ...]
    strays: tuple[Refusal, ...]
    progress: ProgressPreview | None
    unread: tuple[str, ...]
    absent: int
    hidden: int

    @property
    def changes(self) -> tuple[CellChange, ...]:
        """Every cell that is new, changed or kept against what the file says, in rows that can be written."""
        good = {row.line.node.id for row in self.good}
        return tuple(
            cell for row in self.rows for cell in row.cells if row.line.node.id in good or cell.effect == "kept"
        )

    @property
    def good(self) -> tuple[RowUpdate, ...]:
        """Rows without a problem."""
        refused = self._refused_reports
        return tuple(row for row in self.rows if not row.problems and row.line.node.line_id not in refused)

    @property
    def problems(self) -> tuple[Refusal, ...]:
        """Every refusal with its place, those that are conflicts among them."""
        reports = self.progress.sheet.problems if self.progress else ()
        return (*(problem for row in self.rows for problem in row.problems), *reports, *self.strays)

    @property
    def conflicts(self) -> tuple[CellConflict, ...]:
        return tuple(one for one in self.problems if isinstance(one, CellConflict))

    @property
    def counts(self) -> dict[str, int]:
        """Rows by effect."""
        refused = self._refused_reports
        effects = Counter("rejected" if row.line.node.line_id in refused else row.effect for row in self.rows)
        effects["rejected"] += len(self.strays)
        return {name: effects[name] for name in _EFFECTS}

    @property
    def digest(self) -> str:
        """What a person agrees to: the digest of all that would be written."""
        said = json.dumps(self.as_json("en"), ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def _refused_reports(self) -> frozenset[int | None]:
        """The lines whose report cannot be taken."""
        if self.progress is None:
            return frozenset()
        reported = {row.line.node.line_id for row in self.rows if set(row.becomes) & set(REPORTED)}
        return frozenset(reported - {row.line.id for row in self.progress.sheet.rows})

    def as_json(self, language: str) -> dict[str, Any]:
        scope = self.scope
        return {
            "plan": scope.plan.code,
            "version": scope.version.number,
            "actor": scope.reporter.code if scope.reporter else None,
            "round": scope.round or None,
            **self.counts,
            "cells": [cell.as_json() for cell in self.changes],
            "rounds_opened": list(self.progress.opens) if self.progress else [],
            "unread_columns": list(self.unread),
            "lines_not_in_file": self.absent,
            "hidden": self.hidden,
            "problems": [problem.as_json(language) for problem in self.problems],
        }


def preview_update(
    actor: Actor, *, content: bytes, file: str, plan: str, reporter: str = "", round: str = ""
) -> UpdatePreview:
    """Hold a matrix against its plan; nothing is written.

    Reporter and round are those that the file names, or for a file that names none the ones given.

    Raises:
        PlanUnknown, VersionUnknown: the plan, or the version that the file was made from, is not here.
        MatrixForeign, MatrixReporter, ReporterIncomplete, ActorUnknown: the file is of something else.
        MatrixUnfound, ColumnRepeated, and what `files.document.document_in` raises: it cannot be read as a matrix.
    """
    wanted = plan_named(plan)
    require(actor, Verb.UPDATE_PLAN, plan_matter(wanted))
    document = document_in(content, file=file)
    read = read_matrix(document, file=file)
    actors = actor_index()
    now = timezone.now()
    mark = read.mark
    if mark and (mark.plan != str(wanted.public_id) or mark.workspace != str(find_folder().id)):
        raise MatrixForeign(file=file, plan=wanted.code, where=file)
    asked = reporter_named(reporter, round=round, actors=actors)
    named = reporter_named(mark.reporter, round=mark.round, actors=actors) if mark else None
    if mark and named and asked and (named.id, mark.round) != (asked.id, round):
        raise MatrixReporter(file=file, reporter=named.code, round=mark.round, wanted=f"{asked.code}, {round}")
    version = version_numbered(wanted, mark.version) if mark else version_in_force(wanted, now.date(), known_at=now)
    scope = MatrixScope(
        plan=wanted,
        version=version,
        language=mark.language if mark else version.language,
        reporter=named or asked,
        round=mark.round if mark and named else round,
        as_of=now.date(),
        known_at=now,
    )
    desk = _Desk(
        scope=scope,
        now=matrix_now(actor, scope, actors=actors),
        actors=actors,
        lines=line_index(wanted, plan_lines(version, known_at=now)),
        same_reporter=bool(named) == bool(named or asked),
    )
    rows, strays = desk.read(read)
    return UpdatePreview(
        file=file,
        content=content,
        document=document,
        scope=scope,
        rows=rows,
        strays=strays,
        progress=_progress(scope, rows, file=file, content=content),
        unread=read.unread,
        absent=len(desk.now.lines) - len({row.line.node.id for row in rows}),
        hidden=sum(one.count for one in document.left_out if one.what.startswith("hidden")),
    )


def preview_update_file(actor: Actor, *, path: Path, plan: str, reporter: str = "", round: str = "") -> UpdatePreview:
    """The same of a file on this computer. Raises what `preview_update` and `files.content.file_content` raise."""
    content = file_content(path, limit=DOCUMENT_LIMIT)
    return preview_update(actor, content=content, file=path.name, plan=plan, reporter=reporter, round=round)


def update_plan(actor: Actor, *, preview: UpdatePreview, seen: str = "") -> None:
    """Write exactly what a preview without problems shows, in one transaction.

    Raises RowsRejected where it holds problems, and what `update_good_rows` raises.
    """
    if preview.problems:
        raise RowsRejected(problems=preview.problems, file=preview.file)
    update_good_rows(actor, preview=preview, seen=seen)


def update_good_rows(actor: Actor, *, preview: UpdatePreview, seen: str = "") -> None:
    """Write the good rows of a preview and leave the others out.

    `seen` is the digest of the preview that a person agreed to, where that was made earlier from the same file.

    Raises:
        PreviewChanged: the file would now do something else than it showed.
        ChangedMeanwhile: somebody wrote one of the rows since this preview was made.
    """
    if seen and seen != preview.digest:
        raise PreviewChanged(what=preview.file, seen=0, now=1)
    good = [row for row in preview.good if row.becomes]
    if not good:
        return
    actors = actor_index()
    reason = f"working matrix {preview.file}"[:_REASON]
    with writing(actor, Verb.UPDATE_PLAN, about=plan_matter(preview.scope.plan), reason=reason) as pen:
        source = _keep_matrix(pen, preview)
        for row in good:
            _write_row(pen, row, source=source, preview=preview, actors=actors)
        progress = preview.progress
        if progress is not None and any(change.effect != "unchanged" for change in progress.changes):
            require(actor, Verb.IMPORT_PROGRESS)
            write_progress(pen, preview=progress, source=source)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """The record as it stands, for rows to be held against."""

    scope: MatrixScope
    now: MatrixNow
    actors: ActorIndex
    lines: LineIndex
    same_reporter: bool

    def read(self, read: ReadMatrix) -> tuple[tuple[RowUpdate, ...], tuple[Refusal, ...]]:
        """The rows of lines, and the refusals of rows that are of none or of one that was read already."""
        by_key = {line.row.key: line for line in self.now.lines}
        by_line = {line.node.line_id: line for line in self.now.lines}
        found: dict[int, RowUpdate] = {}
        strays = list(self._strays(read)) if read.mark else []
        for row in read.rows:
            try:
                line = self._line(row, by_key=by_key, by_line=by_line)
                if line.node.id in found:
                    first = found[line.node.id].row.row.number
                    raise RowRepeated(where=row.row.where, first=first, what=line.row.label)
            except Refusal as refusal:
                strays.append(refusal)
                continue
            reading = RowReading(
                row=row, line=line, scope=self.scope, actors=self.actors, same_reporter=self.same_reporter
            )
            found[line.node.id] = reading.read()
        return tuple(found.values()), tuple(strays)

    def _line(self, row: MatrixRow, *, by_key: Mapping[str, LineNow], by_line: Mapping[Any, LineNow]) -> LineNow:
        """Raises KeyUnknown, LabelUnknown, LabelAmbiguous, CellMissing."""
        place = row.row.place("key" if row.key else "label")
        if row.key:
            if row.key not in by_key:
                raise KeyUnknown(where=place, plan=self.scope.plan.code, key=row.key)
            return by_key[row.key]
        label = row.row.cells.get("label", "")
        if not label:
            raise CellMissing(where=place, column=column_name("label"))
        return by_line[self.lines.find(label, where=place).id]

    def _strays(self, read: ReadMatrix) -> Iterator[Refusal]:
        nodes = nodes_of_version(self.scope.version)
        known = {canon(text) for node in nodes for text in heading_texts(node)}
        for where, text in read.others:
            if canon(text) not in known:
                yield TextOfNoLine(where=where, text=canon(text)[:80], plan=self.scope.plan.code)


def _progress(scope: MatrixScope, rows: tuple[RowUpdate, ...], *, file: str, content: bytes) -> ProgressPreview | None:
    """What the reporter's changed cells would do, read as any sheet of progress; ``None`` where there are none."""
    reported = [row for row in rows if not row.problems and set(row.becomes) & set(REPORTED)]
    if not reported or scope.reporter is None:
        return None
    base = progress_base(scope.plan.code, round=scope.round)
    lines = {str(line.public_id): (line,) for line in plan_lines(base.version, known_at=base.now)}
    return compare_progress(
        base,
        [_report(row, scope) for row in reported],
        lines=_PublicIds(plan=scope.plan, by_name=lines),
        file=file,
        content=content,
    )


class _PublicIds(LineIndex):
    """Lines by their public id; one that the text in force has not got is refused by its label."""

    def find(self, text: str, *, where: str) -> LineRow:
        public_id, _, label = text.partition(" ")
        found = self.by_name.get(public_id)
        if not found:
            raise LabelUnknown(where=where, plan=self.plan.code, label=label)
        return found[0]


def _report(update: RowUpdate, scope: MatrixScope) -> Row:
    """The row as a sheet of progress has it: what was reported already stays where the matrix says nothing else."""
    row, report, node = update.row.row, update.line.report, update.line.node
    said = {name: getattr(report, name) if report else "" for name in COLUMNS if name not in ("label", "path", "actor")}
    cells = {name: "" if value is None else str(value) for name, value in said.items()} | {"as_of": ""}
    cells |= {name: text for name, text in update.becomes.items() if name in REPORTED}
    cells |= {"actor": scope.reporter.code if scope.reporter else "", "label": update.line.row.label}
    cells["path"] = f"{node.line.public_id if node.line else ''} {update.line.row.label}"
    return Row(number=row.number, cells=cells, sheet=row.sheet)


def _keep_matrix(pen: Pen, preview: UpdatePreview) -> Source:
    plan = preview.scope.plan
    return keep_source(
        pen,
        content=preview.content,
        text=preview.document.text,
        code=f"{plan.code}-matrix-{digest_of(preview.content)[:12]}",
        kind="matrix",
        title=f"{plan.code}: {preview.file}",
        file_name=preview.file,
        illustrative=plan.illustrative,
    )


def _write_row(pen: Pen, row: RowUpdate, *, source: Source, preview: UpdatePreview, actors: ActorIndex) -> None:
    """What a row says of its line and its node; new words stand at their passage of the file."""
    node = row.line.node
    values = node_values(row, preview.scope)
    if "words" in values:
        values |= _passages(pen, row, source=source, preview=preview)
    if values:
        pen.change(node, **values)
    details = line_values(row, preview.scope, actors=actors)
    if details and node.line is not None:
        pen.revise(node.line, **details)


def _passages(pen: Pen, row: RowUpdate, *, source: Source, preview: UpdatePreview) -> dict[str, Passage]:
    text, found = preview.document.text, {}
    for language in LANGUAGES:
        column = f"action_{language}"
        if column not in row.becomes:
            continue
        start, end = row.row.spans[column if column in row.row.spans else "action"]
        passage = pen.insert(Passage, source=source, start=start, end=end, text=text[start:end])
        found["passage" if language == preview.scope.version.language else "second_passage"] = passage
    return found
