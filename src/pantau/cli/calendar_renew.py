"""`pantau calendar renew [NAME]`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help=say("Whose calendar; your own if not given."))] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.renew_calendar import renew_calendar

        whose = renew_calendar(whoever(), name=name)
    if as_json:
        print_json({"name": whose, "renewed": True})
    else:
        print(
            say("The old address of {name}'s calendar is dead; the page of the calendar has the new one.", name=whose)
        )
