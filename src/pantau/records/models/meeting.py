"""Meetings: their number, place and days, who held them and who was there."""

from django.db import models

from pantau.records.models.actor import Actor
from pantau.records.models.record import Record, WordsField, code_field


class Meeting(Record):
    """`start` and `end` hold the whole of what is known: `grain` says whether to the day, the month or the year."""

    code = code_field(80)
    kind = code_field()
    ordinal = models.PositiveSmallIntegerField(null=True)
    title = WordsField()
    place = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="+")
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    grain = code_field(10)
    chair = models.CharField(max_length=200, blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="a_meeting_has_its_own_code"),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="a_meeting_ends_after_it_began",
            ),
        ]


class MeetingParty(Record):
    """An actor takes part in a meeting: as a party, its host, or an observer."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="parties")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    capacity = code_field(20)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "actor", "capacity"], name="a_party_is_named_once_per_meeting_and_capacity"
            )
        ]
