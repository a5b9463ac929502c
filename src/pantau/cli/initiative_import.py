"""`pantau initiative import FILE --plan CODE`"""

from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import DryRun, Json, Workspace, print_effects, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import RowsRejected


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=say("Initiatives as CSV or XLSX."))],
    plan: Annotated[str, typer.Option("--plan", help=say("The code of the plan."))],
    dry_run: DryRun = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.import_initiatives import import_initiatives, preview_initiatives

        preview = preview_initiatives(file, plan=plan)
        if preview.problems:
            raise RowsRejected(problems=preview.problems, file=file.name)
        if not dry_run:
            import_initiatives(whoever(), preview=preview)
    if as_json:
        print_json({"plan": preview.plan.code, **preview.counts, "written": not dry_run})
        return
    print_effects(preview.counts)
    if dry_run:
        print(say("Nothing was written (--dry-run)."))
