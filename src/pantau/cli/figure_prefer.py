"""`pantau figure prefer CODE --reason TEXT`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of the figure."))],
    reason: Annotated[str, typer.Option("--reason", help=say("Why; everybody reads it beside the figure."))],
    withdraw: Annotated[bool, typer.Option("--withdraw", help=say("It is no longer preferred."))] = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.prefer_figure import prefer_figure, withdraw_preference

        decide = withdraw_preference if withdraw else prefer_figure
        figure = decide(whoever(), code=code, reason=reason)
    if as_json:
        print_json(figure.as_json())
    elif figure.preferred:
        print(say("{code} is preferred to its rivals: {reason}", code=figure.code, reason=figure.preferred.reason))
    else:
        print(say("{code} is no longer preferred.", code=figure.code))
