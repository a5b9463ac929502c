"""Where allauth asks for our rules: nobody signs up, mail breaks no page, a ministry signs in who was invited."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pantau.domain.permissions import Verb, may_somewhere
from pantau.web.actor import actor_of
from pantau.web.page import address

_LOG = logging.getLogger(__name__)


class PeopleAdapter(DefaultAccountAdapter):
    """Accounts come by invitation alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - as allauth calls it
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """What waits for them, or for those who may not work there their own page, which says so."""
        return address("my-work" if may_somewhere(actor_of(request), Verb.USE_DESK) else "accounts")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that does not answer is logged, and the page says the same as ever."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            _LOG.exception("a mail of %s could not be sent", template_prefix)


class MinistryAdapter(DefaultSocialAccountAdapter):
    """People whom a ministry signs in: those whom we invited under an address of its own domains."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        domains = login.provider.app.settings.get("domains", ())
        return email.rpartition("@")[2].lower() in domains

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Whoever is not known is shown out before anything is asked of them."""
        if not sociallogin.is_existing and not request.user.is_authenticated:
            raise ImmediateHttpResponse(_shown_out())


def _shown_out() -> HttpResponse:
    return redirect("socialaccount_login_error")
