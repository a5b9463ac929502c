"""A person reviews a draft: each edit is one step that can be undone; who saw an older state is told so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pantau.domain.permissions import Actor, Matter, Verb, require
from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, DraftClosed, DraftEdited, EditImpossible
from pantau.domain.review import DraftRow, DraftView, Edit, Outcome, apply, reapply, revert
from pantau.domain.words import table, words_from
from pantau.reading.plans import column_roles
from pantau.records.models import PlanDraft, PlanDraftStep
from pantau.records.queries.drafts import (
    draft_file,
    draft_record,
    draft_row,
    draft_view,
    matter_of,
    next_step,
    step_splices,
)
from pantau.usecases.access import writing
from pantau.usecases.start_draft import keep_tree, read_plan_file, shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The draft after a step, and what the step did to its tree."""

    row: DraftRow
    outcome: Outcome


def edit_draft(actor: Actor, *, draft: UUID, seen: int, edit: Edit) -> Edited:
    """Make an edit upon the tree as it stands; one that changes nothing is no step.

    Raises:
        NotFound: there is no such draft, or the actor may not review.
        ChangedMeanwhile: the draft is no longer at the version `seen`.
        DraftClosed: it was committed or discarded.
        EditImpossible and the refusals of `pantau.domain.review.apply`.
    """
    with writing(actor, Verb.REVIEW_PLAN, about=_about(draft), reason=f"plan review: {edit.do}") as pen:
        row, view = _opened(draft, seen)
        outcome = apply(view.review, edit, text=view.text)
        if not outcome.splices:
            return Edited(row=view.row, outcome=outcome)
        last: int | None = PlanDraftStep.objects.filter(draft=row).aggregate(last=Max("number"))["last"]
        number = 1 + (last or 0)
        fresh = pen.change(row, head=number)  # first, so that of two writers one is told
        pen.insert(
            PlanDraftStep,
            draft=fresh,
            number=number,
            before=row.head,
            edit=edit.as_json() | {"tree": row.tree_digest},
            splices=[splice.as_json() for splice in outcome.splices],
        )
        return Edited(row=draft_row(fresh, outcome.review), outcome=outcome)


def edit_draft_together(actor: Actor, *, draft: UUID, seen: int, edits: Sequence[Edit]) -> tuple[Edited, ...]:
    """Make several edits, each a step of its own, or none of them. Raises as `edit_draft`."""
    done: list[Edited] = []
    with transaction.atomic():
        for edit in edits:
            done.append(edit_draft(actor, draft=draft, seen=done[-1].row.version if done else seen, edit=edit))
    return tuple(done)


def undo_draft(actor: Actor, *, draft: UUID, seen: int) -> Edited:
    """Undo the last step that is not undone. Raises as `edit_draft`; EditImpossible where there is none."""
    with writing(actor, Verb.REVIEW_PLAN, about=_about(draft), reason="plan review: undo") as pen:
        row, view = _opened(draft, seen)
        step = PlanDraftStep.objects.filter(draft=row, number=row.head).first()
        if step is None:
            raise _nothing(view, "no_undo")
        outcome = revert(view.review, step_splices(step))
        fresh = pen.change(row, head=step.before)
        return Edited(row=draft_row(fresh, outcome.review), outcome=outcome)


def redo_draft(actor: Actor, *, draft: UUID, seen: int) -> Edited:
    """Make the step again that was undone last. Raises as `undo_draft`."""
    with writing(actor, Verb.REVIEW_PLAN, about=_about(draft), reason="plan review: redo") as pen:
        row, view = _opened(draft, seen)
        step = next_step(row)
        if step is None:
            raise _nothing(view, "no_redo")
        outcome = reapply(view.review, step_splices(step))
        fresh = pen.change(row, head=step.number)
        return Edited(row=draft_row(fresh, outcome.review), outcome=outcome)


def discard_draft(actor: Actor, *, draft: UUID, seen: int) -> DraftRow:
    """Close a draft that nobody wants; it is kept, and its file can be dropped again. Raises as `edit_draft`."""
    with writing(actor, Verb.REVIEW_PLAN, about=_about(draft), reason="plan review: discard") as pen:
        row, view = _opened(draft, seen)
        return draft_row(pen.change(row, state="discarded"), view.review)


def recolumn_draft(actor: Actor, *, draft: UUID, seen: int, columns: Mapping[tuple[int, int], str]) -> DraftView:
    """Read the tables anew with other roles for some columns (table and column, from 0; "" for no role).

    Raises:
        DraftEdited: steps stand upon the tree; they would be lost.
        CellUnknown: nobody knows the role.
        NoLines: with these columns nothing counts.
        NotFound, ChangedMeanwhile, DraftClosed: see `edit_draft`.
    """
    require(actor, Verb.REVIEW_PLAN, _about(draft))
    roles = column_roles()
    for role in columns.values():
        if role and role not in roles:
            raise CellUnknown(text=role[:40], column="role", expected=", ".join(roles))
    row, _ = _opened(draft, seen)
    if row.head:
        raise DraftEdited(file=row.file_name)
    corrected = row.columns | {f"{table}:{column}": role for (table, column), role in columns.items()}
    content = draft_file(row, row.digest)
    received = read_plan_file(content, file=row.file_name, columns=corrections_in(corrected))
    with writing(actor, Verb.REVIEW_PLAN, about=_about(draft), reason="plan review: columns") as pen:
        return draft_view(
            pen.change(
                row,
                columns=corrected,
                tree_digest=keep_tree(received.tree),
                title=shortened(received.tree.title),
            )
        )


def corrections_in(columns: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """Corrections as a draft keeps them, as the reader takes them.

    >>> corrections_in({"0:3": "lead"})
    {(0, 3): 'lead'}
    """
    return {(int(table), int(column)): role for key, role in columns.items() for table, column in [key.split(":")]}


def _about(draft: UUID) -> Matter:
    """Raises NotFound."""
    return matter_of(draft_record(draft))


def _opened(draft: UUID, seen: int) -> tuple[PlanDraft, DraftView]:
    """The draft at the version that was seen, open. Raises NotFound, DraftClosed, ChangedMeanwhile."""
    row = draft_record(draft)
    if row.state != "open":
        raise DraftClosed(file=row.file_name, state=words_from(table("edits")["states"][row.state]))
    if row.version != seen:
        raise ChangedMeanwhile(what=PlanDraft._meta.verbose_name, seen=seen, now=row.version)
    return row, draft_view(row)


def _nothing(view: DraftView, reason: str) -> EditImpossible:
    return EditImpossible(
        node=view.row.title or view.row.file_name, reason=words_from(table("edits")["impossible"][reason])
    )
