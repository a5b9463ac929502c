"""Indicators and their values; zero, not reported, not applicable and not available stay four answers."""

from django.db import models

from pantau.records.models.actor import Actor
from pantau.records.models.record import Record, WordsField, code_field
from pantau.records.models.source import Passage, Source

NUMBER_STATES = ("reported", "estimated", "late")


class Indicator(Record):
    """What is measured, in which unit, and how it may be added over time and over countries."""

    code = code_field()
    name = WordsField()
    unit = code_field()
    over_time = code_field(20)
    over_country = code_field(20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="an_indicator_has_its_own_code")]


class Value(Record):
    """One value of an indicator for a subject and period: `digits` times ten to the minus `scale`, or none."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    subject = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    state = code_field(20)
    digits = models.BigIntegerField(null=True)
    scale = models.PositiveSmallIntegerField(default=0)
    rank = models.PositiveSmallIntegerField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "subject", "start", "end"],
                name="an_indicator_has_one_value_per_subject_and_period",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=NUMBER_STATES, digits__isnull=False)
                | models.Q(~models.Q(state__in=NUMBER_STATES), digits__isnull=True),
                name="a_value_has_a_number_exactly_when_one_was_given",
            ),
        ]
