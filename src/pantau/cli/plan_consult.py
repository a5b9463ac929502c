"""`pantau plan consult CODE`"""

from datetime import UTC, datetime
from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json, read_day
from pantau.cli.workspace import whoever, workspace


def command(
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of the plan."))],
    number: Annotated[int, typer.Option("--version", min=1, help=say("The number of the version."))],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help=say("The day; today if not given."))] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    day = read_day(on, option="--on") or datetime.now(tz=UTC).date()
    with workspace(named):
        from pantau.usecases.adopt_version import consult_version

        consult_version(whoever(), plan=code, number=number, on=day)
    if as_json:
        print_json({"plan": code, "version": number, "state": "consulted", "on": day.isoformat()})
    else:
        print(say("{name} was consulted on {day}.", name=f"{code}@{number}", day=day))
