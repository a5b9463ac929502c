"""`pantau round extend PLAN CODE`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json, read_day
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import CellMissing


def command(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help=say("The code of the plan."))],
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of the round."))],
    reporter: Annotated[str, typer.Option("--reporter", metavar="ACTOR", help=say("The code of who gets more time."))],
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help=say("The new day by which its reports are due."))
    ],
    reason: Annotated[str, typer.Option("--reason", help=say("Why, for the record."))],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    day = read_day(until, option="--until")
    if day is None:
        raise CellMissing(column="--until", where="--until")
    with workspace(named):
        from pantau.records.queries.rounds import round_of_plan
        from pantau.usecases.extend_round import extend_round

        round = round_of_plan(plan, code)
        extend_round(whoever(), round=round.public_id, reporter=reporter, until=day, reason=reason)
    if as_json:
        print_json({"plan": round.plan, "round": round.code, "reporter": reporter, "until": day.isoformat()})
    else:
        print(say("{reporter} has until {day} in the round {code}.", reporter=reporter, day=day, code=round.code))
