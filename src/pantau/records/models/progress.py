"""Rounds, who owes what in them, and the reports with their versions."""

from django.db import models

from pantau.domain.statuses import Status
from pantau.records.models.actor import Actor
from pantau.records.models.plan import Line, PlanVersion
from pantau.records.models.record import Record, code_field
from pantau.records.models.source import Source

OPEN_STATES = ("draft", "submitted", "returned")


class Round(Record):
    """A reporting round of a plan version. Members at the cut-off owe; it is closed once `closes` has passed."""

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="rounds")
    code = code_field()
    start = models.DateField()
    end = models.DateField()
    opens = models.DateField()
    closes = models.DateField(null=True)
    cut_off = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan_version", "code"], name="a_round_has_its_own_code_in_a_version"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="a_round_ends_after_it_starts"),
            models.CheckConstraint(
                condition=models.Q(closes__isnull=True) | models.Q(closes__gte=models.F("opens")),
                name="a_round_closes_after_it_opens",
            ),
        ]


class Obligation(Record):
    """This actor owes a report on this line in this round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="obligations")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "line", "actor"], name="a_report_is_owed_once_per_round")
        ]


class StatusReport(Record):
    """What one reporter says of one line in one round; it owns its versions."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reports")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "reporter", "round"], name="a_reporter_has_one_report_per_line_and_round"
            )
        ]


class StatusReportVersion(Record):
    """One version of a report. It counts from `accepted_at` until `superseded_at`, when a later one was accepted."""

    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = code_field(10)
    status = models.CharField(max_length=20, choices=[(status.value, status.value) for status in Status])
    narrative = models.TextField(blank=True)
    issues = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    as_of = models.DateField()
    started_on = models.DateField(null=True)
    completed_on = models.DateField(null=True)
    accepted_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="a_report_numbers_its_versions_once"),
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(state__in=OPEN_STATES),
                name="a_report_has_one_open_version_at_most",
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(accepted_at__isnull=False, superseded_at__isnull=True),
                name="a_report_has_one_counting_version_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[status.value for status in Status]),
                name="a_report_says_a_known_status",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("accepted", "locked"), accepted_at__isnull=False)
                | models.Q(state__in=OPEN_STATES, accepted_at__isnull=True),
                name="a_report_is_accepted_at_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(started_on__isnull=True)
                | models.Q(completed_on__isnull=True)
                | models.Q(completed_on__gte=models.F("started_on")),
                name="work_is_completed_after_it_started",
            ),
        ]
