"""`pantau user add NAME`"""

import sys
from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json, read_day
from pantau.cli.people import Name, Place, Plan, Until, link_of, print_link, read_role
from pantau.cli.workspace import whoever, workspace


def command(
    name: Name,
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS", help=say("Where mail reaches them."))] = "",
    full_name: Annotated[str, typer.Option("--full-name", metavar="TEXT", help=say("What they are called."))] = "",
    home: Annotated[
        str, typer.Option("--home", metavar="CODE", help=say("Who employs them; they never accept its reports."))
    ] = "",
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help=say("A role to begin with."))] = "",
    place: Place = "",
    plan: Plan = "",
    until: Until = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help=say("Read a password instead of making a link; for scripts."))
    ] = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    wanted = read_role(role, option="--role") if role else None
    end = read_day(until, option="--until")
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else ""
    with workspace(named):
        from django.db import transaction

        from pantau.usecases.accept_invitation import set_password
        from pantau.usecases.add_person import add_person
        from pantau.usecases.grant_role import RoleWish, grant_role

        actor = whoever()
        with transaction.atomic():  # a person without the role that was asked for would be half of it
            invited = add_person(actor, name=name, email=email, full_name=full_name, home=home)
            if wanted is not None:
                grant_role(actor, name=name, wish=RoleWish(role=wanted, place=place, plan=plan, until=end))
            if password_stdin:
                set_password(actor, name=name, password=password)
    if as_json:
        print_json({"name": name, "link": None if password_stdin else link_of(invited)})
    elif password_stdin:
        print(say("{name} may sign in.", name=name))
    else:
        print_link(invited)
