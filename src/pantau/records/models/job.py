"""Work that takes long: who asked for it, how far it is, and how it ended."""

from django.db import models

from pantau.domain.jobs import JobState
from pantau.records.models.record import Record, code_field

_TAKEN = (JobState.RUNNING.value,)


class Job(Record):
    """One piece of long work. `stage`, `done` and `of` say how far it is; `of` is 0 while nobody knows.

    `taken_by` is the worker that runs it and `seen_at` when it last said so. `arguments` and `result` are what
    its kind needs and gives; `refusal` is why it could not be done, in the words every other edge uses.
    """

    kind = code_field()
    asked_by = models.CharField(max_length=150)
    arguments = models.JSONField()
    state = models.CharField(max_length=10, default=JobState.QUEUED)
    stage = code_field(40)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    taken_by = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    refusal = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="jobs_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=_TAKEN, seen_at__isnull=False) | ~models.Q(state__in=_TAKEN),
                name="a_running_job_is_seen",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("done", "failed", "cancelled"), ended_at__isnull=False)
                | models.Q(state__in=("queued", "running"), ended_at__isnull=True),
                name="a_job_ends_at_a_moment",
            ),
        ]
