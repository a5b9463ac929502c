"""`pantau round status`"""

from datetime import UTC, datetime
from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.workspace import whoever, workspace


def command(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help=say("The code of the plan; every plan if none."))] = "",
    every: Annotated[bool, typer.Option("--all", help=say("Also rounds that were closed."))] = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    today = datetime.now(tz=UTC).date()
    with workspace(named):
        from pantau.usecases.follow_rounds import rounds_for

        found = rounds_for(whoever(), on=today, plan=plan)
    shown = [one for one in found if every or one.round.closed_at is None]
    if as_json:
        print_json([one.as_json() | {"reporters": [row.as_json() for row in one.reporters]} for one in shown])
        return
    if not shown:
        print(say("No round is open."))
    for one in shown:
        state = one.standing.state.words.into(language())
        print(f"\n{one.round.plan} {one.round.code}: {state}" + (f", {one.round.closes}" if one.round.closes else ""))
        headings = [say("Code"), say("Reporter"), "", say("Handed in"), say("Accepted"), say("Due"), ""]
        rows = [
            (
                row.reporter.code,
                row.reporter.name.into(language()),
                row.counts.cell.words.into(language()),
                f"{row.counts.handed_in}/{row.counts.owed}",
                row.counts.counting,
                row.standing.due,
                say("late") if row.late else None,
            )
            for row in one.reporters
        ]
        print_table(headings, rows, right=[3, 4])
