"""What a person may do and for whom, how they are let in the first time, and the tokens their programs use."""

from django.db import models

from pantau.domain.permissions import Role
from pantau.records.models.actor import Actor
from pantau.records.models.plan import Plan
from pantau.records.models.record import Record
from pantau.records.models.user import User


class RoleGrant(Record):
    """One role of one person, for one country, body or partner or for all, for one plan or for all.

    It holds from `start` until `end`, both days included, unless it was taken back at `ended_at`. A role that somebody
    delegated names the person in `delegated_by`, has an `end`, and holds no longer than the giver's own.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    place = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="+")
    start = models.DateField()
    end = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    delegated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="a_grant_names_a_known_role"
            ),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="a_grant_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=models.Q(delegated_by__isnull=True) | models.Q(end__isnull=False),
                name="a_delegation_has_an_end",
            ),
        ]


class Invitation(Record):
    """A link that lets a person set a password, once and until a moment; only the digest of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class AccessToken(Record):
    """A secret that a person's program sends to the API; only its digest is kept, `begins` tells it from others."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    begins = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=[("read", "read"), ("write", "write")])
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(scope__in=("read", "write")), name="a_token_reads_or_writes")
        ]


class TakenRequest(Record):
    """A request that a program marked with a key of its own, and its answer: sent twice, it is done once."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="a_request_is_taken_once")]
