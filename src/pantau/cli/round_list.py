"""`pantau round list`"""

from datetime import UTC, datetime
from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.workspace import whoever, workspace


def command(
    plan: Annotated[str, typer.Option("--plan", metavar="PLAN", help=say("Only those of this plan."))] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    today = datetime.now(tz=UTC).date()
    with workspace(named):
        from pantau.usecases.follow_rounds import rounds_for

        found = rounds_for(whoever(), on=today, plan=plan)
    if as_json:
        print_json([one.as_json() for one in found])
    elif not found:
        print(say("No rounds yet. Open one with `pantau round open PLAN CODE --period 2026 --opens DATE`."))
    else:
        rows = [
            (
                one.round.plan,
                one.round.code,
                one.standing.state.words.into(language()),
                one.round.opens,
                one.round.closes,
                f"{one.counts.handed_in}/{one.counts.owed}",
                one.counts.counting,
            )
            for one in found
        ]
        headings = [
            say("Plan"),
            say("Round"),
            say("Standing"),
            say("Opens"),
            say("Due"),
            say("Handed in"),
            say("Accepted"),
        ]
        print_table(headings, rows, right=[5, 6])
