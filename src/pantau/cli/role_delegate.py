"""`pantau role delegate ROLE`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, read_day
from pantau.cli.people import Place, Plan, now, read_role
from pantau.cli.workspace import whoever, workspace
from pantau.domain.people_refusals import RoleUnknown
from pantau.domain.refusals import CellMissing


def command(
    role: Annotated[str, typer.Argument(metavar="ROLE", help=say("One of your own roles, as approver."))],
    to: Annotated[str, typer.Option("--to", metavar="NAME", help=say("Who holds it meanwhile."))],
    until: Annotated[str, typer.Option("--until", metavar="DATE", help=say("The last day of the role."))],
    place: Place = "",
    plan: Plan = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    wanted, end = read_role(role, option="ROLE"), read_day(until, option="--until")
    if end is None:
        raise CellMissing(column="--until", where="--until")
    with workspace(named):
        from pantau.records.queries.people_register import person_named
        from pantau.usecases.delegate_role import delegate_role

        actor = whoever()
        held = [
            grant
            for grant in person_named(actor.name, now=now()).held
            if grant.role is wanted
            and (not place or (grant.place and grant.place.code.casefold() == place.casefold()))
            and (not plan or grant.plan.casefold() == plan.casefold())
        ]
        if not held:
            raise RoleUnknown(name=actor.name)
        delegate_role(actor, grant=held[0].public_id, to=to, until=end)
    if as_json:
        print_json({"role": wanted.value, "to": to, "until": end.isoformat()})
    else:
        print(say("{name} holds the role {role} until {day}.", name=to, role=wanted.words.into(language()), day=end))
