"""`pantau role revoke NAME ROLE`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.people import Name, Place, Plan, now, read_role
from pantau.cli.workspace import whoever, workspace
from pantau.domain.people_refusals import RoleUnknown


def command(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help=say("The role, as focal_point."))],
    place: Place = "",
    plan: Plan = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    wanted = read_role(role, option="ROLE")
    with workspace(named):
        from pantau.records.queries.people_register import person_named
        from pantau.usecases.grant_role import revoke_role

        actor, person = whoever(), person_named(name, now=now())
        found = [
            grant
            for grant in person.grants
            if grant.ended_at is None
            and grant.role is wanted
            and (grant.place.code if grant.place else "").casefold() == place.casefold()
            and grant.plan.casefold() == plan.casefold()
        ]
        if not found:
            raise RoleUnknown(name=person.name)
        for grant in found:
            revoke_role(actor, grant=grant.public_id)
    if as_json:
        print_json({"name": person.name, "role": wanted.value, "revoked": len(found)})
    else:
        print(say("{name} no longer holds the role {role}.", name=person.name, role=wanted.words.into(language())))
