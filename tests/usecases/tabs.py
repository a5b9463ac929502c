"""What two tabs do at once to one draft; each is a process that loads Django for itself."""

from multiprocessing.synchronize import Barrier

from tests.records.racers import PATIENCE


def edit_in_two_tabs(number: int, name: str, barrier: Barrier) -> bool:
    """Both have opened the same draft before either edits; in odd rounds without the door."""
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.domain.review import Deed, Edit
    from pantau.records.queries.drafts import draft_named, open_drafts
    from pantau.usecases.review_plan import edit_draft
    from pantau.usecases.start_draft import start_draft
    from tests.workspaces import PLAN

    if number == 0:
        start_draft(LOCAL_OPERATOR, content=PLAN.encode(), file="plan.txt")  # both drop the file
    barrier.wait(PATIENCE)
    view = draft_named(open_drafts(LOCAL_OPERATOR)[0].public_id)
    line = next(node for node in view.review.nodes if node.label == "1.1")
    edit = Edit(do=Deed.REWORD, nodes=(line.id,), value=f"Round {number} by {name}")
    barrier.wait(PATIENCE)
    if number % 2:
        _edit_naively(str(view.row.public_id), seen=view.row.version, number=1000 + 2 * number + (name == "A"))
    else:
        edit_draft(LOCAL_OPERATOR, draft=view.row.public_id, seen=view.row.version, edit=edit)
    return True


def _edit_naively(draft: str, *, seen: int, number: int) -> None:
    """Read, check, save: what the use-case does not do. The step is one that changes nothing."""
    from django.utils import timezone

    from pantau.records.models import PlanDraft, PlanDraftStep

    row = PlanDraft.objects.get(public_id=draft)
    step = PlanDraftStep(
        draft=row,
        number=number,
        before=row.head,
        edit={"tree": row.tree_digest},
        splices=[],
        created_at=timezone.now(),
        changed_at=timezone.now(),
    )
    PlanDraftStep.objects.bulk_create([step])
    PlanDraft.objects.filter(public_id=draft).update(head=number, version=seen + 1)
