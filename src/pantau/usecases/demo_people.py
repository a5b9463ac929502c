"""The invented people of the demo workspace, whose password everybody may know."""

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from django.contrib.auth.hashers import make_password

from pantau.domain.permissions import Actor, Role, Verb
from pantau.domain.words import Words
from pantau.records.models import Actor as Body
from pantau.records.models import User
from pantau.usecases.access import writing
from pantau.usecases.grant_role import RoleWish, grant_role
from pantau.usecases.mark_demo import demo_digest
from pantau.usecases.person_rules import body_named


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Somebody to sign in as: `place` is whom the role is for, ``None`` where it is for all."""

    name: str
    full_name: str
    role: Role
    place: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPeople:
    """All of them, with their one password."""

    password: str
    people: tuple[DemoPerson, ...]


def demo_people() -> DemoPeople | None:
    """Whom one can sign in as in a demo workspace; ``None`` in any other."""
    if not demo_digest():
        return None
    said = _said()
    there = set(User.objects.values_list("name", flat=True))
    names = {one.code: one.name for one in Body.objects.filter(illustrative=True)}
    people = tuple(
        DemoPerson(
            name=one["name"],
            full_name=one["full_name"],
            role=Role(one["roles"][0]["role"]),
            place=names.get(one["roles"][0].get("place", "")),
        )
        for one in said["person"]
        if one["name"] in there
    )
    return DemoPeople(password=said["password"], people=people)


def add_demo_people(actor: Actor) -> None:
    """Enter those who are not there yet, with their roles."""
    said = _said()
    password = make_password(said["password"])
    there = set(User.objects.values_list("name", flat=True))
    for one in said["person"]:
        if one["name"] in there:
            continue
        with writing(actor, Verb.MANAGE_PEOPLE, reason="demo") as pen:
            home = body_named(one["home"]) if "home" in one else None
            pen.insert(User, name=one["name"], full_name=one["full_name"], home=home, password=password)
            for role in one["roles"]:
                grant_role(actor, name=one["name"], wish=RoleWish(role=Role(role["role"]), place=role.get("place", "")))


def _said() -> dict[str, Any]:
    return tomllib.loads(resources.files("pantau.demo").joinpath("people.toml").read_text(encoding="utf-8"))
