"""A country's focal point takes what a ministry handed in into the country's draft, cell by cell or whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pantau.domain.contributions import ContributionRow, ContributionState
from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound
from pantau.domain.reports import CELLS, CellChange
from pantau.records.queries.contributions import contribution_rows, contributions_behind
from pantau.records.queries.round_record import round_record
from pantau.usecases.access import writing
from pantau.usecases.draft_report import Saved, judge_cells, keep_cells, writer_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Which cells of a ministry's contribution are taken, as seen in its version; `was` is what the draft said then."""

    ministry: str
    seen: int
    was: Mapping[str, str]


def merge_contribution(actor: Actor, *, round: UUID, reporter: str, line: UUID, taken: Taken) -> Saved:
    """Write the cells into the draft; one that says something else by now than when it was seen is a conflict.

    A contribution all of whose words stand in the draft counts as merged.

    Raises:
        NotFound: the round, the reporter, the contribution or the right is not there, or it was not handed in.
        CellUnknown: there is no such cell.
        ChangedMeanwhile: the ministry wrote another version, or somebody wrote in the draft at the same moment.
    """
    for name in taken.was:
        if name not in CELLS:
            raise CellUnknown(column="cell", text=name[:40], expected=", ".join(CELLS))
    record = round_record(round)
    place = writer_for(actor, record=record, reporter=reporter)
    reason = f"merge {taken.ministry} {record.row.code}"
    with writing(actor, Verb.DRAFT_REPORT, about=record.matter(place), reason=reason) as pen:
        row = _handed_in(contribution_rows(record, reporter=reporter, ministry=taken.ministry, lines=[line]), taken)
        texts = row.cells.as_json()
        changes = [CellChange(line=line, name=name, was=was, value=texts[name]) for name, was in taken.was.items()]
        judged = judge_cells(record, place=place, changes=changes)
        saved = keep_cells(pen, record=record, place=place, judged=judged)
        said = saved.rows[0].cells.as_json() if saved.rows else {}
        if all(said.get(name) == text for name, text in texts.items() if text):
            pen.change(contributions_behind([row])[row.public_id], state=ContributionState.MERGED.value)
    return saved


def _handed_in(rows: list[ContributionRow], taken: Taken) -> ContributionRow:
    if not rows or rows[0].state not in (ContributionState.HANDED_IN, ContributionState.MERGED):
        raise NotFound
    if rows[0].seen != taken.seen:
        raise ChangedMeanwhile(what=rows[0].label, seen=taken.seen, now=rows[0].seen)
    return rows[0]
