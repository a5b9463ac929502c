"""`pantau role grant NAME ROLE`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, read_day
from pantau.cli.people import Name, Place, Plan, Until, read_role
from pantau.cli.workspace import whoever, workspace


def command(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help=say("The role, as focal_point."))],
    place: Place = "",
    plan: Plan = "",
    until: Until = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    wanted, end = read_role(role, option="ROLE"), read_day(until, option="--until")
    with workspace(named):
        from pantau.usecases.grant_role import RoleWish, grant_role

        granted = grant_role(whoever(), name=name, wish=RoleWish(role=wanted, place=place, plan=plan, until=end))
    if as_json:
        print_json({"id": str(granted), "name": name, "role": wanted.value})
    else:
        print(say("{name} holds the role {role}.", name=name, role=wanted.words.into(language())))
