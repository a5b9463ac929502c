"""`pantau round remind`"""

from datetime import UTC, datetime
from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import DryRun, Json, Workspace, print_json, print_table, read_day
from pantau.cli.workspace import whoever, workspace


def command(
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help=say("As if it were this day; today if not given."))
    ] = "",
    dry_run: DryRun = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    day = read_day(on, option="--on") or datetime.now(tz=UTC).date()
    with workspace(named):
        from pantau.usecases.remind_reporters import remind_reporters, reminders_due

        due = reminders_due(whoever(), on=day)
        queued = () if dry_run else remind_reporters(whoever(), on=day)
    if as_json:
        print_json({"due": [one.as_json() for one in due], "queued": len(queued)})
        return
    rows = [
        (
            one.round.plan,
            one.round.code,
            one.reporter.reporter.code,
            one.recipient.name,
            one.day,
            one.reporter.counts.missing,
            None if one.recipient.email else say("no address"),
        )
        for one in due
    ]
    if rows:
        headings = [say("Plan"), say("Round"), say("Reporter"), say("Person"), say("Day"), say("Missing"), ""]
        print_table(headings, rows, right=[5])
    print(say("{many} messages wait to be sent.", many=len(queued)) if not dry_run else say("Nothing was written."))
