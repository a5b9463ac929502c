"""A reviewed draft becomes a plan, or the next version of one."""

from uuid import UUID

from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.refusals import ChangedMeanwhile, NoLines
from pantau.records.models import Plan, PlanDraft, PlanVersion
from pantau.records.queries.drafts import draft_file, draft_named, draft_record, matter_of
from pantau.usecases.access import writing
from pantau.usecases.import_plan import PlanDetails, PlanPreview, may_import, preview_text, write_plan
from pantau.usecases.write_version import PlanText


def preview_draft(draft: UUID, *, details: PlanDetails) -> PlanPreview:
    """What committing a draft would do; nothing is written.

    Raises:
        NotFound: there is no such draft.
        FileMissing: the evidence store has lost its file.
        NoLines: nothing in it counts.
        What `pantau.usecases.import_plan.preview_text` raises of the details.
    """
    view = draft_named(draft)
    tree = view.review.tree(view.warnings)
    if not tree.countable_total:
        raise NoLines(file=view.row.file_name)
    row = draft_record(draft)
    content = draft_file(row, row.digest)
    said = PlanText(content=content, file=row.file_name, text=view.text, tree=tree, reviewed=True)
    return preview_text(said, details=details)


def commit_draft(actor: Actor, *, draft: UUID, seen: int, details: PlanDetails) -> Plan:
    """Write a draft as the preview showed it, in one transaction; the draft is closed.

    Raises ChangedMeanwhile where the draft is no longer at version `seen`, and what `preview_draft` raises.
    """
    require(actor, Verb.REVIEW_PLAN, matter_of(draft_record(draft)))
    preview = preview_draft(draft, details=details)
    with writing(
        actor, Verb.IMPORT_PLAN, about=may_import(actor, preview), reason=f"plan draft {preview.said.file} committed"
    ) as pen:
        row = draft_record(draft)
        if row.version != seen or row.state != "open":
            raise ChangedMeanwhile(what=PlanDraft._meta.verbose_name, seen=seen, now=row.version)
        plan = write_plan(pen, preview=preview)
        version = PlanVersion.objects.filter(plan=plan).order_by("-number")[0]
        pen.change(row, state="committed", plan=plan, plan_version=version)
        return plan
