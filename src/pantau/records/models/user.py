"""Who signs in. Until accounts come there is one: the local operator."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from pantau.records.models.record import Record


class User(Record, AbstractBaseUser):
    name = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "name"

    def __str__(self) -> str:
        return self.name
