"""`pantau evidence allow TYPE`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(
    type: Annotated[str, typer.Argument(metavar="TYPE", help=say("A type of claims."))],
    least: Annotated[int, typer.Option("--least", help=say("From this confidence on, in per cent."))] = 95,
    off: Annotated[bool, typer.Option("--off", help=say("Allow it no longer."))] = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.accept_in_bulk import allow_bulk, allowances

        allow_bulk(whoever(), type=type, least=None if off else least)
        found = allowances()
    if as_json:
        print_json({one.type: {"least": one.least, "waiting": one.waiting} for one in found})
        return
    for one in found:
        if one.least is None:
            print(say("{type}: not allowed", type=one.type))
        else:
            print(
                say("{type}: from {least} % on, {waiting} waiting", type=one.type, least=one.least, waiting=one.waiting)
            )
