"""Claims that were read from sources, what was decided on each, and the records that each one backs."""

from django.db import models

from pantau.records.models.actor import Actor
from pantau.records.models.commitment import Commitment, ReachedGroup
from pantau.records.models.figure import PublishedFigure
from pantau.records.models.indicator import Indicator, Value
from pantau.records.models.instrument import Instrument
from pantau.records.models.meeting import Meeting
from pantau.records.models.partnership import Coordinatorship
from pantau.records.models.plan import Plan
from pantau.records.models.record import Record, code_field
from pantau.records.models.source import Source

TARGETS = (
    "actor",
    "commitment",
    "coordinatorship",
    "figure",
    "group",
    "indicator",
    "indicator_value",
    "instrument",
    "meeting",
    "plan",
)
"""The fields of a link that say what it leads to: exactly one of them is filled."""


class Claim(Record):
    """One thing that a source says at a place (code points from `start` up to `end`), as docs/reference/claims.md has
    it; `confidence` in hundredths, `state` as in data/evidence.toml. One that repeats another is merged into it.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="claims")
    type = code_field(20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    value = models.JSONField()
    attributes = models.JSONField(default=dict)
    rule = code_field(60)
    confidence = models.PositiveSmallIntegerField()
    state = code_field(20)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "type", "confidence"], name="claims_to_decide_on"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "start", "end", "type"], name="a_place_makes_one_claim_of_each_type"
            ),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="a_claim_stands_on_some_text"),
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | models.Q(~models.Q(state="merged"), merged_into__isnull=True),
                name="a_merged_claim_names_the_other",
            ),
        ]


def _exactly_one() -> models.Q:
    found = models.Q()
    for chosen in TARGETS:
        found |= models.Q(**{f"{name}__isnull": name != chosen for name in TARGETS})
    return found


class ClaimLink(Record):
    """A claim backs a record, or is about it. `made`: accepting the claim made the record. Withdrawn ones stay."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="links")
    bond = code_field(10)
    made = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="claim_links")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="claim_links")
    coordinatorship = models.ForeignKey(
        Coordinatorship, on_delete=models.PROTECT, null=True, related_name="claim_links"
    )
    figure = models.ForeignKey(PublishedFigure, on_delete=models.PROTECT, null=True, related_name="claim_links")
    group = models.ForeignKey(ReachedGroup, on_delete=models.PROTECT, null=True, related_name="claim_links")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, related_name="claim_links")
    indicator_value = models.ForeignKey(Value, on_delete=models.PROTECT, null=True, related_name="claim_links")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, null=True, related_name="claim_links")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="claim_links")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="claim_links")

    class Meta:
        constraints = [models.CheckConstraint(condition=_exactly_one(), name="a_link_leads_to_one_thing")]


class BulkAllowance(Record):
    """A reviewer allows claims of a type to be accepted many at once from a confidence on, in hundredths."""

    type = code_field(20)
    least = models.PositiveSmallIntegerField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type"], name="a_type_is_allowed_in_bulk_once")]
