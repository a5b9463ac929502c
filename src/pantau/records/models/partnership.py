"""Partnerships as their level history, and which country coordinated them when."""

from django.db import models

from pantau.records.models.actor import Actor
from pantau.records.models.record import Record, code_field
from pantau.records.models.source import Passage, Source


class Partnership(Record):
    """One level that the partnership with a partner had, from a day to a day or still."""

    partner = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    level = code_field()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "since"], name="a_partnership_has_one_level_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="a_partnership_level_ends_after_it_began",
            ),
        ]


class Coordinatorship(Record):
    """A member state coordinates the relations with a partner for a term."""

    partner = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "start"], name="a_partner_has_one_coordinator_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="a_coordinatorship_ends_after_it_began",
            ),
        ]
