"""Rounds, who owes what in them, and the reports with their versions, evidence and contributions."""

from django.db import models

from pantau.domain.statuses import Status
from pantau.records.models.actor import Actor
from pantau.records.models.plan import Line, PlanVersion
from pantau.records.models.record import Record, code_field
from pantau.records.models.source import Source

OPEN_STATES = ("draft", "submitted", "returned")


class Round(Record):
    """A reporting round of a plan version. Members at the cut-off owe; reports are due on `closes`.

    Reports that come later are late, until the round is closed by a decision at `closed_at`. `remind` are days from
    the due day on which those who are late or owe are told, negative ones before it.
    """

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="rounds")
    code = code_field()
    start = models.DateField()
    end = models.DateField()
    opens = models.DateField()
    closes = models.DateField(null=True)
    cut_off = models.DateField()
    remind = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True)

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


class Extension(Record):
    """One reporter has until another day; the latest one counts."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="extensions")
    reporter = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "reporter"], name="a_reporter_has_one_extension_in_a_round")
        ]


class Endorsement(Record):
    """A meeting of SOCA, the Council or the JCC took note of a round's accepted result, before it is published."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="endorsements")
    body = code_field()
    meeting = models.CharField(max_length=200)
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "body", "meeting"], name="a_meeting_endorses_a_round_once")
        ]


class ReportCells(Record):
    """What is said of one line: the cells that a report and a ministry's contribution to it share."""

    status = models.CharField(max_length=20, blank=True)
    narrative = models.TextField(blank=True)
    issues = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    started_on = models.DateField(null=True)
    completed_on = models.DateField(null=True)

    class Meta:
        abstract = True


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


class StatusReportVersion(ReportCells):
    """One version of a report. It counts from `accepted_at` until `superseded_at`, when a later one was accepted.

    A draft may still lack its status. `submitted_by` is who stands for it; `returned_note` is why it came back.
    """

    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = code_field(10)
    as_of = models.DateField()
    submitted_by = models.CharField(max_length=150, blank=True)
    submitted_at = models.DateTimeField(null=True)
    returned_note = models.TextField(blank=True)
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
                condition=models.Q(status__in=[status.value for status in Status])
                | models.Q(status="", state__in=("draft", "returned")),
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


class ReportEvidence(Record):
    """A file that backs one version of a report; taken away at `removed_at`, never deleted."""

    report_version = models.ForeignKey(StatusReportVersion, on_delete=models.PROTECT, related_name="evidence")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report_version", "source"], name="a_file_backs_a_version_once")]


class Contribution(ReportCells):
    """What a country's focal point asks a ministry about one line, and what the ministry drafts.

    States: asked, handed_in, merged, withdrawn.
    """

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="contributions")
    ministry = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    state = code_field(10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["obligation", "ministry"], name="a_ministry_is_asked_once_about_a_line"),
            models.CheckConstraint(
                condition=models.Q(status__in=["", *(status.value for status in Status)]),
                name="a_contribution_says_a_known_status",
            ),
        ]
