"""`pantau report list PLAN ROUND`"""

from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.report_steps import Plan, Round, print_reports
from pantau.cli.workspace import whoever, workspace
from pantau.domain.reviews import result_digest
from pantau.domain.workflow import ReportState


def command(
    plan: Plan,
    round_code: Round,
    reporter: Annotated[list[str] | None, typer.Option("--reporter", help=say("Only of this reporter."))] = None,
    state: Annotated[str, typer.Option("--state", help=say("Only in this state."), show_default=False)] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    wanted = one_of("--state", state, ReportState) if state else ""
    with workspace(named):
        from pantau.records.queries.reviews import readable_reports

        rows = readable_reports(whoever(), plan=plan, round=round_code, reporters=reporter or [])
    rows = [row for row in rows if wanted in ("", row.state)]
    if as_json:
        print_json({"digest": result_digest(row.digest for row in rows), "reports": [row.as_json() for row in rows]})
    elif not rows:
        print(say("No reports."))
    else:
        print_reports(rows)
