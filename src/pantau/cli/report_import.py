"""`pantau report import FILE`"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import DryRun, Json, Workspace, print_effects
from pantau.cli.previews import AcceptGood, print_preview
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import RowsRejected

if TYPE_CHECKING:
    from pantau.domain.report_sheet import SheetPreview


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help=say("A filled-in template as XLSX, CSV or JSON."))
    ],
    round_name: Annotated[
        str, typer.Option("--round", help=say("The code of the round, or its id; the one that the file names."))
    ] = "",
    reporter: Annotated[
        str, typer.Option("--reporter", help=say("The code of the reporter; the one that the file names."))
    ] = "",
    plan: Annotated[
        str, typer.Option("--plan", help=say("The plan of the round, where several have one of that code."))
    ] = "",
    accept_good: AcceptGood = False,
    dry_run: DryRun = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.import_reports import import_good_reports, import_reports, preview_reports_file

        actor = whoever()
        preview = preview_reports_file(actor, path=file, round=round_name, plan=plan, reporter=reporter)
        if preview.problems and not accept_good:
            raise RowsRejected(problems=preview.problems, file=file.name)
        if not dry_run:
            (import_good_reports if accept_good else import_reports)(actor, preview=preview)
    print_preview(preview, _tell, dry_run=dry_run, as_json=as_json)


def _tell(preview: "SheetPreview") -> None:
    """What was left out, what the checks say of the rest, and how many rows did what."""
    for problem in preview.problems:
        print(f"{problem.where}: {problem.says.into(language())}")
    for row, finding in preview.findings:
        print(f"{row.where}: {finding.found.into(language())} {finding.do.into(language())}")
    print_effects(preview.counts)
    if preview.absent:
        print(say("{count} line(s) are not in the file and stay as they are.", count=preview.absent))
