"""`pantau plan update CODE FILE`"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import DryRun, Json, Workspace, print_effects, print_table
from pantau.cli.previews import AcceptGood, print_preview
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import RowsRejected

if TYPE_CHECKING:  # the use-case needs Django, which loads with the workspace
    from pantau.usecases.update_plan import UpdatePreview


def command(
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of the plan."))],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help=say("The matrix, as .xlsx, .docx or .csv."))
    ],
    reporter: Annotated[
        str, typer.Option("--actor", help=say("Whose statuses the file gives; the one it names if not given."))
    ] = "",
    round_code: Annotated[
        str, typer.Option("--round", help=say("The round of those statuses; the one it names if not given."))
    ] = "",
    accept_good: AcceptGood = False,
    dry_run: DryRun = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.update_plan import preview_update_file, update_good_rows

        preview = preview_update_file(whoever(), path=file, plan=code, reporter=reporter, round=round_code)
        if preview.problems and not (accept_good or dry_run):
            raise RowsRejected(problems=preview.problems, file=file.name)
        if not dry_run:
            update_good_rows(whoever(), preview=preview)
    print_preview(preview, _tell, dry_run=dry_run, as_json=as_json)


def _tell(preview: "UpdatePreview") -> None:
    """Every cell that changes, what was rejected and why, and what was not read."""
    from pantau.standards.sheets import column_name

    effects = {"new": say("new"), "changed": say("changed"), "kept": say("kept")}
    if preview.changes:
        rows = [
            (one.label, column_name(one.column).into(language()), effects[one.effect], one.was, one.becomes)
            for one in preview.changes
        ]
        headings = (say("Line"), say("Column"), say("Effect"), say("Was"), say("Becomes"))
        print_table(headings, rows)
    for problem in preview.problems:
        print(f"{problem.where}: {problem.says.into(language())}")
    print_effects(preview.counts)
    if preview.progress and preview.progress.opens:
        print(say("Rounds opened: {rounds}.", rounds=", ".join(preview.progress.opens)))
    if preview.unread:
        print(say("Columns that are not read: {columns}.", columns=", ".join(preview.unread)))
    if preview.hidden:
        print(say("{count} hidden rows or columns were not read.", count=preview.hidden))
    if preview.absent:
        print(say("{count} lines of the plan are not in the file; they stay as they are.", count=preview.absent))
