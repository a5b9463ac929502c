"""Figures that a source published, of any metric, with how the source put them and where it did."""

from django.db import models

from pantau.records.models.actor import Actor
from pantau.records.models.instrument import Instrument
from pantau.records.models.plan import Plan
from pantau.records.models.record import Record, code_field
from pantau.records.models.source import Passage, Source


class PublishedFigure(Record):
    """One figure about a plan, an instrument or an actor. Its number is `digits` times ten to the minus `scale`.

    `counterpart` is the other party where that is not ASEAN as a whole; `status` says whether it came about (actual) or
    is planned, forecast or a target; `converts` is the figure that it restates in another currency.
    """

    code = code_field(80)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="figures")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, null=True, related_name="figures")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="figures")
    counterpart = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="+")
    metric = code_field()
    printed = models.CharField(max_length=100)
    digits = models.BigIntegerField()
    digits_max = models.BigIntegerField(null=True)
    scale = models.PositiveSmallIntegerField()
    unit = code_field()
    qualifier = models.CharField(max_length=20, blank=True)
    status = code_field(20, default="actual")
    converts = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="converted")
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True)
    as_of = models.DateField(null=True)
    verb = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=30, blank=True)
    numerator = models.PositiveBigIntegerField(null=True)
    denominator = models.PositiveBigIntegerField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="figures")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="a_figure_has_its_own_code"),
            models.CheckConstraint(
                condition=models.Q(plan__isnull=False, instrument__isnull=True, actor__isnull=True)
                | models.Q(plan__isnull=True, instrument__isnull=False, actor__isnull=True)
                | models.Q(plan__isnull=True, instrument__isnull=True, actor__isnull=False),
                name="a_figure_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(denominator__isnull=True) | models.Q(denominator__gt=0),
                name="a_denominator_is_at_least_one",
            ),
            models.CheckConstraint(
                condition=models.Q(digits_max__isnull=True) | models.Q(digits_max__gte=models.F("digits")),
                name="a_range_runs_upwards",
            ),
        ]


class FigurePreference(Record):
    """The curator prefers a figure to its rivals, for a reason; one that was taken back is withdrawn."""

    figure = models.ForeignKey(PublishedFigure, on_delete=models.PROTECT, related_name="preferences")
    reason = models.CharField(max_length=400)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["figure"], condition=models.Q(withdrawn=False), name="a_figure_is_preferred_once_at_a_time"
            )
        ]
