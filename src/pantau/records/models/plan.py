"""Plans, their versions, their stable lines and the wording of each version."""

from django.db import models

from pantau.domain.plans import VersionState, Visibility
from pantau.domain.regional import Derivation
from pantau.records.models.actor import Actor
from pantau.records.models.record import Record, WordsField, code_field
from pantau.records.models.source import Passage, Source


class Plan(Record):
    """A plan; `derivation` and `rule` are the ones its headline uses unless another is asked for."""

    code = code_field()
    title = WordsField()
    partner = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="plans")
    predecessor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="successors")
    start = models.DateField()
    end = models.DateField()
    adopted_on = models.DateField(null=True)
    visibility = models.CharField(max_length=10, default=Visibility.REGIONAL)
    derivation = models.CharField(max_length=10, default=Derivation.MERGED)
    rule = models.CharField(max_length=30)
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="a_plan_has_its_own_code"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="a_plan_ends_after_it_starts"),
        ]


IN_FORCE = (VersionState.ADOPTED.value, VersionState.SUPERSEDED.value)


class PlanVersion(Record):
    """One text of a plan; once adopted it is in force from a day until a later one is."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=VersionState.ADOPTED)
    consulted_on = models.DateField(null=True)
    in_force_from = models.DateField(null=True)
    language = models.CharField(max_length=2)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    second_source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_plan_numbers_its_versions_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(state=VersionState.ADOPTED.value),
                name="a_plan_has_one_adopted_version_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=IN_FORCE, in_force_from__isnull=False)
                | (~models.Q(state__in=IN_FORCE) & models.Q(in_force_from__isnull=True)),
                name="a_version_is_in_force_once_adopted",
            ),
        ]


class Line(Record):
    """A countable line that keeps its identity over all versions of its plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="lines")
    due_on = models.DateField(null=True)
    lead = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)


class LineBody(Record):
    """A body that contributes to a line beside its lead; it no longer does once `ended_at` is set."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="bodies")
    body = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "body"], name="a_body_contributes_once_to_a_line")]


class PlanNode(Record):
    """One node of a version's tree: its label as printed, its place, its words, and whether it counts.

    `lead_text` and `timeline_text` are what a working matrix printed beside it, `due_on` is the day it is due by that
    or by a reviewer: its line takes them over once the version is adopted. `second_passage` is where the plan's other
    language says it.
    """

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="nodes")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, related_name="wordings")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    place = models.PositiveIntegerField()
    depth = models.PositiveIntegerField()
    label = models.CharField(max_length=100)
    printed = models.CharField(max_length=100, blank=True)
    path = models.JSONField()
    kind = code_field(20)
    countable = models.BooleanField()
    words = WordsField()
    lead_text = models.TextField(blank=True)
    timeline_text = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    second_passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan_version", "place"], name="a_place_in_a_version_is_taken_once"),
            models.UniqueConstraint(fields=["plan_version", "line"], name="a_line_has_one_wording_in_a_version"),
            models.CheckConstraint(
                condition=models.Q(countable=False, line__isnull=True) | models.Q(countable=True, line__isnull=False),
                name="a_node_counts_exactly_when_it_is_a_line",
            ),
        ]


class Alignment(Record):
    """What became of a node in another text: a later version's, or a successor plan's.

    `change` is one of domain.alignment; `strength` runs from 0 to 1000; `decided_by` is the reader, or the person.
    """

    old_node = models.ForeignKey(PlanNode, on_delete=models.PROTECT, related_name="onward")
    new_node = models.ForeignKey(PlanNode, on_delete=models.PROTECT, related_name="back")
    change = code_field(20)
    strength = models.PositiveSmallIntegerField()
    decided_by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old_node", "new_node"], name="two_nodes_are_aligned_once")]


class NamedList(Record):
    """A focused base (rule R5): lines an authority chose on a day."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="lists")
    code = code_field()
    name = WordsField()
    authority = models.CharField(max_length=200)
    decided_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="a_named_list_has_its_own_code_in_a_plan")]


class NamedListLine(Record):
    named_list = models.ForeignKey(NamedList, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["named_list", "line"], name="a_line_stands_once_on_a_list")]
