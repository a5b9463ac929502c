"""`pantau message list`"""

from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.workspace import whoever, workspace
from pantau.domain.messages import MessageState
from pantau.domain.permissions import Verb, require


def command(
    state: Annotated[str, typer.Option("--state", help=say("Only those in one state: waiting, sent, given_up."))] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    wanted = one_of("--state", state, MessageState) if state else ""
    with workspace(named):
        from pantau.records.queries.messages import message_rows

        require(whoever(), Verb.SEND_MAIL)
        found = message_rows(state=wanted)
    if as_json:
        print_json([one.as_json() for one in found])
    elif not found:
        print(say("No mail."))
    else:
        rows = [
            (one.public_id, one.person, one.subject, one.state.words.into(language()), one.tries, one.fault or None)
            for one in found
        ]
        headings = [say("Message"), say("Person"), say("Subject"), say("State"), say("Tries"), say("Fault")]
        print_table(headings, rows, right=[4], folds=2)
