"""`pantau evidence read SOURCE…`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help=say("Codes of sources."))],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.read_source import read_source

        found = [(code, read_source(whoever(), code=code)) for code in sources]
    if as_json:
        print_json(
            [{"source": code, "new": one.new, "kept": one.kept, "superseded": one.superseded} for code, one in found]
        )
        return
    for code, one in found:
        counts = {"new": one.new, "kept": one.kept, "superseded": one.superseded}
        print(say("{code}: {new} claims are new, {kept} stay, {superseded} are read no longer.", code=code, **counts))
