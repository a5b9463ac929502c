"""`pantau round endorse PLAN ROUND`"""

from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json, read_day
from pantau.cli.report_steps import Plan, Round
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import CellMissing
from pantau.domain.reviews import EndorsingBody


def command(
    plan: Plan,
    round_code: Round,
    body: Annotated[str, typer.Option("--body", help=say("The body: soca, council or jcc."))],
    meeting: Annotated[str, typer.Option("--meeting", help=say("The meeting, as its minutes call it."))],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help=say("The day of the meeting."))],
    note: Annotated[str, typer.Option("--note", help=say("What the minutes say."), show_default=False)] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    met = EndorsingBody(one_of("--body", body, EndorsingBody))
    day = read_day(on, option="--on")
    if day is None:
        raise CellMissing(column="--on", where="--on")
    with workspace(named):
        from pantau.records.queries.reviews import round_id
        from pantau.usecases.endorse_round import Meeting, endorse_round

        result = endorse_round(
            whoever(), round=round_id(plan, round_code), meeting=Meeting(body=met, name=meeting, on=day, note=note)
        )
    if as_json:
        print_json({"plan": plan, "round": round_code, "body": met.value, "meeting": meeting, "result": result})
    else:
        print(say("Recorded; the result has the digest {digest}.", digest=result))
