"""Initiatives with their stage history and the lines they serve."""

from django.db import models

from pantau.records.models.plan import Line, Plan
from pantau.records.models.record import Record, WordsField, code_field


class Initiative(Record):
    """An action, project, programme or course series recorded for a plan; `key` is its title as first given."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="initiatives")
    key = models.CharField(max_length=400)
    title = WordsField()
    started_on = models.DateField(null=True)
    completed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="an_initiative_is_recorded_once_per_plan"),
            models.CheckConstraint(
                condition=models.Q(started_on__isnull=True)
                | models.Q(completed_on__isnull=True)
                | models.Q(completed_on__gte=models.F("started_on")),
                name="an_initiative_is_completed_after_it_started",
            ),
        ]


class InitiativeStage(Record):
    """The initiative entered a stage on a day; `created_at` is when that became known here."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="stages")
    stage = code_field(20)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "stage", "on"], name="an_initiative_enters_a_stage_once_a_day"
            )
        ]


class InitiativeLine(Record):
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="initiatives")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "line"], name="an_initiative_is_linked_to_a_line_once")
        ]
