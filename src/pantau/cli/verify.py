"""`pantau verify`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(
    expect: Annotated[
        str,
        typer.Option(
            "--expect",
            metavar="HASH",
            help=say("An end of the ledger noted before; it must still be there."),
            show_default=False,
        ),
    ] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.ledger import chain_end
        from pantau.usecases.verify import verify

        breaks = verify(whoever(), expect=expect)
        end = chain_end()
    if as_json:
        told = [one.as_json() for one in breaks]
        print_json({"whole": not breaks, "breaks": told, "ledger_end": end.as_json() if end else None})
    else:
        for one in breaks:
            print(f"! {one.found.into(language())}\n  {one.means.into(language())}\n  {one.do.into(language())}")
        print(say("{count} break(s) found.", count=len(breaks)) if breaks else say("Everything is whole."))
        if end:
            print(say("The ledger ends at entry {number}. Note it elsewhere: {end}", number=end.number, end=end))
    if breaks:
        raise typer.Exit(1)
