"""`pantau report template --round ROUND --reporter CODE --out FILE`"""

from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import FileUnwritable


def command(
    round_name: Annotated[str, typer.Option("--round", help=say("The code of the round, or its id."))],
    reporter: Annotated[str, typer.Option("--reporter", help=say("The code of the reporter."))],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=say("The file to write: .xlsx, .csv or .json."))],
    plan: Annotated[
        str, typer.Option("--plan", help=say("The plan of the round, where several have one of that code."))
    ] = "",
    spoken: Annotated[
        str, typer.Option("--language", help=say("Language of headings and choices, en or id; that of --lang."))
    ] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.round_names import round_named
        from pantau.usecases.report_template import WRITERS, report_template

        format = one_of("--out", out.suffix.removeprefix(".").casefold(), WRITERS)
        if spoken:
            one_of("--language", spoken, ("en", "id"))
        found = round_named(round_name, plan=plan)
        template = report_template(whoever(), round=found, reporter=reporter, language=spoken or language())
        try:
            out.write_bytes(WRITERS[format](template))
        except OSError as fault:
            raise FileUnwritable(file=out) from fault
    if as_json:
        said = {"plan": template.plan, "round": template.round_code, "round_id": str(template.round)}
        rows = {"lines": len(template.rows), "open": sum(row.open for row in template.rows)}
        print_json(said | {"reporter": template.reporter, "language": template.language} | rows | {"file": str(out)})
        return
    print(say("{count} line(s) of {reporter} in {file}.", count=len(template.rows), reporter=reporter, file=out))
