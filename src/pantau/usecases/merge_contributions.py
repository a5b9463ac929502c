"""A country's focal point takes in at once all that ministries handed in, but for what the draft says otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pantau.domain.contributions import ContributionRow, ContributionState
from pantau.domain.permissions import Actor, Verb
from pantau.domain.record_history import field_words
from pantau.domain.refusals import ChangedMeanwhile, Refusal
from pantau.domain.reporting_refusals import ContributionClashes, NothingToDo
from pantau.domain.reports import CellChange
from pantau.domain.words import LANGUAGES, Words
from pantau.records.models import Actor as Place
from pantau.records.queries.contributions import contribution_rows, contributions_behind
from pantau.records.queries.reports import report_rows
from pantau.records.queries.round_record import RoundRecord, round_record
from pantau.usecases.access import writing
from pantau.usecases.draft_report import Judged, judge_cells, keep_cells, writer_for


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A contribution that stays as it is, and why."""

    row: ContributionRow
    why: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """What taking in all that was handed in comes to: what goes into the draft, and what is left."""

    taken: tuple[ContributionRow, ...]
    left: tuple[LeftOut, ...]

    def as_json(self, language: str) -> dict[str, Any]:
        return {
            "taken": [_named(row) for row in self.taken],
            "left": [_named(one.row) | one.why.as_json(language) for one in self.left],
        }


def preview_merging(actor: Actor, *, round: UUID, reporter: str) -> Merging:
    """What would go into the reporter's draft as both stand now; nothing is written. Raises NotFound."""
    record = round_record(round)
    place = writer_for(actor, record=record, reporter=reporter)
    return _planned(record, place=place, rows=_handed_in(record, reporter=reporter))[0]


def merge_contributions(actor: Actor, *, round: UUID, reporter: str, seen: Mapping[UUID, int]) -> Merging:
    """Take in the contributions that were seen (public ids), each in its version, in one transaction.

    One goes in whole or not at all: where a cell of the draft says something else already, where two ministries
    disagree the later one, and where the line takes nothing, it is left. One that was changed since is left too.

    Raises:
        NothingToDo: none of them can be taken.
        NotFound: the round, the reporter or the right is not there.
        ChangedMeanwhile: somebody wrote in the draft at the same moment; nothing is kept.
    """
    record = round_record(round)
    place = writer_for(actor, record=record, reporter=reporter)
    reason = f"merge contributions {record.row.code}"
    with writing(actor, Verb.DRAFT_REPORT, about=record.matter(place), reason=reason) as pen:
        rows = [row for row in _handed_in(record, reporter=reporter) if row.public_id in seen]
        moved = [row for row in rows if row.seen != seen[row.public_id]]
        found, judged = _planned(record, place=place, rows=[row for row in rows if row not in moved])
        if not found.taken:
            raise NothingToDo(step=ContributionState.MERGED.words)
        kept = contributions_behind(found.taken)
        for row in found.taken:
            if kept[row.public_id].version != row.seen:
                raise _changed(row, now=kept[row.public_id].version)
        keep_cells(pen, record=record, place=place, judged=judged)
        pen.change_many(list(kept.values()), state=ContributionState.MERGED.value)
    late = tuple(LeftOut(row=row, why=_changed(row, now=row.seen, seen=seen[row.public_id])) for row in moved)
    return Merging(taken=found.taken, left=(*found.left, *late))


def _handed_in(record: RoundRecord, *, reporter: str) -> list[ContributionRow]:
    rows = contribution_rows(record, reporter=reporter)
    return [row for row in rows if row.state is ContributionState.HANDED_IN]


def _planned(record: RoundRecord, *, place: Place, rows: Sequence[ContributionRow]) -> tuple[Merging, Judged]:
    """What goes in, and what the draft's cells come to then."""
    lines = {row.line: record.by_line[row.line] for row in rows}
    drafts = {
        row.line: row.cells.as_json() for row in report_rows(record, reporters=[place.pk], lines=list(lines.values()))
    }
    texts = {line: dict(drafts.get(line, {})) for line in lines}
    left, agreed = [], []
    for row in rows:
        said = {name: text for name, text in row.cells.as_json().items() if text}
        other = [name for name, text in said.items() if texts[row.line].get(name, "") not in ("", text)]
        if other:
            left.append(_clash(row, other))
        else:
            texts[row.line] |= said
            agreed.append(row)
    changes = _changes(drafts, texts)
    judged = judge_cells(record, place=place, changes=changes)
    faults = _faults(judged)
    if faults:
        judged = judge_cells(record, place=place, changes=[one for one in changes if one.line not in faults])
    left += [LeftOut(row=row, why=faults[row.line]) for row in agreed if row.line in faults]
    taken = tuple(row for row in agreed if row.line not in faults)
    return Merging(taken=taken, left=tuple(left)), judged


def _changes(drafts: Mapping[UUID, Mapping[str, str]], texts: Mapping[UUID, Mapping[str, str]]) -> list[CellChange]:
    return [
        CellChange(line=line, name=name, was=drafts.get(line, {}).get(name, ""), value=text)
        for line, cells in texts.items()
        for name, text in cells.items()
        if text != drafts.get(line, {}).get(name, "")
    ]


def _faults(judged: Judged) -> dict[UUID, Refusal]:
    """Why a line takes nothing, or one of its cells not."""
    return {one.change.line: one.refusal for one in judged.refused}


def _clash(row: ContributionRow, names: Iterable[str]) -> LeftOut:
    words = [field_words(name) for name in names]
    cells = Words(**{language: ", ".join(one.into(language) for one in words) for language in LANGUAGES})
    return LeftOut(row=row, why=ContributionClashes(line=row.label, ministry=row.ministry_name, cells=cells))


def _changed(row: ContributionRow, *, now: int, seen: int | None = None) -> ChangedMeanwhile:
    return ChangedMeanwhile(what=row.label, seen=seen or row.seen, now=now)


def _named(row: ContributionRow) -> dict[str, str]:
    return {"line": str(row.line), "label": row.label, "ministry": row.ministry}
