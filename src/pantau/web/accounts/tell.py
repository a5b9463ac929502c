"""A fresh link for somebody: made into an address, and sent to them if mail can reach them."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from pantau.domain.people import Invited
from pantau.web.wording import moment

_LOG = logging.getLogger(__name__)


def tell_link(request: HttpRequest, invited: Invited, *, email: str) -> str:
    """The address to hand on; a mail that cannot be sent is logged, and whoever made the link still has it."""
    link = request.build_absolute_uri(reverse("invitation", kwargs={"secret": invited.secret}))
    if email:
        said = _(
            "You were invited to Pantau, where you will sign in as %(name)s.\n\n"
            "Choose a password here:\n%(link)s\n\nThe link works once, until %(until)s."
        ) % {"link": link, "name": invited.name, "until": moment(invited.expires_at)}
        try:
            send_mail(_("Pantau: your invitation"), said, None, [email])
        except (OSError, SMTPException):
            _LOG.exception("an invitation could not be sent")
    return link
