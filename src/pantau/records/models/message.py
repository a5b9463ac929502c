"""Mail that has to go out: kept until it is sent, whatever the mail server does."""

from django.db import models

from pantau.records.models.record import Record, code_field
from pantau.records.models.user import User

MESSAGE_STATES = ("waiting", "sent", "given_up")


class Message(Record):
    """One mail to one person. `key` says what it is about, so that nobody is told the same twice.

    It is tried again at `next_try_at` until it is sent; `fault` is what the mail server said last.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200, unique=True)
    kind = code_field(20)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=10, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "next_try_at"], name="messages_to_send")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | models.Q(state__in=("waiting", "given_up"), sent_at__isnull=True),
                name="a_message_is_sent_at_a_moment",
            )
        ]
