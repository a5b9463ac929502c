"""`pantau verify`"""

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(named: Workspace = None, as_json: Json = False) -> None:
    with workspace(named):
        from pantau.usecases.verify import verify

        breaks = verify(whoever())
    if as_json:
        print_json({"whole": not breaks, "breaks": [one.as_json() for one in breaks]})
    else:
        for one in breaks:
            print(f"! {one.found.into(language())}")
        print(say("{count} break(s) found.", count=len(breaks)) if breaks else say("Everything is whole."))
    if breaks:
        raise typer.Exit(1)
