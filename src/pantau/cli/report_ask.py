"""`pantau report ask PLAN ROUND REPORTER MINISTRY LINE …`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.report_steps import Plan, Reporter, Round
from pantau.cli.workspace import whoever, workspace

Ministry = Annotated[str, typer.Argument(metavar="MINISTRY", help=say("The code of a ministry of the reporter."))]
Lines = Annotated[list[str], typer.Argument(metavar="LINE", help=say("Labels of the lines that it is asked about."))]


def command(
    plan: Plan,
    round_code: Round,
    reporter: Reporter,
    ministry: Ministry,
    labels: Lines,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.plans import plan_row
        from pantau.records.queries.reviews import round_id
        from pantau.records.queries.round_record import round_record
        from pantau.usecases.assign_lines import assign_lines
        from pantau.usecases.line_index import line_index

        record = round_record(round_id(plan, round_code))
        index = line_index(plan_row(record.row.plan_version.plan), (line for _, line in record.lines.values()))
        lines = [index.find(label, where="LINE").public_id for label in labels]
        count = assign_lines(whoever(), round=record.row.public_id, reporter=reporter, ministry=ministry, lines=lines)
    if as_json:
        print_json({"ministry": ministry, "asked": count})
    else:
        print(say("{ministry} is asked about {count} more line(s).", ministry=ministry, count=count))
