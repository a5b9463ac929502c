"""Named reads of plans under review: the tree as read with every edit that is not undone."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock
from typing import Any
from uuid import UUID

from pantau.domain.permissions import Actor, Matter, Verb, may, require
from pantau.domain.refusals import FileMissing, NotFound
from pantau.domain.review import DraftRow, DraftView, KeptTree, Review, Splice, kept_tree_from, reapply, splice_from
from pantau.records.models import PlanDraft, PlanDraftStep
from pantau.records.queries.actors import partner_matter
from pantau.records.store import place_of
from pantau.records.workspace import find_folder


def draft_named(public_id: UUID) -> DraftView:
    """One draft as it stands, whatever its state. Raises NotFound."""
    return draft_view(draft_record(public_id))


def draft_record(public_id: UUID) -> PlanDraft:
    """The row of a draft, with its plan. Raises NotFound."""
    draft = PlanDraft.objects.select_related("plan").filter(public_id=public_id).first()
    if draft is None:
        raise NotFound
    return draft


def open_drafts(actor: Actor) -> list[DraftRow]:
    """The drafts that wait for this person, the one worked on last first."""
    drafts = PlanDraft.objects.select_related("plan").filter(state="open").order_by("-changed_at", "-id")
    return [draft_view(draft).row for draft in drafts if may(actor, Verb.REVIEW_PLAN, matter_of(draft))]


def draft_for(actor: Actor, public_id: UUID, *, verb: Verb = Verb.REVIEW_PLAN) -> DraftView:
    """As `draft_named`, for who may review its plan. Raises NotFound."""
    draft = draft_record(public_id)
    require(actor, verb, matter_of(draft))
    return draft_view(draft)


def matter_of(draft: PlanDraft) -> Matter:
    """What a right about a draft is asked about: its plan, or the partner that was named for a new one."""
    if draft.plan is not None:
        return Matter(plan=draft.plan.pk, partner=draft.plan.partner_id)
    return partner_matter(str(draft.details.get("partner", "")))


def draft_view(draft: PlanDraft) -> DraftView:
    """Raises FileMissing where the evidence store has lost a file of it."""
    kept = _tree(draft)
    review = _edited(draft, kept.review)
    return DraftView(
        row=draft_row(draft, review),
        review=review,
        text=draft_file(draft, draft.text_digest).decode("utf-8"),
        warnings=kept.warnings,
        columns=kept.columns,
    )


def draft_row(draft: PlanDraft, review: Review) -> DraftRow:
    return DraftRow(
        public_id=draft.public_id,
        file_name=draft.file_name,
        title=draft.title,
        state=draft.state,
        version=draft.version,
        plan=draft.plan.code if draft.plan else "",
        details=draft.details,
        can_undo=draft.state == "open" and draft.head > 0,
        can_redo=draft.state == "open" and next_step(draft) is not None,
        changed_at=draft.changed_at,
        total=review.total,
    )


def next_step(draft: PlanDraft) -> PlanDraftStep | None:
    """The step that redoing goes to: the newest that was made upon this state of the tree as it is read now."""
    steps = PlanDraftStep.objects.filter(draft=draft, before=draft.head, edit__tree=draft.tree_digest)
    return steps.order_by("-number").first()


def step_splices(step: PlanDraftStep) -> list[Splice]:
    return [splice_from(splice) for splice in step.splices]


def draft_file(draft: PlanDraft, digest: str) -> bytes:
    """A file of the draft, by its digest. Raises FileMissing."""
    try:
        return place_of(find_folder().evidence, digest).read_bytes()
    except OSError as fault:
        raise FileMissing(file=draft.file_name) from fault


def _tree(draft: PlanDraft) -> KeptTree:
    return _parsed(draft_file(draft, draft.tree_digest))


@lru_cache(maxsize=4)
def _parsed(content: bytes) -> KeptTree:
    """Read once for a row of edits; what is given out is frozen."""
    value: Mapping[str, Any] = json.loads(content)
    return kept_tree_from(value)


def _edited(draft: PlanDraft, review: Review) -> Review:
    """The tree with the steps from the first up to `head`, each made upon the one before."""
    steps = PlanDraftStep.objects.filter(draft=draft)
    rows = {number: (before, step) for number, before, step in steps.values_list("number", "before", "public_id")}
    chain: list[int] = []
    number = draft.head
    while number:
        before, step = rows[number]
        known = _RECENT.get(step)
        if known is not None:
            review = known
            break
        chain.append(number)
        number = before
    by_number = {one.number: one for one in steps.filter(number__range=(min(chain), max(chain)))} if chain else {}
    for number in reversed(chain):
        review = reapply(review, step_splices(by_number[number])).review
        _RECENT.put(rows[number][1], review)
    return review


class _Recent:
    """The trees after the last steps that were looked at, by the step; a step never changes once it is written."""

    def __init__(self) -> None:
        self._trees: OrderedDict[UUID, Review] = OrderedDict()
        self._lock = Lock()

    def get(self, step: UUID) -> Review | None:
        with self._lock:
            return self._trees.get(step)

    def put(self, step: UUID, review: Review) -> None:
        with self._lock:
            self._trees[step] = review
            if len(self._trees) > _REMEMBERED:
                self._trees.popitem(last=False)


_REMEMBERED = 64
_RECENT = _Recent()
