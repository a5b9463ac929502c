"""`pantau plan translate CODE FILE`"""

from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import say
from pantau.cli.options import DryRun, Json, Workspace, print_json
from pantau.cli.progress import pages_told
from pantau.cli.workspace import whoever, workspace
from pantau.domain.words import LANGUAGES


def command(
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of the plan."))],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help=say("The plan in its other language, of any kind."))
    ],
    number: Annotated[
        int, typer.Option("--version", min=0, help=say("The number of the version; the newest if not given."))
    ] = 0,
    spoken: Annotated[str, typer.Option("--language", help=say("Language of the file: en or id."))] = "",
    dry_run: DryRun = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    if spoken:
        one_of("--language", spoken, LANGUAGES)
    with workspace(named):
        from pantau.usecases.import_plan import receive_plan_file
        from pantau.usecases.translate_plan import preview_translation, translate_plan

        with pages_told() as told:
            said = receive_plan_file(file, told=told)
        preview = preview_translation(said, plan=code, number=number or None, language=spoken)
        if not dry_run:
            translate_plan(whoever(), preview=preview)
    if as_json:
        print_json(preview.as_json() | {"written": not dry_run})
        return
    print(
        say(
            "{code}@{number}: {matched} texts in {language} found their place, {changes} of them new or changed.",
            code=preview.plan.code,
            number=preview.version.number,
            language=preview.language,
            matched=len(preview.renderings),
            changes=len(preview.changes),
        )
    )
    for title, clauses in (
        (say("In the plan, but not in this text:"), preview.missing_lines),
        (say("In this text, but not in the plan:"), preview.extra_lines),
        (say("Counted in one of the two texts alone:"), tuple(pair.old[0] for pair in preview.recounted)),
    ):
        if clauses:
            print(title)
            for clause in clauses:
                print(f"  {clause.label or '–'}  {clause.text}")
    if dry_run:
        print(say("Nothing was written (--dry-run)."))
