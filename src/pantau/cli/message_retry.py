"""`pantau message retry ID`"""

from typing import Annotated
from uuid import UUID

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.reporting_refusals import MessageUnknown


def command(
    message: Annotated[str, typer.Argument(metavar="ID", help=say("The id of the message, as the list has it."))],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.send_messages import retry_message

        retry_message(whoever(), message=_read(message))
    if as_json:
        print_json({"message": message, "state": "waiting"})
    else:
        print(say("It is sent with the next look of the worker."))


def _read(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise MessageUnknown(message=text[:80]) from fault
