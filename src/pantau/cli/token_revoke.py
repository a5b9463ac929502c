"""`pantau token revoke`"""

from typing import Annotated
from uuid import UUID

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(
    token: Annotated[UUID, typer.Argument(metavar="TOKEN", help=say("Its id, as `pantau token list` shows it."))],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.revoke_token import revoke_token

        row = revoke_token(whoever(), token=token)
    if as_json:
        print_json(row.as_json())
    else:
        print(say("The token “{name}” is revoked.", name=row.name))
