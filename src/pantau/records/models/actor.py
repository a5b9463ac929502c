"""Countries, bodies and organisations, with the dates of their membership."""

from django.db import models

from pantau.records.models.record import Record, WordsField, code_field


class Actor(Record):
    code = code_field()
    kind = code_field()
    name = WordsField()
    iso = models.CharField(max_length=2, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    member_from = models.DateField(null=True)
    member_until = models.DateField(null=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="an_actor_has_its_own_code"),
            models.CheckConstraint(
                condition=models.Q(member_until__isnull=True)
                | models.Q(member_from__isnull=False, member_until__gte=models.F("member_from")),
                name="a_membership_ends_after_it_began",
            ),
        ]
