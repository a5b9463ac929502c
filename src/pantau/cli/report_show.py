"""`pantau report show PLAN ROUND REPORTER LINE`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.report_steps import Plan, Reporter, Round
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import NotFound
from pantau.domain.report_checks import check_cells
from pantau.domain.reports import ReportRow
from pantau.domain.reviews import differences


def command(
    plan: Plan,
    round_code: Round,
    reporter: Reporter,
    label: Annotated[str, typer.Argument(metavar="LINE", help=say("The label of the line."))],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from django.utils import timezone

        from pantau.records.queries.reviews import readable_reports

        rows = readable_reports(whoever(), plan=plan, round=round_code, reporters=[reporter])
        row = next((row for row in rows if row.label == label), None)
        if row is None:
            raise NotFound
        today = timezone.now().date()
    found = check_cells(row.cells, before=row.before, before_round=row.before_round, today=today)
    if as_json:
        print_json(row.as_json() | {"findings": [one.as_json(language()) for one in found]})
        return
    print(f"{row.label}  {row.words.into(language())}")
    for name, text in row.cells.as_json().items():
        if text:
            print(f"  {name}: {text}")
    _print_differences(row)
    for finding in found:
        print(f"  ! {finding.found.into(language())} {finding.do.into(language())}")
    print(say("Digest: {digest}", digest=row.digest))


def _print_differences(row: ReportRow) -> None:
    basis = row.counting or row.before
    for one in differences(basis, row.cells) if basis else ():
        print(f"  {one.name}:\n    - {one.was or '–'}\n    + {one.now or '–'}")
