"""Checks a name or an address with a password, once, whoever it is about."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from pantau.records.queries.people import signed_in


class NameOrAddress(AuthenticationBackend):
    """As allauth's own, which checks an address twice and so tells by its time that the address is known."""

    def get_user(self, user_id: object) -> AbstractBaseUser | None:
        """Whom a session names, if they may still come in; asked at each request."""
        user = signed_in(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None

    def _authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - as allauth calls it
        **credentials: Any,
    ) -> AbstractBaseUser | None:
        login = str(credentials.get("username") or credentials.get("email") or "")
        user = get_user_by_username(login) if login else None
        if user is None and "@" in login:
            user = next(iter(filter_users_by_email(login, for_login=True)), None)
        checked: AbstractBaseUser | None = self._check_password(user, str(credentials.get("password") or ""))
        return checked
