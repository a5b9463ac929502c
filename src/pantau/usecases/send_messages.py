"""Mail that waits goes out; what cannot be sent now waits longer, and is never lost.

A message is first taken (its next try moved ahead, under its version), then handed to the mail server, then marked
sent. So of two who send at once one takes it, and one that is killed between handing over and marking leaves it
waiting: the person may get it twice under the same Message-ID, never not at all.
"""

import logging
from collections.abc import Callable
from smtplib import SMTPException
from uuid import UUID

from django.core.mail import EmailMessage
from django.utils import timezone

from pantau.domain.messages import LEASE, MOST_TRIES, MessageState, pause_after
from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.refusals import ChangedMeanwhile
from pantau.domain.reporting_refusals import MessageSettled, MessageUnknown
from pantau.records.models import Message
from pantau.usecases.access import writing

_LOG = logging.getLogger(__name__)
_FAULT = 300
_AT_ONCE = 50


def send_messages(actor: Actor, *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Send what waits and whose turn has come, what waits longest first; how many went out."""
    require(actor, Verb.SEND_MAIL)
    sent = 0
    waiting = Message.objects.filter(state=MessageState.WAITING.value, next_try_at__lte=timezone.now())
    for key in list(waiting.order_by("next_try_at", "id").values_list("id", flat=True)[:_AT_ONCE]):
        if stopping():
            break
        message = _take(actor, key)
        if message is not None:
            sent += _send(actor, message)
    return sent


def retry_message(actor: Actor, *, message: UUID) -> None:
    """Try a message that waits or was given up as if it were new. Raises MessageUnknown, MessageSettled."""
    require(actor, Verb.SEND_MAIL)
    row = Message.objects.filter(public_id=message).first()
    if row is None:
        raise MessageUnknown(message=message)
    if row.state == MessageState.SENT:
        raise MessageSettled(message=message)
    with writing(actor, Verb.SEND_MAIL, reason="message: try again") as pen:
        pen.change(row, state=MessageState.WAITING.value, tries=0, next_try_at=pen.at)


def _take(actor: Actor, key: int) -> Message | None:
    """The message for oneself alone, ``None`` where another has it."""
    row = Message.objects.filter(id=key, state=MessageState.WAITING.value, next_try_at__lte=timezone.now()).first()
    if row is None:
        return None
    try:
        with writing(actor, Verb.SEND_MAIL, reason="message: taken to send") as pen:
            return pen.change(row, tries=row.tries + 1, next_try_at=pen.at + LEASE)
    except ChangedMeanwhile:
        return None


def _send(actor: Actor, message: Message) -> bool:
    fault = _fault_in_sending(message)
    with writing(actor, Verb.SEND_MAIL, reason="message: sent" if not fault else "message: could not be sent") as pen:
        if not fault:
            pen.change(message, state=MessageState.SENT.value, sent_at=pen.at, fault="")
            return True
        over = message.tries >= MOST_TRIES
        pen.change(
            message,
            state=(MessageState.GIVEN_UP if over else MessageState.WAITING).value,
            next_try_at=pen.at + pause_after(message.tries),
            fault=fault[:_FAULT],
        )
    return False


def _fault_in_sending(message: Message) -> str:
    """What went wrong in handing the message over, empty where the mail server took it."""
    if not message.user.email or not message.user.is_active:
        return "no address, or closed"
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.user.email],
        headers={"Message-ID": f"<{message.public_id}@pantau>", "Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except (SMTPException, OSError, ValueError) as fault:
        _LOG.warning("message %s could not be sent: %s", message.public_id, type(fault).__name__)
        return f"{type(fault).__name__}: {fault}"
    return ""
