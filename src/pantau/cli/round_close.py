"""`pantau round close PLAN CODE`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help=say("The code of the plan."))],
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of the round."))],
    note: Annotated[str, typer.Option("--note", help=say("Why, for the record."))] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.rounds import round_of_plan
        from pantau.usecases.close_round import close_round

        round = round_of_plan(plan, code)
        close_round(whoever(), round=round.public_id, seen=round.version, note=note)
        closed = round_of_plan(plan, code)
    if as_json:
        print_json(closed.as_json())
    else:
        print(say("The round {code} of {plan} is closed.", code=closed.code, plan=closed.plan))
