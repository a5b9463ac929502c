"""`pantau round reopen PLAN CODE`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help=say("The code of the plan."))],
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of the round."))],
    reason: Annotated[str, typer.Option("--reason", help=say("Why, for the record."))],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.rounds import round_of_plan
        from pantau.usecases.reopen_round import reopen_round

        round = round_of_plan(plan, code)
        reopen_round(whoever(), round=round.public_id, seen=round.version, reason=reason)
        reopened = round_of_plan(plan, code)
    if as_json:
        print_json(reopened.as_json())
    else:
        print(say("The round {code} of {plan} takes reports again.", code=reopened.code, plan=reopened.plan))
