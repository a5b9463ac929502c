"""People for tests: entered by the use-cases, signed in without their passwords."""

from django.contrib.auth import get_user_model
from django.test import Client

from pantau.domain.permissions import LOCAL_OPERATOR, Role
from pantau.usecases.accept_invitation import set_password
from pantau.usecases.add_person import add_person
from pantau.usecases.grant_role import RoleWish, grant_role

OPERATOR = "operator.of.tests"
PASSWORD = "four unrelated paper kites"


def entered(
    name: str, role: Role | None = None, *, place: str = "", home: str = "", email: str = "", password: str = ""
) -> str:
    """Somebody with a role; returns their name."""
    add_person(LOCAL_OPERATOR, name=name, home=home, email=email)
    if role is not None:
        grant_role(LOCAL_OPERATOR, name=name, wish=RoleWish(role=role, place=place))
    if password:
        set_password(LOCAL_OPERATOR, name=name, password=password)
    return name


def at_home(name: str, role: Role) -> str:
    """Somebody with a role for everything, entered if they are not there yet; returns their name."""
    there = get_user_model()._default_manager.filter(name=name).exists()
    return name if there else entered(name, role)


def signed_in(name: str, *, strict: bool = False) -> Client:
    """A client of this person; a `strict` one is asked for the token of a form, as a browser is."""
    client = Client(enforce_csrf_checks=strict)
    client.force_login(get_user_model()._default_manager.get(name=name))
    return client
