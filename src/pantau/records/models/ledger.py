"""The ledger of decisions: append-only, each entry bound to the one before."""

import uuid

from django.db import models


class LedgerEntry(models.Model):
    """One decision. Written by records.ledger alone; triggers of the database refuse to change or delete it.

    `subject` is the public id of what was decided on, in its `version`; `shown` is the SHA-256 of exactly what the
    person saw. Order comes from `number`, never from `at`. What an entry binds: domain.ledger.
    """

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    number = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=20)
    subject = models.UUIDField(db_index=True)
    version = models.PositiveIntegerField()
    decision = models.CharField(max_length=20)
    actor = models.CharField(max_length=150)
    role = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    shown = models.CharField(max_length=64)
    details = models.JSONField(default=dict)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "version", "decision", "actor"], name="a_person_decides_once_on_a_version"
            ),
            models.UniqueConstraint(fields=["previous"], name="an_entry_follows_one_other"),
        ]
