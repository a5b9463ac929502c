"""`pantau round open PLAN CODE`"""

from pathlib import Path
from typing import Annotated, Any

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import language, say
from pantau.cli.options import DryRun, Json, Workspace, print_json, print_table, read_day
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import CellMissing
from pantau.domain.rounds import Owing
from pantau.usecases.periods import read_period


def command(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help=say("The code of the plan."))],
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("What the round is called, as 2026."))],
    period: Annotated[str, typer.Option("--period", help=say("What is reported on: 2026, or two dates."))],
    opens: Annotated[str, typer.Option("--opens", metavar="DATE", help=say("The day on which it opens."))],
    closes: Annotated[
        str, typer.Option("--closes", metavar="DATE", help=say("The day by which reports are due."))
    ] = "",
    cut_off: Annotated[
        str,
        typer.Option("--cut-off", metavar="DATE", help=say("Members on this day owe; the day it opens if not given.")),
    ] = "",
    remind: Annotated[
        str, typer.Option("--remind", metavar="DAYS", help=say("Days to remind on, from the due day: -14,-3,0,7."))
    ] = "",
    owing: Annotated[
        list[str] | None,
        typer.Option(
            "--owing", help=say("Who owes: members, lead, contributing, partner; may be given several times.")
        ),
    ] = None,
    exceptions: Annotated[
        Path | None,
        typer.Option(
            "--except", metavar="FILE", readable=False, help=say("Who does not owe what: actor, label, reason.")
        ),
    ] = None,
    dry_run: DryRun = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.files.content import file_content
        from pantau.usecases.open_round import RoundWish, open_round, preview_round, read_reminders

        wish = RoundWish(
            plan=plan,
            code=code,
            period=read_period(period, where="--period"),
            opens=_needed(opens, option="--opens"),
            closes=read_day(closes, option="--closes"),
            cut_off=read_day(cut_off, option="--cut-off"),
            remind=read_reminders(remind),
            owing=tuple(Owing(one_of("--owing", one, Owing)) for one in dict.fromkeys(owing or [Owing.MEMBERS.value])),
        )
        content = file_content(exceptions) if exceptions else b""
        actor = whoever()
        preview = preview_round(actor, wish, exceptions=content, file=exceptions.name if exceptions else "")
        opened = None if dry_run else open_round(actor, preview=preview)
    if as_json:
        print_json(preview.as_json() | {"opened": str(opened) if opened else None})
        return
    _print(preview)
    print(say("Nothing was written.") if dry_run else say("The round {code} of {plan} is open.", code=code, plan=plan))


def _needed(text: str, *, option: str) -> Any:
    day = read_day(text, option=option)
    if day is None:
        raise CellMissing(column=option, where=option)
    return day


def _print(preview: Any) -> None:
    rows = [
        (one.reporter.code, one.reporter.name.into(language()), one.owed, one.exempt or None)
        for one in preview.reporters
    ]
    print_table([say("Code"), say("Reporter"), say("Owes"), say("Exempt")], rows, right=[2, 3])
    print(
        say(
            "{owed} reports owed on {lines} lines by {many} reporters.",
            owed=len(preview.planned.pairs),
            lines=preview.lines,
            many=sum(1 for one in preview.reporters if one.owed),
        )
    )
