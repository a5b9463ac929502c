"""`pantau plan matrix CODE --to FILE`"""

from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import say
from pantau.cli.options import AsOf, Json, Workspace, print_json, read_day
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import FileUnwritable


def command(
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of the plan."))],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help=say("The file to write, .xlsx or .docx."))],
    number: Annotated[
        int, typer.Option("--version", min=0, help=say("The number of the version; the one in force if not given."))
    ] = 0,
    spoken: Annotated[str, typer.Option("--language", help=say("en, id or both; that of the plan if not given."))] = "",
    reporter: Annotated[
        str, typer.Option("--actor", help=say("Whose statuses: a code or name; the region's if not given."))
    ] = "",
    round_code: Annotated[str, typer.Option("--round", help=say("The round of those statuses."))] = "",
    as_of: AsOf = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.write_matrix import MAKERS, MATRIX_LANGUAGES, MatrixWish, matrix_of, write_matrix

        format = one_of("--to", to.suffix.removeprefix(".").casefold(), MAKERS)
        if spoken:
            one_of("--language", spoken, MATRIX_LANGUAGES)
        wish = MatrixWish(
            plan=code,
            number=number,
            language=spoken,
            reporter=reporter,
            round=round_code,
            as_of=read_day(as_of, option="--as-of"),
        )
        matrix = matrix_of(whoever(), wish)
        try:
            to.write_bytes(write_matrix(matrix, format=format))
        except OSError as fault:
            raise FileUnwritable(file=to) from fault
    if as_json:
        print_json(matrix.as_json() | {"file": str(to)})
    else:
        print(say("{file}: {name}, {count} action lines.", file=to, name=matrix.name, count=len(matrix.lines)))
