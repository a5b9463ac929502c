"""`pantau progress import FILE --plan CODE`"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import DryRun, Json, Workspace, print_effects
from pantau.cli.previews import AcceptGood, print_preview
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import RowsRejected

if TYPE_CHECKING:  # the use-case needs Django, which loads with the workspace
    from pantau.usecases.import_progress import ProgressPreview


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=say("Progress as CSV or XLSX."))],
    plan: Annotated[str, typer.Option("--plan", help=say("The code of the plan."))],
    round_code: Annotated[str, typer.Option("--round", help=say("The reporting round; by date if not given."))] = "",
    accept_good: AcceptGood = False,
    dry_run: DryRun = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.import_progress import import_good_progress, import_progress, preview_progress

        preview = preview_progress(file, plan=plan, round=round_code)
        problems = preview.sheet.problems
        if problems and not accept_good:
            raise RowsRejected(problems=problems, file=file.name)
        if not dry_run:
            (import_good_progress if accept_good else import_progress)(whoever(), preview=preview)
    print_preview(preview, _tell, dry_run=dry_run, as_json=as_json)


def _tell(preview: "ProgressPreview") -> None:
    """What was rejected, how many rows did what, and what a reader of the sheet should know."""
    sheet = preview.sheet
    for problem in sheet.problems:
        print(f"{problem.where}: {problem.says.into(language())}")
    print_effects(preview.counts)
    if preview.opens:
        print(say("Rounds opened: {rounds}.", rounds=", ".join(preview.opens)))
    if sheet.undated:
        print(say("{count} row(s) without as_of were dated {day}.", count=sheet.undated, day=sheet.dated))
    if sheet.unreasoned:
        print(say("{count} row(s) say not_applicable without a reason; ask for it.", count=sheet.unreasoned))
