"""People with roles, written by the pen, for tests of what they may do and are told."""

from datetime import date

from django.db import transaction

from pantau.domain.permissions import Role
from pantau.records.models import Actor, Plan, RoleGrant, User
from tests.records.rows import pen


def person(name: str, *grants: tuple[Role, str], email: str = "@", active: bool = True, plan: str = "") -> User:
    """Somebody with these roles (role, code of the place or ""); an address of their own unless another is given."""
    with transaction.atomic():
        writing = pen()
        user = writing.insert(
            User, name=name, password="!", is_active=active, email=f"{name}@example.org" if email == "@" else email
        )
        for role, place in grants:
            writing.insert(
                RoleGrant,
                user=user,
                role=role.value,
                place=Actor.objects.get(code=place) if place else None,
                plan=Plan.objects.get(code=plan) if plan else None,
                start=date(2020, 1, 1),
            )
    return user
