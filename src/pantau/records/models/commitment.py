"""Commitments that actors made, and the groups of people that cooperation reached, meant to reach or missed."""

from django.db import models

from pantau.records.models.actor import Actor
from pantau.records.models.plan import Plan
from pantau.records.models.record import Record, code_field
from pantau.records.models.source import Passage, Source


class Commitment(Record):
    """What actors proposed, agreed, asked for or will do, as the source put it; `areas` are codes of areas.csv."""

    code = code_field(80)
    act = code_field(20)
    text = models.TextField()
    areas = models.JSONField(default=list)
    made_on = models.DateField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="a_commitment_has_its_own_code")]


class CommitmentActor(Record):
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="actors")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "actor"], name="an_actor_is_named_once_per_commitment")
        ]


class ReachedGroup(Record):
    """A group that a source names; `stance` is reached, intended or missed, empty where it does not say."""

    group = code_field()
    stance = code_field(20)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "group", "stance"], name="a_source_names_a_group_once_per_stance")
        ]
