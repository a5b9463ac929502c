"""`pantau token add`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import CellUnknown
from pantau.domain.tokens import Scope


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help=say("What the token is for."))],
    scope: Annotated[str, typer.Option("--scope", metavar="SCOPE", help=say("read or write."))] = "read",
    days: Annotated[int, typer.Option("--days", metavar="DAYS", help=say("Days until it ends, 1 to 365."))] = 90,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    if scope not in tuple(Scope):
        raise CellUnknown(column="--scope", text=scope[:40], expected=", ".join(Scope))
    with workspace(named):
        from pantau.usecases.make_token import make_token

        made = make_token(whoever(), name=name, scope=Scope(scope), days=days)
    if as_json:
        print_json(made.row.as_json() | {"secret": made.secret})
        return
    print(made.secret)
    print(say("Copy it now: nobody can show it again. It ends on {day}.", day=made.row.expires_at.date().isoformat()))
