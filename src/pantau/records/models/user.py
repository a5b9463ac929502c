"""Who signs in, and the local operator, who sits at the computer itself."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from pantau.records.models.actor import Actor
from pantau.records.models.record import Record


class Users(BaseUserManager["User"]):
    """Finds people by the name they sign in with; Django and allauth ask for them here."""


class User(Record, AbstractBaseUser):
    """One person. `home` is the country, body or partner that employs them: they never accept its reports.

    The address of their calendar was renewed at `calendar_renewed_at`, if ever. `save` keeps a new password and nothing
    else.
    """

    name = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    full_name = models.CharField(max_length=200, blank=True)
    home = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="+")
    is_active = models.BooleanField(default=True)
    calendar_renewed_at = models.DateTimeField(null=True)
    last_login = None
    objects = Users()

    USERNAME_FIELD = "name"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~models.Q(email=""), name="an_address_belongs_to_one_person"
            )
        ]

    def save(self, *_args: Any, **_kwargs: Any) -> None:
        """Keep the password and nothing else: what Django and allauth write by themselves is a new hash."""
        type(self)._default_manager.filter(pk=self.pk).update(password=self.password)

    def __str__(self) -> str:
        return self.name
