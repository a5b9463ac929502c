"""Declarations, memoranda, plans and other instruments, with the history of their status."""

from django.db import models

from pantau.records.models.actor import Actor
from pantau.records.models.record import Record, WordsField, code_field
from pantau.records.models.source import Passage, Source


class Instrument(Record):
    code = code_field(80)
    kind = code_field()
    title = WordsField()
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="upgrades")
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="an_instrument_has_its_own_code")]


class InstrumentParty(Record):
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="parties")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "actor"], name="a_party_is_named_once_per_instrument")
        ]


class InstrumentStatus(Record):
    """The instrument entered a status; the day may be unknown. `passage` is where a source says so, if one was read."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="statuses")
    status = code_field()
    on = models.DateField(null=True)
    note = models.CharField(max_length=400, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "status", "on"],
                name="an_instrument_enters_a_status_once_a_day",
            )
        ]
