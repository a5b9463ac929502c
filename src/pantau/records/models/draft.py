"""A plan's text under review: the tree as it was read, and every edit as a step that can be undone."""

from django.db import models

from pantau.records.models.plan import Plan, PlanVersion
from pantau.records.models.record import Record


class PlanDraft(Record):
    """One file under review. Bytes, text and tree as read are kept in the evidence store under their digests.

    `plan` is the plan whose next version it will be, if it is known already; `details` is what the person typed of
    it, `columns` which role they gave a table's column. `head` is the number of the last step that is not undone, 0
    for the tree as read.
    """

    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    text_digest = models.CharField(max_length=64)
    tree_digest = models.CharField(max_length=64)
    title = models.CharField(max_length=400, blank=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="drafts")
    details = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    head = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, default="open")
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, related_name="drafts")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("open", "discarded"), plan_version__isnull=True)
                | models.Q(state="committed", plan_version__isnull=False),
                name="a_draft_is_committed_to_a_version",
            ),
        ]


class PlanDraftStep(Record):
    """One edit of a draft, made upon the step numbered `before` (0 for the tree as read).

    `edit` says what was asked for, `splices` what it put in the place of what.
    """

    draft = models.ForeignKey(PlanDraft, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    before = models.PositiveIntegerField()
    edit = models.JSONField()
    splices = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="a_draft_numbers_its_steps_once")]
