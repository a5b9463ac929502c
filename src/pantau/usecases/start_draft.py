"""A file is dropped: its plan is read, and a draft of the tree waits for a person's review."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pantau.domain.documents import Document
from pantau.domain.permissions import Actor, Matter, Verb, require
from pantau.domain.plantree import PlanTree
from pantau.domain.refusals import NoLines, PlanUnknown, TextTooLong
from pantau.domain.review import DraftRow, kept_tree
from pantau.domain.review.edits import invalid, is_plain
from pantau.files.child import Told
from pantau.files.document import document_in
from pantau.reading.plans import read_plan
from pantau.records.models import Plan, PlanDraft, Workspace
from pantau.records.queries.actors import partner_matter
from pantau.records.queries.drafts import draft_row, draft_view
from pantau.records.store import digest_of, keep
from pantau.records.workspace import find_folder
from pantau.usecases.access import writing

TITLE_LENGTH = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file as it was read: its text with its tables, and the tree of the plan in it."""

    document: Document
    tree: PlanTree


def read_plan_file(
    content: bytes, *, file: str, told: Told | None = None, columns: Mapping[tuple[int, int], str] | None = None
) -> Received:
    """The plan in a file's bytes; `columns` are a reviewer's corrections, table and column to role.

    Raises what `pantau.files.document.document_in` raises, and NoLines where the text holds no action line.
    """
    document = document_in(content, file=file, told=told)
    tree = read_plan(document, columns=columns)
    if not tree.countable_total:
        raise NoLines(file=file)
    return Received(document=document, tree=tree)


def start_draft(
    actor: Actor,
    *,
    content: bytes,
    file: str,
    plan: str = "",
    details: Mapping[str, str] | None = None,
    told: Told | None = None,
) -> DraftRow:
    """A draft of the plan in a file, for the next version of the plan with the code `plan` if one is named.

    The same file dropped again finds its open draft. Nothing is kept of a file that is refused.

    Raises:
        NotFound: the actor may not review.
        PlanUnknown: there is no plan of that code.
        TextTooLong, EditInvalid: name or details cannot be kept.
        NoLines and the refusals of `read_plan_file`.
    """
    typed = dict(details or {})
    known = _plan(plan)
    about = Matter(plan=known.pk, partner=known.partner_id) if known else partner_matter(typed.get("partner", ""))
    require(actor, Verb.REVIEW_PLAN, about)
    _check(file, typed)
    found = _open_draft(content, known)
    if found is not None:
        return draft_view(found).row
    received = read_plan_file(content, file=file, told=told)
    with writing(actor, Verb.REVIEW_PLAN, about=about, reason=f"plan draft {file}") as pen:
        Workspace.objects.select_for_update().first()  # one after the other: the same file may be dropped twice at once
        found = _open_draft(content, known)
        if found is not None:
            return draft_view(found).row
        evidence = find_folder().evidence
        draft = pen.insert(
            PlanDraft,
            file_name=file,
            digest=keep(evidence, content),
            text_digest=keep(evidence, received.document.text.encode()),
            tree_digest=keep_tree(received.tree),
            title=shortened(received.tree.title),
            plan=known,
            details=typed,
        )
        return draft_row(draft, kept_tree(received.tree).review)


def keep_tree(tree: PlanTree) -> str:
    """Put the tree as read into the evidence store; returns its digest."""
    return keep(find_folder().evidence, json.dumps(kept_tree(tree).as_json(), ensure_ascii=False).encode())


def shortened(title: str) -> str:
    """A title that fits the list of drafts; the tree keeps all of it."""
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"


def _check(file: str, details: Mapping[str, str]) -> None:
    limit = PlanDraft._meta.get_field("file_name").max_length or 0
    if len(file) > limit:
        raise TextTooLong(column="file", length=len(file), limit=limit)
    if not all(map(is_plain, (file, *details, *details.values()))):
        raise invalid("odd_character")


def _plan(code: str) -> Plan | None:
    if not code:
        return None
    plan = Plan.objects.filter(code__iexact=code).first()
    if plan is None:
        raise PlanUnknown(plan=code)
    return plan


def _open_draft(content: bytes, plan: Plan | None) -> PlanDraft | None:
    drafts = PlanDraft.objects.select_related("plan").filter(state="open", digest=digest_of(content), plan=plan)
    return drafts.order_by("id").first()
